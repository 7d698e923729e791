"""Groups in which people meet: school class, women's group, youth group, or a circle of the congregation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.people.groups import IN_SCHOOL, WOMAN
from sim.people.identity import household_keys
from sim.people.initial_draws import answers
from sim.people.population import Population
from sim.settings.network import NetworkSettings

CLASS, WOMEN, YOUTH, CONGREGATION = range(4)
_YOUNGEST_PUPIL, _OLDEST_PUPIL = 10, 18
_SIZE = 1 << 40  # more than there can be groups of one kind


def classes_of(population: Population) -> NDArray[np.int64]:
    """[n] school class of those of school age who go to school: village and year of birth; -1 for the others."""
    years = -population.birth_week.astype(np.int64) // 52
    pupil = (population.traits & IN_SCHOOL != 0) & (years >= _YOUNGEST_PUPIL) & (years <= _OLDEST_PUPIL)
    return np.where(pupil, population.village.astype(np.int64) * 100 + years, -1)


def circles_of(population: Population, network: NetworkSettings, seed: int) -> NDArray[np.int64]:
    """[n] a number for the group that means most to each person, by the draws of ``seed``.

    People of one number know each other there.
    """
    years = -population.birth_week.astype(np.int64) // 52
    household = population.household.astype(np.int64)
    hamlet = population.household_hamlet[household].astype(np.int64)
    village = population.village.astype(np.int64)
    classes = classes_of(population)
    joins = answers(seed, "ties: joins a group", population.key)
    women = (population.sex == WOMAN) & (years >= 20) & (years < 65) & (joins < network.women_group)
    youth = (years >= 15) & (years < 30) & (joins < network.youth_group)
    circles = np.maximum(1, np.rint(population.village_households / network.circle_households)).astype(np.int64)
    lot = answers(seed, "ties: circle of the congregation", household_keys(population))[household]
    circle = village * 100_000 + np.floor(lot * circles[village]).astype(np.int64)
    return np.select(
        [classes >= 0, women, youth],
        [CLASS * _SIZE + classes, WOMEN * _SIZE + hamlet, YOUTH * _SIZE + hamlet],
        CONGREGATION * _SIZE + circle,
    )
