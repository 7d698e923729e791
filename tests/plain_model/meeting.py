"""Whose offers somebody has met, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.attitudes.rules import repeated_chance
from tests.plain_model.things import Incident, Post, Villager

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld


def meet(world: NaiveWorld, one: Villager, post: Post | None) -> None:
    """Asked, or a witness: who met that recruiter before thinks again about what was seen."""
    if post is None:
        return
    if one.met is post and one.met_until > world.week:
        one.met_times = min(one.met_times + 1, 255)
        one.changed_week = world.week
    else:
        one.met, one.met_times = post, 1
    one.met_until = world.week + 1 + world.settings.learning.warning_weeks


def seen_through(world: NaiveWorld, chance: float, one: Villager, incident: Incident) -> float:
    """The more offers of the same recruiter, the likelier."""
    knows = incident.post is not None and one.met is incident.post and one.met_until > world.week
    return repeated_chance(chance, one.met_times if knows else 1)
