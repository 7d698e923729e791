"""Settings, people, ties and worlds for all tests. People and ties are built once: nothing in a run changes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.composing.compose import compose
from sim.outreach.session import Session, Sessions, as_columns
from sim.people.build import build_population
from sim.people.population import Population
from sim.settings.tree import BUILT_FROM, Settings
from sim.start import begin
from sim.ties.build import build_ties
from sim.ties.ties import Ties
from sim.week import run_week
from sim.world import World

Changes = Mapping[str, Any]
Built = tuple[Population, Ties]

NOT_OF_PEOPLE = {"title", "note", "assumed", "rate_factor"}
"""What a place says that decides neither people nor ties."""
_built: dict[str, Built] = {}
_counts: dict[str, dict[str, NDArray[np.float64]]] = {}


@cache
def composed(*overrides: str) -> Settings:
    """Settings as the command would compose them."""
    settings: Settings = compose(overrides).settings
    return settings


def chosen(place: str, programme: str = "no_programme", changes: Changes | None = None) -> Settings:
    """Settings of a place and a programme, with some changed by their dotted names."""
    return composed(f"place={place}", f"programme={programme}").with_changes(changes or {})


def dotted(changes: Changes) -> dict[str, Any]:
    """Changes given as keywords, ``programme__officers``, by their dotted names."""
    return {key.replace("__", "."): value for key, value in changes.items()}


def build(settings: Settings) -> Built:
    """People and ties, built anew."""
    population = build_population(settings)
    return population, build_ties(settings, population)


def built(settings: Settings) -> Built:
    """People and ties, built once for all settings that give the same ones; to be looked at only."""
    if settings.place.ties_csv or settings.place.ties_graphml:
        return build(settings)  # a test may write another file under the same name
    of_people: Any = {**BUILT_FROM, "population_seed": True}
    key = settings.model_dump_json(include=of_people, exclude={"place": NOT_OF_PEOPLE})
    if key not in _built:
        _built[key] = build(settings)
    return _built[key]


def people_and_ties(place: str) -> Built:
    """Those of a shipped place."""
    return built(composed(f"place={place}"))


def no_ties(population: Population) -> Ties:
    """Ties of people of whom nobody knows anybody."""
    nobody = (np.empty(0, kind) for kind in (np.uint32, np.uint8, np.uint8))
    return Ties(np.zeros(population.size + 1, np.int64), *nobody)


def start(settings: Settings) -> World:
    """A world at week 0."""
    return begin(settings, *built(settings))


def make(place: str, programme: str = "no_programme", changes: Changes | None = None) -> World:
    """A world at week 0 of a place and a programme."""
    return start(chosen(place, programme, changes))


def run(world: World, weeks: int | None = None) -> World:
    """Run some weeks, or to the end; returns the same world."""
    last = world.settings.weeks if weeks is None else world.week + weeks
    while world.week < last:
        run_week(world)
    return world


def sessions(world: World, kind: str, keys: Iterable[int] = (1,), **about: Any) -> Sessions:
    """Sessions of one kind in the first village, one for each key; ``about`` as :class:`Session`."""
    usual: dict[str, Any] = {"village": 0, "number": 0, "skill": 0.5, "by_officer": True, **about}
    number = list(world.settings.outreach).index(kind)
    return as_columns([Session(kind=number, key=key, **usual) for key in keys])


def by_village(world: World, measure: str) -> NDArray[np.float64]:
    """A measure by week and village."""
    return np.asarray(world.tally.weekly[: world.week, :, world.tally.index[measure]])


def series(world: World, measure: str) -> NDArray[np.float64]:
    """A measure by week, all villages together."""
    return np.asarray(by_village(world, measure).sum(axis=1))


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
        settings = [chosen(place, name, {"weeks": weeks, **changes, "seed": seed}) for name, changes in (one, other)]
        rows.append([float(counted(each)[measure][from_week:].sum()) for each in settings])
    return np.array(rows)


def counted(settings: Settings) -> dict[str, NDArray[np.float64]]:
    """Every measure by week, all villages together, of a run to the end; settings run before are not run again."""
    key = settings.model_dump_json()
    if key not in _counts:
        world = run(start(settings))
        _counts[key] = {name: series(world, name) for name in world.tally.index}
    return _counts[key]
