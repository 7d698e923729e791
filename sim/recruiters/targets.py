"""Whom somebody asks: along ties, or from door to door in a hamlet, by what can be seen of people."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import Word, selection_keys, smallest
from sim.people.group_weights import group_weights
from sim.people.hamlet_choice import choose_hamlet
from sim.recruiters.rules import target_weight
from sim.state.codes import SETTLED
from sim.ties.kinds import LAST_KIN

if TYPE_CHECKING:
    from sim.state.columns import State
    from sim.world import World


def visible_weights(world: World, rows: NDArray[np.int64], state: State | None = None) -> NDArray[np.float64]:
    """How much each of some people draws a recruiter, from what can be seen; 0 for who cannot be asked now."""
    people, recruiting, state = world.population, world.settings.recruiting, state or world.state
    own = group_weights(world, rows, world.lookups.group_weight, state)
    own[state.status[rows] != SETTLED] = 0.0
    return _visible_weights(
        own,
        people.household_need[people.household[rows]].astype(np.float64),
        state.refusals[rows],
        (world.week - people.birth_week[rows].astype(np.int64)) / 52.0,
        recruiting.need_weight,
        recruiting.refusal_weight,
        recruiting.min_age,
        recruiting.max_age,
    )


@loop
def _visible_weights(
    own: NDArray[np.float64],
    need: NDArray[np.float64],
    refusals: NDArray[np.uint8],
    age: NDArray[np.float64],
    need_weight: float,
    refusal_weight: float,
    min_age: float,
    max_age: float,
) -> NDArray[np.float64]:
    out = np.zeros(own.size, np.float64)
    for r in range(own.size):
        if own[r] > 0.0:
            out[r] = target_weight(own[r], need[r], need_weight, refusals[r], refusal_weight, age[r], min_age, max_age)
    return out


def tie_targets(
    world: World, asker: int, count: int, asker_key: Word, purpose: str, kin_weight: float, other_weight: float
) -> NDArray[np.int64]:
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


def cold_targets(world: World, village: int, count: int, asker_key: Word) -> NDArray[np.int64]:
    """``count`` residents asked on a round through one hamlet of the village."""
    hamlet = choose_hamlet(world, village, "hamlet of the round", asker_key)
    return hamlet_targets(world, hamlet, count, asker_key, "target")


def hamlet_targets(world: World, hamlet: int, count: int, asker_key: Word, purpose: str) -> NDArray[np.int64]:
    """``count`` residents of one hamlet, drawn by what can be seen of them; ``purpose`` names the draws."""
    people = world.population
    rows = np.arange(people.hamlet_first_row[hamlet], people.hamlet_first_row[hamlet + 1])
    keys = selection_keys(world.stream(purpose), people.key[rows], asker_key, visible_weights(world, rows))
    return np.asarray(rows[smallest(keys, count)], np.int64)


def demand_left(world: World, village: int, state: State | None = None) -> float:
    """What a village still holds for a recruiter: the sum of what its people draw."""
    first = world.population.village_first_row
    weights = visible_weights(world, np.arange(first[village], first[village + 1]), state)
    return math.fsum(weights)  # exact, so that no order of adding matters
