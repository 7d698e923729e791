"""When a programme works where: its phases over the villages of a place, as arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.settings.programme import Programme

YEAR = 52
"""Weeks of a programme's year."""


class Schedule:
    """The phases of a programme over the villages of a place, as arrays.

    Args:
        programme: whose phases.
        codes: codes of the place's villages, in their order.
    """

    def __init__(self, programme: Programme, codes: tuple[str, ...]) -> None:
        self._phases = programme.phases
        self._covers = [np.array([phase.covers(code) for code in codes], bool) for phase in self._phases]
        self._by_start = sorted(zip(self._phases, self._covers, strict=True), key=lambda pair: pair[0].start_week)
        self._none = np.zeros(len(codes), bool)
        self._first = programme.first_week

    def year(self, week: int) -> int:
        """Year of the programme that ``week`` lies in, 0 from its first week anywhere; below 0 before."""
        return (week - self._first) // YEAR

    def weeks_of_year(self, week: int) -> NDArray[np.bool_]:
        """[weeks, V] which villages the programme works in, in each week of the programme's year of ``week``."""
        first = self._first + self.year(week) * YEAR
        return np.array([self.works(one) for one in range(first, first + YEAR)], bool)

    def works(self, week: int) -> NDArray[np.bool_]:
        """[V] which villages the programme works in during ``week``: those of any phase that runs."""
        now = self._none.copy()
        for phase, covers in zip(self._phases, self._covers, strict=True):
            if phase.runs_at(week):
                now |= covers
        return now

    def weeks_running(self, week: int) -> NDArray[np.int64]:
        """[V] weeks for which the programme has worked without a break up to ``week``; -1 where it does not work."""
        begin = np.where(self.works(week), week, week + 1)
        for phase, covers in reversed(self._by_start):
            # a phase that reaches up to where the ones after it begin puts the beginning back to its own
            reaches = covers & ((begin if phase.end_week is None else phase.end_week) >= begin)
            begin = np.where(reaches & (begin <= week), np.minimum(begin, phase.start_week), begin)
        return week - begin

    def ended(self, week: int) -> NDArray[np.bool_]:
        """[V] villages the programme worked in before ``week``, and will not work in from then on."""
        past = self._none.copy()
        for phase, covers in zip(self._phases, self._covers, strict=True):
            if phase.end_week is not None and phase.end_week <= week:
                past |= covers
        for phase, covers in zip(self._phases, self._covers, strict=True):
            if phase.end_week is None or phase.end_week > week:
                past &= ~covers
        return past
