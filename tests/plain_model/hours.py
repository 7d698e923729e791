"""Officers of the programme: their hours in one week, and how embedded they are where."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from sim.officers.rules import standing_after, transfer_chance
from tests.plain_model.chance import exponential, name_key
from tests.plain_model.money import plan

if TYPE_CHECKING:
    from tests.plain_model.things import Village, Villager
    from tests.plain_model.world import NaiveWorld


class Officer:
    """A post; ``standing`` of who holds it, in the villages that one has served."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.holder = 0
        self.standing: dict[Village, float] = {}
        self.left = self.kept = self.full = 0.0
        self.villages: list[Village] = []
        self.spent: dict[Village, float] = {}

    @property
    def key(self) -> int:
        """Key of the person."""
        return name_key("officer", self.number, self.holder)


class Hours:
    """Who has how many hours left; each officer pays the way to a village once a week."""

    def __init__(self, world: NaiveWorld) -> None:
        self.world = world
        self.officers: list[Officer] = []
        programme = world.settings.programme
        uses = {"sessions": "hours_outreach", "reports": "hours_listening", "cases_answered": "hours_answering"}
        self.judged_by = uses.get(programme.indicator)

    def assign(self) -> None:
        """Villages are dealt out, and the week's hours are whole."""
        world, programme = self.world, self.world.settings.programme
        served = [village for village in world.villages if world.has_officer(village)]
        new = [village for village in served if world.weeks_without_a_break(village) == 0]
        least = min((village.hours_had for village in served if village not in new), default=0.0)
        for village in new:
            village.hours_had = least
        served.sort(key=lambda village: world.chance.once("villages of officers", village.key))
        if not served:
            return
        while len(world.officers) < programme.officers:
            world.officers.append(Officer(len(world.officers)))
        self.officers = world.officers
        for officer in self.officers:
            officer.villages, officer.spent = [], {}
        for n in range(max(len(served), len(self.officers))):
            self.officers[n % len(self.officers)].villages.append(served[n % len(served)])
        for officer in self.officers:
            paid = float(np.mean([plan(world, village).officers for village in officer.villages]))
            officer.left = officer.full = self.full * paid
            officer.kept = self.full * programme.incentive * paid if self.judged_by else 0.0

    @property
    def full(self) -> float:
        """Hours of a week."""
        return float(self.world.settings.programme.officer_hours)

    def travel(self, officer: Officer, village: Village) -> float:
        """Hours there and back, unless the officer was there this week."""
        return 0.0 if village in officer.spent else 2 * self.way(village)

    def way(self, village: Village) -> float:
        """Hours one way."""
        return float(village.about.travel_hours * self.world.settings.circumstances.travel_factor)

    def available(self, officer: Officer, measure: str) -> float:
        """Hours an officer has for a use: what is kept for the indicator is for nothing else."""
        return officer.left if measure == self.judged_by else officer.left - officer.kept

    def of(self, village: Village) -> list[Officer]:
        """Who serves a village."""
        return [one for one in self.officers if village in one.villages]

    def fits_a_week(self, village: Village, hours: float) -> bool:
        """Whether an officer with a whole week before him has the hours for a session, and for the way."""
        programme, way = self.world.settings.programme, 2 * self.way(village)
        mine = 1 if self.judged_by in (None, "hours_outreach") else 1 - programme.incentive
        return hours + way <= max((one.full for one in self.of(village)), default=-1.0) * mine

    def spend(self, village: Village, hours: float, measure: str) -> Officer | None:
        """Who spends hours and travel, if anybody has enough: whoever has most."""
        for officer in sorted(self.of(village), key=lambda one: -self.available(one, measure)):
            if hours == 0:
                return officer
            if hours + self.travel(officer, village) <= self.available(officer, measure):
                self.pay(officer, village, hours, measure)
                return officer
        return None

    def pay(self, officer: Officer, village: Village, hours: float, measure: str) -> None:
        """Count the hours as spent."""
        travel = self.travel(officer, village)
        officer.left -= hours + travel
        if measure == self.judged_by:
            officer.kept = max(0.0, officer.kept - (hours + travel))
        officer.spent[village] = officer.spent.get(village, 0.0) + hours
        if measure != "hours_listening":  # is counted when it is known who was met
            self.world.count(measure, village, hours)
        self.world.count("hours_travel", village, travel)
        village.hours_had += hours + travel

    def listen(self) -> None:
        """What is left goes to listening, in equal parts."""
        for village in self.world.villages:
            village.listening_hours = 0.0
        chance = self.world.chance
        for officer in self.officers:
            least_last = sorted(
                officer.villages, key=lambda one: (-one.hours_had, chance.weekly("turn of a village", one.key))
            )
            self.listen_in(officer, least_last)
            self.listen_in(officer, [village for village in least_last if village in officer.spent])
        for officer in self.officers:
            for village in officer.villages:
                self.world.count("hours_officers", village, officer.full / len(officer.villages))
                self.world.count("hours_unused", village, max(officer.left, 0.0) / len(officer.villages))

    def listen_in(self, officer: Officer, villages: list[Village]) -> None:
        """An equal part of what is left for each, where that is more than the way."""
        for place, village in enumerate(villages):
            part = officer.left / (len(villages) - place)
            travel = self.travel(officer, village)
            if part > travel:
                village.listening_hours += part - travel
                self.pay(officer, village, part - travel, "hours_listening")

    def begin(self) -> None:
        """Standing where somebody serves for the first time: kin make a start."""
        responding, share = self.world.settings.responding, self.world.settings.programme.officer_kin_share
        for officer in self.officers:
            for village in officer.villages:
                if village not in officer.standing:
                    has_kin = self.world.chance.once("officer's kin", officer.key, village.key) < share
                    officer.standing[village] = responding.kin_embeddedness if has_kin else 0.0
        self._sum_up()

    def embed(self) -> None:
        """Standing grows by hours spent in the village, or fades."""
        hours_needed = self.world.settings.responding.embedding_hours
        half_life = self.world.settings.learning.trust.half_life
        for officer in self.world.officers:
            for village, before in officer.standing.items():
                hours = officer.spent.get(village, 0.0) if officer in self.officers else 0.0
                officer.standing[village] = standing_after(before, hours, hours_needed, half_life)
        self._sum_up()

    def transfer(self) -> None:
        """Somebody else takes the post, a stranger everywhere."""
        chance = transfer_chance(self.world.settings.programme.officer_transfer)
        for officer in self.officers:
            if self.world.chance.weekly("transfer", officer.key) < chance:
                officer.holder += 1
                officer.standing = {}
                self.world.count("officers_transferred", officer.villages[0])

    def _sum_up(self) -> None:
        """Mean standing of those who serve a village."""
        for village in self.world.villages:
            standing = [one.standing[village] for one in self.officers if village in one.villages]
            village.embeddedness = math.fsum(standing) / len(standing) if standing else 0.0


