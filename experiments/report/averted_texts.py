"""What is said about who was prevented and who induced, in both languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

from experiments.report.texts import Texts
from sim.explaining.words import Words


@lru_cache(maxsize=1)
def averted_catalogue() -> dict[str, dict[str, str]]:
    """All these texts: key to language to text."""
    text = Path(__file__).with_name("averted_texts.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, str]]", yaml.load(text, Loader=yaml.BaseLoader))


class AvertedTexts(Texts):
    """These texts in one language; numbers are written as in all reports."""

    def __call__(self, key: str, **values: object) -> str:
        return averted_catalogue()[key][self.language].format(**values)

    def interval(self, low: float, high: float) -> str:
        """Both ends of an interval."""
        return Texts(self.language).interval(low, high)

    def percents(self, low: float, high: float) -> str:
        """Both ends of an interval of shares."""
        return Texts(self.language).percents(low, high)

    def cause(self, name: str) -> str:
        """The name of a nearest cause, as stories have it."""
        return Words(self.language)(f"cause.{name}")
