"""Turns: whose village comes first when officers' hours are scarce, whatever the villages are called."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import uniforms
from sim.world import World


def dealt(world: World, villages: NDArray[np.int64]) -> list[int]:
    """Some villages (their numbers) [villages] in the order in which officers are given them, drawn once for a run."""
    order = uniforms(world.lasting_stream("villages of officers"), world.population.village_key[villages])
    return [int(village) for village in villages[np.argsort(order, kind="stable")]]


def least_last(world: World, villages: list[int], had: NDArray[np.float64]) -> list[int]:
    """Some villages (their numbers), those last that have had least; the week's draw decides between equals.

    Args:
        world: the world.
        villages: numbers of villages.
        had: hours that each village of the world has had: [V].
    """
    rows = np.array(villages, np.int64)
    ties = uniforms(world.stream("turn of a village"), world.population.village_key[rows])
    return [int(village) for village in rows[np.lexsort((ties, -had[rows]))]]
