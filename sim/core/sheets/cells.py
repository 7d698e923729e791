"""What stands in a file, before anybody asks what it means: sheets, lines and cells of CSV and .xlsx."""

from __future__ import annotations

import csv
import math
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from sim.core.errors import InputError, Mistake
from sim.core.files import insist_on_size
from sim.core.notes import note

Cell = str | float | bool | None
"""Text as it stands in the file; numbers and truth values only where the file itself says that they are (.xlsx)."""

DELIMITERS = ",;\t|"
MOST_LINES = 2_000_000
"""More lines than a table of villages or ties of any place has."""
MOST_CELLS = 5_000_000
"""More cells, empty ones between others included."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


class Line(NamedTuple):
    """One line: its number in the file, counted from 1, and its cells."""

    number: int
    cells: list[Cell]


class Sheet(NamedTuple):
    """A table of a file; ``name`` is empty where a file holds just one."""

    name: str
    lines: list[Line]
    """The header and what stands below it; lines without anything are left out."""


def sheets_of(path: Path) -> list[Sheet]:
    """The sheets of a file in which anything stands.

    Raises:
        InputError: if it is neither text nor an .xlsx, or a quotation mark is not closed.
    """
    content = path.read_bytes()
    if content.startswith(_ZIP):
        return _sheets_of_excel(path.name, content)
    if content.startswith(_OLD_EXCEL):
        _refuse(path.name, "an old Excel file (.xls)", "CSV or .xlsx", "save it as .xlsx or CSV from the spreadsheet")
    lines = list(islice(_read(_lines(path, _text(path, content))), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        _refuse(path.name, f"more than {MOST_LINES:,} lines", f"at most {MOST_LINES:,}", "give a smaller table")
    return [Sheet("", lines)] if lines else []


def _refuse(where: str, value: str, allowed: str, todo: str) -> NoReturn:
    raise InputError([Mistake(where, value, allowed, todo)])


def _text(path: Path, content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 where it says so, or what Windows writes by itself."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            text = "\0"
        if "\0" not in text:
            note(f"{path.name} is not in UTF-8 and was read as Windows-1252; look at names with accents.")
    if "\0" in text:
        _refuse(path.name, "a file that is no text", "CSV in UTF-8, or .xlsx", "save it as CSV UTF-8")
    return text


def _lines(path: Path, text: str) -> Iterator[Line]:
    """Lines of cells, from the header on: a ``sep=`` of Excel and lines that begin with # may stand before it."""
    given, skipped, delimiter = text.splitlines(keepends=True), 0, ""
    while skipped < len(given) and (not given[skipped].strip(f" \r\n{DELIMITERS}") or _is_remark(given[skipped])):
        skipped += 1
    if skipped < len(given) and given[skipped].strip().strip('"').lower().startswith("sep="):
        delimiter = given[skipped].strip().replace('"', "")[4:5]
        skipped += 1
        while skipped < len(given) and _is_remark(given[skipped]):
            skipped += 1
    rest = "".join(given[skipped:])
    if rest:
        parts = delimiter or _delimiter(given[skipped])
        lines = StringIO(rest, newline="")
        yield from _records(path, csv.reader(lines, delimiter=parts, strict=True, skipinitialspace=True), skipped)


def _is_remark(line: str) -> bool:
    return line.lstrip('" ').startswith("#")


def _read(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines without remarks: before the header whatever begins with #, below it only # and a blank, as no code does."""
    begun = False
    for line in lines:
        first = str(line.cells[0] or "").lstrip()
        if first.startswith("#" if not begun else "# ") or first == "#":
            continue
        begun = True
        yield line


def _delimiter(header: str) -> str:
    """What parts the cells of a header: whichever makes most of them."""
    return max(DELIMITERS, key=lambda one: len(next(csv.reader([header], delimiter=one), [])))


def _records(path: Path, reader: Iterable[list[str]], skipped: int) -> Iterator[Line]:
    records, end = iter(reader), skipped
    while True:
        first = end + 1
        try:
            cells = next(records, None)
        except csv.Error as error:
            cells = ["\n"]
            if skipped + reader.line_num == first and "expected after" in str(error):  # type: ignore[attr-defined]
                what, allowed = "a quotation mark that closes before its cell ends", "marks around a whole cell"
                _refuse(f"{path.name}, line {first}", what, allowed, "take the marks away, or double those within it")
        if cells is None:
            return
        if any("\n" in cell or "\r" in cell for cell in cells):
            what, allowed = "a quotation mark that opens here and is not closed in this line", "cells within one line"
            _refuse(f"{path.name}, line {first}", what, allowed, "take the mark away or close it")
        end = skipped + reader.line_num  # type: ignore[attr-defined]
        if any(cell.strip() for cell in cells):
            yield Line(end, list(cells))


def _sheets_of_excel(name: str, content: bytes) -> list[Sheet]:
    """The sheets of an .xlsx; what a formula gave when the file was saved counts as its cell."""
    from openpyxl import load_workbook

    try:
        insist_on_size(sum(part.file_size for part in zipfile.ZipFile(BytesIO(content)).infolist()), name)
        books = (load_workbook(BytesIO(content), read_only=True, data_only=values) for values in (True, False))
        sheets = [
            Sheet(values.title, list(_read(_lines_of_sheet(name, values, formulas))))
            for values, formulas in zip(*(book.worksheets for book in books), strict=True)
        ]
    except InputError:
        raise
    except Exception as error:  # a damaged archive may raise anything
        said = f"a file that is no .xlsx or is damaged ({type(error).__name__})"
        _refuse(name, said, "CSV or .xlsx", "save it from the spreadsheet again")
    return [sheet for sheet in sheets if sheet.lines]


def _lines_of_sheet(name: str, values: Any, formulas: Any) -> Iterator[Line]:
    """The lines of a sheet, read once for what its formulas gave and once for the formulas themselves."""
    count = 0
    for sheet in (values, formulas):
        sheet.reset_dimensions()  # some programs write them wrong, and openpyxl would drop what lies outside
    rows = zip(values.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=True)
    for number, (row, formula) in enumerate(rows, 1):
        count += len(row)
        if number > MOST_LINES or count > MOST_CELLS:
            value, allowed = f"more than {MOST_CELLS:,} cells, or {MOST_LINES:,} lines,", "a table of villages or ties"
            _refuse(name, value, allowed, "take empty lines and columns away")
        lost = [wanted for value, wanted in zip(row, formula, strict=True) if value is None] if row != formula else []
        if any(lost):
            said, todo = f"a formula without its result ({next(filter(None, lost))})", "save it from a spreadsheet"
            _refuse(f"{name}, sheet {values.title}, line {number}", said, "numbers and texts", todo)
        if any(value not in (None, "") for value in row):
            yield Line(number, [_of_excel(value) for value in row])


def _of_excel(value: object) -> Cell:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)
