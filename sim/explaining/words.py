"""The catalogue of what stories say, in both languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import yaml

Language = Literal["en", "id"]


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """All texts: key to language to text."""
    text = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, str]]", yaml.load(text, Loader=yaml.BaseLoader))  # "id" and "no" are plain words


class Words:
    """The texts of one language: ``say("link.told", source=...)``."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, key: str, **values: object) -> str:
        return catalogue()[key][self.language].format(**values)

    def number(self, value: float) -> str:
        """A number with two decimals, as the language writes them."""
        text = f"{value:.2f}"
        return text.replace(".", ",") if self.language == "id" else text

    def listed(self, words: list[str]) -> str:
        """Words as an enumeration."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self('and')} {words[-1]}"

    def date(self, day: int, has_day: bool = True) -> str:
        """A day counted from the start, as week and day of the week; the week alone if the day is not known."""
        return self("date", week=day // 7, day=day % 7 + 1) if has_day else str(day // 7)

    def date_in_words(self, day: int, has_day: bool = True) -> str:
        """The same within a sentence."""
        return self("date.long" if has_day else "week.long", week=day // 7, day=day % 7 + 1)
