"""The model's network and its rivals without families, all surveyed in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.people.build import populate
from sim.people.population import Population
from sim.settings.tree import Settings
from sim.ties.build import assembled, build_ties, ties_and_kin
from sim.ties.edges import edges_of
from sim.ties.kinship import KinPairs
from sim.ties.small_world import kin_rearranged, rearranged
from sim.ties.survey.graph_measures import Shape
from sim.ties.survey.survey import survey
from sim.ties.ties import Ties

MODEL, RIVAL, RIVAL_WITH_KIN = "model", "watts_strogatz", "watts_strogatz_kin"
ENOUGH_HAMLETS = 30
"""Fewer hamlets than this have no meaningful median: the place is then generated again with further seeds."""


@dataclass(frozen=True, eq=False)
class Built:
    """A place's people and ties; ``kin`` is missing where the ties are the user's own."""

    population: Population
    ties: Ties
    kin: KinPairs | None
    seed: int


def built(settings: Settings, seed: int) -> Built:
    """People and ties of one population seed."""
    population = populate(settings.place, settings.people, settings.leaving, seed)
    if settings.place.ties_csv or settings.place.ties_graphml:
        return Built(population, build_ties(settings, population), None, seed)
    ties, kin = ties_and_kin(settings.place, settings.network, seed, population)
    return Built(population, ties, kin if settings.network.kind == "kinship" else None, seed)


def populations(settings: Settings) -> Iterator[Built]:
    """The place itself, and as many further ones as it takes to have enough hamlets (none for a user's own ties)."""
    hamlets = 0
    seed = settings.population_seed
    while hamlets < ENOUGH_HAMLETS:
        one = built(settings, seed)
        yield one
        hamlets += one.population.hamlet_village.size
        seed += 1
        if one.kin is None and settings.network.kind == "kinship":
            return


def surveyed(one: Built, settings: Settings) -> dict[str, list[Shape]]:
    """Shape of the recorded household graphs: of the network, and of small worlds of its size, degree and kinds."""
    population, network = one.population, settings.network
    small = rearranged(population, edges_of(one.ties), network.rewired, one.seed)
    rival = assembled(population, small, network, one.seed)

    def ask(ties: Ties, kin: KinPairs | None) -> list[Shape]:
        return survey(population, ties, kin, network.survey, one.seed)

    shapes = {MODEL: ask(one.ties, one.kin), RIVAL: ask(rival, None)}
    if one.kin is not None:
        shapes[RIVAL_WITH_KIN] = ask(rival, kin_rearranged(population, one.kin, network.rewired, one.seed))
    return shapes
