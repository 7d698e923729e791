"""From levers to runs: the settings at both ends in each place, and one unit of work for each of them and seed.

Run s of either end has seed s and lives in population s, so that the two differ in nothing but the lever. Each run
starts at week 0 under its own settings; only weeks in which the programme works are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from experiments.composing.compose import Composed, compose, key_mistake
from experiments.composing.mistakes import shown as shown_value
from experiments.composing.mistakes import translated
from experiments.composing.overrides import asks
from experiments.composing.tree import find, leaves, starred
from experiments.evidence.levers.lever import Ends, Lever
from experiments.evidence.patterns.plan import ONLY, single_units
from experiments.runner.plan import Scenario, Unit, make_scenario
from sim.core.errors import InputError, Mistake
from sim.settings.quantity import is_described
from sim.settings.tree import Settings

ORDINARY, WITH_ROOM = "kalibawang", "migrant_pocket"
"""The ordinary place, and the world in which there is room for a concept to matter."""
END_NAMES = ("less", "more")


@dataclass(frozen=True, eq=False)
class Planned:
    """A lever in one place, ready to run."""

    name: str
    lever: Lever
    place: str
    runs: int
    counts: NDArray[np.bool_]
    """[weeks] whether the week counts: whether the programme works anywhere in it."""
    ends: dict[str, tuple[Any, Any]]
    """Each setting with what it is at either end."""
    scenarios: dict[str, Scenario]
    """The scenarios at both ends, by ``END_NAMES``."""
    doses: dict[float, Scenario]

    @property
    def every_scenario(self) -> tuple[Scenario, ...]:
        """Both ends, then the doses."""
        return (*self.scenarios.values(), *self.doses.values())

    def units(self, scenario: Scenario) -> tuple[Unit, ...]:
        """One unit for each run of a scenario."""
        return single_units(scenario, self.runs)


def compose_places(names: Sequence[str], composed: Composed, weeks: int) -> dict[str, Composed]:
    """Each place with what the user changed; so many ``weeks`` unless the user says how many.

    Raises:
        InputError: if there is no such place, or the programme works in no week of the run.
    """
    length = () if asks(composed.overrides, "weeks") else (f"weeks={weeks}",)
    found = {}
    for name in dict.fromkeys(names):
        one = compose((*composed.overrides, f"place={name}", *length), composed.config_dir)
        if not weeks_that_count(one.settings).any():
            first = one.settings.programme.first_week
            allowed = f"more than {first}, since only weeks in which the programme works are counted"
            raise InputError([Mistake("weeks", one.settings.weeks, allowed, "make the run longer")])
        found[name] = one
    return found


def weeks_that_count(settings: Settings) -> NDArray[np.bool_]:
    """[weeks] whether the programme works anywhere."""
    return np.array([settings.programme.runs_at(week) for week in range(settings.weeks)])


def plan_levers(
    levers: Mapping[str, Lever], places: Mapping[str, Composed], runs: int, shown: Callable[[str], str]
) -> list[Planned]:
    """All levers in all places, place by place; what the user changed holds at both ends of all others.

    ``runs`` is how many each end has; ``shown`` gives the file behind a lever's name.

    Raises:
        InputError: with every setting that does not exist, has no range, or is out of the valid one.
    """
    mistakes: list[Mistake] = []
    planned = []
    for place, composed in places.items():
        everything = [key for key, _ in leaves(composed.tree)]
        for name, lever in levers.items():
            try:
                planned.append(_plan(name, lever, place, composed, everything, runs))
            except InputError as error:
                mistakes += [one._replace(where=f"{one.where} in {shown(name)}") for one in error.mistakes]
    if mistakes:
        raise InputError(dict.fromkeys(mistakes))
    return planned


def _plan(name: str, lever: Lever, place: str, composed: Composed, everything: Sequence[str], runs: int) -> Planned:
    room = lever.room if place == WITH_ROOM else {}
    mistakes = [*_unknown(lever.settings, composed, everything), *_unknown(lever.room, composed, everything)]
    if mistakes:
        raise InputError(mistakes)
    ends: dict[str, tuple[Any, Any]] = {}
    for key, given in lever.settings.items():
        try:
            ends.update(_ends(key, given, composed))
        except InputError as error:
            mistakes += error.mistakes
    if mistakes:
        raise InputError(mistakes)
    base = _changed(composed.settings, dict(starred(room, composed.tree)))
    scenarios = {
        end: make_scenario(ONLY, _changed(base, {key: pair[number] for key, pair in ends.items()}))
        for number, end in enumerate(END_NAMES)
    }
    doses = {dose: make_scenario(ONLY, _changed(base, {key: _as_given(dose) for key in ends})) for dose in lever.doses}
    return Planned(name, lever, place, runs, weeks_that_count(composed.settings), ends, scenarios, doses)


def _unknown(keys: Mapping[str, Any], composed: Composed, everything: Sequence[str]) -> Iterator[Mistake]:
    """What is no setting; under a star the first entry without it."""
    for key in keys:
        found = (key_mistake(one, composed.tree, everything) for one, _ in starred({key: None}, composed.tree))
        yield from [mistake for mistake in found if mistake is not None][:1]


def _ends(key: str, given: str | Ends, composed: Composed) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Both ends of a setting, or of each that a star stands for; under a star, those without a range stay."""
    entries = [one for one, _ in starred({key: None}, composed.tree)]
    if isinstance(given, Ends):
        if given.less == given.more:
            value = f"{shown_value(given.less)} at both ends"
            raise InputError([Mistake(f"settings.{key}", value, "two different ends", "change one of them")])
        yield from ((one, (given.less, given.more)) for one in entries)
        return
    ranges = {one: _range(one, composed) for one in entries}
    if not any(ranges.values()):
        allowed = "a setting beside whose value a range stands in its YAML, or both ends given here"
        todo = f"write {key}: {{less: ..., more: ...}}"
        raise InputError([Mistake(f"settings.{key}", "a setting without a range", allowed, todo)])
    for one, ends in ranges.items():
        if ends is not None:
            yield one, (ends if given == "range" else (ends[1], ends[0]))


def _range(key: str, composed: Composed) -> tuple[Any, Any] | None:
    node = find(composed.tree, key)
    return tuple(node["range"]) if is_described(node) and "range" in node else None


def _changed(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    try:
        return settings.with_changes(changes)
    except ValidationError as error:
        raise InputError([mistake for _, mistake in translated(error, Settings)]) from None


def _as_given(dose: float) -> float | int:
    return int(dose) if dose == int(dose) else dose


def all_units(planned: Sequence[Planned], key: Callable[[Unit], str]) -> list[Unit]:
    """Every unit once, seed by seed, so that a population is built for all ends in a row."""
    units = [unit for one in planned for scenario in one.every_scenario for unit in one.units(scenario)]
    return sorted({key(unit): unit for unit in units}.values(), key=lambda unit: (unit.seed, unit.place))