def visit(world: NaiveWorld) -> None:
    """In each village one hamlet is visited, and as many met as the hours of listening allow."""
    responding = world.settings.responding
    for village in world.villages:
        went = village.listening_hours
        count = int(went * world.settings.warning.officer_hears)
        village.listening_hours = 0.0
        if not count:
            world.count("hours_unused", village, went)
            continue
        hamlet = world.one_hamlet(village, "hamlet visited", 0)
        waits = {}
        for one in hamlet:
            weight = world.settings.warning.contact_weight if one.is_contact else 1.0
            if one.is_around(world.week) and weight > 0:
                waits[one] = exponential(world.chance.weekly("met by an officer", one.key)) / weight
        met = sorted(waits, key=lambda one: waits[one])[:count]
        for one in waits:
            if one in met:
                world.change(one, "trust immigration", responding.presence_trust)
            elif not _is_connected(one):
                world.change(one, "trust immigration", -responding.presence_distance * village.embeddedness)
        world.count("people_met", village, len(met))
        village.listening_hours = len(met) / world.settings.warning.officer_hears
        world.count("hours_listening", village, village.listening_hours)
        world.count("hours_unused", village, went - village.listening_hours)


def _is_connected(one: Villager) -> bool:
    return one.is_contact or any(tie.other.is_contact for tie in one.ties)
