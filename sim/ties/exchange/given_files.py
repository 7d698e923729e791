"""A user's ties from a file: an edge list (CSV) or a graph (GraphML)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from sim.core.csv_file import read_csv
from sim.core.errors import InputError, Mistake
from sim.people.population import Population
from sim.settings.network import NetworkSettings
from sim.ties.exchange.given import GivenTie, GivenTies, ties_of_given
from sim.ties.exchange.graphs import from_networkx
from sim.ties.ties import Ties

COLUMNS = ("a", "b", "kind", "strength")


def read_ties_csv(path: str | Path, population: Population, network: NetworkSettings) -> Ties:
    """Ties from a CSV with the columns ``a,b`` and, if wanted, ``kind`` and ``strength``.

    Raises:
        InputError: with all mistakes of the file.
    """
    file_path = _existing(path, "ties_csv")
    header, rows = read_csv(file_path)
    mistakes = [
        Mistake(file_path.name, f"a header without {name}", "the columns a and b", f"add column {name}")
        for name in ("a", "b")
        if name not in header
    ]
    mistakes += [
        Mistake(f"{file_path.name}, line 1", f"column {name}", f"columns {', '.join(COLUMNS)}", "rename or remove it")
        for name in header
        if name not in COLUMNS
    ]
    if mistakes:
        raise InputError(mistakes)
    ties = tuple(
        GivenTie(f"{file_path.name}, line {line}", *(row.get(name, "").strip() for name in COLUMNS))
        for line, row in rows
    )
    if not ties:
        raise InputError([Mistake(file_path.name, "an empty file", "a header and at least one tie", "add a row a tie")])
    return ties_of_given(population, GivenTies(ties), network)


def read_ties_graphml(path: str | Path, population: Population, network: NetworkSettings) -> Ties:
    """Ties from a GraphML file whose nodes are person ids.

    Raises:
        InputError: with all mistakes of the file.
    """
    import networkx as nx

    file_path = _existing(path, "ties_graphml")
    try:
        graph: Any = nx.read_graphml(file_path)
    except (ParseError, nx.NetworkXError) as error:
        what = f"a file that is no GraphML ({error})"
        raise InputError([Mistake(file_path.name, what, "GraphML", "export the graph as GraphML again")]) from error
    return from_networkx(population, graph, network, file_path.name)


def _existing(path: str | Path, setting: str) -> Path:
    if not Path(path).is_file():
        raise InputError([Mistake(f"place.{setting}", path, "the path of a file that exists", "correct the path")])
    return Path(path)
