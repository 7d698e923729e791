"""Whom somebody asks: along ties, or from door to door in a hamlet, by what can be seen of people."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns, loop
from sim.core.draws import Word, selection_keys, smallest
from sim.people.group_weights import group_weights
from sim.people.groups import WOMAN
from sim.recruiters.rules import target_weight
from sim.state.codes import SETTLED
from sim.ties.kinds import LAST_KIN
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


@columns
class Taste(NamedTuple):
    """What draws a recruiter besides the group: numbers of :class:`~sim.settings.recruiting.RecruitingSettings`."""

    women_weight: float
    need_weight: float
    refusal_weight: float
    min_age: float
    max_age: float


def visible_weights(world: World, rows: Rows) -> NDArray[np.float64]:
    """[rows] how much each of some people draws a recruiter, from what can be seen; 0 for who cannot be asked now."""
    people, residents, week = world.population, world.state.residents, world.week
    returned_weeks = world.settings.leaving.returned_weeks
    own = group_weights(people, rows, week, world.arrays.group_weight, residents.returned_week, returned_weeks)
    own[residents.status[rows] != SETTLED] = 0.0
    age = (week - people.birth_week[rows].astype(np.int64)) / 52.0
    taste = world.arrays.numbers(Taste, Taste._fields, world.settings.recruiting)
    return _weigh(own, people.sex[rows], people.need(rows), residents.refusals[rows], age, taste)


@loop
def _weigh(
    own: NDArray[np.float64],
    sex: NDArray[np.uint8],
    need: NDArray[np.float64],
    refusals: NDArray[np.uint8],
    age: NDArray[np.float64],
    t: Taste,
) -> NDArray[np.float64]:
    out = np.zeros(own.size, np.float64)
    for r in range(own.size):
        if own[r] > 0.0:
            by_sex = t.women_weight if sex[r] == WOMAN else 1.0
            out[r] = target_weight(
                own[r], by_sex, need[r], t.need_weight, refusals[r], t.refusal_weight, age[r], t.min_age, t.max_age
            )
    return out


def tie_targets(
    world: World, asker: int, count: int, asker_key: Word, purpose: str, kin_weight: float, other_weight: float
) -> Rows:
    """Up to ``count`` ties (places in the table of ties) along which a resident asks.

    Args:
        world: the world.
        asker: row of the resident.
        count: how many are to be asked.
        asker_key: stable key of who asks.
        purpose: name of the draws.
        kin_weight: factor on the weight of kin.
        other_weight: factor on the weight of other ties; 0 leaves them out.
    """
    ties = world.ties
    span = slice(int(ties.start[asker]), int(ties.start[asker + 1]))
    others = ties.other[span].astype(np.int64)
    closeness = np.where(ties.kind[span] <= LAST_KIN, kin_weight, other_weight) * (ties.strength[span] / 255.0)
    weights = closeness * visible_weights(world, others)
    keys = selection_keys(world.stream(purpose), world.population.key[others], asker_key, weights)
    return np.asarray(span.start + smallest(keys, count), np.int64)


def cold_targets(world: World, village: int, count: int, asker_key: Word) -> Rows:
    """Rows of ``count`` residents asked on a round through one hamlet of the village."""
    hamlet = world.population.one_hamlet(village, world.stream("hamlet of the round"), asker_key)
    return hamlet_targets(world, hamlet, count, asker_key, "target")


def hamlet_targets(world: World, hamlet: int, count: int, asker_key: Word, purpose: str) -> Rows:
    """Rows of ``count`` residents of one hamlet, drawn by what can be seen of them; ``purpose`` names the draws."""
    rows = world.population.rows_of_hamlet(hamlet)
    keys = selection_keys(world.stream(purpose), world.population.key[rows], asker_key, visible_weights(world, rows))
    return np.asarray(rows[smallest(keys, count)], np.int64)


def demand_left(world: World, village: int) -> float:
    """What a village still holds for a recruiter: the sum of what its people draw (weights, exact in any order)."""
    return math.fsum(visible_weights(world, world.population.rows_of_village(village)))
