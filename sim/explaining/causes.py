"""Why somebody left in one run and not in the other: the nearest cause, at the same offer, by name."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sim.explaining.chain import Chains
from sim.explaining.differences import asked_advice, wary_kin
from sim.explaining.events import ADVISED_BEFORE, PAPERS, RECOGNISED, WARNED_BEFORE, What
from sim.explaining.links import PERSON, Goal, Link, Node, from_other, from_programme
from sim.explaining.lives import Happening, Lives, is_away, state_of
from sim.explaining.offers import offer
from sim.state import codes
from sim.ties.between import NO_TIE, tie_between
from sim.ties.kinds import LAST_KIN, NO_KIND

CAUSES = (
    "counselled",
    "counselled_documented",
    "kin_spoke",
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
    "kin_documented",
    "invited_documented",
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
        mine, other = (lives.where(lives.table["what"] == What.LEFT) for lives in self._sides(prevented))
        more = Counter(one.person for one in mine) - Counter(one.person for one in other)
        known = {(one.person, one.incident) for one in other}
        out: list[Happening] = []
        for one in mine:
            if more[one.person] and (one.person, one.incident) not in known:
                more[one.person] -= 1
                out.append(one)
        return sorted(out, key=lambda one: (one.time, one.person))

    def _sides(self, prevented: bool) -> tuple[Lives, Lives]:
        """The run in which somebody left, and the other one."""
        return (self.chains.pair, self.chains.run) if prevented else (self.chains.run, self.chains.pair)

    def nearest(self, departure: Happening, prevented: bool) -> Cause:
        """The nearest cause of a departure that the other run does not have."""
        mine, other = (
            [one for one in lives.of(departure.person) if one.incident == departure.incident]
            for lives in self._sides(prevented)
        )
        asked = _first(mine, What.ASKED)
        if not any(one.what == What.ASKED for one in other):
            return Cause(self._not_asked(asked), asked.time, departure, None, prevented)
        instead = _first(other, What.ASKED)
        if instead.detail & PAPERS:
            return Cause("invited_documented", instead.time, departure, instead, prevented)
        name, instead = self._instead(_first(mine, What.ANSWERED), other)
        return Cause(name, instead.time, departure, instead, prevented)

    def _not_asked(self, asked: Happening) -> str:
        """Why an offer was not made in the other run."""
        chains, others = self.chains, self.chains.other(asked)
        life = others.of(asked.person)
        if any(one.what == What.ASKED and one.time == asked.time for one in life):
            return "other_offer"
        if is_away(life, asked.time, before=self._busy_at_start(asked.person)):
            return "away"
        if asked.detail & 255 == codes.BY_KIN_ABROAD:
            differs = chains.twins.reachable_apart[asked.other] < asked.time
            return self._kin_abroad(asked) if differs else "shared_capacity"
        if chains.recruiter_differs(asked):
            now, mine = (lives.post_at(asked.post, asked.time) for lives in (others, chains.own(asked)))
            if now["state"] == codes.LYING_LOW:
                return "recruiter_low"
            if now["state"] != codes.ACTIVE or now["holder"] != asked.holder:
                return "recruiter_gone"
            if now["base"] != mine["base"] or now["private_until"] != mine["private_until"]:
                return "recruiter_elsewhere"
        return "shared_capacity"

    def _kin_abroad(self, asked: Happening) -> str:
        """Whether the kin who invites had gone with documents: so help with papers may lead to leaving without."""
        went = [one for one in self.chains.own(asked).of(asked.other) if one.what in (What.LEFT, What.LEFT_DOCUMENTED)]
        before = [one.what for one in went if one.time < asked.time]
        return "kin_documented" if before and before[-1] == What.LEFT_DOCUMENTED else "kin_not_abroad"

    def _instead(self, mine: Happening, other: list[Happening]) -> tuple[str, Happening]:
        """Why somebody who was asked in both runs did not leave in the other, and where the paths part there."""
        answered = _first(other, What.ANSWERED)
        if state_of(answered) in (codes.REFUSED, codes.TURNED_DOCUMENTED):
            return self._refused(mine, answered), answered
        for one in other:
            if one.what == What.COUNSELLED and one.detail in (codes.STAYED, codes.TURNED_DOCUMENTED):
                return "counselled" if one.detail == codes.STAYED else "counselled_documented", one
            if one.what == What.KIN_SPOKE and one.detail in (codes.STAYED, codes.TURNED_DOCUMENTED):
                return "kin_spoke", one
            if one.what == What.STOPPED:
                return "gate", one
        return "delayed" if state_of(answered) == codes.ACCEPTED else "other", answered

    def _busy_at_start(self, person: int) -> bool:
        """Whether somebody was abroad or in the procedure before the first week: then a return comes first."""
        ends = (What.RETURNED, What.LEFT_DOCUMENTED, What.PROCEDURE_FAILED)
        begins = (What.ANSWERED, What.LEFT)
        life = [one for one in self.chains.pair.of(person) if one.what in ends + begins]
        return bool(life) and life[0].what in ends

    def _refused(self, mine: Happening, other: Happening) -> str:
        """What speaks against leaving in the run where somebody stays, and not in the other: the strongest first."""
        if other.detail & ADVISED_BEFORE and not mine.detail & ADVISED_BEFORE:
            return "counselled" if state_of(other) == codes.REFUSED else "counselled_documented"
        if other.detail & WARNED_BEFORE and not mine.detail & WARNED_BEFORE:
            return self._who_warned(other)
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

    def _who_warned(self, answer: Happening) -> str:
        lives = self.chains.own(answer)
        last = lives.warned(answer.person, answer.post, answer.time)
        if last is None or last.what == What.WARNED:
            return "warned_by_answer"
        return "warned_by_kin" if tie_kind(lives, answer.person, last.other) <= LAST_KIN else "warned_by_others"

    def chain(self, cause: Cause) -> list[Link]:
        """How the policy came to the nearest cause, told from the programme's run as far as it happened there."""
        chains, one = self.chains, cause.instead
        person = Node(PERSON, cause.departure.person)
        if one is None and cause.name not in ("away", "other_offer"):
            link, goal = offer(chains, self._offer(cause))
            return [*chains.walk(goal), link]
        if one is None or not cause.prevented:
            return chains.walk(Goal("life", person, cause.time))
        if cause.name == "invited_documented":
            link, goal = offer(chains, one)
            return [*chains.walk(goal), link]
        if cause.name in ("gate", "route_help"):
            return [from_programme(cause.name, one)[0]]
        step = wary_kin(chains, one) if cause.name == "wary_kin" else None
        if step is not None:
            return [*chains.walk(step[1]), step[0]]
        if one.what == What.KIN_SPOKE:
            return [*chains.walk(Goal("life", Node(PERSON, one.other), one.time)), from_other("kin_spoke", one)[0]]
        if one.what == What.COUNSELLED:
            return chains.walk(Goal("case", person, one.time, one.incident))
        if cause.name in ("counselled", "counselled_documented"):
            link, before = asked_advice(chains, self._advice(one))
            return [*chains.walk(before), link]
        if cause.name.startswith("warned"):
            return chains.walk(Goal("warning", person, one.time, one.post))
        if cause.name == "learned_facts":
            fact = codes.WARNING_SIGNS if one.detail & RECOGNISED else codes.PROCEDURE
            return chains.walk(Goal("fact", person, one.time, 1 << fact))
        return chains.walk(Goal("wariness" if cause.name == "wariness" else "life", person, cause.time))

    def _advice(self, answered: Happening) -> Happening:
        """The advice that was asked for before an answer."""
        life = self.chains.own(answered).of(answered.person)
        return _first([one for one in life if one.incident == answered.incident], What.ADVISED)

    def _offer(self, cause: Cause) -> Happening:
        """The offer that led to the departure."""
        lives, _ = self._sides(cause.prevented)
        offers = [one for one in lives.of(cause.departure.person) if one.incident == cause.departure.incident]
        return _first(offers, What.ASKED)


def _first(life: list[Happening], what: What) -> Happening:
    return next(one for one in life if one.what == what)


def tie_kind(lives: Lives, person: int, other: int) -> int:
    """Code of the tie between two residents, the rows ``person`` and ``other``; NO_KIND without one."""
    ties = lives.world.ties
    tie = tie_between(person, other, ties)
    return int(ties.kind[tie]) if tie != NO_TIE else NO_KIND
