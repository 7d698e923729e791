"""Who gets a seat rather: whoever comes, leaders, much-tied people, or those whom others would name."""

from __future__ import annotations

import numpy as np

from sim.core.compiled import rule
from sim.people.groups import CONTACT, LEADER, OFFICIAL, TEACHER
from sim.people.population import Persons
from sim.programme.session_kinds import CENTRAL, LEADERS, NOMINATED
from sim.ties.ties import Ties

LEADER_FACTOR = 20.0  # a seat meant for leaders goes to one of them before somebody else


@rule
def seat_factor(i: int, seating: int, persons: Persons, ties: Ties) -> float:
    """How much rather a resident is given a seat (0 and above; 1 where all are alike).

    Leaders: officials, RT heads, teachers and leaders first. Central: by the square of the number of ties. Nominated:
    by the chance to be named, when everybody names one tie at random (Banerjee et al. 2019 let villagers name whom to
    tell).

    Args:
        i: row of the resident.
        seating: code of who gets a seat.
        persons: the people.
        ties: between them.
    """
    if seating == LEADERS:
        leads = persons.group[i] in (OFFICIAL, TEACHER, LEADER) or persons.traits[i] & CONTACT != 0
        return LEADER_FACTOR if leads else 1.0
    if seating == CENTRAL:
        degree = float(ties.start[i + 1] - ties.start[i])
        return degree * degree
    if seating == NOMINATED:
        named = 0.0
        for t in range(ties.start[i], ties.start[i + 1]):
            j = np.int64(ties.other[t])
            named += 1.0 / (ties.start[j + 1] - ties.start[j])
        return named
    return 1.0
