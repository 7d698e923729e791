"""From patterns to runs: the settings of each scenario, and one unit of work for each of them and seed.

Run s of every scenario has seed s and lives in population s, so that scenarios differ in nothing but what the pattern
changes. Each run starts at week 0 under its own settings: a pattern may change what holds from the start. What several
patterns have in common is run once, since a run is stored under its settings.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.composing.compose import Composed, load_settings
from experiments.composing.overrides import asks
from experiments.composing.tree import starred
from experiments.evidence.patterns.pattern import Pattern
from experiments.runner.plan import Scenario, Unit, make_scenario
from sim.core.errors import InputError, Mistake
from sim.settings.tree import BUILT_FROM, Settings

ONLY = "run"
"""Name of the one scenario in a unit."""


@dataclass(frozen=True)
class Planned:
    """A pattern, ready to run: the scenario behind each of its names."""

    name: str
    pattern: Pattern
    runs: int
    scenarios: dict[str, Scenario]

    def units(self, scenario: str) -> tuple[Unit, ...]:
        """One unit for each run of a scenario."""
        return single_units(self.scenarios[scenario], self.runs)


def single_units(scenario: Scenario, runs: int) -> tuple[Unit, ...]:
    """One unit for each of so many ``runs`` of a scenario by itself: run s has seed s and lives in population s."""
    label = _built_from(scenario.settings)
    return tuple(Unit(label, seed, seed, 0, scenario.with_seeds(seed, seed), ()) for seed in range(runs))


def single_unit(scenario: Scenario, seed: int, population_seed: int) -> Unit:
    """One run of a scenario by itself: ``seed`` is that of the weeks, ``population_seed`` that of people and ties."""
    label = _built_from(scenario.settings)
    return Unit(label, seed, population_seed, 0, scenario.with_seeds(seed, population_seed), ())


def plan_patterns(
    patterns: Mapping[str, Pattern], composed: Composed, runs: int | None, shown: Callable[[str], str]
) -> list[Planned]:
    """All patterns with their settings; changes that the user made hold in all scenarios.

    ``runs`` replaces the patterns' own numbers of runs; ``shown`` gives the file behind a pattern's name.

    Raises:
        InputError: with every setting that does not exist, is out of range or is given twice.
    """
    mistakes: list[Mistake] = []
    planned = []
    for name, pattern in patterns.items():
        scenarios: dict[str, Scenario] = {}
        for scenario in pattern.scenarios:
            try:
                scenarios[scenario] = make_scenario(ONLY, _settings(pattern, scenario, composed))
            except InputError as error:
                where = f"scenario {scenario} in {shown(name)}"
                mistakes += [mistake._replace(where=f"{mistake.where} ({where})") for mistake in error.mistakes]
        planned.append(Planned(name, pattern, runs or pattern.runs, scenarios))
    if mistakes:
        raise InputError(mistakes)
    return planned


def _settings(pattern: Pattern, name: str, composed: Composed) -> Settings:
    scenario = pattern.scenarios[name]
    pairs: dict[str, Any] = {"programme": scenario.programme or pattern.programme, "weeks": pattern.weeks}
    pairs |= starred({**pattern.shared, **scenario.set}, composed.tree)
    if not asks(composed.overrides, "place"):  # a pattern may be looked for in a place of the user's choice
        pairs["place"] = pattern.place
    return load_settings(*composed.overrides, config_dir=composed.config_dir, **pairs)


def _built_from(settings: Settings) -> str:
    """A name for the villages that settings describe: runs with equal names and seeds share people and ties."""
    parts = settings.model_dump(mode="json", include=BUILT_FROM)
    digest = hashlib.blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=6).hexdigest()
    return f"{settings.place.title.en} ({digest})"


def all_units(planned: Sequence[Planned], key: Callable[[Unit], str]) -> list[Unit]:
    """Every unit once, seed by seed, so that a population is built for all scenarios in a row."""
    units = [unit for one in planned for scenario in one.scenarios for unit in one.units(scenario)]
    return sorted({key(unit): unit for unit in units}.values(), key=lambda unit: (unit.seed, unit.place))
