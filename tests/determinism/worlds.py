"""Small busy worlds to run twice, and a fingerprint of everything that can differ."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import lru_cache
from typing import Any

import numpy as np

from sim.core.table import Table
from sim.people.build import build_population
from sim.people.population import Population
from sim.recruiters.targets import visible_weights
from sim.settings.tree import Settings
from sim.ties.build import build_ties
from sim.ties.ties import Ties
from sim.week import run_week
from sim.world import World
from tests.naive.busy import busy_settings


@lru_cache(maxsize=1)
def busy() -> Settings:
    """The busy year of the comparison with the plain model."""
    settings: Settings = busy_settings()
    return settings


def built(settings: Settings) -> tuple[Population, Ties]:
    """People and ties."""
    population = build_population(settings)
    return population, build_ties(settings, population)


def ran(settings: Settings, weeks: int, statics: tuple[Population, Ties] | None = None) -> World:
    """A world after some weeks."""
    world = World(settings, *(statics or built(settings)))
    go_on(world, weeks)
    return world


def go_on(world: World, weeks: int) -> None:
    """Some more weeks."""
    for _ in range(weeks):
        run_week(world)


def columns_of(world: World) -> dict[str, np.ndarray[Any, Any]]:
    """Every array that changes, by name."""
    arrays = {"weekly": world.weekly[: world.week], "departed": world.departed_undocumented}
    for field in fields(world.state):
        value = getattr(world.state, field.name)
        if isinstance(value, Table):
            arrays |= {f"{field.name}.{name}": value[name] for name in value.names}
        else:
            arrays[field.name] = value
    return arrays


def fingerprint(world: World) -> str:
    """A hash of every bit that changes, and of the weights behind next week's targets, which are not stored."""
    digest = hashlib.blake2b(digest_size=16)
    last = int(world.population.village_first_row[-1])
    weights = visible_weights(world, np.arange(last))
    for name, array in (columns_of(world) | {"target weights": weights}).items():
        digest.update(f"{name} {array.dtype.name} {array.shape}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def differing(one: World, other: World) -> list[str]:
    """Names of the arrays in which two worlds differ."""
    theirs = columns_of(other)
    return [name for name, array in columns_of(one).items() if not np.array_equal(array, theirs[name])]
