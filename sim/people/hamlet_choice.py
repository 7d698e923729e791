"""Which hamlet of a village somebody goes to: a draw over the hamlets by name, the larger ones more often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.core.draws import Word, selection_keys, smallest

if TYPE_CHECKING:
    from sim.world import World


def choose_hamlet(world: World, village: int, purpose: str, about: Word) -> int:
    """One hamlet, in proportion to the people in it: the smallest ``E / people``.

    One hamlet more takes only what goes to it, and moves nothing between the others.
    """
    people = world.population
    first, last = people.village_first_hamlet[village : village + 2]
    keys, sizes = people.hamlet_key[first:last], people.hamlet_size[first:last]
    waits = selection_keys(world.stream(purpose), keys, about, sizes)
    return int(first + smallest(waits, 1)[0])
