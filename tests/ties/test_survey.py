"""Surveyed as real hamlets were, the presets look like them; a small world of the same size and degree does not."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from experiments.analysis.networks import MODEL, RIVAL, RIVAL_WITH_KIN, populations, surveyed
from experiments.commands.network.body import TARGETS
from sim.people.build import populate
from sim.ties.build import ties_and_kin
from sim.ties.survey.counts import count_contacts, count_kinds
from sim.ties.survey.graph_measures import Shape, shape_of
from sim.ties.survey.targets import compared, fits, read_targets
from tests.building import composed
from tests.ties.small import network_with

TARGET = read_targets(TARGETS)


@pytest.mark.parametrize("name", ["kalibawang", "mollo_selatan", "migrant_pocket", "classroom"])
def test_families_pass_and_small_worlds_fail(name: str) -> None:
    settings = composed(f"place={name}")
    shapes: dict[str, list[Shape]] = {}
    for one in populations(settings):
        for network, found in surveyed(one, settings).items():
            shapes.setdefault(network, []).extend(found)
    assert len(shapes[MODEL]) >= 30
    model = compared(shapes[MODEL], TARGET)
    assert fits(model), {measure: found for measure, found in model.items() if not found.inside}
    for rival in (RIVAL, RIVAL_WITH_KIN):
        outside = [measure for measure, found in compared(shapes[rival], TARGET).items() if not found.inside]
        assert len(outside) >= 2, rival


@pytest.mark.parametrize("rewired", [0.0, 0.05, 0.5, 1.0])
def test_no_small_world_passes_however_much_is_rewired(rewired: float) -> None:
    settings = composed("place=migrant_pocket").with_changes({"network.rewired": rewired})
    (one,) = populations(settings)
    shapes = surveyed(one, settings)
    assert not fits(compared(shapes[RIVAL], TARGET))
    assert not fits(compared(shapes[RIVAL_WITH_KIN], TARGET))


def test_the_small_world_has_the_size_degree_and_kinds_of_the_model() -> None:
    settings = composed("place=migrant_pocket")
    population = populate(settings.place, settings.people, settings.leaving, 1)
    ties, kin = ties_and_kin(settings.place, settings.network, 1, population)
    other, _ = ties_and_kin(settings.place, network_with(kind="watts_strogatz", rewired=0.05), 1, population)
    model, small = (count_contacts(population, one, kin) for one in (ties, other))
    assert small.in_hamlet == pytest.approx(model.in_hamlet, rel=0.06)
    assert small.per_household == pytest.approx(model.per_household, rel=0.04)
    for mine, theirs in zip(count_kinds(population, ties), count_kinds(population, other), strict=True):
        assert theirs.ties == pytest.approx(mine.ties, rel=0.12, abs=20), mine.kind


@pytest.mark.parametrize("seed", range(4))
def test_measures_agree_with_networkx(seed: int) -> None:
    graph = nx.gnp_random_graph(30, 0.07, seed=seed)
    shape = shape_of(nx.to_numpy_array(graph, dtype=int) > 0)
    giant = graph.subgraph(max(nx.connected_components(graph), key=len))
    supported = [bool(set(graph[a]) & set(graph[b])) for a, b in graph.edges]
    assert shape.ave_deg == pytest.approx(2 * graph.number_of_edges() / 30)
    assert shape.ave_clust == pytest.approx(nx.average_clustering(graph))
    assert shape.links_supported == pytest.approx(np.mean(supported))
    assert shape.giant_share == pytest.approx(len(giant) / 30)
    assert shape.ave_dist == pytest.approx(nx.average_shortest_path_length(giant))


def test_a_hamlet_without_ties_has_no_support_and_no_paths() -> None:
    shape = shape_of(np.zeros((4, 4), bool))
    assert shape.ave_deg == 0.0 and shape.giant_share == 0.25
    assert np.isnan(shape.links_supported) and np.isnan(shape.ave_dist)
