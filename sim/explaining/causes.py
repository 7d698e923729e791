"""Why somebody left in one run and not in the other: the nearest cause, at the same offer, by name."""

from __future__ import annotations

from typing import NamedTuple

from sim.explaining.chain import PERSON, Chains, Goal, Link, Node
from sim.explaining.events import NEVER_APART, RECOGNISED, WARNED_BEFORE, What
from sim.explaining.lives import Happening, Lives, is_away, state_of
from sim.state import codes
from sim.state.codes import IN_CUSTODY as CUSTODY
from sim.ties.kinds import LAST_KIN, NO_KIND

CAUSES = (
    "counselled",
    "counselled_documented",
    "gate",
    "learned_facts",
    "warned_by_kin",
    "warned_by_others",
    "warned_by_answer",
    "wariness",
    "wary_kin",
    "news",
    "asked_by_another",
    "route_help",
    "recruiter_low",
    "recruiter_gone",
    "recruiter_elsewhere",
    "kin_not_abroad",
    "shared_capacity",
    "away",
    "other_offer",
    "delayed",
    "other",
)
"""Names of the nearest causes."""


class Cause(NamedTuple):
    """Why one departure did not happen in the other run."""

    name: str
    time: int
    departure: Happening
    instead: Happening | None
    """What happened in the other run where the paths of this offer part."""
    prevented: bool
    """Left without the programme and not with it; else the reverse."""


