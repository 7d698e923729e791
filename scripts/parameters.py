"""The page of all parameters: ``python -m scripts.parameters``, also part of ``make docs``, writes it anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import sim
from experiments.composing.library import Library
from experiments.composing.tree import leaves
from scripts.listed import COUNTS, ENTRIES, Parameter, Value, is_design, parameters, shown, tree_of, values
from scripts.markdown import table
from sim.settings.tree import Settings

PATH = Path(sim.__file__).resolve().parent / "parameters.md"
BY_FILE = ("programme", "place")
"""Sections of which a run takes one file out of several."""
HEAD = """# All parameters

Made by `make docs` from the schema, the files under `configs/` and the code; do not edit by hand. For each setting:
what it means, its unit, the *valid range* (what is accepted at all), the value beside its *uncertainty range* (what a
sensitivity analysis may explore) and source. Where it is read, and the formulas,
stand in [ODD.md](ODD.md).

- **assumed** means that nobody has measured it; what follows the word says why it is assumed so.
- **design** marks a plain number that is part of what is compared (no officers, from week 52 on, travel times as they
  are), not an estimate of anything; like switches, names and choices it has no range.
- **by definition** marks what could not be otherwise (a call takes no way).
- **–** means that none is given (`null`): the meaning says what holds then, such as the number that holds everywhere.
- Tables (by age, by kind of tie) have a source and no single range; counts of a village say which village is
  meant; seeds, weeks and the switches of stages are chosen for a run.

`tests/settings/test_parameters.py` fails if a setting is missing here or has no source; if an estimate has no
range, or a range does not hold its value or reaches outside what is valid. `make study` moves each to the ends of
its range.
"""


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
    values_of = {one.key: [found[one.key].get(name, Value(one.field.default)) for name in names] for one in rows}
    lines = [[f"`{short[one.key]}`", *map(str, values_of[one.key])] for one in rows]
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


if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
