"""How aware, trusting and afraid residents are, added up: reckoned now and then, since nobody's attitude is touched
in a week in which nothing happens to that person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import level, personal_base
from sim.core.compiled import loop
from sim.core.draws import Word, fold, unit
from sim.state.codes import ADULT_WEEKS, AWARENESS, EXPECTED_EFFECT, FEAR, FIRST_TRUST, RECEIVERS

if TYPE_CHECKING:
    from sim.world import World

WEEKS_BETWEEN = 13
"""Levels are reckoned in the first week, in the last week of each quarter, and in the last week of the run."""

LEVELS = ("awareness", "expected_effect", "fear", *(f"trust_{name}" for name in RECEIVERS))
"""The measures, and which attitude each is of."""
ATTITUDES = (AWARENESS, EXPECTED_EFFECT, FEAR, *range(FIRST_TRUST, FIRST_TRUST + len(RECEIVERS)))

PARTS = 2**20
"""Each person's level is rounded to one of so many parts: sums then are exact, in whatever order they are made."""


def count_attitudes(world: World) -> None:
    """Reckon the levels in every village when it is time to; else they stay as they were."""
    columns = [world.measure_index[name] for name in LEVELS]
    if is_due(world):
        now = levels_of(world, world.population.village_first_row)
    else:
        now = world.weekly[world.week - 1][:, columns]
    world.weekly[world.week][:, columns] = now


def is_due(world: World) -> bool:
    """Whether levels are reckoned in the current week."""
    ends_quarter = (world.week + 1) % WEEKS_BETWEEN == 0
    return world.week == 0 or ends_quarter or world.week == world.settings.weeks - 1


def levels_of(
    world: World, first_row: NDArray[np.int64], order: NDArray[np.int64] | None = None
) -> NDArray[np.float64]:
    """Sum of each attitude over the residents of each part: [parts, LEVELS].

    Args:
        world: the world; levels are those of its current week.
        first_row: part p has the rows ``first_row[p]`` up to ``first_row[p + 1]``.
        order: rows of all people in the order in which ``first_row`` counts them; None if it is their own.
    """
    people, state = world.population, world.state
    columns = (people.key, people.birth_week, state.mind, state.mind_week)
    if order is not None:
        columns = tuple(column[order] for column in columns)  # type: ignore[assignment]
    look = world.lookups
    kinds = np.array(ATTITUDES, np.int64)
    return _add_up(
        first_row, kinds, world.week, PARTS, *columns, look.fade, look.nature, look.attitude_keys, look.base_state
    )


@loop
def _add_up(
    first_row: NDArray[np.int64],
    kinds: NDArray[np.int64],
    week: int,
    parts: int,
    keys: NDArray[np.uint64],
    birth_week: NDArray[np.int16],
    mind: NDArray[np.float32],
    mind_week: NDArray[np.int16],
    fade: NDArray[np.float64],
    nature: NDArray[np.float64],
    attitude_keys: NDArray[np.uint64],
    base_state: Word,
) -> NDArray[Any]:
    """The attitudes of everybody; the part of the draw that is the person's is made once for all attitudes."""
    out = np.zeros((first_row.size - 1, kinds.size), np.float64)
    for part in range(first_row.size - 1):
        for i in range(first_row[part], first_row[part + 1]):
            if week - birth_week[i] < ADULT_WEEKS:
                continue
            own = fold(base_state, keys[i])
            since = week - mind_week[i]
            for n in range(kinds.size):
                k = kinds[n]
                base = nature[k, 0]
                if nature[k, 1] > 0.0:
                    base = personal_base(nature[k, 0], nature[k, 1], unit(fold(fold(own, attitude_keys[k]), 0)))
                change = 0.0
                if mind[i, k] != 0.0:
                    change = mind[i, k] * fade[k, since]
                out[part, n] += np.floor(level(base, change, nature[k, 2]) * parts + 0.5)
    return out / parts
