"""What stories say, in both languages."""

from __future__ import annotations

from pathlib import Path

from sim.core.texts import Language, Texts, catalogue

__all__ = ["Language", "Words"]

CATALOGUE = Path(__file__).with_suffix(".yaml")


class Words(Texts):
    """The texts of stories in one language: ``say("link.told", source=...)``."""

    def __init__(self, language: Language) -> None:
        super().__init__(language, catalogue(CATALOGUE))

    def number(self, value: float, digits: int | None = 2) -> str:
        """A number with two decimals unless told otherwise, as the language writes them."""
        return super().number(value, digits)

    def date(self, day: int, has_day: bool = True) -> str:
        """A day counted from the start, as week and day of the week; the week alone if the day is not known."""
        return self("date", week=day // 7, day=day % 7 + 1) if has_day else str(day // 7)

    def date_in_words(self, day: int, has_day: bool = True) -> str:
        """The same within a sentence; ``day`` is counted from the start."""
        return self("date.long" if has_day else "week.long", week=day // 7, day=day % 7 + 1)
