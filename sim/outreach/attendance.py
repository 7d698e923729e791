"""Who takes part in a session: those who come, up to the seats there are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import Word, selection_keys, smallest, uniforms
from sim.outreach.seating import seat_factors
from sim.people.group_weights import group_weights, some_groups
from sim.people.groups import CUSTOMARY, GROUPS, WOMAN
from sim.people.population import Population
from sim.settings.outreach import OutreachKind
from sim.world import World


def seat(world: World, kind: OutreachKind, village: int, session_key: Word) -> NDArray[np.int64]:
    """[seated] rows of the residents of ``village`` who take part, in order; ``session_key`` is it in draws."""
    people, week = world.population, world.week
    if kind.gathers == "hamlet":
        rows = people.rows_of_hamlet(people.one_hamlet(village, world.stream("session hamlet"), session_key))
    else:
        rows = people.rows_of_village(village)
    readiness = _readiness(kind, world.settings.learning.others_readiness)
    returned_weeks = world.settings.leaving.returned_weeks
    returned = world.state.residents.returned_week
    weights = group_weights(people, rows, week, readiness, returned, returned_weeks)
    weights *= _own_readiness(kind, people, rows)
    weights[~world.state.at_home(rows)] = 0.0
    turnout = kind.turnout * world.arrays.villages.openness[village]
    weights[uniforms(world.stream("turnout"), people.key[rows], session_key) >= turnout] = 0.0
    keys = selection_keys(world.stream("seat"), people.key[rows], session_key, weights)
    if kind.seating not in ("open", "random"):
        with np.errstate(divide="ignore", over="ignore"):  # nobody's ties, or next to no weight: no seat
            keys = keys / seat_factors(world, kind.seating, rows)
    return np.asarray(np.sort(rows[smallest(keys, kind.seats or rows.size)]), np.int64)


def _readiness(kind: OutreachKind, others: float) -> NDArray[np.float64]:
    """[groups] how readily each comes: those whom it is meant for, and others if they come at all."""
    meant = [GROUPS.index(name) for name in (GROUPS if kind.meant_for is None else kind.meant_for)]
    others = others if kind.others_come else 0.0
    if kind.seating == "random":
        others = float(others > 0.0)
    return some_groups(meant, 1.0, others)


def _own_readiness(kind: OutreachKind, people: Population, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """[rows] how readily women, and members of the customary community, come; all alike where seats go to anybody."""
    women, customary = kind.women_readiness, kind.customary_readiness
    if kind.seating == "random":
        women, customary = float(women > 0.0), float(customary > 0.0)
    by_sex = np.where(people.sex[rows] == WOMAN, women, 1.0)
    return by_sex * np.where((people.traits[rows] & CUSTOMARY) != 0, customary, 1.0)
