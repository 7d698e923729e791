"""Kinship between households, and which kin have contact.

Kinship is a fact, a tie is a contact. Two households are kin by the closest relation of any of their members; whether
they have contact is one draw a pair, by closeness. Within two households in contact the closest pair of kin is tied,
further pairs by chance.

Two people of one village are kin through couples of that village only: what happens in another village must not make
or break ties within this one (a stated simplification, it leaves out e.g. sisters married into the same other village).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop, rule
from sim.core.draws import pair_uniforms
from sim.people.identity import household_keys
from sim.people.initial_draws import before_start
from sim.people.population import Population
from sim.settings.network import NetworkSettings
from sim.ties.families import Families
from sim.ties.kinds import COUSIN, IN_LAW, NO_KIND, PARENT, SIBLING
from sim.ties.sparse import rows_of_pairs

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class KinPairs:
    """Pairs of households that are kin, each once with the smaller number first."""

    a: NDArray[np.uint32]
    b: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    """closest relation, see ``sim/ties/kinds.py``"""
    contact: NDArray[np.bool_]


def kin_pairs(population: Population, families: Families, network: NetworkSettings, seed: int) -> KinPairs:
    """All kin households and whether they have contact."""
    a, b, kind = _through_couples(population.household.astype(np.int64), population.village.astype(np.int64), families)
    in_law = _through_marriages(population, families)
    start, other, kinds = rows_of_pairs(
        population.household_hamlet.size,
        np.concatenate([a, in_law[0]]),
        np.concatenate([b, in_law[1]]),
        np.concatenate([kind, np.full(in_law[0].size, IN_LAW, np.uint8)]),
    )
    row = np.repeat(np.arange(start.size - 1, dtype=np.uint32), np.diff(start))
    once = row < other
    row, other, kinds = row[once], other[once], kinds[once]
    chance = np.zeros(256)
    chance[PARENT], chance[SIBLING] = network.contact_parent, network.contact_sibling
    chance[IN_LAW], chance[COUSIN] = network.contact_in_law, network.contact_cousin
    keys = household_keys(population)
    state = before_start(seed, "ties: contact of kin")
    return KinPairs(row, other, kinds, draws_of_pairs(state, keys[row], keys[other]) < chance[kinds])


def draws_of_pairs(state: int, a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[np.float64]:
    """One uniform for each pair of keys, whichever of the two is named first."""
    return pair_uniforms(state, np.minimum(a, b), np.maximum(a, b))


@rule
def relation_in_line(generation_a: int, generation_b: int, same_branch: bool) -> int:
    """How two people of one couple's line are related, by generations from the couple (0) down to grandchildren (2).

    ``generation_a`` is not the younger one. What a closer couple explains (spouses, siblings) is no relation here.
    """
    if generation_b == 0 or (generation_a == 2 and same_branch):
        return NO_KIND
    if generation_b == 1:
        return PARENT if generation_a == 0 else SIBLING
    return COUSIN


@rule
def _links(couple_village: int, here: int, there: int) -> bool:
    """Whether a couple may link people of two villages: any couple between villages, an own one within one."""
    return here != there or couple_village == here


@loop
def _through_couples(
    household: Ints, village: Ints, f: Families
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]:
    """Pairs of households related through a couple: all pairs within the couple's line, some more than once."""
    first, couple_village = f.first, f.village
    longest = 0
    for p in range(first.size):
        longest = max(longest, _line_length(p, f))
    row = np.empty(longest, np.int64)
    generation = np.empty(longest, np.int64)
    through = np.empty(longest, np.int64)
    capacity = 32 * first.size + 64
    a = np.empty(capacity, np.uint32)
    b = np.empty(capacity, np.uint32)
    kind = np.empty(capacity, np.uint8)
    found = 0
    for p in range(first.size):
        count = _line(p, f, row, generation, through)
        if found + count * count > capacity:
            capacity = 2 * capacity + count * count
            a, b, kind = _longer(a, capacity), _longer(b, capacity), _longer(kind, capacity)
        for x in range(count):
            here = village[row[x]]
            for y in range(x + 1, count):
                there = village[row[y]]
                how = relation_in_line(generation[x], generation[y], through[x] == through[y])
                linked = _links(couple_village[p], here, there)
                if generation[x] == 2:
                    linked = linked and _links(couple_village[through[x]], here, there)
                if generation[y] == 2:
                    linked = linked and _links(couple_village[through[y]], here, there)
                if how != NO_KIND and linked and household[row[x]] != household[row[y]]:
                    a[found], b[found], kind[found] = household[row[x]], household[row[y]], how
                    found += 1
    return a[:found], b[:found], kind[:found]


@loop
def _longer(values: NDArray[Any], size: int) -> NDArray[Any]:
    out = np.empty(size, values.dtype)
    out[: values.size] = values
    return out


@loop
def _line_length(p: int, f: Families) -> int:
    """An upper bound of the people in a couple's line."""
    length = 2 + f.child_start[p + 1] - f.child_start[p]
    for t in range(f.branch_start[p], f.branch_start[p + 1]):
        length += f.child_start[f.branch[t] + 1] - f.child_start[f.branch[t]]
    return int(length)


@loop
def _line(p: int, f: Families, row: Ints, generation: Ints, through: Ints) -> int:
    """Write a couple's line, oldest generation first: the couple, its children and its grandchildren; how many."""
    child_start, child = f.child_start, f.child
    count = 0
    for r in (f.first[p], f.second[p]):
        if r >= 0:
            row[count], generation[count], through[count] = r, 0, -1
            count += 1
    for t in range(child_start[p], child_start[p + 1]):
        row[count], generation[count], through[count] = child[t], 1, -1
        count += 1
    for t in range(f.branch_start[p], f.branch_start[p + 1]):
        c = f.branch[t]
        for u in range(child_start[c], child_start[c + 1]):
            row[count], generation[count], through[count] = child[u], 2, c
            count += 1
    return int(count)


def _through_marriages(population: Population, families: Families) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Households of the parents of both sides of each couple."""
    f = families
    married = np.flatnonzero((f.first_parents >= 0) & (f.second_parents >= 0))
    left, right = f.first_parents[married], f.second_parents[married]
    living = (f.first[left] >= 0) & (f.first[right] >= 0)
    married, left, right = married[living], left[living], right[living]
    here, there = f.village[left], f.village[right]
    linked = (here != there) | (f.village[married] == here)
    household = population.household
    return household[f.first[left[linked]]], household[f.first[right[linked]]]
