"""A small world without families (Watts & Strogatz 1998), to compare with.

It takes a generated network and rearranges the contacts inside each hamlet: as many pairs of households, on a ring,
some rewired anywhere in the hamlet. Kinds, ties of offices and ties that leave the hamlet stay as they are, so the
two networks have the same size, degree and kinds and differ in shape only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import draw
from sim.people.identity import folded, household_keys
from sim.people.initial_draws import answers, before_start
from sim.people.population import Population
from sim.ties.edges import Edges, together
from sim.ties.kinds import GROUP, HOUSEHOLD
from sim.ties.kinship import KinPairs, draws_of_pairs

Ints = NDArray[np.int64]


def rearranged(population: Population, everything: Edges, rewired: float, seed: int) -> Edges:
    """The same ties, with those inside hamlets (other than of households and offices) on a small world.

    ``rewired`` is the share (0-1) that leads anywhere, ``seed`` the number that the draws depend on.
    """
    household = population.household.astype(np.int64)
    hamlet = population.household_hamlet.astype(np.int64)
    a, b = household[everything.a], household[everything.b]
    inside = (hamlet[a] == hamlet[b]) & (everything.kind > HOUSEHOLD) & (everything.kind <= GROUP)
    low, high = np.minimum(a, b)[inside], np.maximum(a, b)[inside]
    size = hamlet.size
    code, which = np.unique(low * size + high, return_inverse=True)
    new_a, new_b = _small_world(population, hamlet, code // size, code % size, rewired, seed)
    moved = Edges(*(column[inside] for column in everything))
    flipped = household[moved.a] != low  # the end that was in the first household goes to the first one now
    end_a = _member(population, np.where(flipped, moved.b, moved.a), new_a[which])
    end_b = _member(population, np.where(flipped, moved.a, moved.b), new_b[which])
    kept = Edges(*(column[~inside] for column in everything))
    return together([kept, Edges(end_a.astype(np.uint32), end_b.astype(np.uint32), moved.kind)])


def kin_rearranged(population: Population, kin: KinPairs, rewired: float, seed: int) -> KinPairs:
    """As many pairs of kin in each hamlet, on a small world too: the strongest rival of real families.

    ``rewired`` is the share (0-1) that leads anywhere, ``seed`` the number that the draws depend on.
    """
    hamlet = population.household_hamlet.astype(np.int64)
    inside = hamlet[kin.a] == hamlet[kin.b]
    a, b = kin.a[inside].astype(np.int64), kin.b[inside].astype(np.int64)
    a, b = _small_world(population, hamlet, a, b, rewired, seed)
    return KinPairs(a.astype(np.uint32), b.astype(np.uint32), kin.kind[inside], kin.contact[inside])


def _member(population: Population, row: NDArray[np.uint32], household: Ints) -> Ints:
    """The member of the new household in the place that the person has in the old one."""
    first = population.household_first_row
    place = row - first[population.household[row].astype(np.int64)]
    moved: Ints = first[household] + place % (first[household + 1] - first[household])
    return moved


def _small_world(
    population: Population, hamlet: Ints, a: Ints, b: Ints, rewired: float, seed: int
) -> tuple[Ints, Ints]:
    """New households for each pair: hamlet by hamlet, as many pairs as before, in a random order."""
    keys = household_keys(population)
    lot = draws_of_pairs(before_start(seed, "small world: order"), keys[a], keys[b])
    order = np.lexsort((lot, hamlet[a]))
    first = population.hamlet_first_household
    pairs = np.bincount(hamlet[a], minlength=first.size - 1)
    ring_a, ring_b = _rings(first, pairs)
    number = np.arange(ring_a.size) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    actor = folded(keys[ring_a], number)
    redirected = answers(seed, "small world: rewired", actor) < rewired
    state = before_start(seed, "small world: where to")
    ring_b = _rewired(state, actor, redirected, ring_a, ring_b, hamlet, first)
    out_a, out_b = np.empty_like(a), np.empty_like(b)
    out_a[order], out_b[order] = ring_a, ring_b
    return out_a, out_b


@loop
def _rings(first: Ints, pairs: Ints) -> tuple[Ints, Ints]:
    """Households next to each other on a ring, then those two apart, and so on, until there are enough pairs."""
    total = pairs.sum()
    a = np.empty(total, np.int64)
    b = np.empty(total, np.int64)
    done = 0
    for h in range(pairs.size):
        size = first[h + 1] - first[h]
        for i in range(pairs[h]):
            step, place = 1 + i // size, i % size
            a[done], b[done] = first[h] + place, first[h] + (place + step) % size
            done += 1
    return a, b


@loop
def _rewired(
    state: int,
    actor: NDArray[np.uint64],
    redirected: NDArray[np.bool_],
    a: Ints,
    b: Ints,
    hamlet: Ints,
    first: Ints,
) -> Ints:
    """Lead some pairs to any household of the hamlet instead."""
    out = b.copy()
    for i in range(a.size):
        if redirected[i]:
            low, size = first[hamlet[a[i]]], first[hamlet[a[i]] + 1] - first[hamlet[a[i]]]
            step = 1 + int(draw(state, actor[i], 0, 0) * (size - 1))
            out[i] = low + (a[i] - low + step) % size
    return out
