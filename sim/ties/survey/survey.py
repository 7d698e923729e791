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

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import pair_uniforms
from sim.people.groups import RT_HEAD
from sim.people.identity import household_keys
from sim.people.initial_draws import answers, before_start
from sim.people.population import Population
from sim.settings.network import SurveySettings
from sim.ties.kinds import GROUP, HOUSEHOLD, LAST_KIN
from sim.ties.kinship import KinPairs
from sim.ties.survey.counts import household_pairs
from sim.ties.survey.graph_measures import Shape, shape_of
from sim.ties.ties import Ties

Ints = NDArray[np.int64]
MOST_HAMLETS = 633
"""As many hamlets as the study had are asked at most."""


class _Pairs(NamedTuple):
    """Pairs of households of one hamlet, sorted by hamlet."""

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
    a, b, kind = household_pairs(population, ties)
    groups = _in_hamlets(population, a[kind == GROUP], b[kind == GROUP])
    if kin is None:
        of_kin = (kind > HOUSEHOLD) & (kind <= LAST_KIN)
        contact = facts = _in_hamlets(population, a[of_kin], b[of_kin])
    else:
        a, b = kin.a.astype(np.int64), kin.b.astype(np.int64)
        facts = _in_hamlets(population, a, b)
        contact = _in_hamlets(population, a[kin.contact], b[kin.contact])
    asked = _asked(population, settings, seed)
    members = _share_named(population, groups, settings.names_group_members)
    relatives = [
        _named(population, contact, settings.names_kin_in_contact, "kin in contact", asked, seed),
        _named(population, facts, settings.names_other_kin, "other kin", asked, seed),
    ]
    groups = _named(population, groups, members, "group members", asked, seed)
    return [shape_of(_recorded(population, h, asked, facts, relatives, groups)) for h in _surveyed(population, seed)]


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
    first = population.hamlet_first_household
    rank = np.empty(lot.size, np.int64)
    rank[order] = np.arange(lot.size) - first[population.household_hamlet[order].astype(np.int64)]
    return rank < settings.asked


def _in_hamlets(population: Population, a: Ints, b: Ints) -> _Pairs:
    """The pairs that lie in one hamlet, each in both directions and once."""
    hamlet = population.household_hamlet
    size = hamlet.size
    code = np.concatenate([a * size + b, b * size + a])
    code = np.unique(code[hamlet[code // size] == hamlet[code % size]])
    return _by_hamlet(population, code // size, code % size)


def _by_hamlet(population: Population, a: Ints, b: Ints) -> _Pairs:
    hamlet = population.household_hamlet[a]
    return _Pairs(a, b, np.searchsorted(hamlet, np.arange(population.hamlet_village.size + 1)))


def _share_named(population: Population, pairs: _Pairs, number: float) -> float:
    """Chance that a pair is named if households name ``number`` of them on average."""
    return min(1.0, number * population.household_hamlet.size / max(pairs.a.size, 1))


def _named(
    population: Population, pairs: _Pairs, chance: float, what: str, asked: NDArray[np.bool_], seed: int
) -> _Pairs:
    """The pairs that are recorded because the first of the two is asked and names the second."""
    keys = household_keys(population)
    lot = pair_uniforms(before_start(seed, f"survey: names {what}"), keys[pairs.a], keys[pairs.b])
    named = asked[pairs.a] & (lot < chance)
    return _by_hamlet(population, pairs.a[named], pairs.b[named])


def _recorded(
    population: Population,
    hamlet: int,
    asked: NDArray[np.bool_],
    facts: _Pairs,
    relatives_named: list[_Pairs],
    members_named: _Pairs,
) -> NDArray[np.bool_]:
    """The household graph that the survey of one hamlet writes down, as a symmetric matrix."""
    first, end = population.hamlet_first_household[hamlet : hamlet + 2].tolist()

    def matrix(*lists: _Pairs) -> NDArray[np.bool_]:
        out = np.zeros((end - first, end - first), bool)
        for pairs in lists:
            here = slice(*pairs.start[hamlet : hamlet + 2].tolist())
            out[pairs.a[here] - first, pairs.b[here] - first] = True
        return out

    kin, relatives = matrix(facts), matrix(*relatives_named)
    graph = relatives | matrix(members_named)
    for household in np.flatnonzero(asked[first:end]):
        family = np.flatnonzero(relatives[household])
        graph[np.ix_(family, family)] |= kin[np.ix_(family, family)]
    symmetric: NDArray[np.bool_] = graph | graph.T
    np.fill_diagonal(symmetric, False)
    return symmetric
