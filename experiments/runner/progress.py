"""How far a sweep is: a bar with the time left in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TextIO

from tqdm import tqdm

SECONDS_BETWEEN_LINES = 15.0

Wording = Callable[[int, int, float | None], str]
"""Says how far it is: runs done, runs in all, seconds left (None if nobody can tell yet)."""


def plain_wording(done: int, total: int, seconds: float | None) -> str:
    """The words where no language is chosen."""
    return f"{done} of {total} runs" + ("" if seconds is None else f", about {seconds:.0f} s left")


class Progress:
    """Counts runs; use as a context. ``note`` prints a line without tearing the bar."""

    def __init__(self, total: int, done: int, wording: Wording = plain_wording, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.wording = wording
        self.total, self.done, self.first = total, done, done
        self.started = self.spoken = time.monotonic()
        self.bar: tqdm[Any] | None = None
        if self.stream.isatty():
            tqdm.monitor_interval = 0  # its thread would be in the way of forked workers
            self.bar = tqdm(total=total, initial=done, unit="run", smoothing=0.05, file=self.stream)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.close()

    def one_more(self) -> None:
        """A run has been stored."""
        self.done += 1
        if self.bar is not None:
            self.bar.update()
        elif time.monotonic() - self.spoken > SECONDS_BETWEEN_LINES or self.done == self.total:
            self.spoken = time.monotonic()
            print(self.wording(self.done, self.total, self._seconds_left()), file=self.stream, flush=True)

    def more(self, total: int, done: int) -> None:
        """The plan has grown (or some of its results turned out to be broken)."""
        self.total, self.done = total, done
        if self.bar is not None:
            self.bar.total, self.bar.n = total, done
            self.bar.refresh()

    def note(self, text: str) -> None:
        """Print a line of text."""
        if self.bar is not None:
            self.bar.clear()
        print(text, file=self.stream, flush=True)
        if self.bar is not None:
            self.bar.refresh()

    def _seconds_left(self) -> float | None:
        ran = self.done - self.first
        if ran <= 0 or self.done >= self.total:
            return None
        return (time.monotonic() - self.started) / ran * (self.total - self.done)
