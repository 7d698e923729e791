"""The tables of the page, as plain cells in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from experiments.analysis.results import AVERTED, DEPARTURES, RECEIVED, PlaceResults
from experiments.evidence.levels import is_share
from experiments.report.assumed import Number
from experiments.report.names import Names
from experiments.report.texts import Texts
from experiments.report.words import Answer, told_from_chance
from experiments.runner.design import NO_PROGRAMME, PLACEBO, Design


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and in small letters beneath."""

    text: str
    small: str = ""


@dataclass(frozen=True)
class Row:
    """A row; ``mark`` is how it is made to stand out, ``span`` over how many rows its first cell reaches.

    Where a cell from above reaches down, ``span`` is 0 and the row is without that cell.
    """

    cells: list[Cell]
    mark: str = ""
    span: int = 1


@dataclass(frozen=True)
class Table:
    """A table; its first ``words`` columns are words, the others numbers."""

    caption: str
    head: list[str]
    words: int
    rows: list[Row] = field(default_factory=list)


def scenario_table(place: PlaceResults, answer: Answer, names: Names, design: Design, say: Texts) -> Table:
    """Every scenario of a place, the run without programme first and the placebo last."""
    caption = say(
        "table.caption",
        place=names.place(place.place, say.language),
        first=place.start_week + 1,
        last=place.weeks,
        runs=len(place.seeds),
    )
    keys = ("channels", "sessions", "departures", "averted", "relative", "prevented", "induced", "reports", "clear")
    table = Table(caption, [say(f"table.{key}") for key in keys], 1)
    table.rows.append(_without(place, answer, say))
    in_set = Counter(cell.channels for cell in place.cells.values())
    for name, cell in place.cells.items():
        span = in_set.pop(cell.channels, 0)
        title = [Cell(names.channel_set(cell.channels, say))] if span else []
        is_reference = cell == design.reference
        sessions = Cell(f"{cell.outreach:g}", say("table.reference") if is_reference else "")
        marks = [mark for mark, holds in (("first", span), ("reference", is_reference)) if holds]
        table.rows.append(Row([*title, sessions, *_numbers(place, name, answer, say)], " ".join(marks), span))
    placebo = [Cell(say("scenario.placebo")), Cell("0"), *_numbers(place, PLACEBO, answer, say)[:-1], Cell("–")]
    table.rows.append(Row(placebo, "first"))
    return table


def _without(place: PlaceResults, answer: Answer, say: Texts) -> Row:
    departures, reports = (
        Cell(say.number(answer.row(place.place, PLACEBO, quantity)["without"])) for quantity in (DEPARTURES, RECEIVED)
    )
    nothing = Cell("–")
    cells = [Cell(say(f"scenario.{NO_PROGRAMME}")), Cell("0"), departures]
    return Row([*cells, nothing, nothing, nothing, nothing, reports, nothing])


def _numbers(place: PlaceResults, name: str, answer: Answer, say: Texts) -> list[Cell]:
    averted = answer.row(place.place, name, AVERTED)
    values = {
        quantity: answer.row(place.place, name, quantity)["with"]
        for quantity in (DEPARTURES, "prevented", "induced", RECEIVED)
    }
    return [
        Cell(say.number(values[DEPARTURES])),
        Cell(say.number(averted["difference"]), f"({say.interval(averted['low'], averted['high'])})"),
        Cell(say.percent(averted["relative"]), f"({say.percents(averted['relative_low'], averted['relative_high'])})"),
        Cell(say.number(values["prevented"])),
        Cell(say.number(values["induced"])),
        Cell(say.number(values[RECEIVED])),
        Cell(say(f"table.clear.{told_from_chance(averted)}")),
    ]


def contrast_table(place: PlaceResults, contrasts: pd.DataFrame, names: Names, say: Texts) -> Table:
    """What each lever does by itself."""
    head = [say(f"axes.{key}") for key in ("change", "averted", "interval")] + [say("table.clear")]
    table = Table(say("axes.caption", place=names.place(place.place, say.language)), head, 1)
    for _, row in contrasts[contrasts["place"] == place.place].iterrows():
        values = {"one": row["one"], "other": row["other"]}
        if row["axis"] == "channels":
            values = {}
        title = names.channel_set(row["channels"], say)
        title = say(f"axes.{row['axis']}", channels=title, **values)
        cells = [title, say.number(row["difference"]), say.interval(row["low"], row["high"])]
        table.rows.append(Row([*map(Cell, cells), Cell(say(f"table.clear.{told_from_chance(row)}"))]))
    return table


def level_tables(levels: pd.DataFrame, places: Sequence[PlaceResults], names: Names, say: Texts) -> list[Table]:
    """Model beside evidence, a table a place."""
    found = []
    for place in places:
        keys = ("quantity", "model", "evidence", "near", "source")
        caption = say("levels.caption", place=names.place(place.place, say.language))
        table = Table(caption, [say(f"levels.{key}") for key in keys], 5)
        for _, row in levels[levels["place"] == place.place].iterrows():
            table.rows.append(Row(_level(row, say)))
        found.append(table)
    return found


def _level(row: pd.Series, say: Texts) -> list[Cell]:
    one, both = (say.percent, say.percents) if is_share(row["quantity"]) else (say.number, say.interval)
    known = "–" if pd.isna(row["evidence_low"]) else both(row["evidence_low"], row["evidence_high"])
    return [
        Cell(say(f"levels.of.{row['quantity']}")),
        Cell(one(row["model"]), f"({both(row['model_low'], row['model_high'])})"),
        Cell(known, "" if known == "–" else say(f"levels.known.{row['known']}")),
        Cell(say(f"levels.near.{row['near']}")),
        Cell(row["source"] if say.language == "en" else row["source_id"]),
    ]


def assumed_table(numbers: Sequence[Number], say: Texts) -> Table:
    """Every assumed number with its range."""
    table = Table(say("assumed.numbers"), [say(f"assumed.{key}") for key in ("key", "value", "range")], 3)
    table.rows.extend(
        Row([Cell(number.key), Cell(number.value), Cell(number.range)]) for number in numbers if number.assumed
    )
    return table
