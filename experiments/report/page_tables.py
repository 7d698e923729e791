"""The tables of the page, as plain cells in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from experiments.analysis.results import ALL_DEPARTURES, AVERTED, DEPARTURES, RECEIVED, PlaceResults
from experiments.composing.design import NO_PROGRAMME, PLACEBO
from experiments.evidence.levels import is_share
from experiments.report.assumed import Number
from experiments.report.words import Answer, told_from_chance
from experiments.texts import Texts


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and in small letters beneath, in lines."""

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
    rows: list[Row]


NOTHING = Cell("–")


def scenario_table(place: PlaceResults, answer: Answer) -> Table:
    """Every scenario of a place, the run without programme first and the placebo last."""
    say, names, reference = answer.say, answer.names, answer.design.reference
    caption = say(
        "table.caption",
        place=names.place(place.place, say.language),
        first=place.start_week + 1,
        last=place.weeks,
        runs=len(place.seeds),
    )
    keys = ("channels", "sessions", "held", "departures", "averted", "all", "prevented", "reports", "clear")
    rows = [_without(place, answer)]
    in_set = Counter(cell.channels for cell in place.cells.values())
    for name, cell in place.cells.items():
        span = in_set.pop(cell.channels, 0)
        title = [Cell(names.channel_set(cell.channels, say, place.sets))] if span else []
        sessions = Cell(f"{cell.outreach:g}", say("table.reference") if cell == reference else "")
        marks = [mark for mark, holds in (("first", span), ("reference", cell == reference)) if holds]
        rows.append(Row([*title, sessions, *_numbers(place, name, answer)], " ".join(marks), span))
    placebo = [Cell(say("scenario.placebo")), Cell("0"), *_numbers(place, PLACEBO, answer)[:-1], NOTHING]
    caption = f"{caption} {answer.note(place.place)}"
    return Table(caption, [say(f"table.{key}") for key in keys], 1, [*rows, Row(placebo, "first")])


def _without(place: PlaceResults, answer: Answer) -> Row:
    departures, reports = (
        Cell(answer.say.number(answer.row(place.place, PLACEBO, quantity)["without"]))
        for quantity in (DEPARTURES, RECEIVED)
    )
    title = Cell(answer.say(f"scenario.{NO_PROGRAMME}"))
    return Row([title, Cell("0"), Cell("0"), departures, *[NOTHING] * 3, reports, NOTHING])


def _numbers(place: PlaceResults, name: str, answer: Answer) -> list[Cell]:
    say, averted = answer.say, answer.row(place.place, name, AVERTED)
    departures, prevented, induced, reports = (
        say.number(answer.row(place.place, name, quantity)["with"])
        for quantity in (DEPARTURES, "prevented", "induced", RECEIVED)
    )
    every = answer.row(place.place, name, ALL_DEPARTURES)
    share = f"{say.number(averted['difference'])} ({say.percent(averted['relative'])})"
    return [
        _held(place, name, answer),
        Cell(departures),
        Cell(share, f"({say.interval(averted['low'], averted['high'])})"),
        Cell(say.number(every["difference"]), f"({say.interval(every['low'], every['high'])})"),
        Cell(f"{prevented}, {induced}" if say.language == "en" else f"{prevented}; {induced}"),
        Cell(reports),
        Cell(say(f"table.clear.{told_from_chance(averted)}")),
    ]


def _held(place: PlaceResults, name: str, answer: Answer) -> Cell:
    """The sessions a scenario held a month, and in small letters by whom."""
    total, whose = answer.sessions(place.place, name)
    return Cell(answer.say.number(total, 1 if total else 0), "\n".join(whose))


def contrast_table(place: PlaceResults, answer: Answer) -> Table:
    """What each lever does by itself."""
    say, names, contrasts = answer.say, answer.names, answer.contrasts
    rows = []
    for _, row in contrasts[contrasts["place"] == place.place].iterrows():
        channels = names.channel_set(row["channels"], say, place.sets)
        title = say(f"axes.{row['axis']}", channels=channels, one=row["one"], other=row["other"])
        cells = [title, say.number(row["difference"]), say.interval(row["low"], row["high"])]
        rows.append(Row([*map(Cell, cells), Cell(say(f"table.clear.{told_from_chance(row)}"))]))
    head = [say(f"axes.{key}") for key in ("change", "averted", "interval")] + [say("table.clear")]
    return Table(say("axes.caption", place=names.place(place.place, say.language)), head, 1, rows)


def level_table(place: PlaceResults, levels: pd.DataFrame, answer: Answer) -> Table:
    """Model beside evidence."""
    say = answer.say
    keys = ("quantity", "model", "evidence", "near", "source")
    caption = say("levels.caption", place=answer.names.place(place.place, say.language))
    rows = [Row(_level(row, say)) for _, row in levels[levels["place"] == place.place].iterrows()]
    return Table(caption, [say(f"levels.{key}") for key in keys], 5, rows)


def _level(row: pd.Series, say: Texts) -> list[Cell]:
    one, both = (say.percent, say.percents) if is_share(row["quantity"]) else (say.number, say.interval)
    known = NOTHING
    if not pd.isna(row["evidence_low"]):
        known = Cell(both(row["evidence_low"], row["evidence_high"]), say(f"levels.known.{row['known']}"))
    return [
        Cell(say(f"levels.of.{row['quantity']}")),
        Cell(one(row["model"]), f"({both(row['model_low'], row['model_high'])})"),
        known,
        Cell(say(f"levels.near.{row['near']}")),
        Cell(row["source"] if say.language == "en" else row["source_id"]),
    ]


def assumed_table(numbers: Sequence[Number], say: Texts) -> Table:
    """Every assumed number with its range."""
    rows = [Row([Cell(one.key), Cell(one.value), Cell(one.range)]) for one in numbers if one.assumed]
    return Table(say("assumed.numbers"), [say(f"assumed.{key}") for key in ("key", "value", "range")], 3, rows)
