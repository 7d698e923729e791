"""From settings to the people of a district."""

from __future__ import annotations

import numpy as np

from sim.people.ages import WEEKS_PER_YEAR
from sim.people.hamlets import hamlet_sizes
from sim.people.households import Members, members_of
from sim.people.identity import folded, village_key
from sim.people.need import household_need
from sim.people.occupations import Persons, adult_groups
from sim.people.population import Population
from sim.people.traits import traits_of
from sim.settings.leaving import LeavingSettings
from sim.settings.people import PeopleSettings
from sim.settings.place import PlaceSettings
from sim.settings.tree import Settings


def build_population(settings: Settings) -> Population:
    """The people of ``settings.place``, decided by ``settings.population_seed`` alone."""
    return populate(settings.place, settings.people, settings.leaving, settings.population_seed)


def populate(place: PlaceSettings, people: PeopleSettings, leaving: LeavingSettings, seed: int) -> Population:
    """Make every village's households and people by the draws of ``seed``; no village depends on another.

    Of ``leaving`` only the lengths of stays and how long somebody counts as returned matter
    (:data:`sim.settings.tree.BUILT_FROM`).
    """
    villages = place.villages
    members = [members_of(village, people, seed) for village in villages]
    sizes = [hamlet_sizes(village, people, seed) for village in villages]
    households = np.array([village.households for village in villages], np.int64)
    offset = np.concatenate([[0], np.cumsum(households)])
    household_hamlet = np.repeat(np.arange(sum(map(len, sizes))), np.concatenate(sizes))

    everybody = Members(
        np.concatenate([m.household + offset[v] for v, m in enumerate(members)]),
        *(np.concatenate([getattr(m, column) for m in members]) for column in ("role", "sex", "age_weeks")),
    )
    has_row = everybody.age_weeks >= (15 - people.cohort_years) * 52
    too_young = np.bincount(everybody.household[~has_row], minlength=offset[-1])
    household = everybody.household[has_row]
    household_first_row = np.searchsorted(household, np.arange(offset[-1] + 1))
    village = np.repeat(np.arange(len(villages)), households)[household]
    keys = np.array([village_key(v.code) for v in villages], np.uint64)
    number = household - offset[village] + 1
    member = np.arange(household.size) - household_first_row[household] + 1
    key = folded(folded(keys[village], number), member)
    hamlet_first_household = np.searchsorted(household_hamlet, np.arange(household_hamlet[-1] + 2))
    hamlets = np.array([len(s) for s in sizes])
    age_weeks, sex, role = everybody.age_weeks[has_row], everybody.sex[has_row], everybody.role[has_row]
    hamlet_first_row = household_first_row[hamlet_first_household]
    village_first_row = household_first_row[offset]
    persons = Persons(key, household, village, age_weeks // WEEKS_PER_YEAR, sex, role)
    group = adult_groups(place, people, leaving, seed, persons)
    traits = traits_of(place, people, seed, persons, group, hamlet_first_row)
    return Population(
        village_codes=tuple(v.code for v in villages),
        village_names=tuple(v.name for v in villages),
        village_key=keys,
        village_people=np.array([v.people for v in villages], np.int64),
        village_households=households,
        village_first_row=village_first_row.astype(np.int64),
        village_first_hamlet=np.concatenate([[0], np.cumsum(hamlets)]).astype(np.int64),
        hamlet_village=np.repeat(np.arange(len(villages)), hamlets).astype(np.uint16),
        hamlet_first_row=hamlet_first_row.astype(np.int64),
        household_hamlet=household_hamlet.astype(np.uint32),
        household_first_row=household_first_row.astype(np.int64),
        household_children=too_young.astype(np.uint8),
        household_need=household_need(everybody, people, keys, households, seed).astype(np.float32),
        key=key,
        household=household.astype(np.uint32),
        village=village.astype(np.uint16),
        birth_week=(-age_weeks).astype(np.int16),
        sex=sex.astype(np.uint8),
        group=group,
        traits=traits,
        role=role.astype(np.uint8),
    )
