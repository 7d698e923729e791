"""An officer (PIMPASA) as a Mesa agent: the villages served and the hours of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.responding.hours import OfficerHours
from sim.views.few import Few

if TYPE_CHECKING:
    from sim.model import EarlyWarningModel


class Officer(Few):
    """One officer of the programme, by number counted from 0. Serves no village while the programme does not run."""

    def __init__(self, model: EarlyWarningModel, number: int) -> None:
        self.number = number
        super().__init__(model, f"officer/{number}")

    @property
    def _week(self) -> OfficerHours:
        """The hours of the last week run, or of the first one."""
        return self.model.world.officer_hours or OfficerHours(self.model.world)

    @property
    def villages(self) -> tuple[str, ...]:
        """Codes of the villages served in the last week run."""
        codes = self.model.world.population.village_codes
        return tuple(codes[village] for village, who in self._week.officer_of.items() if who == self.number)

    @property
    def village(self) -> str | None:
        """Code of the first village served, None without one."""
        return next(iter(self.villages), None)

    @property
    def visited(self) -> tuple[str, ...]:
        """Codes of the villages travelled to in the last week run."""
        served, codes = self._week.officer_of, self.model.world.population.village_codes
        return tuple(codes[village] for village in sorted(self._week.visited) if served[village] == self.number)

    @property
    def weekly_hours(self) -> float:
        """Hours for the villages in each week in which the programme runs."""
        return float(self.model.settings.programme.officer_hours)

    @property
    def skill(self) -> float:
        """Skill as an educator, 0 to 1."""
        return float(self.model.settings.programme.officer_skill)

    @property
    def hours_used(self) -> float:
        """Hours spent in the last week run: travel, sessions, cases and listening."""
        if self.model.world.officer_hours is None or not self.villages:
            return 0.0
        return self.weekly_hours - float(self._week.left[self.number])
