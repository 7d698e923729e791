"""When a programme works where: phases, each some villages from one week until another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from sim.quantity import Section, quantity

if TYPE_CHECKING:
    from sim.programme import Programme


class Phase(Section):
    """Some villages, from a first week until the week before the last."""

    villages: list[str] | None = Field(description="codes of the villages; null: all of the place")
    start_week: int = quantity("first week of the phase, counted from 0", "week", 0, 100000)
    end_week: int | None = Field(description="first week without it again; null: it goes on (week)", ge=0)

    def runs_at(self, week: int) -> bool:
        """Whether ``week`` lies in the phase."""
        return self.start_week <= week and (self.end_week is None or week < self.end_week)

    def covers(self, village: str) -> bool:
        """Whether a village, by its code, is among those of the phase."""
        return self.villages is None or village in self.villages


class Schedule:
    """The phases of a programme over the villages of a place, as arrays.

    Args:
        programme: whose phases.
        codes: codes of the place's villages, in their order.
    """

    def __init__(self, programme: Programme, codes: tuple[str, ...]) -> None:
        self._phases = programme.phases
        self._covers = [np.array([phase.covers(code) for code in codes], bool) for phase in self._phases]
        self._none = np.zeros(len(codes), bool)

    def works(self, week: int) -> NDArray[np.bool_]:
        """Which villages the programme works in during ``week``: those of any phase that runs."""
        now = self._none.copy()
        for phase, covers in zip(self._phases, self._covers, strict=True):
            if phase.runs_at(week):
                now |= covers
        return now

    def weeks_running(self, week: int) -> NDArray[np.int64]:
        """Weeks since the earliest of the phases that run in each village began; -1 where none runs."""
        weeks = np.full(self._none.size, -1, np.int64)
        for phase, covers in zip(self._phases, self._covers, strict=True):
            if phase.runs_at(week):
                weeks[covers] = np.maximum(weeks[covers], week - phase.start_week)
        return weeks

    def ended(self, week: int) -> NDArray[np.bool_]:
        """Villages the programme once worked in, and will not work in again."""
        past = self._none.copy()
        for phase, covers in zip(self._phases, self._covers, strict=True):
            if phase.end_week is not None and phase.end_week <= week:
                past |= covers
        for phase, covers in zip(self._phases, self._covers, strict=True):
            if phase.end_week is None or phase.end_week > week:
                past &= ~covers
        return past
