"""Graphs as other programs write them lead to the same ties, or are refused in one sentence."""

from __future__ import annotations

import gzip
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from sim.core.errors import InputError
from sim.core.notes import InputNote
from sim.people.population import Population
from sim.ties.exchange.given_files import read_ties_csv, read_ties_graphml
from sim.ties.exchange.graphs import NAMED_BY, from_networkx, to_networkx
from sim.ties.ties import Ties
from tests.attack.inputs.graphs import READ, REFUSED, TWO, XML, edge
from tests.people.small import people_of
from tests.ties.small import built, network_with

VILLAGES = (("K1", 120, 34), ("b", 90, 25))


def people() -> Population:
    return people_of(*VILLAGES)


def read(tmp_path: Path, content: str | bytes) -> Ties:
    path = tmp_path / "g.graphml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_ties_graphml(path, people(), network_with())


def strengths(ties: Ties) -> list[int]:
    return ties.strength.tolist()


@pytest.mark.parametrize("name", READ)
def test_it_is_read_with_its_one_meaning(tmp_path: Path, name: str) -> None:
    assert strengths(read(tmp_path, READ[name])) == [128, 128]
    assert strengths(read(tmp_path, gzip.compress(READ[name].encode()))) == [128, 128]


def test_directions_are_told(tmp_path: Path) -> None:
    with pytest.warns(InputNote, match="g.graphml: its edges have directions; each was read as a tie of both"):
        ties = read(tmp_path, XML.format(f'<graph edgedefault="directed">{TWO}{edge()}{edge()}</graph>'))
    assert ties.other.size == 2


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_words(tmp_path: Path, name: str) -> None:
    content, expected = REFUSED[name]
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert caught.value.mistakes[0].sentence().startswith(expected)


@pytest.mark.parametrize("name", NAMED_BY)
def test_what_we_write_comes_back_with_numbers_for_nodes(name: str) -> None:
    """As igraph writes it: nodes are n0, n1 ..., the ids of persons stand in an attribute."""
    population, ties, _ = built(*VILLAGES)
    graph = to_networkx(population, ties)
    numbered = nx.relabel_nodes(graph, {node: f"n{number}" for number, node in enumerate(graph)})
    nx.set_node_attributes(numbered, dict(zip(numbered, graph, strict=True)), name)
    back = from_networkx(population, numbered, network_with())
    assert np.array_equal(back.other, ties.other) and np.array_equal(back.strength, ties.strength)


def test_one_person_in_two_spellings_is_one(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("a,b\nK1/01/1,K1/2/1\nK1/1/1,K1/2/01\n")
    assert read_ties_csv(path, people(), network_with()).other.size == 2
    path.write_text("a,b\nK1/01/1,K1/1/01\n")
    with pytest.raises(InputError, match="line 2: a tie of K1/01/1 to itself"):
        read_ties_csv(path, people(), network_with())


@pytest.mark.parametrize(
    "text", ["a;b;kind;strength\nK1/1/1;K1/1/2;friend;0,5\n", "Source,Target,strength\nK1/1/1,K1/1/2,50%\n"]
)
def test_an_edge_list_of_another_program(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ties.csv"
    path.write_text(text)
    assert strengths(read_ties_csv(path, people(), network_with())) == [128, 128]
