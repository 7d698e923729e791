"""A whole comparison: what is stored is kept, seeds are added until the answer is narrow enough."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass

from experiments.cli.interrupt import stop_if_asked
from experiments.runner.executors import WorkerError, execute
from experiments.runner.plan import PlacePlan, Unit
from experiments.runner.progress import Progress
from experiments.runner.store import Result
from experiments.runner.work import Worker


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
        """Run whatever of these units has no result yet."""
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
    plan: PlacePlan,
    seeds: tuple[int, int, int],
    enough: Callable[[Sequence[Unit]], bool],
    run: Callable[[Sequence[Unit]], None],
) -> tuple[Unit, ...]:
    """Run seeds 0, 1, 2, ... until it is enough; returns the units of all of them.

    ``seeds`` are the least, how many are added at a time, and the most.
    """
    least, batch, most = seeds
    count = least
    while True:
        units = plan.units(range(count))
        run(units)
        if count >= most or enough(units):
            return units
        count = min(count + batch, most)
