"""Which resident becomes a recruiter or a finder."""

from __future__ import annotations

import numpy as np

from sim.core.draws import Word, selection_keys, smallest
from sim.state.codes import ADULT_WEEKS, NOBODY, SETTLED
from sim.world import World

YOUNGEST_WEEKS = ADULT_WEEKS + 5 * 52


def choose_resident(world: World, village: int, draws: Word, key: int) -> int:
    """A settled resident of 20 or older, drawn by the weight of the group; NOBODY if there is none.

    Args:
        world: the world.
        village: where to look.
        draws: stream of the draws.
        key: stable key of the recruiter.
    """
    people, state = world.population, world.state
    rows = people.rows_of_village(village)
    age = world.week - people.birth_week[rows].astype(np.int64)
    fits = (age >= YOUNGEST_WEEKS) & (state.residents.status[rows] == SETTLED) & ~np.isin(rows, state.recruiting())
    weight = world.arrays.group_weight[people.group[rows]] * fits
    chosen = smallest(selection_keys(draws, people.key[rows], key, weight), 1)
    return int(rows[chosen[0]]) if chosen.size else NOBODY
