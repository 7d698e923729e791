"""Ties as a networkx graph and back: nodes are person ids, with what is known of the person as attributes."""

from __future__ import annotations

from typing import Any

from sim.core.errors import InputError, Mistake
from sim.people.groups import GROUPS, RT_HEAD, group_at
from sim.people.identity import person_ids, rows_of
from sim.people.population import Population
from sim.settings.network import NetworkSettings
from sim.ties.exchange.given import GivenTie, GivenTies, ties_of_given
from sim.ties.kinds import KINDS
from sim.ties.ties import Ties

NAMED_BY = ("person", "name", "id", "label")
"""Attributes of nodes in which other programs keep the ids of persons, while their nodes have numbers of their own."""


def to_networkx(population: Population, ties: Ties, village: str | None = None, hamlet: int | None = None) -> Any:
    """An undirected ``networkx.Graph`` of all persons, of one village (by code) or of one hamlet (by number).

    Nodes carry ``village``, ``household``, ``age`` (years), ``sex``, ``group`` and ``rt_head``; ties carry ``kind``
    and ``strength`` (0 to 1). Raises ValueError for an unknown village and IndexError for an unknown hamlet.
    """
    import networkx as nx

    low, high = _rows(population, village, hamlet)
    ids = dict(zip(range(low, high), person_ids(population, range(low, high)), strict=True))
    graph = nx.Graph()
    for row in range(low, high):
        weeks = -int(population.birth_week[row])
        graph.add_node(
            ids[row],
            village=population.village_codes[population.village[row]],
            household=ids[row].rsplit("/", 1)[0],
            age=weeks // 52,
            sex="woman" if population.sex[row] else "man",
            group=GROUPS[group_at(int(population.group[row]), int(population.traits[row]), weeks)],
            rt_head=bool(population.traits[row] & RT_HEAD),
        )
    for row in range(low, high):
        for t in range(int(ties.start[row]), int(ties.start[row + 1])):
            other = int(ties.other[t])
            if row < other < high:
                strength = round(int(ties.strength[t]) / 255.0, 4)
                graph.add_edge(ids[row], ids[other], kind=KINDS[ties.kind[t]], strength=strength)
    return graph


def from_networkx(population: Population, graph: Any, network: NetworkSettings, where: str = "graph") -> Ties:
    """Ties from a graph whose nodes are persons; the attributes ``kind`` and ``strength`` of a tie are optional.

    Nodes are person ids, or numbers of another program beside which an attribute (see :data:`NAMED_BY`) has the ids.

    Raises InputError with all mistakes: unknown persons, ties to oneself, unknown kinds, strengths outside 0-1.
    """
    ids = _persons(population, graph)
    _insist_on_different_persons(population, ids, where)
    given = GivenTies(
        persons=tuple((f"{where}, node {node}", person) for node, person in ids.items()),
        ties=tuple(
            GivenTie(f"{where}, tie {ids[a]} - {ids[b]}", ids[a], ids[b], data.get("kind"), data.get("strength"))
            for a, b, data in graph.edges(data=True)
        ),
    )
    return ties_of_given(population, given, network)


def _persons(population: Population, graph: Any) -> dict[Any, str]:
    """The person of each node: the node itself, or whichever attribute names most persons."""
    named = [{node: str(node) for node in graph.nodes}]
    named += [{node: str(data.get(name, "")).strip() for node, data in graph.nodes(data=True)} for name in NAMED_BY]
    return max(named, key=lambda ids: sum(row is not None for row in rows_of(population, ids.values()).values()))


def _insist_on_different_persons(population: Population, ids: dict[Any, str], where: str) -> None:
    """Refuse several nodes that name one person, in whatever spelling: which of them has the ties nobody can know."""
    row, first, twice = rows_of(population, ids.values()), dict[int, Any](), list[Mistake]()
    for node, person in ids.items():
        number = row[person]
        if number is not None and first.setdefault(number, node) != node:
            said = f"{person}, as node {first[number]} is already,"
            twice.append(Mistake(f"{where}, node {node}", said, "a node a person", "give each person one node"))
    if twice:
        raise InputError(twice)


def _rows(population: Population, village: str | None, hamlet: int | None) -> tuple[int, int]:
    if hamlet is not None:
        if not 0 <= hamlet < population.hamlet_village.size:
            raise IndexError(f"there is no hamlet {hamlet}; the last one is {population.hamlet_village.size - 1}")
        return int(population.hamlet_first_row[hamlet]), int(population.hamlet_first_row[hamlet + 1])
    if village is None:
        return 0, population.size
    number = population.village_codes.index(village)
    return int(population.village_first_row[number]), int(population.village_first_row[number + 1])
