"""The plan of a comparison: which scenarios, which seeds, as independent units of work.

One unit is one place and one seed: its first weeks without programme are identical in every scenario, so they
are run once and every scenario is a fork of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.composing.design import NO_PROGRAMME, PLACEBO, Cell
from experiments.composing.tree import find
from sim.core.user_code import METHODS, source_of

FILES_OF_TIES = ("ties_csv", "ties_graphml")
"""Settings of a place that name a file read while it is built (villages from a CSV are settings themselves)."""

Settings = Any
"""``sim.settings.tree.Settings``: frozen, with ``with_changes({"a.b": value})`` that gives a checked copy."""


@dataclass(frozen=True)
class Scenario:
    """One column of the comparison: its name, the cell it stands for (None for the two without programme)."""

    name: str
    settings: Settings
    digest: str
    """Hash of the settings without their seeds, and of what the user's own files they name hold."""
    cell: Cell | None = None

    def with_seeds(self, seed: int, population_seed: int) -> Scenario:
        """The same with the seeds of a run: ``seed`` for the weeks, ``population_seed`` for people and ties."""
        seeded = self.settings.model_copy(update={"seed": seed, "population_seed": population_seed})
        return Scenario(self.name, seeded, self.digest, self.cell)


def make_scenario(name: str, settings: Settings, cell: Cell | None = None) -> Scenario:
    """A scenario for any seed."""
    tree = settings.model_dump(mode="json", exclude={"seed", "population_seed"})
    text = json.dumps([tree, _contents(tree)], sort_keys=True)
    return Scenario(name, settings, hashlib.blake2b(text.encode(), digest_size=16).hexdigest(), cell)


def _contents(tree: dict[str, Any]) -> list[str]:
    """Hashes of the files that settings name, with ties or code: a name does not say that its file has changed."""
    paths = [Path(tree["place"][name]) for name in FILES_OF_TIES if tree["place"].get(name)]
    ties = [hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in paths if path.is_file()]
    return [*ties, *filter(None, (source_of(str(find(tree, key))) for key in METHODS))]


@dataclass(frozen=True)
class Unit:
    """All scenarios of one place with one seed, and the run without programme they are paired with."""

    place: str
    seed: int
    population_seed: int
    start_week: int
    baseline: Scenario
    scenarios: tuple[Scenario, ...]

    @property
    def all_scenarios(self) -> tuple[Scenario, ...]:
        """The run without programme first, then the others."""
        return (self.baseline, *self.scenarios)


@dataclass(frozen=True)
class PlacePlan:
    """What is run for one place: settings with the programme and without it, and the cells."""

    place: str
    with_programme: Settings
    without_programme: Settings
    cells: tuple[Cell, ...]
    channel_sets: dict[str, tuple[str, ...]]
    populations: int

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Everything that is run: without programme, all cells, and the placebo; checked once, for all seeds."""
        placebo = self.without_programme.with_changes({"placebo": 1})
        return (
            make_scenario(NO_PROGRAMME, self.without_programme),
            *(self._scenario(cell) for cell in self.cells),
            make_scenario(PLACEBO, placebo),
        )

    def unit(self, seed: int) -> Unit:
        """All runs of one seed."""
        population = seed % self.populations
        baseline, *others = (scenario.with_seeds(seed, population) for scenario in self.scenarios)
        return Unit(self.place, seed, population, self.start_week, baseline, tuple(others))

    def units(self, seeds: Iterable[int]) -> tuple[Unit, ...]:
        """One unit for each seed."""
        return tuple(self.unit(seed) for seed in seeds)

    @property
    def villages(self) -> int:
        """How many villages the place has."""
        return len(self.with_programme.place.villages)

    @property
    def start_week(self) -> int:
        """First week with the programme, counted from 0: where the effect window starts."""
        return int(self.with_programme.programme.first_week)

    @property
    def weeks(self) -> int:
        """Length of a run in weeks: where the effect window ends."""
        return int(self.with_programme.weeks)

    def _scenario(self, cell: Cell) -> Scenario:
        channels = list(self.channel_sets[cell.channels])
        changes = {"programme.outreach_intensity": cell.outreach, "programme.channels_open": channels}
        return make_scenario(cell.name, self.with_programme.with_changes(changes), cell)
