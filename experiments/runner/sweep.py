"""A whole comparison: what is stored is kept, seeds are added until the answer is narrow enough."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from io import StringIO

from tqdm import tqdm

from experiments.cli.interrupt import stop_if_asked
from experiments.runner.executors import WorkerError, execute
from experiments.runner.plan import Unit
from experiments.runner.store import Result
from experiments.runner.work import Worker

SECONDS_BETWEEN_LINES = 15.0

Wording = Callable[[int, int, float | None], str]
"""Says how far it is: runs done, runs in all, seconds left (None if nobody can tell yet)."""


class Progress(AbstractContextManager["Progress"]):
    """How far a sweep is: tqdm's bar in a terminal, a line of words now and then elsewhere. Use as a context.

    Args:
        total: runs in all.
        done: how many of them are stored already.
        wording: puts it into words.
    """

    def __init__(self, total: int, done: int, wording: Wording) -> None:
        tqdm.monitor_interval = 0  # its thread would be in the way of forked workers
        self.in_words, self.wording = not sys.stderr.isatty(), wording
        self.total, self.done, self.first = total, done, done
        shown = StringIO() if self.in_words else sys.stderr
        self.bar = tqdm(total=total, initial=done, unit="run", smoothing=0.05, file=shown)
        self.started = self.spoken = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def one_more(self) -> None:
        """A run has been stored."""
        self.done += 1
        self.bar.update()
        now, ran, to_come = time.monotonic(), self.done - self.first, self.total - self.done
        if self.in_words and (now - self.spoken > SECONDS_BETWEEN_LINES or to_come == 0):
            self.spoken = now
            left = (now - self.started) / ran * to_come if ran > 0 and to_come > 0 else None
            self.note(self.wording(self.done, self.total, left))

    def more(self, total: int, done: int) -> None:
        """The plan has grown to ``total`` runs, or broken results leave it with only ``done`` runs."""
        self.total, self.done = self.bar.total, self.bar.n = total, done
        self.bar.refresh()

    def note(self, text: str) -> None:
        """Print a line of text without tearing the bar."""
        tqdm.write(text, file=sys.stderr)


@dataclass
class Sweep:
    """Runs units and hands out their results; makes sure that every result it hands out is whole."""

    worker: Worker
    executor: str
    workers: int

    def count(self, units: Sequence[Unit]) -> tuple[int, int]:
        """How many runs these units have in all, and how many are stored."""
        total = sum(len(unit.all_scenarios) for unit in units)
        return total, total - sum(len(self.worker.missing(unit)) for unit in units)

    def run(self, units: Sequence[Unit], progress: Progress) -> None:
        """Run whatever of these units has no result yet.

        Raises:
            WorkerError: if the model fails in a run.
            OSError: if a result cannot be stored.
        """
        pending = [unit for unit in units if self.worker.missing(unit)]
        with closing(execute(self.executor, self.worker, pending, self.workers)) as events:
            for event in events:
                stop_if_asked()
                if event.kind == "stored":
                    progress.one_more()
                elif event.kind == "broken":
                    raise WorkerError(f"{event.unit.place}, seed {event.unit.seed}:\n{event.text}")
                elif event.kind == "no room":
                    raise OSError(int(event.text), os.strerror(int(event.text)))
                elif event.kind == "died":
                    where = f"{event.unit.place}, seed {event.unit.seed}"
                    progress.note(f"A worker {event.text}; {where} is tried once more.")

    def results(self, unit: Unit, names: Iterable[str]) -> dict[str, Result] | None:
        """The unit's results by scenario; None if one is missing or broken (then :meth:`run` it again)."""
        by_name = {scenario.name: scenario for scenario in unit.all_scenarios}
        loaded = {name: self.worker.store.load(self.worker.key(unit, by_name[name])) for name in names}
        if any(result is None for result in loaded.values()):
            return None
        return {name: result for name, result in loaded.items() if result is not None}

    def whole(self, units: Sequence[Unit], names: Sequence[str], progress: Progress) -> list[dict[str, Result]]:
        """Results of all units, in their order; broken files are run again first."""
        found = [self.results(unit, names) for unit in units]
        for position, result in enumerate(found):
            if result is None:
                self.run([units[position]], progress)
                found[position] = self.results(units[position], names)
        return [result for result in found if result is not None]


def seeds_needed(
    seeds: Mapping[str, tuple[int, int, int]],
    enough: Callable[[str, int], bool],
    run: Callable[[Mapping[str, int]], None],
) -> dict[str, int]:
    """Run seeds 0, 1, 2, ... of everything named until each has enough of them; returns how many each has.

    ``seeds`` are the least, how many are added at a time, and the most. ``run`` gets at once all that lack some, with
    how many each is to have, so that they share the workers; ``enough`` is asked of each by itself.
    """
    counts: dict[str, int] = {}
    lacking = {name: least for name, (least, _, _) in seeds.items()}
    while lacking:
        run(lacking)
        counts |= lacking
        lacking = {
            name: min(count + seeds[name][1], seeds[name][2])
            for name, count in lacking.items()
            if count < seeds[name][2] and not enough(name, count)
        }
    return counts
