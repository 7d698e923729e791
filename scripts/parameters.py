"""The page of all parameters, made from schema and YAML; and what every setting must have.

``python -m scripts.parameters``, also part of ``make docs``, writes ``sim/parameters.md`` anew. A setting must have a
source, and a range of uncertainty around its value.

What is exempt, and why:

* what is *chosen for a run* (seeds, weeks, switches of stages) is no knowledge about the world;
* *switches, choices and names* have no range; what they stand for is written in their description;
* a *plain number of a programme, of circumstances, or of a place's* ``rate_factor`` is *design*: it is part of what is
  compared (no officers, from week 52 on, travel times as they are), not an estimate of anything;
* what is so *by definition* (a call takes no way) has a source that says so, and no range;
* *tables* (by age, by group, by kind of tie) have one source and no single range;
* the *counts of a village* (people, households) say which village is meant: with others it would be another one.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

import sim
from experiments.composing.compose import compose
from experiments.composing.library import Library
from experiments.composing.schema import unit_of
from experiments.composing.tree import Tree, leaves
from scripts.markdown import table
from sim.settings.quantity import Section, Share, Weight, is_described
from sim.settings.text import Text
from sim.settings.tree import Settings

PATH = Path(sim.__file__).resolve().parent / "parameters.md"
ENTRIES = "*"
"""Stands in a key for the entries of a table: ``channels.*.leak``."""
BY_FILE = ("programme", "place")
"""Sections of which a run takes one file out of several."""
BY_DEFINITION = "by definition"
DESIGN = ("programme", "circumstances", "place.rate_factor")
CHOSEN = ("run", "stages")
COUNTS = ("place.villages.*.people", "place.villages.*.households")
HEAD = """# All parameters

Made by `make docs` from the schema, the files under `configs/` and the code; do not edit by hand. For each setting:
what it means, its unit, the *valid range* (what is accepted at all), the value beside its *uncertainty range* (what a
sensitivity analysis may explore) and source. Where it is read, and the formulas,
stand in [ODD.md](ODD.md).

- **assumed** means that nobody has measured it; what follows the word says why it is assumed so.
- **design** marks a plain number that is part of what is compared (no officers, from week 52 on, travel times as they
  are), not an estimate of anything; like switches, names and choices it has no range.
- **by definition** marks what could not be otherwise (a call takes no way).
- Tables (by age, by group, by kind of tie) have a source and no single range; counts of a village say which village is
  meant; seeds, weeks and the switches of stages are chosen for a run.

`tests/settings/test_parameters.py` fails if a setting is missing here or has no source; if an estimate has no
range, or a range does not hold its value or reaches outside what is valid. `make study` moves each to the ends of
its range.
"""


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


def page() -> str:
    """The whole page."""
    sections = dict.fromkeys(one.section for one in parameters())
    return "\n".join([HEAD, *(part for section in sections for part in _parts(section) if part)])


def _parts(section: str) -> Iterator[str]:
    own = [one for one in parameters() if one.section == section]
    plain = [one for one in own if ENTRIES not in one.key]
    entries = [one for one in own if ENTRIES in one.key]
    yield f"## {_title(section)}\n"
    if section in BY_FILE:
        yield _meanings([one for one in own if not _repeats(one)])
        yield from _by_file(section, plain)
    else:
        yield _with_values(plain)
        for group, rows in groupby(entries, lambda one: one.key.split(f".{ENTRIES}.")[0]):
            yield from _entries(group, list(rows))
        yield _elsewhere(section)
    if section == "place":
        yield from _villages(entries)


def _title(section: str) -> str:
    if section == "run":
        return "The run"
    meaning = Settings.model_fields[section].description
    return f"`{section}`" + (f": {meaning}" if meaning else "")


def _repeats(parameter: Parameter) -> bool:
    """Whether it is a village's own value of what ``place.csv_village`` describes already."""
    return _typical(parameter.key) in {one.key for one in parameters()} - {parameter.key}


def _typical(key: str) -> str:
    return key.replace("villages.*", "csv_village")


def _with_values(rows: Sequence[Parameter]) -> str:
    """Settings with one value each."""
    lines = []
    for one in rows:
        value = values(tree_of(), one.key)[""]
        own = [f"`{one.key}`", shown(value.value), value.range_text]
        lines.append([*own, one.unit, one.valid_text, _source(one, value), one.meaning])
    return table(["setting", "value", "range", "unit", "valid", "source", "meaning"], lines) if lines else ""


