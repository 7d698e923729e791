"""The columns of a table: what they are called in English and Indonesian, and finding them under a header."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from sim.core.errors import Mistake
from sim.core.sheets.cells import Cell
from sim.core.sheets.readings import Limits


class Column(NamedTuple):
    """One column that a table may have."""

    name: str
    reads: Literal["text", "id", "number", "yes or no"]
    """What its cells are; an ``id`` is a text that spreadsheets like to take for a number."""
    en: str
    id: str
    example: str
    also: tuple[str, ...] = ()
    """Other names, as people call it."""
    limits: Limits = Limits(0.0, 1.0)
    """Of numbers."""
    required: bool = False
    """Whether the column, and a cell in each line, must be there."""


def plain(name: object) -> str:
    """A column's name without what does not matter: capitals, blanks, points, underscores, a unit in brackets."""
    return re.sub(r"[\W_]+", " ", re.sub(r"\([^)]*\)", "", str(name or "").casefold())).strip()


def find_columns(
    header: Sequence[Cell], columns: Sequence[Column], where: str, mistakes: list[Mistake]
) -> dict[int, Column]:
    """Which column stands where in a header, with every mistake in it.

    Args:
        header: its cells.
        columns: those that the table may have.
        where: file and line, as in mistakes.
        mistakes: gets what is wrong: columns that are missing, twice there or unknown.
    """
    known = {plain(name): column for column in columns for name in (column.name, *column.also)}
    found = {place: known[plain(cell)] for place, cell in enumerate(header) if plain(cell) in known}
    mistakes += _twice(header, found, where)
    mistakes += _unknown(header, found, known, columns, where)
    names = ", ".join(column.name for column in columns if column.required)
    for column in columns:
        if column.required and column not in found.values():
            said, todo = f"a header without {column.name}", f"add column {column.name}"
            mistakes.append(Mistake(where.partition(", line")[0], said, f"the columns {names}", todo))
    return found


def _twice(header: Sequence[Cell], found: dict[int, Column], where: str) -> Iterator[Mistake]:
    for column in dict.fromkeys(found.values()):
        places = [place for place, other in found.items() if other is column]
        if len(places) > 1:
            names = " and ".join(f"{header[place]} (column {place + 1})" for place in places)
            yield Mistake(where, f"{column.name} given twice, as {names}", "each column once", "take one of them away")


def _unknown(
    header: Sequence[Cell], found: dict[int, Column], known: dict[str, Column], columns: Sequence[Column], where: str
) -> Iterator[Mistake]:
    allowed = f"columns {', '.join(column.name for column in columns)}"
    for place, cell in enumerate(header):
        name = " ".join(str(cell or "").split())
        if place in found or not name:
            continue
        near = difflib.get_close_matches(plain(name), known, n=1, cutoff=0.75)
        todo = f"did you mean {known[near[0]].name}?" if near else "rename or remove it"
        yield Mistake(where, f"column {name}", allowed, todo)
