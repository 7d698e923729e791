"""Hours of the programme's officers in one week."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.naive.things import Village
    from tests.naive.world import NaiveWorld


class Officer:
    """One officer with villages dealt out in turn."""

    def __init__(self, hours: float) -> None:
        self.left = hours
        self.villages: list[Village] = []


class Hours:
    """Who has how many hours left; travel to a village is paid once a week."""

    def __init__(self, world: NaiveWorld) -> None:
        self.world = world
        self.visited: list[Village] = []
        self.officers: list[Officer] = []
        served = [village for village in world.villages if world.has_officer(village)]
        if served:
            hours = float(world.settings.programme.officer_hours)
            self.officers = [Officer(hours) for _ in range(world.settings.programme.officers)]
            for n, village in enumerate(served):
                self.officers[n % len(self.officers)].villages.append(village)

    def officer_for(self, village: Village) -> Officer | None:
        """The village's officer."""
        for officer in self.officers:
            if village in officer.villages:
                return officer
        return None

    def travel(self, village: Village) -> float:
        """Hours there and back, unless somebody was there this week."""
        return (
            0.0
            if village in self.visited
            else 2 * (village.about.travel_hours * self.world.settings.circumstances.travel_factor)
        )

    def spend(self, village: Village, hours: float, measure: str) -> bool:
        """Spend hours and travel if there are enough."""
        officer = self.officer_for(village)
        if hours == 0:
            return True
        if officer is None or officer.left < hours + self.travel(village):
            return False
        travel = self.travel(village)
        officer.left -= hours + travel
        self.visited.append(village)
        self.world.count(measure, village, hours)
        self.world.count("hours_travel", village, travel)
        return True

    def listen(self) -> None:
        """What is left goes to listening, in equal parts."""
        for village in self.world.villages:
            village.listening_hours = 0.0
        for officer in self.officers:
            for place, village in enumerate(officer.villages):
                part = officer.left / (len(officer.villages) - place)
                travel = self.travel(village)
                if part > travel:
                    officer.left -= part
                    self.visited.append(village)
                    village.listening_hours = part - travel
                    self.world.count("hours_travel", village, travel)
                    self.world.count("hours_listening", village, part - travel)
