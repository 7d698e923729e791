"""A person without any tie, and many incidents about one person: choices have a closed form."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitudes_of
from sim.core.draws import stream, uniforms
from sim.people.groups import CONTACT, PHONE
from sim.start import begin
from sim.state.codes import (
    COLD,
    NOBODY,
    SETTLED,
)
from sim.world import World
from tests.building import make, no_ties

MANY = 20_000


def lonely_world(changes: dict[str, Any], programme: str = "no_programme") -> World:
    """The classroom's people without any tie."""
    built = make("classroom", programme, changes)
    return begin(built.settings, built.population, no_ties(built.population))


def somebody(world: World, nth: int = 0) -> int:
    """A grown-up at home with a phone, who is not a contact person."""
    traits, age = world.population.traits, -world.population.birth_week.astype(int)
    fits = (traits & PHONE > 0) & (traits & CONTACT == 0) & (age > 30 * 52) & (world.state.residents.status == SETTLED)
    return int(np.flatnonzero(fits)[nth])


def incidents_about(world: World, person: int, **columns: Any) -> NDArray[np.int64]:
    """Many incidents that differ in nothing but their key."""
    keys = (uniforms(stream(1, "keys of incidents", 0), np.arange(MANY, dtype=np.uint64)) * 2**63).astype(np.uint64)
    common = {"recruiter": NOBODY, "first_notice": NOBODY, "case": NOBODY, "week": world.week, "source": COLD}
    return world.state.incidents.append(MANY, key=keys, person=person, **(common | columns))


def attitude_of(world: World, person: int, attitude: int) -> float:
    return float(attitudes_of(world, np.array([person]), attitude)[0])


def logit(utilities: dict[Any, float]) -> dict[Any, float]:
    """Closed-form choice shares."""
    total = math.fsum(math.exp(utility) for utility in utilities.values())
    return {name: math.exp(utility) / total for name, utility in utilities.items()}


def agree(found: float, expected: float) -> bool:
    """Within four binomial standard errors."""
    return abs(found - expected) <= 4 * math.sqrt(max(expected * (1 - expected), 1e-6) / MANY)
