"""Whom a session is meant for: whoever comes, leaders, much-tied people, or those whom others would name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.people.groups import CONTACT, LEADER, OFFICIAL, TEACHER

if TYPE_CHECKING:
    from sim.world import World

LEADER_FACTOR = 20.0  # a seat meant for leaders goes to one of them before somebody else


def seat_factors(world: World, seating: str, lo: int, hi: int) -> NDArray[np.float64]:
    """How much rather each of the rows lo..hi is given a seat.

    ``open``, ``random``: all alike. ``leaders``: officials, RT heads, teachers and leaders first. ``central``: by the
    square of the number of ties. ``nominated``: by the chance to be named, when everybody names one tie at random
    (Banerjee et al. 2019 let villagers name whom to tell).
    """
    if seating == "leaders":
        people = world.population
        contact = (people.traits[lo:hi] & CONTACT) != 0
        leads = contact | np.isin(people.group[lo:hi], (OFFICIAL, TEACHER, LEADER))
        return np.where(leads, LEADER_FACTOR, 1.0)
    if seating == "central":
        degree = np.diff(world.ties.start[lo : hi + 1]).astype(np.float64)
        return degree * degree
    if seating == "nominated":
        return _nominations(lo, hi, world.ties.start, world.ties.other)
    return np.ones(hi - lo)


@loop
def _nominations(lo: int, hi: int, start: NDArray[np.int64], other: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Expected number of times each is named."""
    out = np.zeros(hi - lo, np.float64)
    for i in range(lo, hi):
        for t in range(start[i], start[i + 1]):
            j = np.int64(other[t])
            out[i - lo] += 1.0 / (start[j + 1] - start[j])
    return out
