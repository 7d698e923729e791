"""From numbers with ranges to runs: trajectories through their ranges, each step of which moves one number or group.

A trajectory begins at a random point of a grid of four levels and moves each number once, by two thirds of its range,
up or down (Morris 1991). Trajectory t is drawn from t alone, so that a longer screen begins with the runs of a shorter
one. All points of a trajectory share the seeds of population and weeks: what differs between two of them is what was
moved. The first point once more, with another seed for the weeks, says how much luck alone moves.

More trajectories narrow the intervals; what luck adds to the size of an effect stays, since sizes have no sign. Only
several runs at each point, of which the mean is taken, make that smaller.

Trajectories are plain, not picked from many to lie far apart: among hundreds of numbers random ones do, and picking
would tie each to the others.

A point that the settings refuse (numbers that do not fit together) makes the whole trajectory be drawn anew; how often,
and why, is part of the results.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from experiments.cli.interrupt import stop_if_asked
from experiments.composing.mistakes import translated
from experiments.evidence.patterns.plan import ONLY, single_unit
from experiments.evidence.screening.numbers import DUMMY, VILLAGES, Factor
from experiments.runner.plan import Unit, make_scenario
from experiments.runner.sweep import Progress, Sweep
from sim.core.errors import InputError, Mistake
from sim.settings.tree import Settings

Floats = NDArray[np.float64]

LEVELS = 4
STEP = LEVELS / (2.0 * (LEVELS - 1.0))
"""How far a step goes, as a share of the range."""
TRIES = 50
"""How often a trajectory is drawn anew before that is a mistake in the input."""
OTHER_LUCK = 10_000_000
"""Added to a trajectory's seeds of the weeks for the runs that show what luck alone does."""
APART = 10_000
"""Added to a trajectory's seeds for each further run at its points: more than there are trajectories."""
MOST_SEED = 2**63
TYPICAL = "place.csv_village."

QUANTITIES = {
    "undocumented_departures": ("undocumented_departures",),
    "reports_sent": ("reports_sent",),
    "cases_answered": ("cases_answered_in_time", "cases_expired"),
    "refusals": ("refusals", "stopped_by_counsel"),
    "cost": ("cost_rupiah",),
}
"""What is looked at, with the measures that are added up for it."""
KEPT = tuple(name for names in QUANTITIES.values() for name in names)


def insist_on_salib() -> None:
    """See to it that SALib is there, before anything is run.

    Raises:
        InputError: if it is not installed.
    """
    try:
        import SALib  # noqa: F401
    except ModuleNotFoundError:
        where, value = "screen-settings", "a Python without the package SALib"
        allowed, todo = "one with the extra analysis", "install it with: pip install 'kentongan[analysis]'"
        raise InputError([Mistake(where, value, allowed, todo)]) from None


