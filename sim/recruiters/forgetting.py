"""Past refusals that askers no longer see: each is forgotten by itself, so that nothing happens to all at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import Word, draw
from sim.recruiters.rules import forget_chance
from sim.world import World


def forget_refusals(world: World) -> None:
    """Let each past refusal of each person be forgotten this week, or not."""
    refusals = world.state.residents.refusals
    chance = forget_chance(world.settings.recruiting.refusal_memory)
    _forget(np.flatnonzero(refusals), world.population.key, chance, world.stream("refusal forgotten"), refusals)


@loop
def _forget(
    rows: NDArray[np.int64], keys: NDArray[np.uint64], chance: float, draws: Word, refusals: NDArray[np.uint8]
) -> None:
    for i in rows:
        forgotten = 0
        for n in range(refusals[i]):
            if draw(draws, keys[i], 0, n) < chance:
                forgotten += 1
        refusals[i] -= forgotten
