"""Small worlds for tests: settings, people and ties are made once for each place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.composing.compose import compose
from sim.people.build import build_population
from sim.people.population import Population
from sim.settings.tree import Settings
from sim.ties.build import build_ties
from sim.ties.ties import Ties
from sim.week import run_week
from sim.world import World

Changes = Mapping[str, Any]


@cache
def composed(*overrides: str) -> Settings:
    """Settings as the command would compose them."""
    return compose(overrides).settings


@cache
def people_of(place: str) -> tuple[Population, Ties]:
    """The people of a place and their ties."""
    settings = composed(f"place={place}")
    population = build_population(settings)
    return population, build_ties(settings, population)


def make(place: str, programme: str = "no_programme", changes: Changes | None = None) -> World:
    """A world at week 0; changes must leave people and ties as they are."""
    settings = composed(f"place={place}", f"programme={programme}").with_changes(changes or {})
    return World(settings, *people_of(place))


def run(world: World, weeks: int | None = None) -> World:
    """Run some weeks, or to the end; returns the same world."""
    last = world.settings.weeks if weeks is None else world.week + weeks
    while world.week < last:
        run_week(world)
    return world


def series(world: World, measure: str) -> NDArray[np.float64]:
    """A measure by week, all villages together."""
    return np.asarray(world.weekly[: world.week, :, world.measure_index[measure]].sum(axis=1))


def total(world: World, measure: str, from_week: int = 0) -> float:
    """Sum of a measure over the weeks from one on."""
    return float(series(world, measure)[from_week:].sum())


def paired(
    measure: str,
    one: tuple[str, Changes],
    other: tuple[str, Changes],
    seeds: Iterable[int],
    place: str = "migrant_pocket",
    weeks: int = 156,
    from_week: int = 0,
) -> NDArray[np.float64]:
    """Totals of a measure in two scenarios (programme, changes) on the same seeds: [seeds, 2]."""
    rows = []
    for seed in seeds:
        worlds = [run(make(place, name, {"weeks": weeks, **changes, "seed": seed})) for name, changes in (one, other)]
        rows.append([total(world, measure, from_week) for world in worlds])
    return np.array(rows)
