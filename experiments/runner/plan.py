"""The plan of a comparison: which scenarios, which seeds, as independent units of work.

One unit is one place and one seed: its first weeks without programme are identical in every scenario, so they
are run once and every scenario is a fork of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from experiments.runner.design import NO_PROGRAMME, PLACEBO, Cell, Design

Settings = Any
"""``sim.settings.Settings``: frozen, with ``with_changes({"a.b": value})`` that gives a checked copy."""


@dataclass(frozen=True)
class Scenario:
    """One column of the comparison: its name, the cell it stands for (None for the two without programme)."""

    name: str
    settings: Settings
    cell: Cell | None = None


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

    def unit(self, seed: int) -> Unit:
        """All runs of one seed."""
        population = seed % self.populations
        seeds = {"seed": seed, "population_seed": population}
        without = self.without_programme.with_changes(seeds)
        placebo = Scenario(PLACEBO, without.with_changes({"placebo": 1}))
        scenarios = tuple(self._scenario(cell, seeds) for cell in self.cells)
        baseline = Scenario(NO_PROGRAMME, without)
        return Unit(self.place, seed, population, self.start_week, baseline, (*scenarios, placebo))

    def units(self, seeds: Iterable[int]) -> tuple[Unit, ...]:
        """One unit for each seed."""
        return tuple(self.unit(seed) for seed in seeds)

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """Names of all scenarios in the order of the tables."""
        return (NO_PROGRAMME, *(cell.name for cell in self.cells), PLACEBO)

    @property
    def villages(self) -> int:
        """How many villages the place has."""
        return len(self.with_programme.place.villages)

    @property
    def start_week(self) -> int:
        """First week with the programme, counted from 0: where the effect window starts."""
        start: int = self.with_programme.programme.start_week
        return start

    @property
    def weeks(self) -> int:
        """Length of a run: where the effect window ends."""
        weeks: int = self.with_programme.weeks
        return weeks

    def _scenario(self, cell: Cell, seeds: dict[str, int]) -> Scenario:
        changes: dict[str, Any] = {
            **seeds,
            "programme.outreach_intensity": cell.outreach,
            "programme.channels_open": list(self.channel_sets[cell.channels]),
        }
        return Scenario(cell.name, self.with_programme.with_changes(changes), cell)


def plan_place(
    design: Design, place: str, with_programme: Settings, without_programme: Settings, cells: tuple[Cell, ...]
) -> PlacePlan:
    """The plan of one place out of the design and its two compositions (with and without the programme)."""
    return PlacePlan(place, with_programme, without_programme, cells, dict(design.channel_sets), design.populations)
