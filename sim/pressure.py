"""What others do to a recruiter's post: pressure, and the day of an arrest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.codes import NOBODY, VACANT

if TYPE_CHECKING:
    from sim.world import World


def is_held(world: World, post: int) -> bool:
    """Whether somebody holds the post: one who has left cannot be pressed."""
    return post != NOBODY and world.state.recruiter_state[post] != VACANT


def press(world: World, post: int, pressure: float) -> None:
    """Let the recruiter at a post feel more pressure."""
    world.state.recruiter_pressure[post] += pressure


def order_arrest(world: World, post: int, day: int) -> None:
    """Set the day of the arrest, unless one is set already."""
    if world.state.recruiter_arrest_day[post] == NOBODY:
        world.state.recruiter_arrest_day[post] = day
