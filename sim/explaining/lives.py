"""The happenings of one run, found by person and by incident."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.explaining.events import What, week_of
from sim.explaining.recorder import Recorder
from sim.state.codes import ACCEPTED, NOBODY, TURNED_DOCUMENTED


class Happening(NamedTuple):
    """One row of the table, and whether the other run has no equal of it."""

    time: int
    what: What
    person: int
    other: int
    incident: int
    post: int
    holder: int
    detail: int
    facts: int
    channel: int
    day: int
    felt: float
    around: float
    only_here: bool

    @property
    def week(self) -> int:
        """The week in which it happened."""
        return week_of(self.time)

    @property
    def date(self) -> int:
        """The day: its own, or the first of its week."""
        return self.day if self.has_day else self.week * 7

    @property
    def has_day(self) -> bool:
        """Whether it has a day of its own: an answer's day is that of the departure it leads to."""
        return self.day != NOBODY and self.what != What.ANSWERED


class Lives:
    """What happened to whom in one of two runs.

    Args:
        recorder: of the run.
        only_here: [happenings] which of them have no equal in the other run.
    """

    def __init__(self, recorder: Recorder, only_here: NDArray[np.bool_]) -> None:
        self.recorder = recorder
        self.world = recorder.world
        self.table = recorder.happenings
        self.only_here = only_here
        persons = self.table["person"]
        self._order = np.argsort(persons, kind="stable")
        self._sorted = persons[self._order]

    def of(self, person: int) -> list[Happening]:
        """The life of one person, by row, in order."""
        lo, hi = np.searchsorted(self._sorted, [person, person + 1])
        return [self.row(int(row)) for row in self._order[lo:hi]]

    def where(self, which: NDArray[np.bool_]) -> list[Happening]:
        """Some happenings, in order; ``which`` [happenings] says of each whether it is one of them."""
        return [self.row(int(row)) for row in np.flatnonzero(which)]

    def row(self, row: int) -> Happening:
        """The happening in one ``row`` of the table, counted from 0."""
        values: dict[str, Any] = {name: self.table[name][row].item() for name in self.table.names}
        values["what"] = What(values["what"])
        return Happening(**values, only_here=bool(self.only_here[row]))

    def at(self, time: int, what: Iterable[What]) -> list[Happening]:
        """What of some kinds happened to anybody at one time, as :func:`~sim.explaining.events.time_of` counts it."""
        lo, hi = np.searchsorted(self.table["time"], [time, time + 1])
        kinds = [int(one) for one in what]
        return [self.row(lo + int(row)) for row in np.flatnonzero(np.isin(self.table["what"][lo:hi], kinds))]

    def post_at(self, post: int, time: int) -> dict[str, int]:
        """What a recruiter's post (by number) was like before the stage of a ``time``, as :func:`time_of` counts it."""
        posts = self.recorder.posts
        rows = np.flatnonzero((posts["post"] == post) & (posts["time"] < time))
        return {name: int(posts[name][rows[-1]]) for name in posts.names}

    def acts(self) -> dict[int, list[tuple[int, ...]]]:
        """For each post, the changes in how it works: time, state, holder, village, private until, finders."""
        posts = self.recorder.posts
        names = ("time", "state", "holder", "base", "private_until", "finders")
        out: dict[int, list[tuple[int, ...]]] = {}
        for row in range(len(posts)):
            out.setdefault(int(posts["post"][row]), []).append(tuple(int(posts[name][row]) for name in names))
        return out


def state_of(happening: Happening) -> int:
    """The state of the incident after an answer (ANSWERED)."""
    return happening.detail & 255


def is_away(life: list[Happening], time: int, before: bool) -> bool:
    """Whether somebody could not be asked: abroad, preparing, in the procedure or cooling off.

    Asked of the ``time`` of a stage, see :func:`~sim.explaining.events.time_of`. ``before`` says whether the person
    was abroad or in the procedure at the start of the run.
    """
    busy = before
    for one in life:
        if one.time >= time:
            break
        if one.what == What.ANSWERED:
            busy = state_of(one) in (ACCEPTED, TURNED_DOCUMENTED)
        elif one.what in (What.LEFT, What.LEFT_DOCUMENTED, What.STOPPED, What.COUNSELLED):
            busy = True
        elif one.what in (What.RETURNED, What.FREE_AGAIN, What.PROCEDURE_FAILED, What.LETTER_REFUSED):
            busy = False
    return busy
