"""The ties as a Mesa network: one cell a person, with the person in it and a place in the drawing."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from mesa.discrete_space import Network

from sim.agents.column import Rows
from sim.agents.host import Host
from sim.agents.villager import Villager
from sim.people.identity import rows_of
from sim.people.population import Population
from sim.ties.exchange.graphs import to_networkx

Positions = dict[int, tuple[float, float]]
_TURN = np.pi * (3.0 - np.sqrt(5.0))


def network_of(model: Host, village: str | None = None) -> Network:
    """A network of all people, or of one village given by its code; ``G`` is the networkx graph behind it.

    Nodes and cells are numbered by the villagers' rows, because Mesa draws only numbered ones; a node's ``person`` is
    the id. Ties carry ``kind`` and ``strength``. The layout is computed directly: Mesa's own takes minutes for a few
    thousand people.

    Raises:
        ValueError: if no village has the code.
    """
    people = model.world.population
    if village is not None and village not in people.village_codes:
        raise ValueError(f"no village has the code {village!r}; there are {', '.join(people.village_codes)}")
    named = to_networkx(people, model.world.ties, village)
    rows = rows_of(people, named.nodes)
    graph = nx.relabel_nodes(named, rows)
    nx.set_node_attributes(graph, {row: person for person, row in rows.items()}, "person")
    network = Network(graph, layout=positions(people, np.array(graph.nodes, np.int64)), random=model.random)
    for cell in network:
        cell.add_agent(Villager(model, cell.coordinate, cell))
    return network


def positions(people: Population, row: Rows) -> Positions:
    """Where each person is drawn: hamlets on a grid, within them households from the middle outwards."""
    household = people.household[row].astype(np.int64)
    hamlet = people.household_hamlet[household].astype(np.int64)
    middles = _disc(household - np.searchsorted(people.household_hamlet, hamlet))
    members = _disc(row - people.household_first_row[household])
    _, which = np.unique(hamlet, return_inverse=True)
    side = int(np.ceil(np.sqrt(which.max(initial=0) + 1)))
    largest = np.abs(middles).max(initial=1.0)
    grid = np.stack([which % side, which // side], axis=1)
    where = grid * 2.5 * (largest + 1) + middles + 0.2 * members
    return {one: (x, y) for one, (x, y) in zip(row.tolist(), where.tolist(), strict=True)}


def _disc(number: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Points that fill a disc evenly, from the middle outwards (a sunflower's seeds)."""
    radius, angle = np.sqrt(number), number * _TURN
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
