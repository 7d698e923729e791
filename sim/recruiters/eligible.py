"""Which resident becomes a recruiter or a finder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.core.draws import Word, selection_keys, smallest
from sim.state.codes import ADULT_WEEKS, NOBODY, SETTLED
from sim.state.columns import State

if TYPE_CHECKING:
    from sim.world import World

YOUNGEST_WEEKS = ADULT_WEEKS + 5 * 52


def choose_resident(world: World, state: State, village: int, draws: Word, key: int) -> int:
    """A settled resident of 20 or older, drawn by the weight of the group; NOBODY if there is none.

    Args:
        world: the world.
        state: the state to read.
        village: where to look.
        draws: stream of the draws.
        key: stable key of the recruiter.
    """
    people = world.population
    rows = np.arange(people.village_first_row[village], people.village_first_row[village + 1])
    age = world.week - people.birth_week[rows].astype(np.int64)
    fits = (age >= YOUNGEST_WEEKS) & (state.status[rows] == SETTLED)
    fits &= ~np.isin(rows, state.recruiter_row) & ~np.isin(rows, state.recruiter_finders)
    weight = world.lookups.group_weight[people.group[rows]] * fits
    chosen = smallest(selection_keys(draws, people.key[rows], key, weight), 1)
    return int(rows[chosen[0]]) if chosen.size else NOBODY
