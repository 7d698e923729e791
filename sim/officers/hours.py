"""Hours: a shared resource. Officers' hours go to travel, sessions, cases and listening, and are never exceeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.officers.officer import JUDGED_BY, Officer

if TYPE_CHECKING:
    from sim.world import World


class OfficerHours:
    """The week's officers and their hours. Villages are dealt out to officers in turn.

    With more officers than villages the dealing goes on, so that a village has several.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        served = np.flatnonzero(world.has_officers()).tolist()
        self.judged_by = JUDGED_BY[world.settings.programme.indicator]
        self.officers = _officers(world, kept=self.judged_by is not None) if served else []
        self.officers_of: dict[int, list[Officer]] = {village: [] for village in served}
        for n in range(max(len(served), len(self.officers)) if served else 0):
            officer, village = self.officers[n % len(self.officers)], served[n % len(served)]
            officer.villages.append(village)
            self.officers_of[village].append(officer)

    def spend(self, village: int, hours: float, measure: str) -> bool:
        """Spend hours in a village if an officer has enough, travel included; count them under ``measure``."""
        return hours == 0.0 or self.work(village, hours, measure) is not None

    def work(self, village: int, hours: float, measure: str) -> Officer | None:
        """Who does something in a village: the officer with most hours for it, if enough; None without one."""
        judged = measure == self.judged_by
        for officer in sorted(self.officers_of.get(village, ()), key=lambda one: -one.free(judged)):
            travel = officer.travel(village, self._way(village))
            if hours == 0.0:
                return officer
            if hours + travel <= officer.free(judged):
                self._pay(officer, village, hours, travel, measure)
                return officer
        return None

    def work_extra(self, officer: Officer, village: int, hours: float, measure: str) -> bool:
        """Spend hours that one officer keeps for what he is judged by, if enough are left of these."""
        travel = officer.travel(village, self._way(village))
        if hours + travel > officer.kept:
            return False
        self._pay(officer, village, hours, travel, measure)
        return True

    def _way(self, village: int) -> float:
        return float(self.world.lookups.village_travel[village])

    def _pay(self, officer: Officer, village: int, hours: float, travel: float, measure: str) -> None:
        officer.pay(village, hours, travel, measure == self.judged_by)
        self.world.count(measure, village, hours)
        self.world.count("hours_travel", village, travel)

    def listen(self) -> None:
        """Spend what is left on listening, evenly over each officer's villages."""
        listened = self.world.state.listening_hours
        listened[:] = 0.0
        for officer in self.officers:
            for place, village in enumerate(officer.villages):
                share = officer.left / (len(officer.villages) - place)
                travel = officer.travel(village, self._way(village))
                if share > travel:
                    self._pay(officer, village, share - travel, travel, "hours_listening")
                    listened[village] += share - travel
        self._sum_up()

    def _sum_up(self) -> None:
        """Count the hours there were and those that led to nothing, in equal parts for each officer's villages."""
        for officer in self.officers:
            for village in officer.villages:
                self.world.count("hours_officers", village, officer.hours / len(officer.villages))
                self.world.count("hours_unused", village, max(officer.left, 0.0) / len(officer.villages))


def _officers(world: World, kept: bool) -> list[Officer]:
    programme, holders = world.settings.programme, world.state.officer_holder
    hours = float(programme.officer_hours)
    held_back = hours * programme.incentive if kept else 0.0
    return [
        Officer(number, int(holders[number]) if number < holders.size else 0, hours, hours, held_back)
        for number in range(programme.officers)
    ]
