"""Texts in both languages, out of catalogues in YAML, and how each language writes numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from sim.core.yaml_text import read_words

Language = Literal["en", "id"]
LANGUAGES: tuple[Language, ...] = ("en", "id")
MINUS = "−"
Catalogue = Mapping[str, Mapping[str, str]]
"""Key to language to text; a text may have ``{places}`` to fill in."""


@cache
def catalogue(path: Path) -> Catalogue:
    """All texts of a YAML file."""
    texts: Catalogue = read_words(path)
    return texts


class Texts:
    """The texts of one language: ``say("answer.total", villages=4)``.

    Args:
        language: which of both languages.
        texts: the catalogue, out of a file (:func:`catalogue`) or given as it is.
    """

    def __init__(self, language: Language, texts: Catalogue) -> None:
        self.language: Language = language
        self.texts = texts

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key in the language, with the values put in."""
        return self.texts[key][self.language].format(**values)

    def __contains__(self, key: str) -> bool:
        return key in self.texts

    def counted(self, key: str, count: int) -> str:
        """One (``key.one``) or several of something (``key``, which gets the ``count``)."""
        return self(f"{key}.one") if count == 1 else self(key, count=self.number(count, 0))

    def number(self, value: float, digits: int | None = None) -> str:
        """The number ``value`` as people write it; without ``digits``, as many decimals as its size deserves."""
        if math.isnan(value):
            return "–"
        places = _digits(value) if digits is None else digits
        rounded = round(float(value), places)
        text = f"{abs(rounded):,.{places}f}"
        if self.language == "id":
            text = text.translate(str.maketrans(",.", ".,"))
        return f"{MINUS}{text}" if rounded < 0 else text

    def percent(self, share: float) -> str:
        """A share (1 is all) as a percentage without decimals (with one if it is small)."""
        value = 100.0 * share
        return self._percent(value, 0 if math.isnan(value) or value == 0.0 or abs(value) >= 9.95 else 1)

    def _percent(self, value: float, digits: int) -> str:
        return self.number(value, digits) + ("" if math.isnan(value) else "%")

    def interval(self, low: float, high: float) -> str:
        """The interval from ``low`` to ``high``, both with the same number of decimals."""
        if math.isnan(low) or math.isnan(high):
            return self._common("interval.none")
        digits = min(_digits(low), _digits(high)) if max(abs(low), abs(high)) >= 10 else 2
        digits = _telling(low, high, digits, 4)
        return self._common("interval", low=self.number(low, digits), high=self.number(high, digits))

    def percents(self, low: float, high: float) -> str:
        """The interval of shares (mostly 0-1) from ``low`` to ``high``, as percentages."""
        if math.isnan(low) or math.isnan(high):
            return self._common("interval.no_share")
        ends = (100.0 * low, 100.0 * high)
        digits = _telling(*ends, 1 if max(abs(low), abs(high)) < 0.0995 else 0, 2)
        return self._common("interval", low=self._percent(ends[0], digits), high=self._percent(ends[1], digits))

    def listed(self, words: Sequence[str]) -> str:
        """Words as an enumeration."""
        return f" {self._common('and')} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)

    def _common(self, key: str, **values: str) -> str:
        return catalogue(Path(__file__).with_suffix(".yaml"))[key][self.language].format(**values)


def _digits(value: float) -> int:
    size = abs(value)
    return 0 if size >= 99.5 or math.isnan(size) else 1 if size >= 9.95 else 2


def _telling(low: float, high: float, digits: int, most: int) -> int:
    """Decimals with which an end that is not zero does not look like zero, as far as ``most`` of them can show it."""
    for more in range(digits, most + 1):
        if all(end == 0.0 or round(end, more) != 0.0 for end in (low, high)):
            return more
    return digits
