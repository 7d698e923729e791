"""The officers of one week and how their hours go: made when the week begins, kept to be looked at after it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.core.draws import name_key
from sim.state.codes import DAYS


def officer_key(number: int, holder: int) -> int:
    """Stable key of the ``holder``-th person in the post of the officer ``number``, both counted from 0."""
    return name_key("officer", number, holder)


@dataclass(eq=False)
class OfficerWeek:
    """An officer (PIMPASA) in one week: who holds the post, which villages are served, and how the hours go.

    Comes from the immigration office; pays the way to a village once a week, with the first thing done there.
    """

    number: int
    holder: int
    hours: float
    left: float
    kept: float  # of what is left: only for what the officer is judged by
    villages: list[int] = field(default_factory=list)
    spent: dict[int, float] = field(default_factory=dict)  # by village travelled to: hours there, the way apart

    @property
    def key(self) -> int:
        """Stable key of the person who holds the post."""
        return officer_key(self.number, self.holder)

    def cut_to(self, share: float) -> None:
        """Have only a share (0-1) of the hours: as much as is paid for."""
        self.hours, self.left, self.kept = self.hours * share, self.left * share, self.kept * share

    def travel(self, village: int, way: float) -> float:
        """Hours of travel that something in a village would take now; ``way`` are the hours one way."""
        return 0.0 if village in self.spent else 2.0 * way

    def free(self, judged: bool) -> float:
        """Hours left for something that the officer is, or is not, judged by."""
        return self.left if judged else self.left - self.kept

    def pay(self, village: int, hours: float, travel: float, judged: bool) -> None:
        """Spend hours in a village, and on ``travel`` to it; those kept for it first if the officer is judged by it."""
        self.left -= hours + travel
        if judged:
            self.kept = max(0.0, self.kept - (hours + travel))
        self.spent[village] = self.spent.get(village, 0.0) + hours

    def today(self) -> int:
        """Day of the week that corresponds to the part of the hours already used."""
        return min(DAYS - 1, int(DAYS * (1.0 - self.left / self.hours)))


@dataclass(eq=False)
class WeekLog:
    """The officers of one week, and those who serve each village that has one."""

    officers: list[OfficerWeek] = field(default_factory=list)
    officers_of: dict[int, list[OfficerWeek]] = field(default_factory=dict)
