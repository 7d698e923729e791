"""Who gets a seat rather: whoever comes, leaders, much-tied people, or those whom others would name."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.people.groups import CONTACT, OFFICE
from sim.ties.ties import Ties
from sim.world import World

LEADER_FACTOR = 20.0  # a seat meant for leaders goes to one of them before somebody else


def seat_factors(world: World, seating: str, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """[rows] how much rather each of some neighbouring rows is given a seat.

    ``open``, ``random``: all alike. ``leaders``: officials, RT heads, teachers and leaders first. ``central``: by the
    square of the number of ties. ``nominated``: by the chance to be named, when everybody names one tie at random
    (Banerjee et al. 2019 let villagers name whom to tell).
    """
    if seating == "leaders":
        people = world.population
        contact = (people.traits[rows] & CONTACT) != 0
        leads = contact | np.isin(people.group[rows], OFFICE)
        return np.where(leads, LEADER_FACTOR, 1.0)
    if seating == "central":
        degree = world.ties.degree(rows).astype(np.float64)
        return degree * degree
    if seating == "nominated":
        return _nominations(rows, world.ties)
    return np.ones(rows.size)


@loop
def _nominations(rows: NDArray[np.int64], ties: Ties) -> NDArray[np.float64]:
    """Expected number of times each is named."""
    out = np.zeros(rows.size, np.float64)
    for r in range(rows.size):
        for t in range(ties.start[rows[r]], ties.start[rows[r] + 1]):
            j = np.int64(ties.other[t])
            out[r] += 1.0 / (ties.start[j + 1] - ties.start[j])
    return out
