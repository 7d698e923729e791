"""Hours: a shared resource. Officers' hours go to travel, sessions, cases and listening, and are never exceeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.world import World


class OfficerHours:
    """The week's hours of the programme's officers. Each officer serves the villages dealt out in turn.

    Travel to a village is paid once a week, by the first thing an officer does there.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        programme = world.settings.programme
        self.served = np.flatnonzero(world.has_officers())
        count = programme.officers if self.served.size else 0
        self.left = np.full(count, float(programme.officer_hours))
        self.officer_of = {int(village): n % count for n, village in enumerate(self.served)} if count else {}
        self.visited: set[int] = set()

    def spend(self, village: int, hours: float, measure: str) -> bool:
        """Spend hours in a village if there are enough, travel included; count them under ``measure``."""
        officer = self.officer_of.get(village)
        if officer is None:
            return hours == 0.0
        travel = 0.0 if village in self.visited else 2.0 * float(self.world.lookups.village_travel[village])
        if hours == 0.0:
            return True
        if hours + travel > self.left[officer]:
            return False
        self.left[officer] -= hours + travel
        self.visited.add(village)
        self.world.count(measure, village, hours)
        self.world.count("hours_travel", village, travel)
        return True

    def share_used(self, village: int) -> float:
        """Part of the officer's week already gone (0-1): what is done later is done on a later day."""
        officer = self.officer_of.get(village)
        total = float(self.world.settings.programme.officer_hours)
        return 1.0 if officer is None or total <= 0 else 1.0 - float(self.left[officer]) / total

    def listen(self) -> None:
        """Spend what is left on listening, evenly over each officer's villages."""
        state = self.world.state
        state.listening_hours[:] = 0.0
        for officer in range(self.left.size):
            villages = [village for village, who in self.officer_of.items() if who == officer]
            for place, village in enumerate(villages):
                share = float(self.left[officer]) / (len(villages) - place)
                travel = 0.0 if village in self.visited else 2.0 * float(self.world.lookups.village_travel[village])
                if share <= travel:
                    continue
                self.left[officer] -= share
                self.visited.add(village)
                state.listening_hours[village] = share - travel
                self.world.count("hours_travel", village, travel)
                self.world.count("hours_listening", village, share - travel)
