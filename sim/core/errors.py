"""The one voice for input that cannot be used: where, value, what is allowed, what to do.

Checks collect all mistakes they find and raise one :class:`InputError`; each is printed as a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


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
        return f"{self.where}: {self.value} is not accepted (allowed: {self.allowed}); {self.todo}{end}"


class InputError(ValueError):
    """Input that cannot be used, with all its mistakes."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes: list[Mistake] = list(mistakes)
        super().__init__("\n".join(mistake.sentence() for mistake in self.mistakes))

    def __reduce__(self) -> tuple[type[InputError], tuple[list[Mistake]]]:
        """Keep the mistakes when the error crosses a process border."""
        return type(self), (self.mistakes,)
