"""Who descends from whom, over three generations and more.

Every head, spouse and elder gets parents: a couple of the hamlet they come from, with a mother of suitable age.
Such couples are the households of today, the elders who live with a child, and *ancestors*, couples of whom nobody
is left. Parents have parents in turn, so siblings, cousins, uncles and in-laws follow. Who comes from where is drawn
by marriage: one of a couple comes from the hamlet they live in, the other from it, from another hamlet of the village,
from a neighbouring village or from elsewhere. All draws are asked of the person or couple by its stable key, and
parents are looked for among the couples of one hamlet only: another village in the district moves nobody within one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns, loop
from sim.core.draws import draw, name_key, uniforms
from sim.people.groups import CHILD, PARENT, SIBLING, SPOUSE
from sim.people.identity import folded
from sim.people.initial_draws import answers, before_start
from sim.people.population import Population
from sim.settings.network import NetworkSettings
from sim.ties.sparse import listed_by

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
NOBODY = -1

_ANCESTORS_FROM, _ANCESTORS_TO = 45.0, 110.0  # ages mothers would have today
_OLDER_SINGLE = 30.0  # a head without spouse below this age is nobody's parent


@columns
class Families(NamedTuple):
    """Descent. A *couple* is the head (and spouse) of a household, elders living with a child, or ancestors.

    Couples are numbered: first one for each household, by its number, then elders, then ancestors.
    """

    parents: Ints
    """[n] couple that a person descends from, or -1"""
    couple_of: Ints
    """[n] couple that a person is part of, or -1"""
    first: Ints
    """[C] row of one of the couple, or -1 if not in the population"""
    second: Ints
    """[C] row of the other one, or -1"""
    first_parents: Ints
    """[C] parents (a couple) of one of the couple, or -1"""
    second_parents: Ints
    """[C] parents of the other one, or -1"""
    village: Ints
    """[C] where the couple lives or lived"""
    child_start: Ints
    """[C+1] where each couple's children begin in ``child``"""
    child: Ints
    """rows of persons, by the couple they descend from"""
    branch_start: Ints
    """[C+1] where each couple's branches begin in ``branch``"""
    branch: Ints
    """couples of whom one descends from the couple"""


class _Couples(NamedTuple):
    """Couples before their parents are known."""

    key: NDArray[np.uint64]
    hamlet: Ints
    first: Ints
    second: Ints
    age_first: Floats
    age_second: Floats
    has_second: NDArray[np.bool_]
    fertile: NDArray[np.bool_]  # may be somebody's parents

    @property
    def mother_age(self) -> Floats:
        """Age of the younger one of the two."""
        return np.where(self.has_second, np.minimum(self.age_first, self.age_second), self.age_first)


def families_of(
    population: Population, network: NetworkSettings, neighbours: list[tuple[int, int]], seed: int
) -> Families:
    """Draw the descent of everybody. ``neighbours`` are pairs of villages by number."""
    couples = _all_couples(population, network, seed)
    origin_first, origin_second = _origins(population, network, neighbours, couples, seed)
    first_parents = _parents(population, network, couples, origin_first, couples.age_first, seed, 0)
    second_parents = _parents(population, network, couples, origin_second, couples.age_second, seed, 1)
    second_parents[~couples.has_second] = NOBODY
    _elders_at_home(population, couples, first_parents)

    households = population.household_hamlet.size
    household = population.household.astype(np.int64)
    role = population.role
    couple_of = np.full(population.size, NOBODY, np.int64)
    parents = np.full(population.size, NOBODY, np.int64)
    for row, their_parents in ((couples.first, first_parents), (couples.second, second_parents)):
        couple = np.flatnonzero(row >= 0)
        couple_of[row[couple]] = couple
        parents[row[couple]] = their_parents[couple]
    parents[role == CHILD] = household[role == CHILD]
    parents[role == SIBLING] = first_parents[:households][household[role == SIBLING]]

    total = couples.key.size
    child_start, child = listed_by(total, parents)
    both = np.concatenate([first_parents, np.where(second_parents == first_parents, NOBODY, second_parents)])
    branch_start, branch = listed_by(total, both)
    return Families(
        parents=parents,
        couple_of=couple_of,
        first=couples.first,
        second=couples.second,
        first_parents=first_parents,
        second_parents=second_parents,
        village=population.hamlet_village[couples.hamlet].astype(np.int64),
        child_start=child_start,
        child=child,
        branch_start=branch_start,
        branch=branch % total,
    )


