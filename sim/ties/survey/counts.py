"""How many ties of each kind there are, and how many contacts households have."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.people.population import Population
from sim.ties.kinds import INSTITUTION, KINDS, LAST_KIN
from sim.ties.kinship import KinPairs
from sim.ties.ties import Ties


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


def count_contacts(population: Population, ties: Ties, kin: KinPairs | None) -> Contacts:
    """Means over all households."""
    households = population.household_hamlet.size
    a = population.household[ties.rows()].astype(np.int64)
    b = population.household[ties.other].astype(np.int64)
    order = np.lexsort((ties.kind, a * households + b))
    code, first = np.unique((a * households + b)[order], return_index=True)
    kind = ties.kind[order][first]
    apart = (code // households != code % households) & (kind != INSTITUTION)
    code, kind = code[apart], kind[apart]
    hamlet_a, hamlet_b = population.household_hamlet[code // households], population.household_hamlet[code % households]
    same_village = population.hamlet_village[hamlet_a] == population.hamlet_village[hamlet_b]
    tied_kin = float("nan")
    if kin is not None and kin.a.size:
        tied_kin = float(np.isin(kin.a.astype(np.int64) * households + kin.b, code).mean())
    return Contacts(
        per_household=code.size / households,
        in_village=int(same_village.sum()) / households,
        in_hamlet=int((hamlet_a == hamlet_b).sum()) / households,
        share_kin=float((kind <= LAST_KIN).mean()) if code.size else float("nan"),
        tied_kin=tied_kin,
    )