def _meanings(rows: Sequence[Parameter]) -> str:
    """Settings whose values stand in another table."""
    lines = [[f"`{one.key}`", one.unit, one.valid_text, one.meaning] for one in rows]
    return table(["setting", "unit", "valid", "meaning"], lines)


def _entries(group: str, rows: Sequence[Parameter]) -> Iterator[str]:
    """Settings of several entries, such as channels: what they mean, then their values side by side."""
    yield f"### `{group}.{ENTRIES}`\n"
    yield _meanings(rows)
    yield from _side_by_side(group, rows, {one.key: values(tree_of(), one.key) for one in rows})


def _by_file(group: str, rows: Sequence[Parameter]) -> Iterator[str]:
    """Settings of which each file of a group has its own values."""
    trees = {name: tree_of(f"{group}={name}") for name in Library().options(group)}
    yield f"### Values by {group}\n"
    found = {one.key: {name: values(tree, one.key)[""] for name, tree in trees.items()} for one in rows}
    yield from _side_by_side(group, rows, found)


def _side_by_side(group: str, rows: Sequence[Parameter], found: Mapping[str, Mapping[str, Value]]) -> Iterator[str]:
    names = list(found[rows[0].key])
    short = {one.key: one.key.removeprefix(f"{group}.").removeprefix(f"{ENTRIES}.") for one in rows}
    lines = [[f"`{short[one.key]}`", *(str(found[one.key][name]) for name in names)] for one in rows]
    yield table(["", *(f"`{name}`" for name in names)], lines)
    sources = [line for one in rows for line in _named_sources(short[one.key], one, found[one.key])]
    plain = any(is_design(one, value) and one.is_estimate for one in rows for value in found[one.key].values())
    design = " Plain numbers without a range are design." if plain else ""
    yield f"Numbers are assumed unless a source is named here.{design}\n"
    if sources:
        yield "\n".join(sources) + "\n"


def _named_sources(name: str, parameter: Parameter, found: Mapping[str, Value]) -> Iterator[str]:
    """Sources that say more than that a number is assumed, each with the entries it stands at."""
    where: dict[str, list[str]] = {}
    for entry, value in found.items():
        if value.source and value.source.strip().lower() != "assumed":
            where.setdefault(_source(parameter, value), []).append(f"`{entry}`")
    for source, entries in where.items():
        yield f"- `{name}` ({'all' if len(entries) == len(found) > 1 else ', '.join(entries)}): {source}"


def _villages(rows: Sequence[Parameter]) -> Iterator[str]:
    """The villages of each place; what a village shares with ``csv_village`` is not repeated."""
    lines = []
    for name in Library().options("place"):
        tree = tree_of(f"place={name}")
        for village in tree["place"]["villages"]:
            cells = {one.key: values(tree, one.key)[village["code"]] for one in rows}
            differing = [
                f"`{key.rsplit('.', 1)[-1]}` {value}"
                for key, value in cells.items()
                if value.value != values(tree, _typical(key)).get("", value).value
            ]
            counts = [f"{shown(cells[key].value)} ({cells[key].source})" for key in COUNTS]
            lines.append([f"`{name}`", village["name"], village["code"], *counts, ", ".join(differing)])
    yield "### Villages\n"
    yield table(["place", "village", "code", "people", "households", "other than `place.csv_village.*`"], lines)


def _elsewhere(section: str) -> str:
    """What programmes and places change in other sections."""
    usual = dict(leaves(tree_of()))
    lines = [
        f"- `{group}={name}` sets `{key}` to {Value.of(node)}: {Value.of(node).source or 'design'}"
        for group in BY_FILE
        for name in Library().options(group)
        for key, node in leaves(tree_of(f"{group}={name}"))
        if key.startswith(f"{section}.") and node != usual.get(key)
    ]
    return "\n".join(lines) + "\n" if lines else ""


def _source(parameter: Parameter, value: Value) -> str:
    source = value.source.strip()
    if source.lower().startswith("assumed"):
        source = f"**assumed**{source[len('assumed') :]}"
    at_end = f"at the end of its range: {value.at_end}" if value.at_end else ""
    return "; ".join(filter(None, (source, at_end))) or ("design" if parameter.is_estimate else "")


def shown(value: Any) -> str:
    """A value in a cell."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return f"{value:g}" if abs(value) < 10000 else f"{value:,.0f}" if abs(value) < 1e15 else f"{value:.3g}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {shown(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(shown(one) for one in value) or "none"
    return str(value)


if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
