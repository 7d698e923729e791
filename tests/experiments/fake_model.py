"""A small model in the real one's place: a hundred persons, milliseconds a run, effects that are known."""

from __future__ import annotations

import copy
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from experiments.composing.design import Cell, Design
from experiments.runner.fates import Paths
from experiments.runner.plan import PlacePlan
from sim.measures.catalogue import Measure, measures_with_channels
from sim.settings.text import Text

CHANNELS = {"village_office": "Village office", "officer_visit": "Officer", "hotline": "Hotline"}
MEASURES = measures_with_channels((name, title, title) for name, title in CHANNELS.items())

NAMES = [measure.name for measure in MEASURES]


class FakeProgramme(BaseModel):
    """The few levers."""

    title: Text = Text(en="The programme", id="Program")
    start_week: int = 8
    outreach_intensity: float = 0.0
    channels_open: list[str] = []
    works: float = 0.0
    """Share of departures each session a month takes away; negative does harm."""
    officers: int = 2
    outreach_mix: dict[str, float] = {"discussion": 1.0}
    local_actors: int = 0
    """Each month, one of them holds a session."""
    channels_open_always: list[str] = ["village_office"]
    budget: float | None = None
    continued: list[str] = []
    joint_answers: float = 0.0
    coordination: float = 0.2
    coordination_before: float = 0.2
    gate_effort: float = 1.0
    police_effort: float = 1.0
    publicity: float = 0.0
    route_help: bool = False
    noise: float = 0.0
    """Does good with even seeds and as much harm with odd ones."""

    @property
    def first_week(self) -> int:
        """As of a real programme."""
        return self.start_week


class FakeVillage(BaseModel):
    """A village."""

    code: str
    people: int


class FakePlace(BaseModel):
    """A district of two villages."""

    title: Text
    note: Text = Text(en="Two invented villages.", id="Dua desa rekaan.")
    villages_csv: str | None = None
    assumed: tuple[Text, ...] = (Text(en="Everything.", id="Semuanya."),)
    rate_factor: float = 1.0
    villages: tuple[FakeVillage, ...]


PLACE = FakePlace(
    title=Text(en="Testville", id="Desa Uji"),
    villages=(FakeVillage(code="A", people=80), FakeVillage(code="B", people=80)),
)


class FakeSettings(BaseModel):
    """Settings of the small model."""

    place: FakePlace = PLACE

    seed: int = 0
    population_seed: int = 0
    placebo: int = 0
    weeks: int = 34
    persons: int = 120
    chance: float = 0.01
    programme: FakeProgramme = FakeProgramme()

    def with_changes(self, changes: dict[str, Any]) -> FakeSettings:
        """As the real settings do."""
        tree = self.model_dump()
        for key, value in changes.items():
            *path, last = key.split(".")
            node = tree
            for part in path:
                node = node[part]
            node[last] = value
        return FakeSettings.model_validate(tree)


class FakeWorld:
    """Persons who leave, or do not."""

    def __init__(self, settings: FakeSettings) -> None:
        self.settings, self.week = settings, 0
        self.left = np.zeros(settings.persons, np.int64)
        self.weekly = np.zeros((settings.weeks, len(settings.place.villages), len(MEASURES)))


class FakeModel:
    """Drives :class:`FakeWorld`; ``die_once`` names a file whose absence makes the process die in seed 3."""

    def __init__(self, die_once: Path | None = None, die_always: bool = False, slow: float = 0.0) -> None:
        self.die_once, self.die_always, self.slow = die_once, die_always, slow

    def measures(self, settings: FakeSettings) -> tuple[Measure, ...]:
        return MEASURES

    def fingerprint(self) -> str:
        return "fake"

    def build(self, settings: FakeSettings) -> NDArray[np.int64]:
        return np.arange(settings.persons) % len(settings.place.villages)

    def start(self, settings: FakeSettings, built: Any) -> FakeWorld:
        if settings.seed == 3:
            self._perhaps_die()
        return FakeWorld(settings)

    def step(self, world: FakeWorld) -> None:
        time.sleep(self.slow)
        settings, week = world.settings, world.week
        draws = np.random.default_rng([settings.seed, week]).random((2, settings.persons))
        village = np.arange(settings.persons) % len(settings.place.villages)
        strength = settings.programme.works * settings.programme.outreach_intensity
        if settings.programme.outreach_intensity > 0:
            strength += settings.programme.noise * (-1.0) ** settings.seed
        leaves = draws[0] < settings.chance * (1.0 - strength)
        world.left += leaves
        turned = ~leaves & (draws[0] < settings.chance) & (draws[1] < 0.5)  # half of those averted go with documents
        happens = {
            "undocumented_departures": leaves,
            "documented_departures": turned,
            "reports_received": draws[1] < 0.01,
        }
        for name, persons in happens.items():
            counts = np.bincount(village, persons, len(settings.place.villages))
            world.weekly[week, :, NAMES.index(name)] = counts
        world.weekly[week, :, NAMES.index("residents")] = settings.persons / 2
        self._hold_sessions(world)
        world.week += 1

    def _hold_sessions(self, world: FakeWorld) -> None:
        """As many as are planned, but officers find hours for half of them; local actors hold their own."""
        programme = world.settings.programme
        if world.week < programme.start_week:
            return
        held = {
            "sessions_officers": programme.outreach_intensity / 2,
            "sessions_local_actors": float(programme.local_actors > 0),
        }
        for name, per_month in (held | {"sessions_held": sum(held.values())}).items():
            world.weekly[world.week, :, NAMES.index(name)] = per_month * 12 / 52

    def fork(self, world: FakeWorld, settings: FakeSettings) -> FakeWorld:
        twin = copy.deepcopy(world)
        twin.settings = settings
        return twin

    def weekly(self, world: FakeWorld) -> NDArray[np.float64]:
        return world.weekly

    def paths(self, world: FakeWorld) -> Paths:
        nobody = np.zeros_like(world.left)
        return Paths(world.left.copy(), nobody, nobody, nobody.astype(bool))

    def _perhaps_die(self) -> None:
        if self.die_always:
            os._exit(7)
        if self.die_once is not None and not self.die_once.exists():
            self.die_once.touch()
            os._exit(7)


def fake_design(**changes: Any) -> Design:
    """A design of 2 x 2 scenarios."""
    words = {"en": "A test", "id": "Uji coba"}
    tree: dict[str, Any] = {
        "kind": "compare",
        "title": words,
        "description": words,
        "outreach": [0, 2],
        "channel_sets": {"existing": [], "hotline": ["hotline"]},
        "reference": {"channels": "hotline", "outreach": 2},
        "seeds": 6,
        "batch": 4,
        "max_seeds": 6,
        "precision": 0.5,
        "populations": 3,
        "interim_seeds": 0,
        "executor": "threads",
        "workers": 2,
    }
    return Design.model_validate(tree | changes)


def fake_plan(
    design: Design,
    works: float = 0.2,
    place: str = "testville",
    noise: float = 0.0,
    local_actors: int = 0,
    **settings: Any,
) -> PlacePlan:
    """The plan of one place with the small model."""
    without = FakeSettings(**settings)
    changes = {"works": works, "noise": noise, "local_actors": local_actors}
    with_it = without.with_changes({f"programme.{name}": value for name, value in changes.items()})
    return PlacePlan(place, with_it, without, design.cells(), dict(design.channel_sets), design.populations)


def in_words(done: int, total: int, seconds: float | None) -> str:
    """How far a sweep is."""
    return f"{done} of {total} runs"


REFERENCE = Cell(channels="hotline", outreach=2)
