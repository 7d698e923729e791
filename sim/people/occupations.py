"""What people do: the adult group of each person, and the few officials, teachers and leaders of a village."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.people.groups import FARMER, HOMEMAKER, LEADER, OFFICE, OFFICIAL, RETURNED, TEACHER, WOMAN, WORKER
from sim.people.initial_draws import answers
from sim.settings.leaving import QUARTER, LeavingSettings
from sim.settings.people import PeopleSettings
from sim.settings.place import PlaceSettings

Ints = NDArray[np.int64]
Codes = NDArray[np.uint8]
_FEW = (25, 65)  # ages in years, from and below, of officials, teachers and leaders
_RETURNED = (20, 60)


@dataclass(frozen=True)
class Persons:
    """What is known of each person before work and traits; one entry a row."""

    key: NDArray[np.uint64]
    household: Ints
    village: Ints
    years: Ints
    """age in full years"""
    sex: Ints
    role: Ints

    def draw(self, seed: int, purpose: str) -> NDArray[np.float64]:
        """[n] one uniform a person for a purpose, under the population seed ``seed``."""
        return answers(seed, f"population: {purpose}", self.key)


def adult_groups(
    place: PlaceSettings, people: PeopleSettings, leaving: LeavingSettings, seed: int, persons: Persons
) -> Codes:
    """[n] group of each person as an adult by the draws of ``seed``, see ``sim/people/groups.py``."""
    group = _common(people, persons, persons.draw(seed, "work"))
    counts = _few(place, people, _returned_per_1000(place, leaving), persons)
    few = _between(persons.years, _FEW)
    for code, free in (
        (OFFICIAL, few),
        (TEACHER, few),
        (LEADER, few),
        (RETURNED, _between(persons.years, _RETURNED)),
    ):
        taken = np.isin(group, OFFICE)
        wait = np.where(free & ~taken, persons.draw(seed, f"group {code}"), np.inf)
        group[_first_in_village(wait, persons.village, counts[code])] = code
    return group


def _common(people: PeopleSettings, persons: Persons, draw: NDArray[np.float64]) -> Codes:
    """Homemakers, farmers and workers by age and sex."""
    band = np.digitize(persons.years, [25, 60])
    home = np.where(persons.sex == WOMAN, people.homemakers, 0.0)
    farm = (1.0 - home) * np.array(people.farmers)[band]
    group = np.where(draw < home, HOMEMAKER, np.where(draw < home + farm, FARMER, WORKER))
    return group.astype(np.uint8)


def _returned_per_1000(place: PlaceSettings, leaving: LeavingSettings) -> float:
    """As many of 1,000 residents as come home while one counts as returned, so that their number shows no trend."""
    undocumented = place.abroad_undocumented_per_1000 / (leaving.stay_undocumented + QUARTER)
    documented = place.abroad_documented_per_1000 / (leaving.stay_documented + QUARTER)
    return (undocumented + documented) * leaving.returned_weeks


def _few(place: PlaceSettings, people: PeopleSettings, returned_per_1000: float, persons: Persons) -> dict[int, Ints]:
    """How many officials, teachers, leaders and returned migrants each village has; small villages have fewer."""
    count = np.array([village.people for village in place.villages])
    residents = np.bincount(persons.village[persons.years >= 15], minlength=count.size)
    return {
        OFFICIAL: np.minimum(people.officials_per_village, np.maximum(1, count // 60)),
        TEACHER: np.rint(people.teachers_per_1000 * count / 1000.0).astype(np.int64),
        LEADER: np.maximum(1, np.rint(people.leaders_per_1000 * count / 1000.0).astype(np.int64)),
        RETURNED: np.rint(returned_per_1000 * residents / 1000.0).astype(np.int64),
    }


def _between(years: Ints, ages: tuple[int, int]) -> NDArray[np.bool_]:
    return (years >= ages[0]) & (years < ages[1])


def _first_in_village(wait: NDArray[np.float64], village: Ints, count: Ints) -> Ints:
    """Rows with the ``count[v]`` shortest finite waiting times of each village v."""
    able = np.flatnonzero(np.isfinite(wait))
    order = able[np.lexsort((wait[able], village[able]))]
    here = village[order]
    rank = np.arange(order.size) - np.searchsorted(here, here)
    return order[rank < count[here]]
