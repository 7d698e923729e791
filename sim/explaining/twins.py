"""A run and its pair, side by side: the first time at which anything about a person differs between them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.core.table import Table
from sim.explaining.events import NEVER_APART, PER_WEEK, SAME, Happenings
from sim.explaining.look import Look
from sim.explaining.recorder import Recorder
from sim.settings.tree import Settings
from sim.state.codes import AWARENESS
from sim.state.columns import Residents
from sim.world import World

Times = NDArray[np.int64]
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
        start: first week of the programme.
    """

    def __init__(self, world: World, settings: Settings, tick: Tick | None = None, start: int | None = None) -> None:
        weeks = world.settings.weeks
        self.start = min(settings.programme.first_week if start is None else start, weeks)
        self.pair = Recorder(world)
        for _ in range(self.start):
            _tick(tick)
            self.pair.run_week()
        self.run = Recorder(world.fork(settings), self.pair)
        size = world.population.key.size
        self.apart, self.wariness_apart, self.reachable_apart = (np.full(size, NEVER_APART) for _ in range(3))
        for week in range(self.start, weeks):
            _tick(tick)
            self.run.run_week()
            self.pair.run_week()
            self._compare(week)
        mine, theirs = unlike(self.run.happenings, self.pair.happenings)
        for recorder, which in ((self.run, mine), (self.pair, theirs)):
            table = recorder.happenings
            np.minimum.at(self.apart, table["person"][which], table["time"][which])

    def _compare(self, week: int) -> None:
        """Note when residents whom the week left different first differed in it."""
        ends = self.run.looks[-1].differing(self.pair.looks[-1])
        rows = np.flatnonzero(ends & (self.apart > week * PER_WEEK + PER_WEEK))
        self._note(self.apart, rows, week, lambda one, other: one.differing(other, rows))
        one, other = self.run.looks[-1].people, self.pair.looks[-1].people
        aware = np.flatnonzero(_aware(one, other) & (self.wariness_apart == NEVER_APART))
        self._note(self.wariness_apart, aware, week, lambda one, other: _aware(one.people, other.people)[aware])
        seen = np.flatnonzero(_seen(one, other) & (self.reachable_apart == NEVER_APART))
        self._note(self.reachable_apart, seen, week, lambda one, other: _seen(one.people, other.people)[seen])

    def _note(self, times: Times, rows: Times, week: int, differ: Callable[[Look, Look], NDArray[np.bool_]]) -> None:
        if not rows.size:
            return
        for stage in reversed(range(PER_WEEK)):
            now = differ(self.run.looks[stage + 1], self.pair.looks[stage + 1])
            times[rows[now]] = week * PER_WEEK + stage


def _aware(one: Residents, other: Residents) -> NDArray[np.bool_]:
    """Who is more or less wary in one of the runs."""
    return np.asarray(one.mind[:, AWARENESS] != other.mind[:, AWARENESS])


def _seen(one: Residents, other: Residents) -> NDArray[np.bool_]:
    """Who is another one in the eyes of a recruiter in one of the runs."""
    return np.asarray((one.status != other.status) | (one.refusals != other.refusals))


def unlike(one: Table[Happenings], other: Table[Happenings]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which rows of each of two tables of happenings have no equal in the other: [one] and [other]."""
    marks, others = _marks(one), _marks(other)
    return ~np.isin(marks, others), ~np.isin(others, marks)


def _marks(table: Table[Happenings]) -> NDArray[np.uint64]:
    """A number that equal rows share."""
    out = np.zeros(len(table), np.uint64)
    for name in SAME:
        out ^= table[name].astype(np.int64).view(np.uint64) if name != "incident" else table[name]
        out *= np.uint64(0x9E3779B97F4A7C15)
        out ^= out >> np.uint64(29)
        out *= np.uint64(0xBF58476D1CE4E5B9)
        out ^= out >> np.uint64(32)
    return out


def _tick(tick: Tick | None) -> None:
    if tick is not None:
        tick()
