"""Pairs of runs that were looked at, made once each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from sim.explaining.chain import Chains
from sim.explaining.explain import trace
from tests.model.worlds import composed, people_of

BUSY = {"place.rate_factor": 12.0, "programme.start_week": 10, "weeks": 80, "seed": 7}


def traced(place: str, programme: str, changes: Mapping[str, Any], strong: bool = False) -> Chains:
    """A pair of runs; ``strong`` gives every tie full strength."""
    settings = composed(f"place={place}", f"programme={programme}").with_changes(changes)
    population, ties = people_of(place)
    if strong:
        ties = replace(ties, strength=np.full_like(ties.strength, 255))
    return trace(settings, composed(f"place={place}", "programme=no_programme").programme, (population, ties))


@cache
def busy(programme: str = "pimpasa") -> Chains:
    """A hamlet in which much happens."""
    return traced("classroom", programme, BUSY)


@cache
def pocket() -> Chains:
    """Several villages, with recruiters who react."""
    return traced("migrant_pocket", "pimpasa", {"programme.start_week": 10, "weeks": 90})
