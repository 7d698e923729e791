"""Ties of the user's own: in and out as CSV, GraphML and networkx graphs, and every mistake word for word."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from sim.core.errors import InputError
from sim.people.build import build_population
from sim.people.identity import person_id, row_of
from sim.ties.build import build_ties
from sim.ties.exchange.given_files import read_ties_csv, read_ties_graphml
from sim.ties.exchange.graphs import from_networkx, to_networkx
from sim.ties.kinds import FRIEND, KINDS, SIBLING
from tests.building import composed
from tests.people.small import people_of
from tests.ties.small import built, network_with

VILLAGES = (("a", 120, 34), ("b", 90, 25))
KINDS_LISTED = ", ".join(KINDS)
PERSON = "the id of a person of this place, village code/household number/member number"


def test_a_graph_leads_back_to_the_same_ties() -> None:
    population, ties, _ = built(*VILLAGES)
    back = from_networkx(population, to_networkx(population, ties), network_with())
    for name in ("start", "other", "kind", "strength"):
        assert np.array_equal(getattr(back, name), getattr(ties, name)), name


def test_graphml_leads_back_to_the_same_ties(tmp_path: Path) -> None:
    population, ties, _ = built(*VILLAGES)
    path = tmp_path / "ties.graphml"
    nx.write_graphml(to_networkx(population, ties), path)
    back = read_ties_graphml(path, population, network_with())
    assert np.array_equal(back.other, ties.other) and np.array_equal(back.strength, ties.strength)


def test_a_graph_of_one_village_or_hamlet_holds_its_people_only() -> None:
    population, ties, _ = built(*VILLAGES)
    village = to_networkx(population, ties, village="b")
    assert set(village.nodes) == {person_id(population, int(r)) for r in np.flatnonzero(population.village == 1)}
    hamlet = to_networkx(population, ties, hamlet=0)
    assert hamlet.number_of_nodes() == population.hamlet_first_row[1]
    person = hamlet.nodes["a/1/1"]
    assert person["village"] == "a" and person["household"] == "a/1" and person["sex"] in ("man", "woman")


def test_a_csv_replaces_the_generated_ties(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("a,b,kind,strength\nK1/1/1,K1/2/1,sibling,0.8\nK1/3/1,K1/1/1,,\nK1/2/1,K1/1/1,friend,0.9\n")
    settings = composed("place=classroom").with_changes({"place.ties_csv": str(path)})
    population = build_population(settings)
    ties = build_ties(settings, population)
    one, two, three = (row_of(population, f"K1/{household}/1") for household in (1, 2, 3))
    assert ties.of(one).tolist() == [two, three]
    assert ties.other.size == 4
    kinds, strengths = ties.kind[ties.start[one] :][:2], ties.strength[ties.start[one] :][:2]
    assert kinds.tolist() == [SIBLING, FRIEND]  # of a pair given twice the closest kind counts ...
    assert strengths.tolist() == [round(0.9 * 255), round(settings.network.strength["friend"] * 255)]  # ... and this


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["an empty file is not accepted (allowed: a header with a, b, and lines below it); fill it."]),
        ("c,d\n", [": column c", ": column d", "a header without a", "a header without b"]),
        ("a,b\n", ["a header without lines below it is not accepted (allowed: a header and at least one tie)"]),
        (
            "a,b,weight\na/1/1,a/2/1,3\n",
            [", line 1: column weight is not accepted (allowed: columns a, b, kind, strength); rename or remove it."],
        ),
        (
            "a,b\na/1/1,a/99/1\n",
            [f", line 2: unknown person 'a/99/1' is not accepted (allowed: {PERSON}); correct the id."],
        ),
        (
            "a,b\na/1/1,a/1/1\n",
            [", line 2: a tie of a/1/1 to itself is not accepted (allowed: two different persons); remove it."],
        ),
        (
            "a,b,kind\na/1/1,a/2/1,enemy\n",
            [
                f", line 2: kind 'enemy' is not accepted (allowed: one of {KINDS_LISTED}); "
                "correct the kind or leave it empty for friend."
            ],
        ),
        (
            "a,b,kind,strength\na/1/1,a/2/1,friend,-1\n",
            [
                ", line 2, column strength: -1 is not accepted (allowed: a number from 0 to 1, or a percentage); "
                "correct the cell."
            ],
        ),
        ("a,b\nx,a/1/1\na/1/1,a/1/1\n", [", line 2: unknown person 'x'", ", line 3: a tie of a/1/1 to itself"]),
    ],
)
def test_mistakes_in_a_csv(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = tmp_path / "ties.csv"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_ties_csv(path, people_of(*VILLAGES), network_with())
    sentences = [mistake.sentence() for mistake in caught.value.mistakes]
    assert len(sentences) == len(expected)
    for sentence, part in zip(sentences, expected, strict=True):
        assert sentence.startswith("ties.csv") and part in sentence


def test_an_unknown_node_of_a_graph_is_told_once() -> None:
    graph = nx.Graph([("a/1/1", "nobody"), ("nobody", "a/2/1")])
    with pytest.raises(InputError) as caught:
        from_networkx(people_of(*VILLAGES), graph, network_with())
    assert [mistake.sentence() for mistake in caught.value.mistakes] == [
        f"graph, node nobody: nobody is not accepted (allowed: {PERSON}); correct the id."
    ]


def test_files_that_are_not_there_or_no_graph(tmp_path: Path) -> None:
    population = people_of(*VILLAGES)
    with pytest.raises(InputError, match=r"place.ties_csv: .*allowed: the path of a file that exists"):
        read_ties_csv(tmp_path / "none.csv", population, network_with())
    (tmp_path / "bad.graphml").write_text("no graph")
    with pytest.raises(InputError, match="a file that is no GraphML"):
        read_ties_graphml(tmp_path / "bad.graphml", population, network_with())
