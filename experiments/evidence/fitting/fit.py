"""What a fit says of itself, one YAML file under ``configs/fit/``, and how far levels are from what it aims at.

A target is a level in ``experiments/evidence/evidence.yaml``, and nothing else can be one: what is said of a fall in
reports in one village is no level.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from experiments.analysis.results import PlaceResults
from experiments.composing.tree import Tree, find
from experiments.evidence.levels import evidence, level
from sim.core.errors import InputError, Mistake
from sim.settings.quantity import Section, is_described, quantity
from sim.settings.text import Text

LEAST = 1e-3
"""A level that is not seen at all counts as this part of the evidence."""


class Target(Section):
    """A level to come near to."""

    place: str = Field(description="a file of configs/place")
    quantity: str = Field(description="a level of which something is known there")


class Fit(Section):
    """Which settings are fitted to which levels, and how long it is tried."""

    title: Text
    description: Text
    parameters: tuple[str, ...] = Field(description="dotted keys of settings with a range", min_length=1, max_length=8)
    targets: tuple[Target, ...] = Field(description="levels to come near to", min_length=1)
    runs: int = quantity("runs of each place at each point that is tried", "runs", 2, 10000)
    first_step: float = quantity("first step", "share of a setting's range", 0.001, 1.0)
    last_step: float = quantity("smallest step", "share of a setting's range", 0.001, 1.0)
    most: int = quantity("points that are tried at the most", "points", 1, 100000)


@dataclass(frozen=True)
class Parameter:
    """A setting that is fitted: its key, its value and its range of uncertainty."""

    key: str
    value: float
    low: float
    high: float

    def at(self, share: float) -> float:
        """The value at a share of the way through the range."""
        return self.low + share * (self.high - self.low)

    @property
    def share(self) -> float:
        """Where the value stands in its range, from 0 to 1; a value outside begins at the end."""
        return min(max((self.value - self.low) / (self.high - self.low), 0.0), 1.0)


@dataclass(frozen=True)
class Aim:
    """A target with what is known of it."""

    place: str
    quantity: str
    low: float
    high: float


def parameters_of(fit: Fit, tree: Tree, shown: str) -> list[Parameter]:
    """The settings to fit, with their ranges.

    Raises:
        InputError: for a key that is no number with a range.
    """
    found, mistakes = [], []
    for key in fit.parameters:
        node: Any = find(tree, key)
        if not (is_described(node) and isinstance(node["value"], int | float) and "range" in node):
            value = "no such setting" if node is None else "a setting without a range"
            allowed = "settings that stand beside their range, such as deciding.leave"
            mistakes.append(Mistake(f"parameters, {key}, in {shown}", value, allowed, "name one of these"))
            continue
        found.append(Parameter(key, float(node["value"]), *map(float, node["range"])))
    if mistakes:
        raise InputError(mistakes)
    return found


def aims_of(targets: Sequence[Target], shown: str) -> list[Aim]:
    """What is known of each target.

    Raises:
        InputError: for a target of which nothing is known there.
    """
    known = [row for row in evidence() if row["low"] is not None]
    found, mistakes = [], []
    for target in targets:
        rows = [row for row in known if row["quantity"] == target.quantity]
        rows = [row for row in rows if not row["places"] or target.place in row["places"]]
        if not rows:
            where = f"targets, {target.place} {target.quantity}, in {shown}"
            todo = "name a level with a row in experiments/evidence/evidence.yaml"
            allowed = ", ".join(dict.fromkeys(row["quantity"] for row in known))
            mistakes.append(Mistake(where, "no known level", allowed, todo))
            continue
        found.append(Aim(target.place, target.quantity, rows[0]["low"], rows[0]["high"]))
    if mistakes:
        raise InputError(mistakes)
    return found


def distance(places: Sequence[PlaceResults], aims: Sequence[Aim]) -> float:
    """Sum of squares over the aims: 0 in the middle of what is known, 1 for each level at an end of it.

    Levels and ends are compared by their logarithms, so that half is as far as double.
    """
    by_name = {place.place: place for place in places}
    return sum(_apart(float(level(by_name[aim.place], aim.quantity).mean), aim) ** 2 for aim in aims)


def _apart(value: float, aim: Aim) -> float:
    middle = math.sqrt(aim.low * aim.high)
    ratio = max(value / middle, LEAST) if math.isfinite(value) else LEAST
    return math.log(ratio) / (math.log(aim.high / aim.low) / 2)
