"""An officer (PIMPASA) as a Mesa agent: the villages served, standing there, and the hours of the week."""

from __future__ import annotations

from collections.abc import Iterable

from sim.agents.host import Host
from sim.agents.registered import Registered
from sim.officers.hours import assigned
from sim.state.week_log import OfficerWeek


class Officer(Registered):
    """One officer of the programme, by number counted from 0. Serves no village while the programme does not run."""

    def __init__(self, model: Host, number: int) -> None:
        self.number = number
        super().__init__(model, f"officer/{number}")

    @property
    def _this(self) -> OfficerWeek | None:
        """The officer in the last week run, or in the first one; None while the programme does not run."""
        log = self.model.world.log if self.model.world.week else assigned(self.model.world)
        return next((one for one in log.officers if one.number == self.number), None)

    def _codes(self, villages: Iterable[int]) -> tuple[str, ...]:
        codes = self.model.world.population.village_codes
        return tuple(codes[village] for village in sorted(villages))

    @property
    def villages(self) -> tuple[str, ...]:
        """Codes of the villages served in the last week run."""
        return self._codes(self._this.villages) if self._this else ()

    @property
    def village(self) -> str | None:
        """Code of the first village served, None without one."""
        return next(iter(self.villages), None)

    @property
    def visited(self) -> tuple[str, ...]:
        """Codes of the villages travelled to in the last week run."""
        return self._codes(self._this.spent) if self._this else ()

    @property
    def holder(self) -> int:
        """Which person holds the post, counted from 0: one more after each transfer."""
        holders = self.model.world.state.officer_holder
        return int(holders[self.number]) if self.number < holders.size else 0

    @property
    def embeddedness(self) -> dict[str, float]:
        """How embedded (0-1) the officer is in each village served so far, by code."""
        world = self.model.world
        if self.number >= world.state.officer_holder.size:
            return {}
        standing = zip(world.population.village_codes, world.state.standing[self.number].tolist(), strict=True)
        return {code: value for code, value in standing if value >= 0.0}

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
        if not self.model.world.week or self._this is None:
            return 0.0
        return self.weekly_hours - self._this.left
