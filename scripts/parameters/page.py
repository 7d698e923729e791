"""The text of ``sim/parameters.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from experiments.composing.compose import compose
from experiments.composing.library import Library
from experiments.composing.tree import Tree, leaves
from scripts.parameters.found import ENTRIES, Parameter, Value, parameters, values
from scripts.parameters.judge import is_assumed, is_design, is_estimate
from sim.settings.tree import Settings

FILES = {"programme": "programme", "place": "place"}
"""Sections of which a run takes one file out of several, and the group of those files."""

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


def page() -> str:
    """The whole page."""
    everything = parameters()
    parts = [HEAD]
    for section in dict.fromkeys(one.section for one in everything):
        own = [one for one in everything if one.section == section]
        parts.append(f"## {_title(section)}\n")
        if section in FILES:
            parts.append(_meanings([one for one in own if not _repeats(one)]))
            parts += _by_file(section, [one for one in own if ENTRIES not in one.key])
            parts += _villages(own) if section == "place" else []
        else:
            parts.append(_table([one for one in own if ENTRIES not in one.key]))
            for group in dict.fromkeys(_group(one) for one in own if ENTRIES in one.key):
                parts += _entries([one for one in own if ENTRIES in one.key and _group(one) == group])
            parts.append(_elsewhere(section))
    return "\n".join(part for part in parts if part)


@cache
def tree_of(*overrides: str) -> Tree:
    """A composed configuration; without overrides, the default one."""
    return compose(overrides).tree


def _title(section: str) -> str:
    if section == "run":
        return "The run"
    meaning = Settings.model_fields[section].description
    return f"`{section}`" + (f": {meaning}" if meaning else "")


def _repeats(parameter: Parameter) -> bool:
    """Whether it is a village's own value of what ``place.csv_village`` describes already."""
    return parameter.key.replace("villages.*", "csv_village") in {one.key for one in parameters()} - {parameter.key}


def _group(parameter: Parameter) -> str:
    return parameter.key.split(f".{ENTRIES}.")[0]


def _table(rows: Sequence[Parameter]) -> str:
    """Settings with one value each."""
    if not rows:
        return ""
    head = ["setting", "value", "range", "unit", "valid", "source", "meaning"]
    lines = []
    for one in rows:
        value = values(tree_of(), one.key)[""]
        cells = [f"`{one.key}`", shown(value.value), _range(value), one.unit, _valid(one), _source(one, value)]
        lines.append([*cells, _meaning(one)])
    return _markdown(head, lines)


def _meanings(rows: Sequence[Parameter]) -> str:
    """Settings whose values stand in another table."""
    lines = [[f"`{one.key}`", one.unit, _valid(one), _meaning(one)] for one in rows]
    return _markdown(["setting", "unit", "valid", "meaning"], lines)


def _entries(rows: Sequence[Parameter]) -> Iterator[str]:
    """Settings of several entries, such as channels: what they mean, then their values side by side."""
    group = _group(rows[0])
    yield f"### `{group}.{ENTRIES}`\n"
    yield _meanings(rows)
    yield from _side_by_side(group, rows, {one.key: values(tree_of(), one.key) for one in rows})


def _by_file(group: str, rows: Sequence[Parameter]) -> Iterator[str]:
    """Settings of which each file of a group has its own values."""
    names = list(Library().options(FILES[group]))
    found: dict[str, dict[str, Value]] = {
        one.key: {name: values(tree_of(f"{group}={name}"), one.key)[""] for name in names} for one in rows
    }
    yield f"### Values by {group}\n"
    yield from _side_by_side(group, rows, found)


def _side_by_side(group: str, rows: Sequence[Parameter], found: Mapping[str, Mapping[str, Value]]) -> Iterator[str]:
    names = list(found[rows[0].key])
    short = {one.key: one.key.removeprefix(f"{group}.").removeprefix(f"{ENTRIES}.") for one in rows}
    lines = [[f"`{short[one.key]}`", *(_beside(found[one.key][name]) for name in names)] for one in rows]
    yield _markdown(["", *(f"`{name}`" for name in names)], lines)
    sources = [line for one in rows for line in _named_sources(short[one.key], one, found[one.key])]
    plain = any(is_design(one, value) and is_estimate(one) for one in rows for value in found[one.key].values())
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
    own = [one for one in rows if ENTRIES in one.key]
    lines = []
    for name in Library().options("place"):
        tree = tree_of(f"place={name}")
        for village in tree["place"]["villages"]:
            cells = {one.key: values(tree, one.key)[village["code"]] for one in own}
            differing = [
                f"`{key.rsplit('.', 1)[-1]}` {_beside(value)}"
                for key, value in cells.items()
                if value.value != _typical(tree, key, value).value
            ]
            counts = [_with_source(cells[f"place.villages.*.{what}"]) for what in ("people", "households")]
            lines.append([f"`{name}`", village["name"], village["code"], *counts, ", ".join(differing)])
    yield "### Villages\n"
    head = ["place", "village", "code", "people", "households", "other than `place.csv_village.*`"]
    yield _markdown(head, lines)


def _typical(tree: Tree, key: str, value: Value) -> Value:
    found = values(tree, key.replace("villages.*", "csv_village"))
    return found.get("", value)


def _with_source(value: Value) -> str:
    return f"{shown(value.value)} ({value.source})"


def _elsewhere(section: str) -> str:
    """What programmes and places change in other sections."""
    usual = dict(leaves(tree_of()))
    lines = [
        f"- `{group}={name}` sets `{key}` to {_beside(Value.of(node))}: {Value.of(node).source or 'design'}"
        for group in FILES
        for name in Library().options(group)
        for key, node in leaves(tree_of(f"{group}={name}"))
        if key.startswith(f"{section}.") and node != usual.get(key)
    ]
    return "\n".join(lines) + "\n" if lines else ""


def _meaning(parameter: Parameter) -> str:
    return parameter.field.description or ""


def _valid(parameter: Parameter) -> str:
    low, high = parameter.valid
    if low is None and high is None:
        return ""
    if high is None:
        return f"{shown(low)} or more"
    return f"{shown(low)} to {shown(high)}"


def _range(value: Value) -> str:
    return "" if value.range is None else f"{shown(value.range[0])} to {shown(value.range[1])}"


def _beside(value: Value) -> str:
    return shown(value.value) + ("" if value.range is None else f" ({_range(value)})")


def _source(parameter: Parameter, value: Value) -> str:
    if value.source:
        return f"**assumed**{value.source.strip()[len('assumed') :]}" if is_assumed(value) else value.source
    return "design" if is_estimate(parameter) else ""


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


def _markdown(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows) + "\n"