class Causes:
    """Nearest causes of departures that only one of two runs has."""

    def __init__(self, chains: Chains) -> None:
        self.chains = chains

    def departures(self, prevented: bool) -> list[Happening]:
        """Departures without documents that only the pair has (prevented), or only the programme's run (induced).

        Persons count as often as they left more often in that run than in the other.
        """
        lives, others = self._sides(prevented)
        out: list[Happening] = []
        counts: dict[int, int] = {}
        for one in others.where(others.table["what"] == What.LEFT):
            counts[one.person] = counts.get(one.person, 0) + 1
        known = {(one.person, one.incident) for one in others.where(others.table["what"] == What.LEFT)}
        mine: dict[int, list[Happening]] = {}
        for one in lives.where(lives.table["what"] == What.LEFT):
            mine.setdefault(one.person, []).append(one)
        for person, left in mine.items():
            more = len(left) - counts.get(person, 0)
            extra = [one for one in left if (person, one.incident) not in known]
            out += extra[: max(more, 0)]
        return sorted(out, key=lambda one: (one.time, one.person))

    def _sides(self, prevented: bool) -> tuple[Lives, Lives]:
        """The run in which somebody left, and the other one."""
        return (self.chains.pair, self.chains.run) if prevented else (self.chains.run, self.chains.pair)

    def nearest(self, departure: Happening, prevented: bool) -> Cause:
        """The nearest cause of a departure that the other run does not have."""
        lives, others = self._sides(prevented)
        offer = [one for one in lives.of(departure.person) if one.incident == departure.incident]
        other = [one for one in others.of(departure.person) if one.incident == departure.incident]
        asked = next(one for one in offer if one.what == What.ASKED)
        if not any(one.what == What.ASKED for one in other):
            return Cause(self._not_asked(asked, others), asked.time, departure, None, prevented)
        answered = next(one for one in other if one.what == What.ANSWERED)
        mine = next(one for one in offer if one.what == What.ANSWERED)
        if state_of(answered) in (codes.REFUSED, codes.TURNED_DOCUMENTED):
            return Cause(self._refused(mine, answered, others), answered.time, departure, answered, prevented)
        for one in other:
            if one.what == What.COUNSELLED and one.detail in (codes.STAYED, codes.TURNED_DOCUMENTED):
                name = "counselled" if one.detail == codes.STAYED else "counselled_documented"
                return Cause(name, one.time, departure, one, prevented)
            if one.what == What.STOPPED:
                return Cause("gate", one.time, departure, one, prevented)
        delayed = state_of(answered) == codes.ACCEPTED
        return Cause("delayed" if delayed else "other", answered.time, departure, answered, prevented)

    def _not_asked(self, asked: Happening, others: Lives) -> str:
        """Why an offer was not made in the other run."""
        life = others.of(asked.person)
        if any(one.what == What.ASKED and one.time == asked.time for one in life):
            return "other_offer"
        if is_away(life, asked.time, before=self._busy_at_start(asked.person)):
            return "away"
        if asked.detail & 255 == codes.BY_KIN_ABROAD:
            differs = self.chains.twins.reachable_apart[asked.other] < asked.time
            return "kin_not_abroad" if differs else "shared_capacity"
        if asked.post >= 0 and self.chains.acts_apart.get(asked.post, NEVER_APART) < asked.time:
            now = others.post_at(asked.post, asked.time)
            mine = (self.chains.run if others is self.chains.pair else self.chains.pair).post_at(asked.post, asked.time)
            if now["state"] == codes.LYING_LOW:
                return "recruiter_low"
            if now["state"] == CUSTODY or now["state"] != codes.ACTIVE or now["holder"] != asked.holder:
                return "recruiter_gone"
            if now["base"] != mine["base"] or now["private_until"] != mine["private_until"]:
                return "recruiter_elsewhere"
        return "shared_capacity"

    def _busy_at_start(self, person: int) -> bool:
        """Whether somebody was abroad or in the procedure before the first week: then a return comes first."""
        ends = (What.RETURNED, What.LEFT_DOCUMENTED, What.PROCEDURE_FAILED)
        begins = (What.ANSWERED, What.LEFT)
        life = [one for one in self.chains.pair.of(person) if one.what in ends + begins]
        return bool(life) and life[0].what in ends

    def _refused(self, mine: Happening, other: Happening, others: Lives) -> str:
        """What speaks against leaving in the run where somebody stays, and not in the other: the strongest first."""
        if other.detail & WARNED_BEFORE and not mine.detail & WARNED_BEFORE:
            return self._who_warned(other, others)
        if other.detail & RECOGNISED and not mine.detail & RECOGNISED:
            return "learned_facts"
        if state_of(other) == codes.TURNED_DOCUMENTED:
            if self._knows_more(other, mine, codes.PROCEDURE):
                return "learned_facts"
            if self.chains.route_help_differs():
                return "route_help"
        if self._knows_more(other, mine, codes.WARNING_SIGNS) and other.detail & RECOGNISED:
            return "learned_facts"
        if other.felt != mine.felt:
            return "wariness"
        if other.around != mine.around:
            return "wary_kin"
        if other.other != mine.other:
            return "asked_by_another"
        return "news" if self._heard_other_news(other) else "other"

    def _heard_other_news(self, answer: Happening) -> bool:
        """Whether news from abroad before an answer differed between the runs."""
        lives = [one for both in (self.chains.run, self.chains.pair) for one in both.of(answer.person)]
        return any(one.what == What.NEWS and one.only_here and one.time < answer.time for one in lives)

    def _knows_more(self, one: Happening, other: Happening, fact: int) -> bool:
        return bool(one.facts >> fact & 1) and not other.facts >> fact & 1

    def warned_by(self, answer: Happening, others: Lives) -> Happening | None:
        """The last warning about the recruiter that somebody had before answering."""
        heard = [
            one
            for one in others.of(answer.person)
            if one.what in (What.WARNED, What.TOLD) and one.post == answer.post and one.time < answer.time
        ]
        return heard[-1] if heard else None

    def _who_warned(self, answer: Happening, others: Lives) -> str:
        last = self.warned_by(answer, others)
        if last is None or last.what == What.WARNED:
            return "warned_by_answer"
        return "warned_by_kin" if tie_kind(others, answer.person, last.other) <= LAST_KIN else "warned_by_others"

    def chain(self, cause: Cause) -> list[Link]:
        """How the policy came to the nearest cause, told from the programme's run as far as it happened there."""
        chains, person = self.chains, Node(PERSON, cause.departure.person)
        here, one = cause.prevented, cause.instead
        goal: Goal | None = Goal("life", person, cause.time)
        if one is None:
            asked = self._offer(cause)
            if cause.name in ("away", "other_offer"):
                return chains.walk(goal)
            link, goal = chains.offer(asked, not here)
            return [*chains.walk(goal), link]
        if one.what == What.COUNSELLED:
            return chains.walk(Goal("case", person, one.time, one.incident)) if here else chains.walk(goal)
        if not here:
            return chains.walk(goal)
        if cause.name.startswith("warned"):
            goal = Goal("warning", person, one.time, one.post)
        elif cause.name == "learned_facts":
            bits = 1 << codes.WARNING_SIGNS if one.detail & RECOGNISED else 1 << codes.PROCEDURE
            goal = Goal("fact", person, one.time, bits)
        elif cause.name == "wariness":
            goal = Goal("wariness", person, one.time)
        elif cause.name == "wary_kin":
            step = chains.wary_kin(one, here)
            if step is not None:
                return [*chains.walk(step[1]), step[0]]
        elif cause.name in ("gate", "route_help"):
            return [Link(cause.name, one.time, Node("programme"), person, one.date, here, one)]
        return chains.walk(goal)

    def _offer(self, cause: Cause) -> Happening:
        lives, _ = self._sides(cause.prevented)
        life = lives.of(cause.departure.person)
        return next(one for one in life if one.what == What.ASKED and one.incident == cause.departure.incident)


def tie_kind(lives: Lives, person: int, other: int) -> int:
    """Code of the tie between two residents, the rows ``person`` and ``other``; NO_KIND without one."""
    ties = lives.world.ties
    lo, hi = int(ties.start[person]), int(ties.start[person + 1])
    where = (ties.other[lo:hi] == other).nonzero()[0]
    return int(ties.kind[lo + where[0]]) if where.size else NO_KIND
