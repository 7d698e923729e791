"""From settings to the ties of a population."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import draw
from sim.core.notes import note
from sim.people.initial_draws import before_start
from sim.people.population import Population
from sim.settings.network import NetworkSettings
from sim.settings.place import PlaceSettings
from sim.settings.tree import Settings
from sim.ties.acquaintances import acquaintances
from sim.ties.edges import Edges, together
from sim.ties.exchange.given_files import read_ties_csv, read_ties_graphml
from sim.ties.families import families_of
from sim.ties.household_ties import household_ties
from sim.ties.institutions import institution_ties
from sim.ties.kin_contacts import kin_ties
from sim.ties.kinds import KINDS
from sim.ties.kinship import KinPairs, kin_pairs
from sim.ties.small_world import rearranged
from sim.ties.sparse import rows_of_pairs
from sim.ties.ties import Ties


def build_ties(settings: Settings, population: Population) -> Ties:
    """The ties of a population: the user's own if the place names a file of them, else generated."""
    place, network = settings.place, settings.network
    if place.ties_csv:
        ties = read_ties_csv(place.ties_csv, population, network, place.table_locale)
    elif place.ties_graphml:
        ties = read_ties_graphml(place.ties_graphml, population, network)
    else:
        ties = ties_and_kin(place, network, settings.population_seed, population)[0]
    if not ties.other.size:
        note("nobody in this place has a tie to anybody, so nobody is asked by kin, notices anything or tells it.")
    return ties


def ties_and_kin(
    place: PlaceSettings, network: NetworkSettings, seed: int, population: Population
) -> tuple[Ties, KinPairs]:
    """Generated ties, decided by ``seed``, and the kinship of households behind them."""
    families = families_of(population, network, neighbour_numbers(place), seed)
    pairs = kin_pairs(population, families, network, seed)
    kin = kin_ties(population, families, pairs, network, seed)
    everything = together(
        [
            household_ties(population),
            kin,
            acquaintances(population, network, kin, seed),
            institution_ties(population, network, seed),
        ]
    )
    if network.kind == "watts_strogatz":
        everything = rearranged(population, everything, network.rewired, seed)
    return assembled(population, everything, network, seed), pairs


def neighbour_numbers(place: PlaceSettings) -> list[tuple[int, int]]:
    """Neighbouring villages by number, each pair once."""
    number = {village.code: i for i, village in enumerate(place.villages)}
    pairs = {(min(number[a], number[b]), max(number[a], number[b])) for a, b in place.neighbour_pairs}
    return sorted(pair for pair in pairs if pair[0] != pair[1])


def assembled(population: Population, everything: Edges, network: NetworkSettings, seed: int) -> Ties:
    """Rows of ties with a strength drawn around the mean of each kind, by the draws of ``seed``."""
    start, other, kind = rows_of_pairs(population.size, *everything)
    mean = np.array([network.strength[name] for name in KINDS])
    state = before_start(seed, "ties: strength")
    strength = _strengths(state, population.key, start, other, kind, mean, network.strength_spread)
    return Ties(start, other, kind, strength)


@loop
def _strengths(
    state: int,
    key: NDArray[np.uint64],
    start: NDArray[np.int64],
    other: NDArray[np.uint32],
    kind: NDArray[np.uint8],
    mean: NDArray[np.float64],
    spread: float,
) -> NDArray[np.uint8]:
    out = np.empty(other.size, np.uint8)
    for i in range(start.size - 1):
        for t in range(start[i], start[i + 1]):
            low, high = min(key[i], key[other[t]]), max(key[i], key[other[t]])
            value = mean[kind[t]] + spread * (2.0 * draw(state, low, high, 0) - 1.0)
            out[t] = int(255.0 * min(1.0, max(0.0, value)) + 0.5)
    return out
