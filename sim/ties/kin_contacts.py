"""Ties of persons between households of kin that have contact."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop, rule
from sim.core.draws import draw
from sim.people.initial_draws import before_start
from sim.people.population import Persons, Population
from sim.settings.network import NetworkSettings
from sim.ties.edges import Edges
from sim.ties.families import Families
from sim.ties.kinds import COUSIN, IN_LAW, NO_KIND, PARENT, SIBLING
from sim.ties.kinship import KinPairs

Ints = NDArray[np.int64]


def kin_ties(population: Population, families: Families, pairs: KinPairs, network: NetworkSettings, seed: int) -> Edges:
    """The closest pair of persons of each two households in contact, and further pairs by draws of ``seed``."""
    draws, persons, contact = before_start(seed, "ties: further kin"), population.persons, pairs.contact
    a, b, kind = pairs.a[contact].astype(np.int64), pairs.b[contact].astype(np.int64), pairs.kind[contact]
    return Edges(*_tied(draws, persons, a, b, kind, families, network.further_kin_pairs))


@loop
def _tied(
    state: int,
    persons: Persons,
    household_a: Ints,
    household_b: Ints,
    closest: NDArray[np.uint8],
    families: Families,
    further: float,
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]:
    key, first_row = persons.key, persons.household_first_row
    most = 0
    for e in range(household_a.size):
        qa, qb = household_a[e], household_b[e]
        most += (first_row[qa + 1] - first_row[qa]) * (first_row[qb + 1] - first_row[qb])
    a = np.empty(most, np.uint32)
    b = np.empty(most, np.uint32)
    kinds = np.empty(most, np.uint8)
    found = 0
    for e in range(household_a.size):
        qa, qb = household_a[e], household_b[e]
        best_i, best_j, best = first_row[qa], first_row[qb], NO_KIND
        before = found
        for i in range(first_row[qa], first_row[qa + 1]):
            for j in range(first_row[qb], first_row[qb + 1]):
                kind = _relation(i, j, families)
                if kind < best:
                    best_i, best_j, best = i, j, kind
                if kind != NO_KIND and draw(state, key[i], key[j], 0) < further:
                    a[found], b[found], kinds[found] = i, j, kind
                    found += 1
        # the heads stand for households whose members are only related through somebody else
        if best == NO_KIND:
            best = closest[e]
        twice = False
        for t in range(before, found):
            twice = twice or (a[t] == best_i and b[t] == best_j)
        if not twice:
            a[found], b[found], kinds[found] = best_i, best_j, best
            found += 1
    return a[:found], b[:found], kinds[:found]


@rule
def _relation(i: int, j: int, f: Families) -> int:
    """The closest relation of two persons, or ``NO_KIND``."""
    parents, first_parents, second_parents = f.parents, f.first_parents, f.second_parents
    pi, pj, ci, cj = parents[i], parents[j], f.couple_of[i], f.couple_of[j]
    if (pi >= 0 and pi == cj) or (pj >= 0 and pj == ci):
        return PARENT
    if pi >= 0 and pi == pj:
        return SIBLING
    spouse_i = _spouse(i, ci, f.first, f.second)
    spouse_j = _spouse(j, cj, f.first, f.second)
    psi = parents[spouse_i] if spouse_i >= 0 else -1
    psj = parents[spouse_j] if spouse_j >= 0 else -1
    if psi >= 0 and psi in (cj, pj):
        return IN_LAW
    if psj >= 0 and psj in (ci, pi):
        return IN_LAW
    gi1, gi2 = (first_parents[pi], second_parents[pi]) if pi >= 0 else (-1, -1)
    gj1, gj2 = (first_parents[pj], second_parents[pj]) if pj >= 0 else (-1, -1)
    if pj >= 0 and pj in (gi1, gi2):
        return COUSIN
    if pi >= 0 and pi in (gj1, gj2):
        return COUSIN
    if (gi1 >= 0 and gi1 in (gj1, gj2)) or (gi2 >= 0 and gi2 in (gj1, gj2)):
        return COUSIN
    return NO_KIND


@rule
def _spouse(row: int, couple: int, first: Ints, second: Ints) -> int:
    """The other one of a person's couple, or -1."""
    if couple < 0:
        return -1
    return int(second[couple] if first[couple] == row else first[couple])
