"""Tables of villages and ties from files: every cell with its one meaning, or every mistake of the file at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from sim.core.errors import InputError, Mistake
from sim.core.notes import note
from sim.core.sheets.cells import Cell, Line, Sheet, sheets_of
from sim.core.sheets.columns import Column, find_columns
from sim.core.sheets.readings import LOCALES, Locale, number, yes_or_no

FORMULA = ("=", "+", "-", "@")
"""Spreadsheets run a cell that begins so."""
LOST = re.compile(r"\d+([.,]\d+)?[eE][+-]?\d+")
"""A long code of which a spreadsheet has kept the first digits only."""
EXACT = 1e15
"""From here on a spreadsheet does not keep every digit of a number."""


class Row(NamedTuple):
    """One line of a table: where it stands, and its values by the names of the columns; empty cells are left out."""

    where: str
    """``villages.csv, line 3``"""
    values: dict[str, Any]


class TableFile:
    """A file whose header was understood: finds the language of its numbers, then reads line by line.

    Attributes:
        mistakes: all that were found so far.

    Raises:
        InputError: if the header, or the language of the numbers, cannot be understood.
    """

    def __init__(self, path: Path, columns: Sequence[Column], locale: Locale | None, setting: str) -> None:
        self.path, self.setting, self.mistakes = path, setting, list[Mistake]()
        sheet = _the_sheet(path, columns)
        self.name = path.name + (f", sheet {sheet.name}" if sheet.name else "")
        header, *self.lines = sheet.lines
        found = find_columns(header.cells, columns, f"{self.name}, line {header.number}", self.mistakes)
        self.columns = {place: _in_percent(column, header.cells[place]) for place, column in found.items()}
        self.width = max((place + 1 for place, cell in enumerate(header.cells) if _is_there(cell)), default=0)
        if self.mistakes:
            raise InputError(self.mistakes)
        self.locale = locale or self._language()

    def rows(self) -> Iterator[Row]:
        """The lines with their values; what cannot be read is added to the mistakes."""
        for line in self.lines:
            where = f"{self.name}, line {line.number}"
            if line is self.lines[0] and _numbers_the_columns(line):
                said, allowed = "a line that numbers the columns", "a header, and lines of values below it"
                self.mistakes.append(Mistake(where, said, allowed, "take this line away"))
            more = [str(cell) for cell in line.cells[self.width :] if _is_there(cell)]
            if more:
                allowed = "as many cells as the header has columns"
                todo = "look for a comma within a number or name"
                self.mistakes.append(Mistake(where, f"one cell more ({', '.join(more)})", allowed, todo))
            values = {}
            for place, column in self.columns.items():
                cell = line.cells[place] if place < len(line.cells) else None
                if _is_there(cell) or column.required:
                    value = self._value(column, cell, where)
                    if value is not None:
                        values[column.name] = value
            yield Row(where, values)

    def _value(self, column: Column, cell: Cell, where: str) -> Any:
        there, value = _is_there(cell), cast("Any", None)
        if column.reads == "number":
            allowed, value = column.limits.text, number(cell, column.limits, self.locale) if there else None
            value = int(value) if value is not None and column.limits.whole else value
        elif column.reads == "yes or no":
            allowed, value = "yes or no, ya or tidak", yes_or_no(cell) if there else None
        elif column.reads == "id":
            allowed, value = (
                "a text without blanks, unseen characters or lost digits, that does not begin like a formula",
                _id(cell, where) if there else None,
            )
        else:
            allowed, value = "a text", " ".join(str(cell).split()) if there else None
        if value is None:
            wrong = str(cell) if there else "an empty cell"
            self.mistakes.append(Mistake(f"{where}, column {column.name}", wrong, allowed, "correct the cell"))
        return value

    def _language(self) -> Locale:
        """The one language in which every number of the file can be read, and in which none means two things.

        Raises:
            InputError: if both are possible and differ, or each is the only one for some cell.
        """
        only: dict[Locale, str] = {}
        doubt = ""
        for line, column, cell in self._numbers():
            read = {one: number(cell, column.limits, one) for one in LOCALES}
            possible = [one for one, value in read.items() if value is not None]
            what = f"{cell} in line {line.number}, column {column.name}"
            if len(possible) == 1:
                only.setdefault(possible[0], what)
            elif possible and read["en"] != read["id"] and not doubt:
                doubt = f"{what}, which is {read['en']:,.10g} in English and {read['id']:,.10g} in Indonesian,"
        if len(only) == 2:
            said = f"{only['en']} (as English writes numbers) beside {only['id']} (as Indonesian does)"
            self._refuse(said, "one way of writing numbers", "write all in one way")
        if doubt and not only:
            self._refuse(doubt, "numbers with one meaning", f"say which with {self.setting}=en or {self.setting}=id")
        return self._without_doubt(only) if only else "en"

    def _without_doubt(self, only: dict[Locale, str]) -> Locale:
        """The language of which some cell is, unless a whole number would then end in decimals: 3.000 beside 0.8.

        Raises:
            InputError: if there is such a number.
        """
        ((language, because),) = only.items()
        for line, column, cell in self._numbers():
            read = {one: number(cell, column.limits, one) for one in LOCALES}
            here, there = read.pop(language), next(iter(read.values()))
            if column.limits.whole and here is not None and there is not None and here < there:
                what = f"{cell} in line {line.number}, column {column.name}, which is {here:,.10g} or {there:,.10g}"
                said = f"{what} (as {because}, is written, it is {here:,.10g}),"
                self._refuse(said, "whole numbers without decimals", f"write {here:.0f} or {there:.0f}")
        return language

    def _numbers(self) -> Iterator[tuple[Line, Column, str]]:
        places = [(place, column) for place, column in self.columns.items() if column.reads == "number"]
        for line in self.lines:
            for place, column in places:
                cell = line.cells[place] if place < len(line.cells) else None
                if isinstance(cell, str) and cell.strip():
                    yield line, column, cell.strip()

    def _refuse(self, said: str, allowed: str, todo: str) -> None:
        raise InputError([Mistake(self.name, said, allowed, todo)])


def _is_there(cell: Cell) -> bool:
    return cell is not None and str(cell).strip() != ""


def _the_sheet(path: Path, columns: Sequence[Column]) -> Sheet:
    """The one sheet that has all columns that must be there; the first one if none has."""
    sheets = sheets_of(path)
    if not sheets:
        required = ", ".join(column.name for column in columns if column.required)
        raise InputError(
            [Mistake(path.name, "an empty file", f"a header with {required}, and lines below it", "fill it")]
        )
    fitting = [sheet for sheet in sheets if _fits(sheet, columns)]
    if len(fitting) > 1:
        names = " and ".join(sheet.name for sheet in fitting)
        raise InputError([Mistake(path.name, f"sheets {names}, which both fit,", "one such sheet", "keep one of them")])
    return (fitting or sheets)[0]


def _fits(sheet: Sheet, columns: Sequence[Column]) -> bool:
    mistakes: list[Mistake] = []
    found = find_columns(sheet.lines[0].cells, columns, "", mistakes)
    return all(column in found.values() for column in columns if column.required)


def _in_percent(column: Column, header: Cell) -> Column:
    """The column, with what a sign in its header says of its numbers: ``signal (%)``."""
    says = column.reads == "number" and column.limits.is_share and "%" in str(header)
    return column._replace(limits=column.limits._replace(in_percent=True)) if says else column


def _numbers_the_columns(line: Line) -> bool:
    """Whether a line holds 1, 2, 3 ... or (1), (2), (3) ... as under the headers of official tables."""
    cells = [str(cell).strip(" ()") for cell in line.cells if _is_there(cell)]
    return len(cells) > 2 and cells == [str(place) for place in range(1, len(cells) + 1)]


def _id(cell: Cell, where: str) -> str | None:
    """A name or code; what a spreadsheet has made of it is undone where only one meaning is left."""
    if isinstance(cell, bool) or (isinstance(cell, int | float) and (abs(cell) >= EXACT or cell != int(cell))):
        return None
    text = str(int(cell) if isinstance(cell, float) else cell).strip()
    if text.startswith("'"):
        text = text[1:]
    whole = re.sub(r"[.,]0+$", "", text)
    if whole.isdecimal() and whole != text:
        note(f"{where}: {text} was taken as {whole}, which a spreadsheet had made a decimal number of.")
        text = whole
    if not text or text.startswith((*FORMULA, "#")) or LOST.fullmatch(text):
        return None
    if any(unicodedata.category(one)[0] in "CZ" for one in text):  # blanks of any kind, and what nobody sees
        return None
    return text
