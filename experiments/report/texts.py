"""What figures and report say, from one catalogue in both languages, and how each writes numbers."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import yaml

Language = Literal["en", "id"]
LANGUAGES: tuple[Language, ...] = ("en", "id")
CATALOGUE = Path(__file__).with_name("texts.yaml")
MINUS = "−"


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """All texts: key to language to text."""
    return cast("dict[str, dict[str, str]]", yaml.safe_load(CATALOGUE.read_text(encoding="utf-8")))


class Texts:
    """The texts of one language: ``say("answer.total", villages=4)``."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        return catalogue()[key][self.language].format(**values)

    def number(self, value: float, digits: int | None = None) -> str:
        """A number as people write it; without ``digits``, as many decimals as its size deserves."""
        if math.isnan(value):
            return "–"
        places = _digits(value) if digits is None else digits
        rounded = round(float(value), places)
        text = f"{abs(rounded):,.{places}f}"
        if self.language == "id":
            text = text.translate(str.maketrans(",.", ".,"))
        return f"{MINUS}{text}" if rounded < 0 else text

    def percent(self, share: float) -> str:
        """A share as a percentage without decimals (with one if it is small)."""
        value = 100.0 * share
        return self._percent(value, 0 if math.isnan(value) or value == 0.0 or abs(value) >= 9.95 else 1)

    def _percent(self, value: float, digits: int) -> str:
        text = self.number(value, digits)
        return text if math.isnan(value) else f"{text}%"

    def interval(self, low: float, high: float) -> str:
        """Both ends of an interval, with the same number of decimals."""
        if math.isnan(low) or math.isnan(high):
            return self("interval.none")
        digits = min(_digits(low), _digits(high)) if max(abs(low), abs(high)) >= 10 else 2
        digits = _telling(low, high, digits, 4)
        return self("interval", low=self.number(low, digits), high=self.number(high, digits))

    def percents(self, low: float, high: float) -> str:
        """Both ends of an interval of shares."""
        if math.isnan(low) or math.isnan(high):
            return self("interval.no_share")
        digits = _telling(100 * low, 100 * high, 1 if max(abs(low), abs(high)) < 0.0995 else 0, 2)
        return self("interval", low=self._percent(100.0 * low, digits), high=self._percent(100.0 * high, digits))

    def listed(self, words: list[str]) -> str:
        """Words as an enumeration."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self('and')} {words[-1]}"


def _digits(value: float) -> int:
    size = abs(value)
    return 0 if size >= 99.5 or math.isnan(size) else 1 if size >= 9.95 else 2


def _telling(low: float, high: float, digits: int, most: int) -> int:
    """Decimals with which an end that is not zero does not look like zero, as far as ``most`` of them can show it."""
    for more in range(digits, most + 1):
        if all(end == 0.0 or round(end, more) != 0.0 for end in (low, high)):
            return more
    return digits
