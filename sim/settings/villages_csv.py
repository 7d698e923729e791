"""Villages from a user's CSV: every mistake of the file in one answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotated_types import Ge, Le

from sim.core.csv_file import MORE, read_csv
from sim.core.errors import InputError, Mistake
from sim.settings.village import VillageTraits

REQUIRED = ("code", "name", "people", "households")
COUNTS = ("people", "households")
YES_OR_NO = tuple(name for name, field in VillageTraits.model_fields.items() if field.annotation is bool)
NUMBERS = tuple(name for name in VillageTraits.model_fields if name not in YES_OR_NO)
IGNORED = ("note",)
KNOWN = (*REQUIRED, *VillageTraits.model_fields, *IGNORED)
_BOOLEANS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def read_villages(path: str | Path) -> list[dict[str, Any]]:
    """Rows of the file as properties of villages; empty optional cells are left out.

    Columns ``code,name,people,households`` are required; see :data:`KNOWN` for the optional ones.

    Raises:
        InputError: with all mistakes of the file.
    """
    rows = _rows(Path(path))
    mistakes: list[Mistake] = []
    villages = []
    first_line: dict[str, int] = {}
    for line, row in rows:
        where = f"{Path(path).name}, line {line}"
        villages.append(_village(where, row, mistakes))
        code = row["code"].strip()
        if code in first_line:
            mistakes.append(
                Mistake(
                    f"{where}, column code",
                    code,
                    f"a code that stands once (it is already in line {first_line[code]})",
                    "give each village its own code",
                )
            )
        first_line.setdefault(code, line)
    if mistakes:
        raise InputError(mistakes)
    return villages


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Line numbers and rows, with the header checked."""
    if not path.is_file():
        raise InputError([Mistake("place.villages_csv", path, "the path of a file that exists", "correct the path")])
    header, rows = read_csv(path)
    mistakes = [
        Mistake(path.name, f"a header without {name}", f"the columns {', '.join(REQUIRED)}", f"add column {name}")
        for name in REQUIRED
        if name not in header
    ]
    mistakes += [
        Mistake(f"{path.name}, line 1", f"column {name}", f"columns {', '.join(KNOWN)}", "rename or remove it")
        for name in header
        if name not in KNOWN
    ]
    if not header or (not mistakes and not rows):
        mistakes = [Mistake(path.name, "an empty file", "a header and at least one village", "add a row a village")]
    if mistakes:
        raise InputError(mistakes)
    return rows


def _village(where: str, row: dict[str, str], mistakes: list[Mistake]) -> dict[str, Any]:
    """One row as properties, its mistakes added to the list."""
    village: dict[str, Any] = {}
    for column, text in row.items():
        cell = text.strip()
        if column == MORE:
            allowed = "as many cells as the header has columns"
            mistakes.append(
                Mistake(where, f"one cell more ({cell})", allowed, "look for a comma within a number or name")
            )
            continue
        if column in IGNORED or (not cell and column not in REQUIRED):
            continue
        allowed, value = _read(column, cell)
        if value is None:
            wrong = cell or "an empty cell"
            mistakes.append(Mistake(f"{where}, column {column}", wrong, allowed, "correct the cell"))
        else:
            village[column] = value
    if village.get("households", 0) > village.get("people", float("inf")):
        mistakes.append(
            Mistake(
                f"{where}, column households",
                village["households"],
                f"at most as many households as people ({village['people']})",
                "correct one of the two cells",
            )
        )
    return village


def _read(column: str, cell: str) -> tuple[str, Any]:
    """What the column allows, and the cell's value or None."""
    if column in COUNTS:
        return "a whole number of 1 or more", int(cell) if cell.isascii() and cell.isdigit() and int(cell) else None
    if column in YES_OR_NO:
        return "yes or no", _BOOLEANS.get(cell.lower())
    if column in NUMBERS:
        low, high = _limits(column)
        return f"a number from {low:g} to {high:g}", _number(cell, low, high)
    if column == "code":
        return "a text without slash or blank", cell if cell and not set(cell) & set("/ \t") else None
    return "a text", cell or None


def _number(cell: str, low: float, high: float) -> float | None:
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        return None
    return value if low <= value <= high else None


def _limits(column: str) -> tuple[float, float]:
    """The valid range that the schema states for a property of a village."""
    metadata = VillageTraits.model_fields[column].metadata
    low = next(rule.ge for rule in metadata if isinstance(rule, Ge))
    high = next(rule.le for rule in metadata if isinstance(rule, Le))
    return float(str(low)), float(str(high))
