"""Neighbours, friends and group members: what fills a household's contacts up to its degree.

Each household wants a number of other households it has contact with. Kin come first; for half of what is missing it
approaches others (the other half comes from being approached). What two approaches to the same household waste is
made up in a second round. Ties that an office brings are not counted: they are no choice of the household.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns, loop, rule
from sim.core.draws import draw
from sim.people.identity import household_keys
from sim.people.initial_draws import answers, before_start
from sim.people.population import Population
from sim.settings.network import NetworkSettings
from sim.ties.associations import circles_of
from sim.ties.edges import Edges, together
from sim.ties.kinds import FRIEND, GROUP, NEIGHBOUR
from sim.ties.sparse import listed_by, rows_of_pairs

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
ROUNDS = 2
_TRIES = 8


@columns
class Homes(NamedTuple):
    """Where households are, and who lives in them."""

    first_row: Ints
    hamlet: Ints
    hamlet_first: Ints
    village_first: Ints
    hamlet_village: Ints
    birth_week: Ints
    sex: Ints


@columns
class Circles(NamedTuple):
    """Group of each person, and the people of each group."""

    member: Ints
    start: Ints
    people: Ints


@columns
class Ways(NamedTuple):
    """How households find others: numbers of :class:`~sim.settings.network.NetworkSettings`."""

    neighbour_share: float
    friend_share: float
    neighbour_reach: int
    friend_in_hamlet: float
    second_pair: float


def acquaintances(population: Population, network: NetworkSettings, kin: Edges, seed: int) -> Edges:
    """Ties to neighbours, friends and group members by the draws of ``seed``, given the ties of kin."""
    keys = household_keys(population)
    spread = 2.0 * answers(seed, "ties: wanted contacts", keys) - 1.0
    wanted = network.household_degree * (1.0 + network.degree_spread * spread)
    homes, circles = _homes(population), _members(population, network, seed)
    ways = Ways(*(getattr(network, name) for name in Ways._fields))
    found: list[Edges] = []
    for round_ in range(ROUNDS):
        start, other = household_contacts(population, [kin, *found])
        missing = _approaches(population, wanted, np.diff(start).astype(np.float64))
        lot = answers(seed, "ties: one approach more", keys, round_)
        approaches = np.floor(missing + lot).astype(np.int64)
        draws = before_start(seed, f"ties: approach, round {round_}")
        found.append(Edges(*_approached(draws, keys, approaches, start, other, homes, circles, ways)))
    return together(found)


def household_contacts(population: Population, parts: list[Edges]) -> tuple[Ints, NDArray[np.uint32]]:
    """Other households of the same village that each has a tie with: starts [Q+1] and numbers [ties]."""
    everything = together(parts)
    same = population.village[everything.a] == population.village[everything.b]
    a, b, kind = (column[same] for column in everything)
    household = population.household
    start, other, _ = rows_of_pairs(population.household_hamlet.size, household[a], household[b], kind)
    return start, other


def _homes(population: Population) -> Homes:
    return Homes(
        population.household_first_row,
        population.household_hamlet.astype(np.int64),
        population.hamlet_first_household,
        population.village_first_household,
        population.hamlet_village.astype(np.int64),
        population.birth_week.astype(np.int64),
        population.sex.astype(np.int64),
    )


def _approaches(population: Population, wanted: Floats, has: Floats) -> Floats:
    """How many others each household approaches: in each village half of what is missing on the whole."""
    lacks = np.maximum(wanted - has, 0.0)
    villages = len(population.village_codes)
    village = np.repeat(np.arange(villages), population.village_households)
    missing = np.bincount(village, wanted - has, villages)
    lacking = np.bincount(village, lacks, villages)
    factor = np.clip(missing / np.maximum(lacking, 1e-9), 0.0, 1.0)
    return 0.5 * lacks * factor[village]


def _members(population: Population, network: NetworkSettings, seed: int) -> Circles:
    """Group of each person, and the people of each group."""
    _, member = np.unique(circles_of(population, network, seed), return_inverse=True)
    start, circle = listed_by(int(member.max()) + 1, member)
    return Circles(member, start, circle)


@loop
def _approached(
    state: int,
    keys: NDArray[np.uint64],
    approaches: Ints,
    contact_start: Ints,
    contact: NDArray[np.uint32],
    homes: Homes,
    circles: Circles,
    w: Ways,
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]:
    """Pairs of persons of households that approach others which they have no contact with yet."""
    first_row, known_share = homes.first_row, w.neighbour_share + w.friend_share
    capacity = 2 * approaches.sum()
    a = np.empty(capacity, np.uint32)
    b = np.empty(capacity, np.uint32)
    kinds = np.empty(capacity, np.uint8)
    found = 0
    known_to = np.full(approaches.size, -1, np.int64)
    for q in range(approaches.size):
        if approaches[q] == 0:
            continue
        known_to[q] = q
        for t in range(contact_start[q], contact_start[q + 1]):
            known_to[contact[t]] = q
        for turn in range(approaches[q]):
            lot = draw(state, keys[q], turn, 0)
            kind = NEIGHBOUR if lot < w.neighbour_share else FRIEND if lot < known_share else GROUP
            size = first_row[q + 1] - first_row[q]
            i = first_row[q] + int(draw(state, keys[q], turn, 1) * size)
            for attempt in range(_TRIES):
                u = draw(state, keys[q], turn, 4 + 2 * attempt)
                near = draw(state, keys[q], turn, 5 + 2 * attempt) < w.friend_in_hamlet
                other, j = _one_other(q, i, kind, u, near, homes, circles, w.neighbour_reach)
                if known_to[other] == q:
                    continue
                known_to[other] = q
                if j < 0:
                    j = _most_alike(i, first_row[other], first_row[other + 1], homes.birth_week, homes.sex)
                a[found], b[found], kinds[found] = i, j, kind
                found += 1
                their_size = first_row[other + 1] - first_row[other]
                if size > 1 and their_size > 1 and draw(state, keys[q], turn, 2) < w.second_pair:
                    a[found] = first_row[q] + (i - first_row[q] + 1) % size
                    b[found] = first_row[other] + (j - first_row[other] + 1) % their_size
                    kinds[found] = kind
                    found += 1
                break
    return a[:found], b[:found], kinds[:found]


@rule
def _one_other(
    q: int, i: int, kind: int, u: float, near: bool, homes: Homes, circles: Circles, reach: int
) -> tuple[int, int]:
    """Another household that may be approached, and the person there; -1 where the person is still to be chosen."""
    h = homes.hamlet[q]
    if kind == NEIGHBOUR:
        return _next_door(q, u, reach, homes.hamlet_first[h], homes.hamlet_first[h + 1]), -1
    if kind == FRIEND:
        v = homes.hamlet_village[h]
        low = homes.hamlet_first[h] if near else homes.village_first[v]
        high = homes.hamlet_first[h + 1] if near else homes.village_first[v + 1]
        return low + int(u * (high - low)), -1
    low, high = circles.start[circles.member[i]], circles.start[circles.member[i] + 1]
    j = circles.people[low + int(u * (high - low))]
    return np.searchsorted(homes.first_row, j, side="right") - 1, j


@rule
def _next_door(household: int, u: float, reach: int, low: int, high: int) -> int:
    """A household at most ``reach`` houses away, around the end of the hamlet if need be."""
    step = 1 + int(u * 2 * reach)
    if step > reach:
        step = reach - step
    return low + (household - low + step) % (high - low)


@rule
def _most_alike(person: int, low: int, high: int, birth_week: Ints, sex: Ints) -> int:
    """The row between two of the nearest age; another sex weighs like ten years."""
    best, smallest = low, 1 << 40
    for row in range(low, high):
        difference = abs(birth_week[row] - birth_week[person]) + (520 if sex[row] != sex[person] else 0)
        if difference < smallest:
            best, smallest = row, difference
    return best
