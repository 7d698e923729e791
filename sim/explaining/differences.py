"""What first made a difference to somebody, by the kind of happening that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sim.explaining.both_runs import BothRuns
from sim.explaining.events import NEVER_APART, What, stage_of
from sim.explaining.links import (
    PERSON,
    RECRUITER,
    Goal,
    Link,
    Node,
    Step,
    from_other,
    from_person,
    from_programme,
    from_recruiter,
)
from sim.explaining.lives import Happening
from sim.explaining.offers import offer
from sim.state.codes import BY_ASKING, BY_LOCAL_ACTOR, BY_OFFICER, BY_POLICE, FIRST_CHANNEL, HELP, NOBODY

DONE_BY_PROGRAMME = {
    What.SESSION: "session",
    What.TRAINED: "training",
    What.GAVE_UP: "gave_up",
    What.LETTER_REFUSED: "route_help",
    What.ARRIVED: "desk",
    What.CASE_CLOSED: "answer",
    What.COUNSELLED: "answer",
    What.MET: "visit",
    What.PASSED_OVER: "passed_over",
    What.STOPPED: "gate",
    What.LEFT_DOCUMENTED: "route_help",
    What.PROCEDURE_FAILED: "route_help",
}
"""Happenings by which the programme itself reaches somebody, and how."""
HEARD_BY = {BY_OFFICER: "listening", BY_LOCAL_ACTOR: "local_actor", BY_POLICE: "police"}
"""Who of the programme hears of an incident without a report."""


def life(runs: BothRuns, goal: Goal) -> Step | None:
    """What first made a difference to somebody, or to that person's wariness; None if nothing did before."""
    person = goal.node.number
    apart = runs.twins.wariness_apart if goal.kind == "wariness" else runs.twins.apart
    time = int(apart[person])
    if time > goal.time:
        return None
    found = [one for lives in (runs.run, runs.pair) for one in lives.of(person) if one.time == time]
    # tellings of something before talk alone; what only one of the runs has before what both have
    found.sort(key=lambda one: (_is_talk_alone(one), not one.only_here, not one.here))
    for one in found:
        step = _by_kind(runs, one)
        if step is not None or one.what == What.ANSWERED:
            return step
    if found and found[0].what == What.TOLD:
        return from_programme("channel_known", found[0])
    return _lapsed(runs, person, time) if stage_of(time) == "adapt" else None


def _is_talk_alone(one: Happening) -> bool:
    return one.what == What.TOLD and not one.facts and one.post == NOBODY


def _by_kind(runs: BothRuns, one: Happening) -> Step | None:
    """The link that a happening stands for; None if it explains nothing."""
    if one.what in DONE_BY_PROGRAMME:
        return from_programme(DONE_BY_PROGRAMME[one.what], one)
    way = _WAYS.get(one.what)
    return None if way is None else way(runs, one)


def _told(runs: BothRuns, one: Happening) -> Step | None:
    if runs.twins.apart[one.other] >= one.time:
        return None
    if one.here and one.post != NOBODY:
        return from_other("told", one, "warning", one.post)
    return from_other("told", one, "fact", one.facts) if one.here and one.facts else from_other("told", one)


def _asks(runs: BothRuns, one: Happening) -> Step:
    """Whoever asks differs with whoever is asked."""
    asked = next(two for two in runs.own(one).of(one.other) if two.time == one.time)
    link, goal = offer(runs, asked)
    return replace(link, target=Node(PERSON, one.person), happening=one, beside={}), goal


def _answered(runs: BothRuns, one: Happening) -> Step | None:
    return from_programme("route_help", one) if runs.route_help_differs() else wary_kin(runs, one)


def wary_kin(runs: BothRuns, one: Happening) -> Step | None:
    """Whoever of household and kin was first made more or less wary."""
    apart = runs.twins.wariness_apart
    kin = [int(row) for row in runs.run.world.kin(one.person) if apart[row] < one.time]
    return from_person(min(kin, key=lambda row: apart[row]), "wary_kin", one, "wariness") if kin else None


