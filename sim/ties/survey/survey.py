"""The survey behind the network targets, simulated.

The targets come from 633 Indonesian hamlets (Alatas et al. 2016), where some households of each hamlet were asked for
their relatives and for the members of their groups. What was recorded is therefore not the network but what a few
households say about it: too few ties, and families as cliques. To compare like with like the model is asked in the
same way, hamlet by hamlet:

1. The RT head's household is asked, and others by lot, ``asked`` in all.
2. Each names its relatives in the hamlet (those it has contact with more surely than others) and members of its
   groups. A tie is recorded to each household named.
3. As it names families, ties among the relatives named are recorded too, where those are kin to each other.

Steps 1 and 2 follow what is known of the study; how completely households name and how families are written down is
assumed (see ``survey`` in the network's settings). A graph without families is asked in the same way: its ties carry
the same kinds, and relatives are kin to each other where such a tie joins them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import draw
from sim.people.groups import RT_HEAD
from sim.people.identity import household_keys
from sim.people.initial_draws import answers, before_start
from sim.people.population import Population
from sim.settings.network import SurveySettings
from sim.ties.kinds import GROUP, HOUSEHOLD, LAST_KIN
from sim.ties.kinship import KinPairs
from sim.ties.survey.graph_measures import Shape, shape_of
from sim.ties.ties import Ties

Ints = NDArray[np.int64]
MOST_HAMLETS = 633
"""As many hamlets as the study had are asked at most."""


@dataclass(frozen=True)
class _Pairs:
    """Pairs of households of one hamlet, in both directions, sorted by hamlet."""

    a: Ints
    b: Ints
    start: Ints
    """[H+1] where each hamlet's pairs begin"""


def survey(
    population: Population, ties: Ties, kin: KinPairs | None, settings: SurveySettings, seed: int
) -> list[Shape]:
    """Shape of the recorded household graph of each hamlet (a random 633 of them if there are more).

    All draws depend on ``seed``. ``kin`` are the facts of kinship; without them ties of a kin kind stand for kinship.
    """
    groups = _pairs_of_ties(population, ties, GROUP, GROUP)
    if kin is None:
        contact = facts = _pairs_of_ties(population, ties, HOUSEHOLD + 1, LAST_KIN)
    else:
        a, b = kin.a.astype(np.int64), kin.b.astype(np.int64)
        facts = _in_hamlets(population, a, b)
        contact = _in_hamlets(population, a[kin.contact], b[kin.contact])
    asked = _asked(population, settings, seed)
    names = {
        "kin in contact": (contact, settings.names_kin_in_contact),
        "other kin": (facts, settings.names_other_kin),
        "group members": (groups, _share_named(population, groups, settings.names_group_members)),
    }
    named = {what: _named(population, pairs, chance, what, asked, seed) for what, (pairs, chance) in names.items()}
    first = _first_household(population)
    return [
        shape_of(_recorded(int(first[h]), int(first[h + 1]), h, asked, facts, names, named))
        for h in _surveyed(population, seed)
    ]


def _first_household(population: Population) -> Ints:
    return np.searchsorted(population.household_hamlet, np.arange(population.hamlet_village.size + 1))


def _surveyed(population: Population, seed: int) -> list[int]:
    """Hamlets to ask in."""
    heads = np.flatnonzero(population.traits & RT_HEAD)
    lot = answers(seed, "survey: hamlet", population.key[heads])
    return sorted(int(h) for h in np.argsort(lot, kind="stable")[:MOST_HAMLETS])


def _asked(population: Population, settings: SurveySettings, seed: int) -> NDArray[np.bool_]:
    """[Q] which households are asked."""
    lot = answers(seed, "survey: household", household_keys(population))
    heads = np.flatnonzero(population.traits & RT_HEAD)
    lot[population.household[heads]] = -1.0
    order = np.lexsort((lot, population.household_hamlet))
    first = _first_household(population)
    rank = np.empty(lot.size, np.int64)
    rank[order] = np.arange(lot.size) - first[population.household_hamlet[order].astype(np.int64)]
    return rank < settings.asked


def _pairs_of_ties(population: Population, ties: Ties, low: int, high: int) -> _Pairs:
    """Households with a tie of some kinds between them; of several ties the closest kind counts."""
    a = population.household[ties.rows()].astype(np.int64)
    b = population.household[ties.other].astype(np.int64)
    apart = a != b
    a, b, kind = a[apart], b[apart], ties.kind[apart]
    code = a * population.household_hamlet.size + b
    order = np.lexsort((kind, code))
    _, once = np.unique(code[order], return_index=True)
    closest = order[once]
    fits = closest[(kind[closest] >= low) & (kind[closest] <= high)]
    return _in_hamlets(population, a[fits], b[fits])


def _in_hamlets(population: Population, a: Ints, b: Ints) -> _Pairs:
    """The pairs that lie in one hamlet, each in both directions and once."""
    hamlet = population.household_hamlet
    size = hamlet.size
    code = np.concatenate([a * size + b, b * size + a])
    code = np.unique(code[hamlet[code // size] == hamlet[code % size]])
    here = hamlet[code // size]
    start = np.searchsorted(here, np.arange(population.hamlet_village.size + 1))
    return _Pairs(code // size, code % size, start)


def _share_named(population: Population, pairs: _Pairs, number: float) -> float:
    """Chance that a pair is named if households name ``number`` of them on average."""
    return min(1.0, number * population.household_hamlet.size / max(pairs.a.size, 1))


def _named(
    population: Population, pairs: _Pairs, chance: float, what: str, asked: NDArray[np.bool_], seed: int
) -> NDArray[np.bool_]:
    """Which pairs are recorded because the first of the two is asked and names the second."""
    keys = household_keys(population)
    lot = _directed_draws(before_start(seed, f"survey: names {what}"), keys[pairs.a], keys[pairs.b])
    return asked[pairs.a] & (lot < chance)


@loop
def _directed_draws(state: int, a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[np.float64]:
    out = np.empty(a.size, np.float64)
    for i in range(a.size):
        out[i] = draw(state, a[i], b[i], 0)
    return out


def _recorded(
    first: int,
    end: int,
    hamlet: int,
    asked: NDArray[np.bool_],
    facts: _Pairs,
    names: dict[str, tuple[_Pairs, float]],
    named: dict[str, NDArray[np.bool_]],
) -> NDArray[np.bool_]:
    """The household graph that the survey of one hamlet writes down, as a symmetric matrix."""
    size = end - first

    def matrix(pairs: _Pairs, which: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
        here = slice(int(pairs.start[hamlet]), int(pairs.start[hamlet + 1]))
        a, b = pairs.a[here] - first, pairs.b[here] - first
        keep = slice(None) if which is None else which[here]
        out = np.zeros((size, size), bool)
        out[a[keep], b[keep]] = True
        return out

    kin = matrix(facts)
    relatives = matrix(names["kin in contact"][0], named["kin in contact"])
    relatives |= matrix(names["other kin"][0], named["other kin"])
    graph = relatives | matrix(names["group members"][0], named["group members"])
    for household in np.flatnonzero(asked[first:end]):
        family = np.flatnonzero(relatives[household])
        graph[np.ix_(family, family)] |= kin[np.ix_(family, family)]
    symmetric: NDArray[np.bool_] = graph | graph.T
    np.fill_diagonal(symmetric, False)
    return symmetric
