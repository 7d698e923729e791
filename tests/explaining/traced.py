"""Pairs of runs that were looked at, made once each."""

from __future__ import annotations

from functools import cache

import numpy as np

from sim.explaining.chain import Chains
from sim.explaining.explain import trace
from tests.building import Changes, built, chosen

BUSY = {"place.rate_factor": 12.0, "programme.start_week": 10, "weeks": 80, "seed": 7}


def traced(place: str, programme: str, changes: Changes, strong: bool = False) -> Chains:
    """A pair of runs; ``strong`` gives every tie full strength."""
    settings = chosen(place, programme, changes)
    population, ties = built(settings)
    if strong:
        ties = ties._replace(strength=np.full_like(ties.strength, 255))
    return trace(settings, chosen(place).programme, (population, ties))


@cache
def busy(programme: str = "pimpasa") -> Chains:
    """A hamlet in which much happens."""
    return traced("classroom", programme, BUSY)


@cache
def pocket() -> Chains:
    """Several villages, with recruiters who react."""
    stopped = {"leaving.letter_stop": 0.05, "leaving.passport_stop": 0.05}
    return traced("migrant_pocket", "pimpasa", {"programme.start_week": 10, "weeks": 90, **stopped})
