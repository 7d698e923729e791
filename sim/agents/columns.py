"""What can be known about villagers, each as a function of a world and some rows.

Everything is read as of the end of the last week that was run, so that agents and counts of that week agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.agents.column import Read, Rows
from sim.attitudes.attitudes import attitudes_of
from sim.core.compiled import loop
from sim.people.groups import CUSTOMARY, GROUPS, IN_SCHOOL, PHONE, RT_HEAD, SEXES, group_now
from sim.people.identity import person_ids
from sim.state.codes import (
    ADULT_WEEKS,
    AWARENESS,
    AWAY_DOCUMENTED,
    AWAY_UNDOCUMENTED,
    EXPECTED_EFFECT,
    FEAR,
    FIRST_TRUST,
    NEWS,
    RECEIVERS,
    STATUS_NAMES,
)
from sim.world import World

ROLES = ("head", "spouse", "child", "parent", "sibling", "other")


def now(world: World) -> int:
    """The week that agents are seen in: the last one run, or the first before any was."""
    return max(world.week - 1, 0)


def residents(world: World) -> Rows:
    """Rows of everybody aged 15 and over."""
    return np.flatnonzero(world.population.residents(now(world))).astype(np.int64)


def _named(names: Sequence[str], codes: NDArray[Any]) -> NDArray[np.str_]:
    return np.take(np.array(names, np.str_), codes)


# -- who they are ---


def unique_id(world: World, rows: Rows) -> NDArray[np.str_]:
    """Name that never changes: village code, number of the household in it, number of the member in that."""
    return np.array(person_ids(world.population, rows.tolist()), np.str_)


def household_id(world: World, rows: Rows) -> NDArray[np.str_]:
    """Household: village code and number of the household in it."""
    people = world.population
    village = people.village[rows].astype(np.int64)
    number = people.household[rows] - people.village_first_household[village] + 1
    codes = people.village_codes
    return np.array([f"{codes[v]}/{h}" for v, h in zip(village.tolist(), number.tolist(), strict=True)], np.str_)


def village(world: World, rows: Rows) -> NDArray[np.str_]:
    """Code of the home village."""
    return _named(world.population.village_codes, world.population.village[rows])


def hamlet(world: World, rows: Rows) -> NDArray[np.int64]:
    """Number of the hamlet (dusun) within the village, counted from 1."""
    people = world.population
    of_all = people.household_hamlet[people.household[rows]].astype(np.int64)
    return of_all - people.village_first_hamlet[people.village[rows]] + 1


def sex(world: World, rows: Rows) -> NDArray[np.str_]:
    """``man`` or ``woman``."""
    return _named(SEXES, world.population.sex[rows])


def _age_weeks(world: World, rows: Rows) -> NDArray[np.int64]:
    return now(world) - world.population.birth_week[rows].astype(np.int64)


def age(world: World, rows: Rows) -> NDArray[np.int64]:
    """Age in whole years of 52 weeks."""
    return _age_weeks(world, rows) // 52


def is_resident(world: World, rows: Rows) -> NDArray[np.bool_]:
    """Whether aged 15 or over: younger ones have a row but take no part yet."""
    return np.asarray(_age_weeks(world, rows) >= ADULT_WEEKS, bool)


def group(world: World, rows: Rows) -> NDArray[np.str_]:
    """Group: pupil, homemaker, farmer, worker, official, teacher, leader or returned."""
    people, state = world.population, world.state
    since = now(world) - state.residents.returned_week[rows].astype(np.int64)
    returned_weeks = int(world.settings.leaving.returned_weeks)
    codes = _groups(people.group[rows], people.traits[rows], _age_weeks(world, rows), since, returned_weeks)
    return _named(GROUPS, codes)


@loop
def _groups(
    group: NDArray[np.uint8],
    traits: NDArray[np.uint8],
    age_weeks: NDArray[np.int64],
    weeks_since_return: NDArray[np.int64],
    returned_weeks: int,
) -> NDArray[np.uint8]:
    out = np.empty(group.size, np.uint8)
    for i in range(group.size):
        out[i] = group_now(group[i], traits[i], age_weeks[i], weeks_since_return[i], returned_weeks)
    return out


def role(world: World, rows: Rows) -> NDArray[np.str_]:
    """Role in the household: head, spouse, child, parent, sibling or other."""
    return _named(ROLES, world.population.role[rows])


def _trait(bit: int, meaning: str) -> Read:
    def read(world: World, rows: Rows) -> NDArray[np.bool_]:
        return np.asarray(world.population.traits[rows] & bit, bool)

    read.__doc__ = meaning
    return read


phone = _trait(PHONE, "Whether the person has a phone.")
in_school = _trait(IN_SCHOOL, "Whether the person goes to secondary school while of that age.")
customary = _trait(CUSTOMARY, "Whether the person belongs to the customary (adat) community.")
rt_head = _trait(RT_HEAD, "Whether the person heads a neighbourhood (RT).")


def need(world: World, rows: Rows) -> NDArray[np.float64]:
    """Need of the household, 0 (none) to 1 (hardship)."""
    return world.population.need(rows)


# -- how they stand ---


def status(world: World, rows: Rows) -> NDArray[np.str_]:
    """Status, exactly one at a time; see ``sim.state.codes.STATUS_NAMES``."""
    return _named(STATUS_NAMES, world.state.residents.status[rows])


def is_away(world: World, rows: Rows) -> NDArray[np.bool_]:
    """Whether abroad, with or without documents."""
    return np.isin(world.state.residents.status[rows], (AWAY_UNDOCUMENTED, AWAY_DOCUMENTED))


def refusals(world: World, rows: Rows) -> NDArray[np.int64]:
    """Number of offers refused so far (at most 255)."""
    return world.state.residents.refusals[rows].astype(np.int64)


# -- what they know and feel ---


def _known(world: World, rows: Rows) -> NDArray[np.bool_]:
    return np.asarray(world.state.residents.fact_until[rows] > now(world), bool)


def legal_literacy(world: World, rows: Rows) -> NDArray[np.object_]:
    """The facts known, as a frozenset of names: procedure, warning_signs, help, and one of each channel."""
    names, known = world.arrays.fact_names, _known(world, rows)
    # few combinations occur: make each set once and share it
    codes, which = np.unique(known @ (1 << np.arange(len(names))), return_inverse=True)
    sets = np.empty(codes.size, object)
    for place, code in enumerate(codes.tolist()):
        sets[place] = frozenset(name for bit, name in enumerate(names) if code >> bit & 1)
    return sets[which]


def facts_known(world: World, rows: Rows) -> NDArray[np.int64]:
    """How many facts are known, of the three about migration and one of each channel."""
    return _known(world, rows).sum(axis=1)


def _attitude(k: int, meaning: str) -> Read:
    def read(world: World, rows: Rows) -> NDArray[np.float64]:
        return np.asarray(attitudes_of(world, rows, k, now(world)), np.float64)

    read.__doc__ = meaning
    return read


awareness = _attitude(AWARENESS, "Critical awareness of undocumented migration, 0 (permissive) to 1 (wary).")
expected_effect = _attitude(EXPECTED_EFFECT, "Belief that a report has an effect, 0 to 1.")
fear = _attitude(FEAR, "Fear of what follows from reporting, 0 to 1.")
news = _attitude(NEWS, "News from kin abroad, -1 (bad) to 1 (good).")
trust = {name: _attitude(FIRST_TRUST + k, f"Trust in the receiver {name}, 0 to 1.") for k, name in enumerate(RECEIVERS)}
