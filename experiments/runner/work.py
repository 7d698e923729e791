"""What one unit of work does: the shared first weeks once, then every scenario as a fork of them.

Each result is stored as it ends, so a run that is stopped goes on from there. Works the same in a thread and
in another process; nothing here is shared between units but the cache of built villages.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from experiments.runner.fates import compare
from experiments.runner.model import Model
from experiments.runner.plan import Scenario, Unit
from experiments.runner.store import Result, Store, run_key

Report = Callable[[str], None]
"""Called with the name of each scenario as it is stored."""


class Stopped(Exception):  # noqa: N818 - not an error
    """The runner was asked to stop."""


@dataclass
class Built:
    """Villages that are built already, by place and population seed; the oldest go first when it is full."""

    limit: int
    _ready: OrderedDict[tuple[str, int], Any] = field(default_factory=OrderedDict)
    _locks: dict[tuple[str, int], threading.Lock] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def get(self, unit: Unit, build: Callable[[Any], Any]) -> Any:
        """The villages of this unit, built now if nobody has; two threads never build the same ones."""
        name = (unit.place, unit.population_seed)
        with self._guard:
            lock = self._locks.setdefault(name, threading.Lock())
        with lock:
            built = self._ready.get(name)
            if built is None:
                built = build(unit.baseline.settings)
                with self._guard:
                    self._ready[name] = built
                    while len(self._ready) > self.limit:
                        self._ready.popitem(last=False)
            return built

    def __getstate__(self) -> dict[str, Any]:
        """Locks and villages stay where they are: another process builds its own."""
        return {"limit": self.limit}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["limit"])  # type: ignore[misc]


@dataclass
class Worker:
    """Runs units with one model into one store."""

    model: Model
    store: Store
    built: Built
    fingerprint: str

    def key(self, unit: Unit, scenario: Scenario) -> str:
        """Under which name the result of this scenario and seed is stored."""
        run = (unit.place, unit.seed, unit.population_seed, unit.start_week)
        return run_key(self.fingerprint, *run, unit.baseline.digest, scenario.digest)

    def missing(self, unit: Unit) -> list[Scenario]:
        """Scenarios of the unit that have no result yet."""
        return [scenario for scenario in unit.all_scenarios if self.key(unit, scenario) not in self.store]

    def run(self, unit: Unit, report: Report, stop: threading.Event) -> None:
        """Run what is missing of the unit; raises :class:`Stopped` between two weeks when asked to."""
        missing = self.missing(unit)
        if not missing:
            return
        settings = unit.baseline.settings
        year = self.model.start(settings, self.built.get(unit, self.model.build))
        self._weeks(year, unit.start_week, stop)
        start = self.model.paths(year)
        without = self._to_the_end(year, unit.baseline, unit.start_week, stop)
        base = self.model.paths(without).since(start)
        for scenario in missing:
            alone = scenario is unit.baseline
            world = without if alone else self._to_the_end(year, scenario, unit.start_week, stop)
            first = 0 if alone else unit.start_week
            fates = compare(base, self.model.paths(world).since(start))
            weekly = self.model.weekly(world)[first : settings.weeks]
            self.store.save(self.key(unit, scenario), Result(weekly, first, fates))
            report(scenario.name)

    def _to_the_end(self, year: Any, scenario: Scenario, start_week: int, stop: threading.Event) -> Any:
        world = self.model.fork(year, scenario.settings)
        self._weeks(world, scenario.settings.weeks - start_week, stop)
        return world

    def _weeks(self, world: Any, count: int, stop: threading.Event) -> None:
        for _ in range(count):
            if stop.is_set():
                raise Stopped
            self.model.step(world)
