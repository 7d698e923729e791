"""What was carried along from person to person under the programme: facts, warnings, and cases that were reported."""

from __future__ import annotations

from sim.explaining.both_runs import BothRuns
from sim.explaining.differences import DONE_BY_PROGRAMME, HEARD_BY, asked_advice, life, reported
from sim.explaining.events import What
from sim.explaining.links import Goal, Step, from_other, from_programme
from sim.explaining.lives import Happening
from sim.state.codes import BY_ASKING, FIRST_CHANNEL


def fact(runs: BothRuns, goal: Goal) -> Step | None:
    """The last time before that somebody learned one of some facts."""
    one = runs.run.learned(goal.node.number, goal.about, goal.time)
    if one is None:  # known from everyday life: then what moved this person to speak was something else
        return life(runs, goal)
    if one.what == What.TOLD:
        return from_other("told", one, "fact", goal.about & one.facts)
    if one.what == What.ADVISED:
        return asked_advice(runs, one)
    return from_programme(DONE_BY_PROGRAMME[one.what], one)


def warning(runs: BothRuns, goal: Goal) -> Step | None:
    """The last time before that somebody was warned of a recruiter."""
    one = runs.run.warned(goal.node.number, goal.about, goal.time)
    if one is None:
        return life(runs, goal)
    if one.what == What.TOLD:
        return from_other("told", one, "warning", one.post)
    if one.other == one.person:
        return case(runs, Goal("case", goal.node, one.time, one.incident))
    return from_other("warned", one, "case", one.incident)


def case(runs: BothRuns, goal: Goal) -> Step | None:
    """How a case about somebody came to be: who reported, who heard of it, or that the person asked."""
    about = [one for one in runs.run.of(goal.node.number) if one.incident == goal.about and one.time <= goal.time]
    last = {one.what: one for one in about}
    opened = last.get(What.CASE_OPENED)
    if opened is None:
        return life(runs, goal)
    if not opened.only_here:  # opened in both runs: what differs is the answer
        return from_programme("answer", last.get(What.CASE_CLOSED, opened))
    if opened.detail >> 8 in HEARD_BY:
        return from_programme(HEARD_BY[opened.detail >> 8], opened)
    if opened.detail >> 8 == BY_ASKING:
        return asked_advice(runs, opened)
    arrived = {one.other for one in about if one.what == What.ARRIVED}
    for one in about:
        if one.what == What.REPORTED and one.only_here and one.other in arrived:
            return _own_report(runs, one) if one.other == one.person else reported(runs, one)
    return from_programme("coordination", opened)


def _own_report(runs: BothRuns, one: Happening) -> Step:
    """Somebody reported the offer made to them: what made them do so."""
    bit = 1 << (FIRST_CHANNEL + one.channel)
    if runs.run.learned(one.person, bit, one.time) is not None:
        return from_other("own_report", one, "fact", bit)
    return from_programme("channel", one)
