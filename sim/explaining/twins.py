"""A run and its pair, side by side: the first time at which anything about a person differs between them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.core.table import Table
from sim.explaining.events import NEVER_APART, PER_WEEK, SAME, Happenings
from sim.explaining.look import Look
from sim.explaining.recorder import Recorder
from sim.people.identity import folded
from sim.settings.tree import Settings
from sim.world import World

Tick = Callable[[], object]


class Twins:
    """The same people twice: under a programme, and with the same luck without it.

    Args:
        world: at week 0, under the settings without the programme.
        settings: those with the programme; the runs part where it begins.
        tick: called before each week.
        start: week in which the runs part; None: where the programme begins.

    Attributes:
        run, pair: what happened with the programme and without.
        apart: first time at which anything about each person differs, NEVER_APART if nothing ever does.
        wariness_apart: the same of awareness alone.
        reachable_apart: the same of what a recruiter sees: whether at home, and past refusals.
        only_here: which happenings of each run have no equal in the other.
        start: first week of the programme.
    """

    def __init__(self, world: World, settings: Settings, tick: Tick | None = None, start: int | None = None) -> None:
        weeks = world.settings.weeks
        self.start = min(settings.programme.first_week if start is None else start, weeks)
        self.pair = Recorder(world)
        for _ in range(self.start):
            _tick(tick)
            self.pair.run_week()
        self.run = self.pair.fork(settings)
        size = world.population.key.size
        self.apart, self.wariness_apart, self.reachable_apart = (np.full(size, NEVER_APART) for _ in range(3))
        for week in range(self.start, weeks):
            _tick(tick)
            self.run.run_week()
            self.pair.run_week()
            self._compare(week)
        tables = (self.run.happenings, self.pair.happenings)
        self.only_here = unlike(*tables)
        for table, which in zip(tables, self.only_here, strict=True):
            np.minimum.at(self.apart, table["person"][which], table["time"][which])

    def _compare(self, week: int) -> None:
        """Note when residents whom the week left different first differed in it."""
        looks = list(zip(self.run.looks[1:], self.pair.looks[1:], strict=True))  # after each stage
        for times, differing in (
            (self.apart, Look.differing),
            (self.wariness_apart, Look.differing_in_wariness),
            (self.reachable_apart, Look.differing_to_recruiters),
        ):
            rows = np.flatnonzero(times == NEVER_APART)
            rows = rows[differing(*looks[-1], rows)]
            for stage in reversed(range(PER_WEEK if rows.size else 0)):
                times[rows[differing(*looks[stage], rows)]] = week * PER_WEEK + stage


def unlike(one: Table[Happenings], other: Table[Happenings]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which rows of each of two tables of happenings have no equal in the other: [one] and [other]."""
    marks, others = _marks(one), _marks(other)
    return ~np.isin(marks, others), ~np.isin(others, marks)


def _marks(table: Table[Happenings]) -> NDArray[np.uint64]:
    """A number that equal rows share."""
    out = np.zeros(len(table), np.uint64)
    for name in SAME:
        out = folded(out, table[name].astype(np.int64))
    return out


def _tick(tick: Tick | None) -> None:
    if tick is not None:
        tick()
