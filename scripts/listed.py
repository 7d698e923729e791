"""Every setting with what stands for it in the YAML, and what it must have: a source, and a range around its value.

What is exempt, and why:

* what is *chosen for a run* (seeds, weeks, switches of stages) is no knowledge about the world;
* *switches, choices and names* have no range; what they stand for is written in their description;
* a *plain number of a programme, of circumstances, or of a place's* ``rate_factor`` is *design*: it is part of what is
  compared (no officers, from week 52 on, travel times as they are), not an estimate of anything;
* what is so *by definition* (a call takes no way) has a source that says so, and no range;
* *tables* (by age, by kind of tie) have one source and no single range;
* the *counts of a village* (people, households) say which village is meant: with others it would be another one.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from experiments.composing.compose import compose
from experiments.composing.schema import unit_of
from experiments.composing.tree import Tree
from experiments.evidence.screening.numbers import numbers_of
from sim.settings.quantity import Section, Share, Weight, is_described
from sim.settings.text import Text
from sim.settings.tree import Settings

ENTRIES = "*"
"""Stands in a key for the entries of a table: ``channels.*.leak``."""
BY_DEFINITION = "by definition"
DESIGN = ("programme", "circumstances", "place.rate_factor")
CHOSEN = ("run", "stages")
COUNTS = ("place.villages.*.people", "place.villages.*.households")


@dataclass(frozen=True)
class Parameter:
    """One setting, whatever its value."""

    key: str
    field: FieldInfo

    @property
    def section(self) -> str:
        """The part of the settings it stands in: the first word of its key, or ``run``."""
        return self.key.split(".")[0] if "." in self.key else "run"

    @property
    def kinds(self) -> list[Any]:
        """Its types, without None."""
        kind = self.field.annotation
        several = typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
        return [one for one in several if one is not types.NoneType]

    @property
    def is_words(self) -> bool:
        """Whether it only says to people what something is."""
        return any(kind in (Text, tuple[Text, ...]) for kind in self.kinds) or self.key.endswith((".code", ".name"))

    @property
    def is_number(self) -> bool:
        """Whether its value is one number."""
        return self.kinds in ([int], [float])

    @property
    def is_table(self) -> bool:
        """Whether its value is several numbers: by age, by group, by kind."""
        return any(held in (float, Share, Weight) for kind in self.kinds for held in typing.get_args(kind))

    @property
    def is_estimate(self) -> bool:
        """Whether it says something about the world that might be otherwise."""
        return self.section not in CHOSEN and (self.is_number or self.is_table)

    @property
    def meaning(self) -> str:
        """What it is; empty where its name says all."""
        return self.field.description or ""

    @property
    def unit(self) -> str:
        """Its unit; empty for what is no quantity."""
        return unit_of(self.field)

    @property
    def valid(self) -> tuple[float | None, float | None]:
        """Lowest and highest value that is accepted at all."""
        ends = {
            end: getattr(limit, end) for limit in self.field.metadata for end in ("ge", "le") if hasattr(limit, end)
        }
        return ends.get("ge"), ends.get("le")

    @property
    def valid_text(self) -> str:
        """The same in words."""
        low, high = self.valid
        if high is None:
            return "" if low is None else f"{shown(low)} or more"
        return f"{shown(low)} to {shown(high)}"


@dataclass(frozen=True)
class Value:
    """What stands in the YAML for a setting."""

    value: Any
    range: tuple[float, float] | None = None
    source: str = ""
    at_end: str = ""

    @classmethod
    def of(cls, node: Any) -> Value:
        """From a node of the configuration, with or without its source."""
        if not is_described(node):
            return cls(node)
        low_high = node.get("range")
        words = (str(node.get(key, "")) for key in ("source", "at_end"))
        return cls(node["value"], tuple(low_high) if low_high else None, *words)

    @property
    def range_text(self) -> str:
        """Its range in words."""
        return "" if self.range is None else f"{shown(self.range[0])} to {shown(self.range[1])}"

    def __str__(self) -> str:
        return shown(self.value) + ("" if self.range is None else f" ({self.range_text})")


@cache
def parameters() -> tuple[Parameter, ...]:
    """All settings in the order of the schema; entries of tables of settings once, under ``*``."""
    return tuple(one for one in _below(Settings, "") if not one.is_words)


def _below(section: type[Section], prefix: str) -> Iterator[Parameter]:
    for name, field in section.model_fields.items():
        key, kinds = f"{prefix}{name}", (field.annotation, *typing.get_args(field.annotation))
        inside = next((one for one in kinds if isinstance(one, type) and issubclass(one, Section)), None)
        if inside in (None, Text) or key == "programme.schedule":  # its phases repeat three settings of the programme
            yield Parameter(key, field)
        else:
            yield from _below(inside, f"{key}." if inside is kinds[0] else f"{key}.{ENTRIES}.")


def values(tree: Tree, key: str) -> Mapping[str, Value]:
    """What a composed configuration has for a key: under the key itself, or under the name of each entry of ``*``."""
    found: dict[str, Any] = {"": tree}
    for part in key.split("."):
        if part == ENTRIES:
            entries = found[""]
            found = entries if isinstance(entries, dict) else {one["code"]: one for one in entries}
        else:
            found = {name: node[part] for name, node in found.items() if isinstance(node, dict) and part in node}
    return {name: Value.of(node) for name, node in found.items()}


class Counts(NamedTuple):
    """How many numbers a composed configuration has: every entry of a table is one, cells of villages do not count."""

    sourced: int
    """Numbers that stand beside a source."""
    assumed: int
    """Those of them whose source says that they are assumed."""
    ranged: int
    """Those of them that have a range."""
    plain: int
    """Numbers without a source: design, and what is chosen for a run."""


def count_numbers(tree: Tree) -> Counts:
    """Count the numbers of a composed configuration."""
    numbers = numbers_of(tree)
    sourced = [one for one in numbers if one.source is not None]
    assumed = sum(one.is_assumed for one in sourced)
    ranged = sum(one.range is not None for one in sourced)
    return Counts(len(sourced), assumed, ranged, len(numbers) - len(sourced))


@cache
def tree_of(*overrides: str) -> Tree:
    """A composed configuration; without overrides, the default one."""
    return compose(overrides).tree


def is_design(parameter: Parameter, value: Value) -> bool:
    """Whether a value without a source is part of what is compared."""
    return not value.source and parameter.key.startswith(DESIGN)


def faults(parameter: Parameter, value: Value) -> Iterator[str]:
    """What is wrong with one value, in words; nothing if all is well."""
    if not parameter.is_estimate or is_design(parameter, value):
        return
    if not value.source:
        yield "has no source and does not say that it is assumed"
    exempt = parameter.is_table or parameter.key in COUNTS or value.source.startswith(BY_DEFINITION)
    if value.range is None:
        if not exempt and value.value is not None:
            yield "has no range of uncertainty"
        return
    (low, high), (least, most) = value.range, parameter.valid
    if not low < high:
        yield f"has the range {low} to {high}, which is none"
    if not low <= value.value <= high:
        yield f"is {value.value}, outside its own range {low} to {high}"
    if value.value in value.range and not value.at_end:
        yield f"is {value.value}, an end of its own range, without a word on why (at_end)"
    if value.at_end and value.value not in value.range:
        yield f"is {value.value}, no end of its own range, and says why it is (at_end)"
    if (least is not None and low < least) or (most is not None and high > most):
        yield f"has a range {low} to {high} that reaches outside what is valid, {least} to {most}"


def shown(value: Any) -> str:
    """A value in a cell."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return f"{value:g}" if abs(value) < 10000 else f"{value:,.0f}" if abs(value) < 1e15 else f"{value:.3g}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {shown(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(shown(one) for one in value) or "none"
    return str(value)
