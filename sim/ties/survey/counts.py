"""How many ties of each kind there are, and how many contacts households have."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.people.population import Population
from sim.ties.kinds import INSTITUTION, KINDS, LAST_KIN
from sim.ties.kinship import KinPairs
from sim.ties.sparse import rows_of_pairs
from sim.ties.ties import Ties

Ints = NDArray[np.int64]


class KindCount(NamedTuple):
    """Ties of one kind."""

    kind: str
    ties: int
    """pairs of persons"""
    per_person: float
    """mean number of such ties that a person has"""
    strength: float
    """mean strength, 0 to 1; nan without ties"""


class Contacts(NamedTuple):
    """Contacts of households, as village studies count them: without those that only an office brings."""

    per_household: float
    """mean number of other households in the place with which a household has a tie"""
    in_village: float
    """of these, in the own village"""
    in_hamlet: float
    """of these, in the own hamlet"""
    share_kin: float
    """share of the contacts that are kin by the kind of the tie"""
    tied_kin: float
    """share of the pairs of kin households that have a tie; nan if kinship is not known"""


def count_kinds(population: Population, ties: Ties) -> list[KindCount]:
    """Counts by kind, then ``all``."""
    entries = np.bincount(ties.kind, minlength=len(KINDS))
    strength = np.bincount(ties.kind, ties.strength / 255.0, minlength=len(KINDS))
    names = [*KINDS, "all"]
    counts, sums = [*entries, entries.sum()], [*strength, strength.sum()]
    return [
        KindCount(name, int(n) // 2, float(n) / population.size, float(s) / n if n else float("nan"))
        for name, n, s in zip(names, counts, sums, strict=True)
    ]


def household_pairs(population: Population, ties: Ties) -> tuple[Ints, Ints, NDArray[np.uint8]]:
    """Households [pairs] with a tie between them and its kind [pairs], both ways; of several the closest counts."""
    a, b = population.household[ties.rows()], population.household[ties.other]
    start, other, kind = rows_of_pairs(population.household_hamlet.size, a, b, ties.kind)
    return np.repeat(np.arange(start.size - 1), np.diff(start)), other.astype(np.int64), kind


def count_contacts(population: Population, ties: Ties, kin: KinPairs | None) -> Contacts:
    """Means over all households."""
    households = population.household_hamlet.size
    a, b, kind = household_pairs(population, ties)
    chosen = kind != INSTITUTION
    a, b, kind = a[chosen], b[chosen], kind[chosen]
    hamlet_a, hamlet_b = population.household_hamlet[a], population.household_hamlet[b]
    same_village = population.hamlet_village[hamlet_a] == population.hamlet_village[hamlet_b]
    tied_kin = float("nan")
    if kin is not None and kin.a.size:
        tied_kin = float(np.isin(kin.a.astype(np.int64) * households + kin.b, a * households + b).mean())
    return Contacts(
        per_household=kind.size / households,
        in_village=int(same_village.sum()) / households,
        in_hamlet=int((hamlet_a == hamlet_b).sum()) / households,
        share_kin=float((kind <= LAST_KIN).mean()) if kind.size else float("nan"),
        tied_kin=tied_kin,
    )
