"""The happenings of one run, found by person and by incident."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.explaining.events import What, week_of
from sim.explaining.recorder import Recorder
from sim.state.codes import ACCEPTED, NOBODY, TURNED_DOCUMENTED


class Happening(NamedTuple):
    """One row of the table, and in which run: whether the other one has no equal, and whether it is the programme's."""

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
    here: bool

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
        here: whether it is the run with the programme.
    """

    def __init__(self, recorder: Recorder, only_here: NDArray[np.bool_], here: bool) -> None:
        self.recorder = recorder
        self.world = recorder.world
        self.table = recorder.happenings
        self.only_here, self.here = only_here, here
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
        return Happening(**values, only_here=bool(self.only_here[row]), here=self.here)

    def at(self, time: int, what: What) -> list[Happening]:
        """What of one kind happened to anybody at one ``time``, a number of stages from the start."""
        return self.where((self.table["time"] == time) & (self.table["what"] == what))

    def learned(self, person: int, facts: int, before: int) -> Happening | None:
        """The last time before that the ``person`` of a row learned one of some ``facts`` (bits)."""
        kinds = (What.SESSION, What.TRAINED, What.TOLD, What.ADVISED)
        found = [one for one in self.of(person) if one.what in kinds and one.facts & facts and one.time < before]
        return found[-1] if found else None

    def warned(self, person: int, post: int, before: int) -> Happening | None:
        """The last time ``before`` (in stages) that the ``person`` of a row was warned of the one at a ``post``."""
        kinds = (What.WARNED, What.TOLD)
        found = [one for one in self.of(person) if one.what in kinds and one.post == post and one.time < before]
        return found[-1] if found else None

    def post_at(self, post: int, time: int) -> dict[str, int]:
        """What a recruiter's post (by number) was like before a stage: ``time`` as `time_of` counts it."""
        posts = self.recorder.posts
        rows = np.flatnonzero((posts["post"] == post) & (posts["time"] < time))
        return {name: int(posts[name][rows[-1]]) for name in posts.names}


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
