"""Whom somebody asks: along ties, or from door to door in a hamlet, by what can be seen of people."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.codes import ADULT_WEEKS, SETTLED
from sim.compiled import loop
from sim.draws import Word, selection_keys, smallest
from sim.hamlet import choose_hamlet
from sim.people.groups import group_now
from sim.recruiting.rules import target_weight
from sim.ties.kinds import LAST_KIN

if TYPE_CHECKING:
    from sim.state import State
    from sim.world import World


def visible_weights(world: World, rows: NDArray[np.int64], state: State | None = None) -> NDArray[np.float64]:
    """How much each of some people draws a recruiter, from what can be seen; 0 for who cannot be asked now."""
    people, recruiting = world.population, world.settings.recruiting
    state = state or world.state
    return _visible_weights(
        rows,
        world.week,
        world.lookups.group_weight,
        recruiting.need_weight,
        recruiting.refusal_weight,
        recruiting.min_age,
        recruiting.max_age,
        people.birth_week,
        people.group,
        people.traits,
        people.household,
        people.household_need,
        state.status,
        state.refusals,
        state.returned_week,
        world.settings.leaving.returned_weeks,
    )


@loop
def _visible_weights(
    rows: NDArray[np.int64],
    week: int,
    group_weight: NDArray[np.float64],
    need_weight: float,
    refusal_weight: float,
    min_age: float,
    max_age: float,
    birth_week: NDArray[np.int16],
    group: NDArray[np.uint8],
    traits: NDArray[np.uint8],
    household: NDArray[np.uint32],
    household_need: NDArray[np.float32],
    status: NDArray[np.uint8],
    refusals: NDArray[np.uint8],
    returned_week: NDArray[np.int16],
    returned_weeks: int,
) -> NDArray[np.float64]:
    out = np.zeros(rows.size, np.float64)
    for r in range(rows.size):
        i = rows[r]
        age = week - birth_week[i]
        if age < ADULT_WEEKS or status[i] != SETTLED:
            continue
        out[r] = target_weight(
            group_weight[group_now(group[i], traits[i], age, week - returned_week[i], returned_weeks)],
            np.float64(household_need[household[i]]),
            need_weight,
            refusals[i],
            refusal_weight,
            age / 52.0,
            min_age,
            max_age,
        )
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
