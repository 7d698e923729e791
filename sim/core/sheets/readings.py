"""What a cell may mean: whole numbers, shares, yes and no, in the ways in which English and Indonesian write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from sim.core.sheets.cells import Cell

Locale = Literal["en", "id"]
LOCALES: Mapping[Locale, str] = {"en": "English", "id": "Indonesian"}
_MARKS: Mapping[Locale, tuple[str, str]] = {"en": (",", "."), "id": (".", ",")}
"""What parts thousands, and what begins the decimals."""
YES = ("yes", "y", "true", "1", "ya", "ada", "benar")
NO = ("no", "n", "false", "0", "tidak", "tidak ada", "salah")


class Limits(NamedTuple):
    """What a number must be."""

    low: float
    high: float
    whole: bool = False
    in_percent: bool = False
    """Whether the header of the column says so: a number above 1 is one of percent, also without its sign."""

    @property
    def is_share(self) -> bool:
        """Whether it may be written in percent."""
        return (self.low, self.high) == (0.0, 1.0) and not self.whole

    @property
    def text(self) -> str:
        """What is allowed, in words."""
        if self.whole:
            return f"a whole number from {self.low:,.0f} to {self.high:,.0f}"
        if self.in_percent:
            return "a percentage, with its sign where it is 1 or less"
        return f"a number from {self.low:g} to {self.high:g}" + (", or a percentage" if self.is_share else "")

    @property
    def text_id(self) -> str:
        """The same in Indonesian."""
        if self.whole:
            return f"bilangan bulat dari {self.low:.0f} sampai {self.high:.0f}"
        return f"angka dari {self.low:g} sampai {self.high:g}" + (", atau persentase" if self.is_share else "")


def number(cell: Cell, limits: Limits, locale: Locale) -> float | None:
    """A number as one language writes it; None if the cell is none, or none that is allowed."""
    value = _written(cell, limits, locale) if isinstance(cell, str) else cell
    if limits.in_percent and not isinstance(cell, str) and value is not None:
        value = _of_percent(value)
    if value is None or isinstance(value, bool) or not limits.low <= value <= limits.high:
        return None
    if limits.whole and value != int(value):
        return None
    return float(value)


def _written(text: str, limits: Limits, locale: Locale) -> float | None:
    thousands, decimals = map(re.escape, _MARKS[locale])
    plain = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "", text.strip())
    digits = rf"(\d+|[1-9]\d{{0,2}}(?:{thousands}\d{{3}})+|(?={decimals}))(?:{decimals}(\d+))?"
    found = re.fullmatch(rf"([+-]?){digits}([eE][+-]?\d{{1,3}})?(\s?%)?", plain)
    if found is None or (found[5] and not limits.is_share) or (found[4] and limits.whole):
        return None  # a whole number in powers of ten has lost digits in a spreadsheet
    value = float(f"{found[1]}{found[2].replace(_MARKS[locale][0], '') or 0}.{found[3] or 0}{found[4] or ''}")
    if found[5]:
        return value / 100.0
    return _of_percent(value) if limits.in_percent else value


def _of_percent(value: float) -> float | None:
    """The share behind a number under a header in percent; None where 1 might be all, or a hundredth."""
    return None if 0.0 < value <= 1.0 else value / 100.0


def yes_or_no(cell: Cell) -> bool | None:
    """A truth value in either language; None if it is none."""
    if isinstance(cell, bool):
        return cell
    text = " ".join(str(int(cell) if isinstance(cell, float) and cell in (0, 1) else cell).lower().split())
    return True if text in YES else False if text in NO else None
