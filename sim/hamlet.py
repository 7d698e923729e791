"""Which hamlet of a village somebody goes to: a draw over the hamlets by name, the larger ones more often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.draws import Word, chain, selection_keys, smallest

if TYPE_CHECKING:
    from sim.world import World


def hamlet_keys(world: World, village: int) -> NDArray[np.uint64]:
    """Stable keys of a village's hamlets: village and number within it."""
    people = world.population
    count = int(people.village_first_hamlet[village + 1] - people.village_first_hamlet[village])
    village_key = people.village_key[village]
    return np.array([chain(village_key, number) for number in range(count)], np.uint64)


def choose_hamlet(world: World, village: int, purpose: str, about: Word) -> int:
    """One hamlet, in proportion to the people in it: the smallest ``E / people``.

    One hamlet more takes only what goes to it, and moves nothing between the others.
    """
    people = world.population
    first, last = people.village_first_hamlet[village : village + 2]
    sizes = np.diff(people.hamlet_first_row[first : last + 1]).astype(np.float64)
    waits = selection_keys(world.stream(purpose), hamlet_keys(world, village), about, sizes)
    return int(first + smallest(waits, 1)[0])
