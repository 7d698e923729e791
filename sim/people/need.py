"""How much a household needs money: between 0 and 1, more with children."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.people.ages import WEEKS_PER_YEAR
from sim.people.households import Members
from sim.people.identity import folded
from sim.people.initial_draws import answers
from sim.settings.people import PeopleSettings


def household_need(
    everybody: Members,
    people: PeopleSettings,
    village_key: NDArray[np.uint64],
    households: NDArray[np.int64],
    seed: int,
) -> NDArray[np.float64]:
    """[Q] need of each household: its own draw (two uniforms, so a triangle around the mean) and its children.

    Args:
        everybody: all people, with their households.
        people: settings of the people.
        village_key: [V] key of each village.
        households: [V] how many each village has.
        seed: number that the draws depend on.
    """
    total = int(households.sum())
    first = np.concatenate([[0], np.cumsum(households)])
    village = np.repeat(np.arange(households.size), households)
    home = folded(village_key[village], np.arange(total) - first[village] + 1)
    sum_of_two = answers(seed, "population: need", home) + answers(seed, "population: need", home, 1)
    triangle = (sum_of_two - 1.0) * 6.0**0.5  # standard deviation 1
    child = everybody.age_weeks < 15 * WEEKS_PER_YEAR
    children = np.bincount(everybody.household[child], minlength=total).astype(np.float64)
    mean = np.bincount(village, children, households.size) / households
    need: NDArray[np.float64] = (
        people.need_mean + people.need_spread * triangle + people.need_per_child * (children - mean[village])
    )
    return np.clip(need, 0.0, 1.0, out=need)
