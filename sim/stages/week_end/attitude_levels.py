"""How aware, trusting and afraid residents are, added up: reckoned now and then, since nobody's attitude is touched
in a week in which nothing happens to that person.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import Mind, mind_of
from sim.attitudes.rules import level, personal_base
from sim.core.compiled import loop
from sim.core.draws import fold, unit
from sim.state.codes import ADULT_WEEKS, AWARENESS, EXPECTED_EFFECT, FEAR, FIRST_TRUST, RECEIVERS
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
    weekly, columns = world.tally.weekly, [world.tally.index[name] for name in LEVELS]
    due, before = is_due(world), weekly[world.week - 1][:, columns]
    weekly[world.week][:, columns] = levels_of(world, world.population.village_first_row) if due else before


def is_due(world: World) -> bool:
    """Whether levels are reckoned in the current week."""
    ends_quarter = (world.week + 1) % WEEKS_BETWEEN == 0
    return world.week == 0 or ends_quarter or world.week == world.settings.weeks - 1


def levels_of(
    world: World, first_row: NDArray[np.int64], order: NDArray[np.int64] | None = None
) -> NDArray[np.float64]:
    """Sum of each attitude (0 to 1 a resident) over the residents of each part: [parts, LEVELS].

    Args:
        world: the world; levels are those of its current week.
        first_row: part p has the rows ``first_row[p]`` up to ``first_row[p + 1]``.
        order: [n] rows of all people in the order in which ``first_row`` counts them; None if it is their own.
    """
    mind, birth_week = mind_of(world), world.population.birth_week
    if order is not None:
        mind = mind._replace(change=mind.change[order], since=mind.since[order], person=mind.person[order])
        birth_week = birth_week[order]
    return _add_up(first_row, np.array(ATTITUDES, np.int64), birth_week, mind)


@loop
def _add_up(
    first_row: NDArray[np.int64], kinds: NDArray[np.int64], birth_week: NDArray[np.int16], mind: Mind
) -> NDArray[np.float64]:
    """The attitudes of everybody; the part of the draw that is the person's is made once for all attitudes."""
    nature = mind.nature
    out = np.zeros((first_row.size - 1, kinds.size), np.float64)
    for part in range(first_row.size - 1):
        for i in range(first_row[part], first_row[part + 1]):
            if mind.week - birth_week[i] < ADULT_WEEKS:
                continue
            own = fold(mind.levels, mind.person[i])
            since = mind.week - mind.since[i]
            for n in range(kinds.size):
                k = kinds[n]
                base = nature[k, 0]
                if nature[k, 1] > 0.0:
                    base = personal_base(nature[k, 0], nature[k, 1], unit(fold(fold(own, mind.key[k]), 0)))
                change = 0.0
                if mind.change[i, k] != 0.0:
                    change = mind.change[i, k] * mind.fade[k, since]
                out[part, n] += np.floor(level(base, change, nature[k, 2]) * PARTS + 0.5)
    return out / PARTS
