"""Notes about the input on the way: each is printed once, as a sentence, and kept for the record of the run."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sim.core.notes import InputNote


@contextmanager
def told() -> Iterator[list[str]]:
    """The notes told so far; other warnings go their usual way."""
    notes: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("always", InputNote)
        usual = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *more: Any, **others: Any) -> None:
            if not issubclass(category, InputNote):
                usual(message, category, *more, **others)
            elif str(message) not in notes:
                notes.append(str(message))
                print(f"kentongan: note: {message}", file=sys.stderr)

        warnings.showwarning = show
        yield notes
