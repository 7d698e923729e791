"""Ties to build in tests."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sim.people.population import Population
from sim.settings.network import NetworkSettings
from sim.ties.build import ties_and_kin
from sim.ties.kinship import KinPairs
from sim.ties.ties import Ties
from tests.building import composed
from tests.people.small import people_of, place_of


def network_with(**changes: Any) -> NetworkSettings:
    """Network settings as shipped, with some changed."""
    return NetworkSettings.model_validate({**composed("place=kalibawang").network.model_dump(), **changes})


@lru_cache(maxsize=16)
def built(*villages: tuple[str, int, int], seed: int = 1, **changes: Any) -> tuple[Population, Ties, KinPairs]:
    """People, ties and kinship of villages given by code, people and households."""
    population = people_of(*villages, seed=seed)
    return population, *ties_and_kin(place_of(*villages), network_with(**changes), seed, population)
