"""The people of a district as columns: one row a person, in the order village, hamlet, household, member."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns
from sim.core.draws import Word, chain, selection_keys, smallest
from sim.people.groups import CONTACT


@columns
class Persons(NamedTuple):
    """What loops read of persons and their households; see :class:`Population`."""

    key: NDArray[np.uint64]
    household: NDArray[np.uint32]
    village: NDArray[np.uint16]
    birth_week: NDArray[np.int16]
    sex: NDArray[np.uint8]
    group: NDArray[np.uint8]
    traits: NDArray[np.uint8]
    role: NDArray[np.uint8]
    household_need: NDArray[np.float32]
    household_first_row: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Population:
    """Who lives where. Nothing here changes during a run.

    Sizes: V villages, H hamlets, Q households, n persons. A person has a row from ``cohort_years`` before 15 on; a
    row is a *resident* once its age, ``week - birth_week`` weeks, reaches 15 years of 52 weeks. Rows and
    ``household_children`` add up exactly to each village's people.
    """

    village_codes: tuple[str, ...]
    village_names: tuple[str, ...]
    village_key: NDArray[np.uint64]
    """[V] stable key of the village: ``name_key("village", code)``."""
    village_people: NDArray[np.int64]
    """[V] people of all ages."""
    village_households: NDArray[np.int64]
    """[V] households."""
    village_first_row: NDArray[np.int64]
    """[V+1] rows of village v: ``first[v]`` up to ``first[v + 1]``."""
    village_first_hamlet: NDArray[np.int64]
    """[V+1] hamlets of village v."""
    hamlet_village: NDArray[np.uint16]
    """[H] village of the hamlet."""
    hamlet_first_row: NDArray[np.int64]
    """[H+1] rows of the hamlet."""
    household_hamlet: NDArray[np.uint32]
    """[Q] hamlet of the household."""
    household_first_row: NDArray[np.int64]
    """[Q+1] rows of the household; the first one is its head."""
    household_children: NDArray[np.uint8]
    """[Q] children too young to have a row."""
    household_need: NDArray[np.float32]
    """[Q] need, 0 (none) to 1 (hardship)."""
    key: NDArray[np.uint64]
    """[n] stable key of the person: village key, number of the household in it, number of the member in that."""
    household: NDArray[np.uint32]
    """[n] household of the person."""
    village: NDArray[np.uint16]
    """[n] village of the person."""
    birth_week: NDArray[np.int16]
    """[n] week of birth, negative: the age at week w is ``w - birth_week`` weeks."""
    sex: NDArray[np.uint8]
    """[n] 0 man, 1 woman."""
    group: NDArray[np.uint8]
    """[n] adult group, see ``sim/people/groups.py``."""
    traits: NDArray[np.uint8]
    """[n] bit set, see ``sim/people/groups.py``."""
    role: NDArray[np.uint8]
    """[n] role in the household, see ``sim/people/groups.py``."""

    @property
    def size(self) -> int:
        """Number of rows."""
        return int(self.key.size)

    @cached_property
    def persons(self) -> Persons:
        """The columns that loops read."""
        return Persons(*(getattr(self, name) for name in Persons._fields))

    @cached_property
    def hamlet_key(self) -> NDArray[np.uint64]:
        """[H] stable key of the hamlet: village key and number of the hamlet in it."""
        number = np.arange(self.hamlet_village.size) - self.village_first_hamlet[self.hamlet_village]
        pairs = zip(self.village_key[self.hamlet_village].tolist(), number.tolist(), strict=True)
        return np.array([chain(village, place) for village, place in pairs], np.uint64)

    @cached_property
    def hamlet_size(self) -> NDArray[np.float64]:
        """[H] rows of the hamlet."""
        return np.diff(self.hamlet_first_row).astype(np.float64)

    @cached_property
    def hamlet_first_household(self) -> NDArray[np.int64]:
        """[H+1] households of the hamlet."""
        return np.searchsorted(self.household_hamlet, np.arange(self.hamlet_village.size + 1)).astype(np.int64)

    @property
    def village_first_household(self) -> NDArray[np.int64]:
        """[V+1] households of village v."""
        return np.concatenate([[0], np.cumsum(self.village_households)]).astype(np.int64)

    def rows_of_village(self, village: int) -> NDArray[np.int64]:
        """[rows] rows of the people of a village."""
        return np.arange(self.village_first_row[village], self.village_first_row[village + 1])

    def rows_of_hamlet(self, hamlet: int) -> NDArray[np.int64]:
        """[rows] rows of the people of a hamlet."""
        return np.arange(self.hamlet_first_row[hamlet], self.hamlet_first_row[hamlet + 1])

    def need(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """[rows] need (0-1) of the households of some residents."""
        return self.household_need[self.household[rows]].astype(np.float64)

    def one_hamlet(self, village: int, draws: Word, about: Word) -> int:
        """One hamlet of a village, in proportion to the people in it: the smallest ``E / people``.

        One hamlet more takes only what goes to it, and moves nothing between the others.

        Args:
            village: its number.
            draws: stream of the draws over hamlets by their names.
            about: what the choice is about: the subject of the draws.
        """
        first, last = self.village_first_hamlet[village : village + 2]
        keys, sizes = self.hamlet_key[first:last], self.hamlet_size[first:last]
        return int(first + smallest(selection_keys(draws, keys, about, sizes), 1)[0])

    @cached_property
    def contacts(self) -> NDArray[np.bool_]:
        """[n] who is an official or RT head, and 15 or older before the first week."""
        return np.asarray(self.residents() & ((self.traits & CONTACT) != 0), bool)

    def residents(self, week: int = 0) -> NDArray[np.bool_]:
        """[n] who is 15 or older in ``week``."""
        return week - self.birth_week.astype(np.int64) >= 15 * 52
