"""A user's ties from a file: an edge list (CSV or .xlsx) or a graph (GraphML)."""

from __future__ import annotations

from pathlib import Path

from sim.core.errors import InputError, Mistake
from sim.core.files import existing_file
from sim.core.sheets.reader import TableFile
from sim.core.sheets.readings import Locale
from sim.people.population import Population
from sim.settings.network import NetworkSettings
from sim.ties.exchange.columns import COLUMNS
from sim.ties.exchange.given import GivenTie, GivenTies, ties_of_given
from sim.ties.exchange.graphml import read_graph
from sim.ties.exchange.graphs import from_networkx
from sim.ties.ties import Ties


def read_ties_csv(
    path: str | Path, population: Population, network: NetworkSettings, locale: Locale | None = None
) -> Ties:
    """Ties from a table with the columns ``a,b`` and, if wanted, ``kind`` and ``strength``.

    Args:
        path: of a CSV or .xlsx.
        population: whose persons are named.
        network: what a tie of each kind usually is.
        locale: the language in which strengths are written; None to find it out.

    Raises:
        InputError: with all mistakes of the file.
    """
    table = TableFile(existing_file(path, "place.ties_csv"), COLUMNS, locale, "place.table_locale")
    ties = tuple(
        GivenTie(where, values["a"], values["b"], values.get("kind"), values.get("strength"))
        for where, values in table.rows()
        if {"a", "b"} <= values.keys()
    )
    if not ties and not table.mistakes:
        what, allowed = "a header without lines below it", "a header and at least one tie"
        table.mistakes.append(Mistake(table.name, what, allowed, "add a line a tie"))
    if table.mistakes:
        raise InputError(table.mistakes)
    return ties_of_given(population, GivenTies(ties), network)


def read_ties_graphml(path: str | Path, population: Population, network: NetworkSettings) -> Ties:
    """Ties from a GraphML file whose nodes are persons, by their ids or by an attribute, see :func:`from_networkx`.

    Raises:
        InputError: with all mistakes of the file.
    """
    file = existing_file(path, "place.ties_graphml")
    return from_networkx(population, read_graph(file), network, file.name)