def _all_couples(population: Population, network: NetworkSettings, seed: int) -> _Couples:
    """Couples of today, elders and ancestors."""
    age = -population.birth_week / 52.0
    home = _couples_of_households(population, age)
    parts = (home, _couples_of_elders(population, age), _ancestors(population, home, age, seed))
    couples = _Couples(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    stayed = answers(seed, "families: children stayed", couples.key) < 2.0 / network.children_per_couple
    return couples._replace(fertile=couples.fertile & stayed)


def _couples_of_households(population: Population, age: Floats) -> _Couples:
    first = population.household_first_row[:-1]
    after = np.minimum(first + 1, population.size - 1)
    has_second = (population.role[after] == SPOUSE) & (population.household[after] == population.household[first])
    second = np.where(has_second, after, NOBODY)
    age_second = np.where(has_second, age[after], age[first])
    grown = has_second | (age[first] >= _OLDER_SINGLE)
    hamlet = population.household_hamlet.astype(np.int64)
    return _Couples(population.key[first], hamlet, first, second, age[first], age_second, has_second, grown)


def _couples_of_elders(population: Population, age: Floats) -> _Couples:
    """The first two elders of different sex in a household are a couple; others are on their own."""
    rows = np.flatnonzero(population.role == PARENT)
    household = population.household[rows]
    homes, place = np.unique(household, return_index=True)
    first, after = rows[place], rows[np.minimum(place + 1, rows.size - 1)]
    paired = (population.household[after] == homes) & (population.sex[after] != population.sex[first])
    second = np.where(paired, after, NOBODY)
    age_second = np.where(paired, age[after], age[first])
    hamlet = population.household_hamlet[homes].astype(np.int64)
    fertile = np.zeros(first.size, bool)  # their child is the head they live with
    return _Couples(population.key[first], hamlet, first, second, age[first], age_second, paired, fertile)


def _ancestors(population: Population, home: _Couples, age: Floats, seed: int) -> _Couples:
    """Couples nobody is left of: as many of each age as are missing from the size of a middle-aged cohort."""
    village, hamlets = population.hamlet_village, population.hamlet_village.size
    village_keys = np.array([name_key("ancestors", code) for code in population.village_codes], np.uint64)
    keys = folded(village_keys[village], np.arange(hamlets) - population.village_first_hamlet[village])
    middle = (home.mother_age >= 30) & (home.mother_age < 55)
    in_village = np.bincount(village[home.hamlet[middle]], minlength=village_keys.size)
    a_year = in_village / 25.0 / population.village_households
    households = np.bincount(population.household_hamlet, minlength=hamlets)
    span = _ANCESTORS_TO - _ANCESTORS_FROM
    slots = np.rint(a_year[village] * households * span).astype(np.int64)
    hamlet = np.repeat(np.arange(hamlets), slots)
    number = np.arange(hamlet.size) - np.searchsorted(hamlet, hamlet)
    key = folded(keys[hamlet], number)
    would_be = _ANCESTORS_FROM + span * answers(seed, "families: age of ancestors", key)
    alive = _still_here(population, age)[village[hamlet], (would_be / 10.0).astype(np.int64)]
    gone = answers(seed, "families: ancestors gone", key) >= alive
    key, hamlet, would_be = key[gone], hamlet[gone], would_be[gone]
    nobody = np.full(key.size, NOBODY)
    yes = np.ones(key.size, bool)
    return _Couples(key, hamlet, nobody, nobody, would_be + 3.0, would_be, yes, yes)


def _still_here(population: Population, age: Floats) -> Floats:
    """[V, decade of age] people of that age in the village compared with a decade of middle-aged ones."""
    villages = len(population.village_codes)
    decade = np.minimum((age / 10.0).astype(np.int64), 11)
    count = np.bincount(population.village * 12 + decade, minlength=villages * 12).reshape(villages, 12)
    return np.minimum(1.0, count / np.maximum(count[:, 3:5].mean(axis=1, keepdims=True), 1.0))


def _origins(
    population: Population,
    network: NetworkSettings,
    neighbours: list[tuple[int, int]],
    couples: _Couples,
    seed: int,
) -> tuple[Ints, Ints]:
    """Hamlets that the two of each couple come from; -1 is outside the district."""
    how = answers(seed, "families: marriage", couples.key)
    who = answers(seed, "families: who moved in", couples.key) < 0.5
    away = _elsewhere(population, network, neighbours, couples, how, seed)
    moved = couples.has_second & (how >= network.marriage_in_hamlet)
    first = np.where(moved & who, away, couples.hamlet)
    second = np.where(moved & ~who, away, couples.hamlet)
    return first, second


def _elsewhere(
    population: Population,
    network: NetworkSettings,
    neighbours: list[tuple[int, int]],
    couples: _Couples,
    how: Floats,
    seed: int,
) -> Ints:
    """Another hamlet of the village, or a hamlet of a neighbouring village, for each couple.

    A village with a single hamlet is a part of one: whoever comes from another hamlet comes from outside.
    """
    first, count = population.village_first_hamlet[:-1], np.diff(population.village_first_hamlet)
    village = population.hamlet_village[couples.hamlet].astype(np.int64)
    pick = answers(seed, "families: hamlet of origin", couples.key)
    here = count[village]
    step = 1 + np.floor(pick * np.maximum(here - 1, 0)).astype(np.int64)
    near = np.where(here > 1, first[village] + (couples.hamlet - first[village] + step) % here, NOBODY)
    in_village = network.marriage_in_hamlet + network.marriage_in_village
    outside = how >= in_village
    next_village = outside & (how < in_village + network.marriage_in_neighbouring)
    other = _neighbour_of(population, neighbours, couples.key, village, next_village, seed)
    far = np.where(other >= 0, first[other] + np.floor(pick * count[other]).astype(np.int64), NOBODY)
    return np.where(outside, far, near)


def _neighbour_of(
    population: Population,
    neighbours: list[tuple[int, int]],
    key: NDArray[np.uint64],
    village: Ints,
    which: NDArray[np.bool_],
    seed: int,
) -> Ints:
    """One of the neighbouring villages for each couple of ``which``, -1 if there is none.

    The smallest draw about a village's stable key wins, so that a new neighbour moves nobody between old ones.
    """
    chosen = np.full(key.size, NOBODY, np.int64)
    best = np.full(key.size, 2.0)
    state = before_start(seed, "families: village of origin")
    for pair in neighbours:
        for here, there in (pair, pair[::-1]):
            ask = np.flatnonzero(which & (village == here))
            value = uniforms(state, key[ask], population.village_key[there])
            better = value < best[ask]
            chosen[ask[better]] = there
            best[ask[better]] = value[better]
    return chosen


def _parents(
    population: Population,
    network: NetworkSettings,
    couples: _Couples,
    origin: Ints,
    age: Floats,
    seed: int,
    side: int,
) -> Ints:
    """Parents of one side of each couple: any fertile couple of the hamlet of origin of suitable age."""
    able = np.flatnonzero(couples.fertile)
    order = able[np.lexsort((couples.mother_age[able], couples.hamlet[able]))]
    start = np.searchsorted(couples.hamlet[order], np.arange(population.hamlet_village.size + 1))
    return _picked(
        before_start(seed, "families: parents"),
        couples.key,
        origin,
        age + network.mother_youngest,
        age + network.mother_oldest,
        side,
        start,
        couples.mother_age[order],
        order,
    )


@loop
def _picked(
    state: int,
    key: NDArray[np.uint64],
    origin: Ints,
    youngest: Floats,
    oldest: Floats,
    side: int,
    start: Ints,
    mother_age: Floats,
    couple: Ints,
) -> Ints:
    """One of the couples of the hamlet between two ages, each as likely, or -1 if there is none."""
    out = np.empty(key.size, np.int64)
    for i in range(key.size):
        out[i] = -1
        if origin[i] < 0:
            continue
        low, high = start[origin[i]], start[origin[i] + 1]
        from_ = low + np.searchsorted(mother_age[low:high], youngest[i])
        to = low + np.searchsorted(mother_age[low:high], oldest[i])
        if to > from_:
            out[i] = couple[from_ + int(draw(state, key[i], 0, side) * (to - from_))]
    return out


def _elders_at_home(population: Population, couples: _Couples, first_parents: Ints) -> None:
    """Elders who live with a head are that head's parents."""
    households = population.household_hamlet.size
    elders = np.flatnonzero((np.arange(couples.key.size) >= households) & (couples.first >= 0))
    first_parents[population.household[couples.first[elders]]] = elders
