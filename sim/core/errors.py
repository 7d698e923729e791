"""The one voice for input that cannot be used: where, value, what is allowed, what to do.

Checks collect all mistakes they find and raise one :class:`InputError`; each is printed as a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

MOST_CHARACTERS = 300
"""Longest text of a user's that is repeated in full."""


def short(value: object) -> str:
    """What a user wrote, without its middle if it is very long."""
    text, half = str(value), MOST_CHARACTERS // 3
    if len(text) <= MOST_CHARACTERS:
        return text
    return f"{text[:half]} ... {text[-half:]} ({len(text):,} characters)"


class Mistake(NamedTuple):
    """One thing in the input that cannot be used."""

    where: str
    """The file or the key, as the user knows it: ``programme.end_week``, ``villages.csv, line 3``."""
    value: object
    """What stands there. Text is shown as it is, so it may also say ``no column 'households'``."""
    allowed: str
    """What may stand there, with its unit."""
    todo: str
    """What to do about it, as an order or a question."""

    def sentence(self) -> str:
        """The mistake as one sentence."""
        end = "" if self.todo.endswith(("?", ".")) else "."
        return f"{short(self.where)}: {short(self.value)} is not accepted (allowed: {self.allowed}); {self.todo}{end}"


MOST_SHOWN = 10
"""Mistakes that are told in full; the others are counted."""


class InputError(ValueError):
    """Input that cannot be used, with all its mistakes."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes: list[Mistake] = list(mistakes)
        shown, more = self.mistakes[:MOST_SHOWN], len(self.mistakes) - MOST_SHOWN
        sentences = [mistake.sentence() for mistake in shown]
        super().__init__("\n".join([*sentences, f"... and {more:,} more"] if more > 0 else sentences))

    def __reduce__(self) -> tuple[type[InputError], tuple[list[Mistake]]]:
        """Keep the mistakes when the error crosses a process border."""
        return type(self), (self.mistakes,)
