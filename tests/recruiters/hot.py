"""A district in which recruiters feel pressure, and settings that leave them one reaction."""

from __future__ import annotations

from typing import Any

from sim.recruiters.pressure import press
from sim.world import World
from tests.building import make, run

POCKET = "migrant_pocket"
REACTIONS = ("lie_low", "go_private", "move", "quit")


def only(reaction: str) -> dict[str, Any]:
    return {"recruiting.reactions": {name: float(name == reaction) for name in REACTIONS}}


def hot(changes: dict[str, Any], weeks: int = 30) -> World:
    """A district in which every recruiter feels much pressure from the start."""
    world = make(POCKET, changes={"weeks": weeks, "recruiting.pressure_fade": 1.0, **changes})
    for post in range(world.state.posts.state.size):
        press(world, post, 3.0 + post)
    return run(world)
