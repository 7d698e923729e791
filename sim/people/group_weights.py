"""What a person's group counts for just now: among recruiters' targets, audiences of sessions, future local actors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.people.groups import GROUPS, group_now
from sim.state.codes import ADULT_WEEKS, AWAY_DOCUMENTED, AWAY_UNDOCUMENTED

if TYPE_CHECKING:
    from sim.state.columns import State
    from sim.world import World


def table_of(weights: Mapping[str, float]) -> NDArray[np.float64]:
    """Weights of groups by their numbers; a group that is not named weighs nothing."""
    return np.array([weights.get(name, 0.0) for name in GROUPS], np.float64)


def group_weights(
    world: World, rows: NDArray[np.int64], table: NDArray[np.float64], state: State | None = None
) -> NDArray[np.float64]:
    """Weight of the group of each of some people this week; 0 for children under 15."""
    people, state = world.population, state or world.state
    return _group_weights(
        rows,
        world.week,
        table,
        people.birth_week,
        people.group,
        people.traits,
        state.returned_week,
        world.settings.leaving.returned_weeks,
    )


def at_home(world: World, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of some people are not abroad."""
    status = world.state.status[rows]
    return np.asarray((status != AWAY_UNDOCUMENTED) & (status != AWAY_DOCUMENTED), bool)


@loop
def _group_weights(
    rows: NDArray[np.int64],
    week: int,
    table: NDArray[np.float64],
    birth_week: NDArray[np.int16],
    group: NDArray[np.uint8],
    traits: NDArray[np.uint8],
    returned_week: NDArray[np.int16],
    returned_weeks: int,
) -> NDArray[np.float64]:
    out = np.zeros(rows.size, np.float64)
    for r in range(rows.size):
        i = rows[r]
        age = week - birth_week[i]
        if age >= ADULT_WEEKS:
            out[r] = table[group_now(group[i], traits[i], age, week - returned_week[i], returned_weeks)]
    return out
