"""How the policy reached somebody: link by link, from what the programme does itself to the person.

A chain is walked backwards. Each step asks of one person or recruiter what made a difference to them: a session, a
telling along a tie, an offer that a recruiter's limited visits did or did not leave room for, a case, an open channel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from sim.explaining.events import NEVER_APART, What, stage_of, week_of
from sim.explaining.lives import Happening, Lives
from sim.explaining.twins import Twins, unlike
from sim.state.codes import ANSWERED as CASE_ANSWERED
from sim.state.codes import BY_KIN_ABROAD, BY_LOCAL_ACTOR, BY_OFFICER, EXPIRED, FIRST_CHANNEL, NOBODY

PERSON, RECRUITER, PROGRAMME = "person", "recruiter", "programme"


class Node(NamedTuple):
    """Somebody in a chain: a person (row), a recruiter (post), or the programme."""

    kind: str
    number: int = NOBODY
    holder: int = NOBODY


@dataclass(frozen=True)
class Link:
    """One step: what ``source`` did to or for ``target``."""

    how: str
    time: int
    source: Node
    target: Node
    day: int
    here: bool = True
    """Whether it happened under the programme; else only without it."""
    happening: Happening | None = None
    beside: dict[str, int] = field(default_factory=dict)

    @property
    def has_day(self) -> bool:
        """Whether the day is known, and not only the week."""
        return self.happening is not None and self.happening.has_day


class Goal(NamedTuple):
    """What is to be explained next: something about a node before a time."""

    kind: str
    node: Node
    time: int
    about: int = 0
    """Bits of facts, a post, or an incident, by kind."""


Step = tuple[Link, Goal | None]
THE_PROGRAMME = Node(PROGRAMME)


class Chains:
    """Walks back from persons and recruiters to the programme."""

    def __init__(self, twins: Twins) -> None:
        self.twins = twins
        mine, theirs = unlike(twins.run.happenings, twins.pair.happenings)
        self.run, self.pair = Lives(twins.run, mine), Lives(twins.pair, theirs)
        self.acts_apart = self._acts_apart()
        self._stages: dict[str, Callable[[int, int, list[tuple[Happening, bool]]], Step | None]] = {
            "outreach": self._outreach,
            "talk": self._talk,
            "approach": self._approach,
            "decide": self._decide,
            "notice": self._notice,
            "report": self._report,
            "relay": self._relay,
            "respond": self._respond,
            "gates": self._gates,
            "depart": self._depart,
            "adapt": self._adapt,
            "feedback": self._feedback,
        }

    # -- walking ---

    def parting(self, person: int) -> list[Link]:
        """The chain to the first difference in the life of ``person``, a row; empty if there is none."""
        time = int(self.twins.apart[person])
        return [] if time == NEVER_APART else self.walk(Goal("life", Node(PERSON, person), time))

    def walk(self, goal: Goal | None) -> list[Link]:
        """The links that lead to a goal, the programme's own doing first."""
        links: list[Link] = []
        seen: set[tuple[str, Node, int]] = set()
        while goal is not None:
            mark = (goal.kind, goal.node, goal.about)
            if mark in seen:
                break
            seen.add(mark)
            step = self._step(goal)
            if step is None:
                links.append(_untold(goal))
                break
            link, goal = step
            links.append(link)
        return links[::-1]

    def _step(self, goal: Goal) -> Step | None:
        if goal.kind == "acts":
            return self._post(goal)
        if goal.kind == "fact":
            return self._fact(goal)
        if goal.kind == "warning":
            return self._warning(goal)
        if goal.kind == "case":
            return self._case(goal)
        person = goal.node.number
        time = int(self.twins.wariness_apart[person] if goal.kind == "wariness" else self.twins.apart[person])
        if time > goal.time:
            return None
        found = [(one, True) for one in self.run.of(person) if one.time == time]
        found += [(one, False) for one in self.pair.of(person) if one.time == time]
        # what only one of the runs has comes first, then what both have
        found.sort(key=lambda pair: (not pair[0].only_here, not pair[1]))
        return self._stages[stage_of(time)](person, time, found)

    # -- by stage: what first made a difference to a person ---

    def _outreach(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        for one, here in found:
            if one.what in (What.SESSION, What.TRAINED, What.GAVE_UP):
                return _from_programme(_HOWS[one.what], person, one, here)
        return None

    def _talk(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        told = [pair for pair in found if pair[0].what == What.TOLD]
        told.sort(key=lambda pair: not (pair[0].facts or pair[0].post != NOBODY))
        for one, here in told:
            if self.twins.apart[one.other] < time:
                return self._told(one, here, person)
        return _from_programme("channel_known", person, *told[0]) if told else None

    def _told(self, one: Happening, here: bool, person: int) -> Step:
        teller = Node(PERSON, one.other)
        link = Link("told", one.time, teller, Node(PERSON, person), one.date, here, one)
        if here and one.post != NOBODY:
            return link, Goal("warning", teller, one.time, one.post)
        if here and one.facts:
            return link, Goal("fact", teller, one.time, one.facts)
        return link, Goal("life", teller, one.time)

    def _approach(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        for one, here in found:
            if one.what == What.ASKED:
                return self.offer(one, here)
            if one.what == What.ASKS:
                asked = next(two for two in (self.run if here else self.pair).of(one.other) if two.time == time)
                link, goal = self.offer(asked, here)
                return Link(link.how, link.time, link.source, Node(PERSON, person), link.day, here, one), goal
        return None

    def offer(self, one: Happening, here: bool) -> Step:
        """Why an offer was made in one run only."""
        target, asker = Node(PERSON, one.person), one.other
        if one.detail & 255 == BY_KIN_ABROAD and self.twins.reachable_apart[asker] < one.time:
            source = Node(PERSON, asker)
            return Link("kin_abroad", one.time, source, target, one.date, here, one), Goal("life", source, one.time)
        if one.post != NOBODY and self.acts_apart.get(one.post, NEVER_APART) < one.time:
            recruiter = Node(RECRUITER, one.post, one.holder)
            now = (self.pair if here else self.run).post_at(one.post, one.time)
            asks = (self.run if here else self.pair).post_at(one.post, one.time)
            link = Link("recruiter", one.time, recruiter, target, one.date, here, one, _how_else(now, asks, one.week))
            return link, Goal("acts", recruiter, one.time)
        rival = self._rival(one, here)
        if rival == NOBODY:
            return Link("untold", one.time, THE_PROGRAMME, target, one.date, here, one), None
        source = Node(PERSON, rival)
        link = Link("places", one.time, source, target, one.date, here, one)
        return link, Goal("life", source, one.time)

    def _rival(self, one: Happening, here: bool) -> int:
        """Somebody who differed before and could be asked in place of this one: the asker's visits are limited."""
        apart = self.twins.reachable_apart
        other = self.pair if here else self.run
        asked = [
            two.person
            for two in other.at(one.time, [What.ASKED])
            if two.only_here and two.post == one.post and (two.post != NOBODY or two.other == one.other)
        ]
        people, ties = self.run.world.population, self.run.world.ties
        hamlet = people.household_hamlet[people.household[one.person]]
        lo, hi = people.hamlet_first_row[hamlet : hamlet + 2]
        known = ties.of(one.other).astype(np.int64).tolist() if one.other != NOBODY else []
        for some in (asked, known, range(lo, hi)):
            earlier = [row for row in some if apart[row] < one.time and row != one.person]
            if earlier:
                return int(min(earlier, key=lambda row: apart[row]))
        return NOBODY

    def _decide(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        for one, here in found:
            if one.what not in (What.ANSWERED, What.LETTER_REFUSED):
                continue
            if self.route_help_differs() or one.what == What.LETTER_REFUSED:
                return _from_programme("route_help", person, one, here)
            return self.wary_kin(one, here)
        return None

    def wary_kin(self, one: Happening, here: bool) -> Step | None:
        """Whoever of household and kin was first made more or less wary."""
        apart = self.twins.wariness_apart
        kin = [int(row) for row in self.run.world.kin(one.person) if apart[row] < one.time]
        if not kin:
            return None
        source = Node(PERSON, min(kin, key=lambda row: apart[row]))
        link = Link("wary_kin", one.time, source, Node(PERSON, one.person), one.date, here, one)
        return link, Goal("wariness", source, one.time)

    def route_help_differs(self) -> bool:
        """Whether one of the two programmes helps with papers and the other does not."""
        programme = self.run.world.settings.programme
        return programme.route_help != self.pair.world.settings.programme.route_help

    def _notice(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        for one, here in found:
            if one.what not in (What.NOTICED, What.SAW):
                continue
            target = Node(PERSON, person)
            if self.twins.apart[one.other] < time:
                source = Node(PERSON, one.other)
                how = "noticed" if one.what == What.NOTICED else "seen"
                return Link(how, time, source, target, one.date, here, one), Goal("life", source, time)
            if one.post != NOBODY and self.acts_apart.get(one.post, NEVER_APART) < time:
                recruiter = Node(RECRUITER, one.post, one.holder)
                return Link("recruiter", time, recruiter, target, one.date, here, one), Goal("acts", recruiter, time)
        return None

    def _report(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        for one, here in found:
            if one.what == What.REPORTED:
                return self._reported(one, here)
            if one.what == What.SENT:
                if not self._open_in_both(person, one, here) or self.twins.apart[one.other] >= time:
                    return _from_programme("channel", person, one, here)
                source = Node(PERSON, one.other)
                return Link("seen", time, source, Node(PERSON, person), one.date, here, one), Goal("life", source, time)
        return None

    def _reported(self, one: Happening, here: bool) -> Step:
        """A report about somebody: by whom, and what made that one report."""
        author = Node(PERSON, one.other)
        link = Link("reported", one.time, author, Node(PERSON, one.person), one.date, here, one)
        bit = 1 << (FIRST_CHANNEL + one.channel)
        if here and self._learned(one.other, one.time, bit) is not None:
            return link, Goal("fact", author, one.time, bit)
        return link, Goal("life", author, one.time)

    def _open_in_both(self, person: int, one: Happening, here: bool) -> bool:
        names = self.run.world.arrays.channel_names
        other = (self.pair if here else self.run).world.settings.programme
        return names[one.channel] in other.channels_open_always

    def _relay(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        for one, here in found:
            if one.what == What.CASE_OPENED:
                how = {BY_OFFICER: "listening", BY_LOCAL_ACTOR: "local_actor"}.get(one.detail >> 8, "coordination")
                return _from_programme(how, person, one, here)
            if one.what == What.ARRIVED:
                return _from_programme("desk", person, one, here)
        return None

    def _respond(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        for one, here in found:
            if one.what == What.WARNED and one.other != person:
                return self._warned(one, here)
            if one.what in (What.CASE_CLOSED, What.COUNSELLED):
                return _from_programme("answer", person, one, here)
            if one.what in (What.MET, What.PASSED_OVER, What.LETTER_REFUSED):
                return _from_programme(_HOWS[one.what], person, one, here)
        return None

    def _warned(self, one: Happening, here: bool) -> Step:
        source = Node(PERSON, one.other)
        link = Link("warned", one.time, source, Node(PERSON, one.person), one.date, here, one)
        return link, Goal("case", source, one.time, one.incident)

    def _gates(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        return next((_from_programme("gate", person, *pair) for pair in found if pair[0].what == What.STOPPED), None)

    def _depart(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        for one, here in found:
            if one.what in (What.NEWS, What.WARNED):
                source = Node(PERSON, one.other)
                how = "news" if one.what == What.NEWS else "warned"
                return Link(how, time, source, Node(PERSON, person), one.date, here, one), Goal("life", source, time)
            if one.what in (What.LEFT_DOCUMENTED, What.PROCEDURE_FAILED):
                return _from_programme("route_help", person, one, here)
        return None

    def _adapt(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        for one, here in found:
            if one.what == What.ARREST_HEARD:
                return _from_programme("publicity", person, one, here)
            if one.post != NOBODY:
                recruiter = Node(RECRUITER, one.post, one.holder)
                link = Link("works_for", time, recruiter, Node(PERSON, person), one.date, here, one)
                return link, Goal("acts", recruiter, time)
        post = int(self.run.world.state.residents.warned_of[person])
        if post != NOBODY and self.acts_apart.get(post, NEVER_APART) <= time:  # a warning lapsed with its recruiter
            recruiter = Node(RECRUITER, post)
            link = Link("lapsed", time, recruiter, Node(PERSON, person), week_of(time) * 7)
            return link, Goal("acts", recruiter, time)
        return None

    def _feedback(self, person: int, time: int, found: list[tuple[Happening, bool]]) -> Step | None:
        for one, here in found:
            if one.what in (What.HEARD_BACK, What.HEARD_AROUND, What.NO_ANSWER, What.LEAKED):
                source = Node(PERSON, one.other)
                how = "heard_around" if one.what == What.HEARD_AROUND else "heard_back"
                link = Link(how, time, source, Node(PERSON, person), one.date, here, one)
                if one.other == person:
                    return _from_programme("answer", person, one, here)
                if one.what == What.HEARD_AROUND:
                    return link, Goal("life", source, time)
                return link, Goal("case", source, time, one.incident)
        return None

    # -- what was carried along ---

    def _learned(self, person: int, time: int, bits: int) -> Happening | None:
        """The last time before, under the programme, that somebody learned one of some facts."""
        kinds = (What.SESSION, What.TRAINED, What.TOLD)
        found = [one for one in self.run.of(person) if one.what in kinds and one.facts & bits and one.time < time]
        return found[-1] if found else None

    def _fact(self, goal: Goal) -> Step | None:
        one = self._learned(goal.node.number, goal.time, goal.about)
        if one is None:  # known from everyday life: then what moved this person to speak was something else
            return self._step(Goal("life", goal.node, goal.time))
        if one.what != What.TOLD:
            return _from_programme(_HOWS[one.what], goal.node.number, one, True)
        teller = Node(PERSON, one.other)
        link = Link("told", one.time, teller, goal.node, one.date, True, one)
        return link, Goal("fact", teller, one.time, goal.about & one.facts)

    def _warning(self, goal: Goal) -> Step | None:
        """The last time before that somebody was warned of a recruiter."""
        kinds = (What.WARNED, What.TOLD)
        life = self.run.of(goal.node.number)
        found = [one for one in life if one.what in kinds and one.post == goal.about and one.time < goal.time]
        if not found:
            return self._step(Goal("life", goal.node, goal.time))
        one = found[-1]
        if one.what == What.WARNED:
            if one.other == goal.node.number:
                return self._case(Goal("case", goal.node, one.time, one.incident))
            return self._warned(one, True)
        teller = Node(PERSON, one.other)
        return Link("told", one.time, teller, goal.node, one.date, True, one), Goal(
            "warning", teller, one.time, one.post
        )

    def _case(self, goal: Goal) -> Step | None:
        """How a case about somebody came to be: who reported, or who heard of it."""
        life, before = self.run.of(goal.node.number), goal.time
        about = [one for one in life if one.incident == goal.about and one.time <= before]
        opened = [one for one in about if one.what == What.CASE_OPENED]
        if not opened:
            return self._step(Goal("life", goal.node, before))
        one = opened[-1]
        if not one.only_here:  # opened in both runs: what differs is the answer
            closed = [two for two in about if two.what == What.CASE_CLOSED]
            return _from_programme("answer", goal.node.number, closed[-1] if closed else one, True)
        if one.detail >> 8 in (BY_OFFICER, BY_LOCAL_ACTOR):
            how = "listening" if one.detail >> 8 == BY_OFFICER else "local_actor"
            return _from_programme(how, goal.node.number, one, True)
        reports = [two for two in about if two.what == What.REPORTED]
        arrived = {two.other for two in about if two.what == What.ARRIVED}
        for two in reports:
            if two.only_here and two.other in arrived:
                return self._own_report(two) if two.other == two.person else self._reported(two, True)
        return _from_programme("coordination", goal.node.number, one, True)

    def _own_report(self, one: Happening) -> Step:
        """Somebody reported the offer made to them: what made them do so."""
        bit = 1 << (FIRST_CHANNEL + one.channel)
        learned = self._learned(one.person, one.time, bit)
        if learned is not None:
            person = Node(PERSON, one.person)
            return Link("own_report", one.time, person, person, one.date, True, one), Goal(
                "fact", person, one.time, bit
            )
        return _from_programme("channel", one.person, one, True)

    # -- recruiters ---

    def _acts_apart(self) -> dict[int, int]:
        """First time at which each recruiter's post works differently in the two runs."""
        mine, theirs = self.run.acts(), self.pair.acts()
        out = {}
        for post in mine:
            times = {row[0] for row in set(mine[post]) ^ set(theirs[post])}
            if times:
                out[post] = min(times)
        return out

    def _post(self, goal: Goal) -> Step | None:
        """The last answered case before a recruiter first worked differently."""
        apart = self.acts_apart.get(goal.node.number, NEVER_APART)
        found: list[tuple[Happening, bool]] = []
        for lives, here in ((self.run, True), (self.pair, False)):
            table = lives.table
            which = lives.only_here & (table["what"] == What.CASE_CLOSED) & (table["post"] == goal.node.number)
            which &= (table["time"] <= apart) & np.isin(table["detail"] & 255, (CASE_ANSWERED, EXPIRED))
            found += [(one, here) for one in lives.where(which)]
        if not found:
            return None
        one, here = max(found, key=lambda pair: pair[0].time)
        source = Node(PERSON, one.person)
        state = (self.run if here else self.pair).post_at(goal.node.number, apart + 1)
        target = Node(RECRUITER, goal.node.number, one.holder)
        link = Link("case", one.time, source, target, one.date, here, one, state)
        if not here:
            return link, Goal("life", source, one.time)
        return link, Goal("case", source, one.time, one.incident)


def _how_else(now: dict[str, int], asks: dict[str, int], week: int) -> dict[str, int]:
    """A recruiter's post in the run without the offer, with what sets it apart from the run with it."""
    return {
        **now,
        "replaced": int(now["holder"] != asks["holder"]),
        "moved": int(now["base"] != asks["base"]),
        "private": int(now["private_until"] > week >= asks["private_until"]),
    }


_HOWS = {
    What.SESSION: "session",
    What.TRAINED: "training",
    What.GAVE_UP: "gave_up",
    What.MET: "visit",
    What.PASSED_OVER: "passed_over",
    What.LETTER_REFUSED: "route_help",
}


def _from_programme(how: str, person: int, one: Happening, here: bool) -> Step:
    """A link in which the programme itself reaches somebody."""
    return Link(how, one.time, THE_PROGRAMME, Node(PERSON, person), one.date, here, one), None


def _untold(goal: Goal) -> Link:
    """Where a chain cannot be told further."""
    return Link("untold", goal.time, THE_PROGRAMME, goal.node, week_of(goal.time) * 7)