@dataclass(frozen=True, eq=False)
class Trajectory:
    """The points of one trajectory: where each number stands in its range, and the settings there."""

    number: int
    shares: Floats
    """[points, numbers], the dummy last."""
    settings: list[Any]
    refused: tuple[str, ...] = ()
    """Why points of earlier draws were refused, a sentence for each draw."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a trajectory showed."""

    shares: Floats
    """[points, numbers]"""
    found: Floats
    """[points, quantities], per village and year."""
    again: Floats
    """[quantities] at the first point, with another seed."""
    refused: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What is moved, from which settings, and what of a run counts."""

    settings: Any
    factors: tuple[Factor, ...]
    by_group: bool
    repeats: int = 1
    """Runs at each point, each with seeds of its own: what counts is their mean."""

    @cached_property
    def problem(self) -> dict[str, Any]:
        """What SALib has to know: names, shares of ranges as bounds, and groups."""
        names = [*(one.key for one in self.factors), DUMMY]
        problem: dict[str, Any] = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
        if self.by_group:
            problem["groups"] = [*(one.group for one in self.factors), DUMMY]
        return problem

    @cached_property
    def moved(self) -> tuple[str, ...]:
        """What a step moves: a number or a group, by its name; the dummy is the last."""
        return tuple(dict.fromkeys(self.problem.get("groups", self.problem["names"])))

    @property
    def runs(self) -> int:
        """How many runs a trajectory takes: at the first point, there once more, and for each name but the dummy."""
        return (len(self.moved) + 1) * self.repeats

    @property
    def village_years(self) -> float:
        """Villages times years that are counted."""
        return float(len(self.settings.place.villages) * self.settings.weeks / 52.0)

    def trajectory(self, number: int) -> Trajectory:
        """Trajectory ``number`` (from 0 on), drawn anew as often as one of its points is refused.

        Raises:
            InputError: if no draw was accepted.
        """
        from SALib.sample.morris import sample

        refused: list[str] = []
        mistakes: list[Mistake] = []
        for attempt in range(TRIES):
            rng = np.random.default_rng([self.settings.seed, number, attempt])
            shares: Floats = sample(self.problem, 1, num_levels=LEVELS, seed=rng)
            try:
                return Trajectory(number, shares, self._along(shares), tuple(refused))
            except InputError as error:
                mistakes = error.mistakes
            except ValidationError as error:
                mistakes = [mistake for _, mistake in translated(error, Settings)]
            refused.append(mistakes[0].sentence())
        raise InputError([one._replace(where=f"{one.where} (in every one of {TRIES} draws)") for one in mistakes])

    def _along(self, shares: Floats) -> list[Any]:
        """The settings at each point; what a step leaves alone is one object before and after, or memory would fill."""
        along: list[Any] = []
        for point in shares:
            stop_if_asked()
            settings = self.settings.with_changes(self.changes(point))
            parts = dict(along[-1]) if along else {}
            alike = {name: part for name, part in parts.items() if part == getattr(settings, name)}
            along.append(settings.model_copy(update=alike))
        return along

    def changes(self, shares: Floats) -> dict[str, Any]:
        """The settings at a point, by their keys.

        Args:
            shares: [numbers] where each number stands in its range (0-1), the dummy last.
        """
        changes: dict[str, Any] = {}
        for factor, share in zip(self.factors, shares[:-1].tolist(), strict=True):
            self._change(changes, factor.key, factor.at(share))
        typical = {key.removeprefix(TYPICAL): value for key, value in changes.items() if key.startswith(TYPICAL)}
        return changes | self._in_villages(typical)

    def _change(self, changes: dict[str, Any], key: str, value: float) -> None:
        """Add a change; an entry of a list changes the whole list."""
        above, _, last = key.rpartition(".")
        held: Any = self.settings
        for part in above.split(".") if above else ():
            held = held[part] if isinstance(held, dict) else getattr(held, part)
        if isinstance(held, list | tuple):
            whole = list(changes.get(above, held))
            whole[int(last)] = value
            changes[above] = whole
        else:
            changes[key] = value

    def _in_villages(self, typical: dict[str, Any]) -> dict[str, Any]:
        """What villages share stands in each of them as well: it moves wherever a village is as the typical one."""
        if not typical:
            return {}
        usual = self.settings.place.csv_village
        villages = []
        for village in self.settings.place.villages:
            shared = {name: value for name, value in typical.items() if getattr(village, name) == getattr(usual, name)}
            villages.append(village.model_dump() | shared)
        return {VILLAGES: villages}


@dataclass(frozen=True, eq=False)
class Planned:
    """A trajectory, ready to run."""

    trajectory: Trajectory
    units: list[list[Unit]]
    """The runs of each of its points, and of the first point once more with other seeds."""


def planned(plan: Plan, number: int) -> Planned:
    """The runs of trajectory ``number`` (from 0 on).

    Raises:
        InputError: if every draw of it had a point that the settings refuse.
    """
    trajectory = plan.trajectory(number)
    units = [_units(plan, settings, number) for settings in trajectory.settings]
    return Planned(trajectory, [*units, _units(plan, trajectory.settings[0], number, OTHER_LUCK)])


def _units(plan: Plan, settings: Any, number: int, luck: int = 0) -> list[Unit]:
    """The runs at a point: those of the same place in this list share their seeds all along the trajectory."""
    scenario = make_scenario(ONLY, settings)
    firsts = [number + APART * repeat for repeat in range(plan.repeats)]
    seeds = [tuple((own + first) % MOST_SEED for own in _seeds(plan, luck)) for first in firsts]
    return [single_unit(scenario, seed, population_seed) for seed, population_seed in seeds]


def _seeds(plan: Plan, luck: int) -> tuple[int, int]:
    return plan.settings.seed + luck, plan.settings.population_seed


def run_trajectory(plan: Plan, ready: Planned, sweep: Sweep, shown: Progress) -> Outcome:
    """Run what is not stored yet of a trajectory, and read what it showed; points that are alike are run once."""
    keys = [[sweep.worker.key(unit, unit.baseline) for unit in units] for units in ready.units]
    once = {
        key: unit for own, units in zip(keys, ready.units, strict=True) for key, unit in zip(own, units, strict=True)
    }
    units = sorted(once.values(), key=lambda unit: unit.seed)  # a population is built for all points in a row
    total, done = sweep.count(units)
    shown.first += done
    shown.more(shown.total + total - plan.runs, shown.done + done)
    sweep.run(units, shown)
    results = sweep.whole(list(once.values()), [ONLY], shown)
    found = {key: _per_village_and_year(plan, one[ONLY].weekly) for key, one in zip(once, results, strict=True)}
    every = np.array([np.mean([found[key] for key in own], axis=0) for own in keys])
    return Outcome(ready.trajectory.shares, every[:-1], every[-1], ready.trajectory.refused)


def _per_village_and_year(plan: Plan, weekly: Floats) -> list[float]:
    totals = dict(zip(KEPT, weekly.sum(axis=(0, 1)).tolist(), strict=True))
    return [sum(totals[name] for name in names) / plan.village_years for names in QUANTITIES.values()]


def why_refused(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Why trajectories were drawn anew: sentences, and how often each was the reason."""
    every = [sentence for outcome in outcomes for sentence in outcome.refused]
    return {sentence: every.count(sentence) for sentence in dict.fromkeys(every)}
