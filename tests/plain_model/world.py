"""A run of the plain model: its people, its events, its counts."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.plain_model import money
from tests.plain_model.chance import Chance, exponential, fold, name_key
from tests.plain_model.hours import Officer
from tests.plain_model.minds import ATTITUDES, RECEIVERS, Minds
from tests.plain_model.things import Account, Case, Incident, Notice, Post, Report, Tie, Village, Villager

GROUPS = ("pupil", "homemaker", "farmer", "worker", "official", "teacher", "leader", "returned")
TIE_KINDS = ("household", "parent", "sibling", "in-law", "cousin", "neighbour", "friend", "group", "institution")
IN_SCHOOL, PHONE, CUSTOMARY, CONTACT = 1, 2, 4, 16
WOMAN = 1
FACTS = ("procedure", "warning_signs", "help")


class NaiveWorld:
    """Everything of one run. :func:`tests.plain_model.week.run_week` moves it on."""

    def __init__(self, settings: Any, population: Any, ties: Any) -> None:
        self.settings = settings
        self.chance = Chance(settings.seed, settings.placebo)
        self.minds = Minds(settings)
        self.week = 0
        self.plans: dict[tuple[int, int], money.Plan] = {}  # by village and year of the programme
        self.facts = [*FACTS, *(f"channel {name}" for name in settings.channels)]
        self.villages = _villages(settings, population)
        self.villagers = _villagers(self, population)
        _tie_together(self.villagers, ties)
        self.posts: list[Post] = []
        self.officers: list[Officer] = []
        self.holders: list[Villager | None] = []  # of all posts, one after the other
        self.actors: list[Villager] = []
        self.village_skills: set[float] = set()  # of those who held sessions on the village's money
        self.incidents: list[Incident] = []
        self.notices: list[Notice] = []
        self.reports: list[Report] = []
        self.cases: list[Case] = []
        self.accounts: list[Account] = []
        self.open_incidents: list[Incident] = []
        self.open_reports: list[Report] = []
        self.open_cases: list[Case] = []
        self.given_up = self.put_off = 0  # reporters after silence, reports beyond what a channel can take
        self.counts: dict[tuple[int, int, str], float] = defaultdict(float)

    @property
    def first_day(self) -> int:
        """First day of the week."""
        return 7 * self.week

    @property
    def next_day(self) -> int:
        """First day of the next week."""
        return 7 * self.week + 7

    def one_hamlet(self, village: Village, purpose: str, about: int) -> list[Villager]:
        """A hamlet, by its people: the one with the shortest wait."""
        waits = {
            n: exponential(self.chance.weekly(purpose, fold(village.key, n), about)) / len(hamlet)
            for n, hamlet in enumerate(village.hamlets)
        }
        return village.hamlets[min(waits, key=lambda n: waits[n])]

    def group(self, one: Villager) -> str:
        """The group a person belongs to this week."""
        return one.group(self.week, self.settings.leaving.returned_weeks)

    def count(self, measure: str, village: Village, amount: float = 1) -> None:
        """Add to a measure of this week."""
        self.counts[self.week, village.number, measure] += amount

    def attitude(self, one: Villager, name: str) -> float:
        """An attitude this week."""
        return self.minds.read(one, name, self.week)

    def change(self, one: Villager, name: str, gain: float) -> None:
        """An event that changes an attitude."""
        self.minds.change(one, name, gain, self.week)

    def is_assisted(self, village: Village, week: int | None = None) -> bool:
        """Whether the programme works here, this week or in another."""
        week = self.week if week is None else week
        return any(_is_within(phase, week, village) for phase in _phases(self.settings.programme))

    def day_of(self, key: int) -> int:
        """The day of this week on which an incident begins."""
        return self.first_day + int(7 * self.chance.once("day of an incident", key))

    def first_week(self) -> int:
        """When the programme first works anywhere."""
        return int(min(phase.start_week for phase in _phases(self.settings.programme)))

    def weeks_without_a_break(self, village: Village) -> int | None:
        """For how many weeks before this one the programme has worked here; None if it does not."""
        phases = _phases(self.settings.programme)
        if not any(_is_within(phase, self.week, village) for phase in phases):
            return None
        week = self.week
        while any(_is_within(phase, week - 1, village) for phase in phases):
            week -= 1
        return self.week - week

    def carries_on(self, part: str, village: Village) -> float:
        """How much of a part the village carries on, where the programme was and will not be again."""
        phases = [phase for phase in _phases(self.settings.programme) if _is_meant(phase, village)]
        over = phases and all(phase.end_week is not None and phase.end_week <= self.week for phase in phases)
        if not over or part not in self.settings.programme.continued:
            return 0.0
        return float(max(village.about.own_funding, self.settings.circumstances.own_funding_floor))

    def route_help(self, village: Village) -> float:
        """How much the village helps with papers, while there is money for one more."""
        if not self.settings.programme.route_help:
            return 0.0
        share = 1.0 if self.is_assisted(village) else self.carries_on("route_help", village)
        return share if money.can_pay(self, village, share * self.settings.prices.route_help) else 0.0

    def acts(self, one: Villager) -> bool:
        """Whether a local actor does something this week: supported, or else unpaid."""
        support, unpaid = self.support(one.village), self.settings.learning.local_actors.unpaid
        return self.chance.once("local actor acts unpaid", one.key) < support + (1 - support) * unpaid

    def support(self, village: Village) -> float:
        """How far local actors are supported: so many as there are places, and after the programme as it is funded."""
        here = sum(one.village is village for one in self.actors)
        if not self.is_assisted(village):
            return self.carries_on("local_actors", village)
        return min(1.0, money.plan(self, village).places / here) if here else 1.0

    def coordination(self, village: Village) -> float:
        """Chance that an office passes a case on."""
        programme = self.settings.programme
        before = programme.coordination_before
        if self.is_assisted(village):
            more = programme.coordination - before
            return float(before + more * (money.plan(self, village).coordination if more > 0 else 1.0))
        return float(before + self.carries_on("coordination", village) * (programme.coordination - before))

    def has_officers_at_all(self) -> bool:
        """Whether the programme has officers who have hours."""
        return bool(self.settings.programme.officers > 0 and self.settings.programme.officer_hours > 0)

    def has_officer(self, village: Village) -> bool:
        """Whether an officer is assigned this week, and paid."""
        return self.is_assisted(village) and self.has_officers_at_all() and money.plan(self, village).officers > 0

    def is_open(self, name: str, village: Village) -> bool:
        """Whether a channel is open here this week."""
        programme, about = self.settings.programme, village.about
        has = {"none": True, "school": about.school, "congregation": about.church or about.mosque or about.adat}
        if not has[self.settings.channels[name].needs]:
            return False
        if self.settings.channels[name].officer_only and not self.has_officer(village):
            return False
        if name in programme.channels_open_always:
            return True
        running = self.is_assisted(village) and name in money.plan(self, village).channels
        return name in programme.channels_open and (running or self.carries_on("channels", village) > 0)

    def effort(self, use: str, village: Village) -> float:
        """Enforcement of police or gates by the programme, as far as more than usual is paid for."""
        name = {"police": "police_effort", "gates": "gate_effort"}[use]
        if not self.is_assisted(village):
            return 1.0
        more = getattr(self.settings.programme, name) - 1.0
        return float(1.0 + more * (getattr(money.plan(self, village), use) if more > 0 else 1.0))

    def open(self, incident: Incident) -> None:
        """What is open can be noticed."""
        self.incidents.append(incident)
        self.open_incidents.append(incident)
        self.count(f"incidents_{incident.kind}", incident.village)

    def close(self, incident: Incident) -> None:
        """What is closed can no longer be noticed."""
        if incident in self.open_incidents:
            self.open_incidents.remove(incident)
            self.count("incidents_closed", incident.village)


def _phases(programme: Any) -> list[Any]:
    """The phases of the schedule; without one, the programme itself has a start, an end and villages."""
    return [programme] if programme.schedule is None else list(programme.schedule)


def _is_meant(phase: Any, village: Village) -> bool:
    return phase.villages is None or village.code in phase.villages


def _is_within(phase: Any, week: int, village: Village) -> bool:
    started = week >= phase.start_week
    return started and (phase.end_week is None or week < phase.end_week) and _is_meant(phase, village)


def _villages(settings: Any, population: Any) -> list[Village]:
    villages = [
        Village(number, about.code, name_key("village", about.code), about, desk_hours=dict.fromkeys(RECEIVERS, 0.0))
        for number, about in enumerate(settings.place.villages)
    ]
    for one in villages:
        assert one.key == int(population.village_key[one.number])
    by_code = {one.code: one for one in villages}
    pairs = settings.place.neighbours
    if pairs is None:
        pairs = [(villages[i].code, villages[i + 1].code) for i in range(len(villages) - 1)]
    for one, other in pairs:
        for here, there in ((by_code[one], by_code[other]), (by_code[other], by_code[one])):
            if there not in here.near:
                here.near.append(there)
    for one in villages:
        one.near.sort(key=lambda other: other.number)
    return villages


def _villagers(world: NaiveWorld, population: Any) -> list[Villager]:
    """People hamlet by hamlet, household by household."""
    villagers: list[Villager] = []
    for hamlet, number in enumerate(population.hamlet_village):
        village = world.villages[int(number)]
        village.hamlets.append([])
        for household in range(len(population.household_hamlet)):
            if population.household_hamlet[household] != hamlet:
                continue
            first, end = (int(row) for row in population.household_first_row[household : household + 2])
            for row in range(first, end):
                traits = int(population.traits[row])
                one = Villager(
                    row=row,
                    key=int(population.key[row]),
                    village=village,
                    need=float(population.household_need[household]),
                    others_at_home=end - first - 1,
                    birth_week=int(population.birth_week[row]),
                    adult_group=GROUPS[population.group[row]],
                    in_school=bool(traits & IN_SCHOOL),
                    has_phone=bool(traits & PHONE),
                    is_contact=bool(traits & CONTACT),
                    is_woman=int(population.sex[row]) == WOMAN,
                    is_customary=bool(traits & CUSTOMARY),
                    known_until=dict.fromkeys(world.facts, 0),
                    changes=dict.fromkeys(ATTITUDES, 0.0),
                )
                village.hamlets[-1].append(one)
                villagers.append(one)
    assert [one.row for one in villagers] == list(range(population.size))
    return villagers


def _tie_together(villagers: list[Villager], ties: Any) -> None:
    for one in villagers:
        for t in range(int(ties.start[one.row]), int(ties.start[one.row + 1])):
            other = villagers[int(ties.other[t])]
            one.ties.append(Tie(other, TIE_KINDS[ties.kind[t]], int(ties.strength[t]) / 255))
