"""CSV files as people's spreadsheets write them."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from sim.core.errors import InputError, Mistake

Rows = list[tuple[int, dict[str, str]]]
MORE = ""
"""The key of what a row has beyond the header's columns."""


def read_csv(path: Path) -> tuple[list[str], Rows]:
    """The header, and each row with its line number; cells that are not there are empty.

    Cells are parted by commas or, as spreadsheets do where the comma is the decimal sign, by semicolons.

    Raises:
        InputError: if the file is not text in UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        what, todo = "a file that is not text in UTF-8", "save it from the spreadsheet again, as CSV UTF-8"
        raise InputError([Mistake(path.name, what, "CSV in UTF-8", todo)]) from None
    first = text.partition("\n")[0]
    reader = csv.DictReader(
        StringIO(text, newline=""), delimiter=";" if ";" in first and "," not in first else ",", restkey=MORE
    )
    header = [name.strip() for name in reader.fieldnames or []]
    reader.fieldnames = header
    return header, [(reader.line_num, {key: _cell(cell) for key, cell in row.items()}) for row in reader]


def _cell(cell: str | list[str] | None) -> str:
    return ", ".join(cell) if isinstance(cell, list) else cell or ""