def _noticed(runs: BothRuns, one: Happening) -> Step | None:
    if runs.twins.apart[one.other] < one.time:
        return from_other("noticed" if one.what == What.NOTICED else "seen", one)
    return from_recruiter("recruiter", one) if runs.recruiter_differs(one) else None


def reported(runs: BothRuns, one: Happening) -> Step:
    """A report about somebody: by whom, and what made that one report."""
    bit = 1 << (FIRST_CHANNEL + one.channel)
    if one.here and runs.run.learned(one.other, bit, one.time) is not None:
        return from_other("reported", one, "fact", bit)
    return from_other("reported", one)


def _sent(runs: BothRuns, one: Happening) -> Step:
    """The channel is open in both runs, and something else was seen; or the programme opened it."""
    world = runs.other(one).world
    is_open = world.arrays.channel_names[one.channel] in world.settings.programme.channels_open_always
    if is_open and runs.twins.apart[one.other] < one.time:
        return from_other("seen", one)
    return from_programme("channel", one)


def asked_advice(runs: BothRuns, one: Happening) -> Step:
    """Advice, or a case, because somebody asked: who knows only here where help is; else whoever is asked has time."""
    learned = runs.run.learned(one.person, 1 << HELP, one.time)
    if one.here and learned is not None and learned.only_here:
        return from_person(one.person, "asks_advice", one, "fact", 1 << HELP)
    return from_programme("advice", one)


def _case_opened(runs: BothRuns, one: Happening) -> Step:
    if one.detail >> 8 == BY_ASKING:
        return asked_advice(runs, one)
    return from_programme(HEARD_BY.get(one.detail >> 8, "coordination"), one)


def _warned(runs: BothRuns, one: Happening) -> Step | None:
    """Warned by news of somebody abroad, or by the answer to somebody else's case."""
    if stage_of(one.time) == "depart":
        return from_other("warned", one)
    return from_other("warned", one, "case", one.incident) if one.other != one.person else None


def _heard(runs: BothRuns, one: Happening) -> Step:
    """Heard of an answer, or waited for one in vain."""
    if one.other == one.person:
        return from_programme("answer", one)
    if one.what == What.HEARD_AROUND:
        return from_other("heard_around", one)
    return from_other("heard_back", one, "case", one.incident)


def _heard_otherwise(runs: BothRuns, one: Happening) -> Step:
    """Heard of a recruiter who was arrested in one run only, or what the programme made known."""
    if one.post != NOBODY and runs.recruiter_differs(one):
        return from_recruiter("arrest", one)
    return from_programme("publicity", one)


def _works_for(runs: BothRuns, one: Happening) -> Step:
    return from_recruiter("works_for", one)


_WAYS: dict[What, Callable[[BothRuns, Happening], Step | None]] = {
    What.TOLD: _told,
    What.RECRUITS: _works_for,
    What.RECRUITS_NO_MORE: _works_for,
    What.FINDS: _works_for,
    What.FINDS_NO_MORE: _works_for,
    What.ASKED: offer,
    What.ASKS: _asks,
    What.ADVISED: asked_advice,
    What.ANSWERED: _answered,
    What.NOTICED: _noticed,
    What.SAW: _noticed,
    What.REPORTED: reported,
    What.SENT: _sent,
    What.CASE_OPENED: _case_opened,
    What.WARNED: _warned,
    What.KIN_SPOKE: lambda runs, one: from_other("kin_spoke", one),
    What.NEWS: lambda runs, one: from_other("news", one),
    What.LEAKED: _heard,
    What.HEARD_BACK: _heard,
    What.HEARD_AROUND: _heard,
    What.HEARD_OTHERWISE: _heard_otherwise,
    What.NO_ANSWER: _heard,
}
"""What else can carry a difference to somebody."""


def _lapsed(runs: BothRuns, person: int, time: int) -> Step | None:
    """A warning that lapsed with its recruiter."""
    post = int(runs.run.world.state.residents.warned_of[person])
    if post == NOBODY or runs.acts_apart.get(post, NEVER_APART) > time:
        return None
    recruiter = Node(RECRUITER, post)
    return Link("lapsed", time, recruiter, Node(PERSON, person)), Goal("acts", recruiter, time)
