"""Stage 8, respond: cases are taken in turn while hours last, verified, and answered or too late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.core.draws import exponential
from sim.incidents.incidents import close_incidents
from sim.officers.counsel import counsel, warn_around
from sim.officers.partners import partners_in
from sim.officers.triage import in_order
from sim.recruiters.pressure import order_arrest, press, recruiters_behind
from sim.state.codes import (
    ACCEPTED,
    ANSWERED,
    DAYS,
    DEPARTED,
    DROPPED,
    EXPIRED,
    FALSE_ALARM,
    FOREIGNER,
    IMMIGRATION,
    LAST_DEPARTURE,
    LAST_TRUE,
    NOBODY,
    POLICE,
    RECEIVERS,
    WAITING,
)

if TYPE_CHECKING:
    from sim.officers.hours import OfficerHours
    from sim.world import World


def respond(world: World, hours: OfficerHours) -> None:
    """Take the waiting cases in turn; drop those that waited too long."""
    state = world.state
    cases = state.cases
    ready = state.open_cases[cases["ready_day"][state.open_cases] < world.first_day + DAYS]
    desks = DeskHours(world, hours)
    for case in in_order(world, ready):
        _take(world, desks, int(case))
    _drop_old(world)
    state.open_cases = state.open_cases[cases["state"][state.open_cases] == WAITING]


class DeskHours:
    """Hours of each receiver in each village; immigration adds the programme's officers."""

    def __init__(self, world: World, officers: OfficerHours) -> None:
        self.world = world
        self.officers = officers
        responding = world.settings.responding
        per_week = np.array([responding.responders[name].hours for name in RECEIVERS])  # type: ignore[index]
        per_week[POLICE] *= world.effort("police_effort")
        # hours not used are kept for a while, or a desk with less than a case's hours could never answer one
        self.left = world.state.desk_hours
        np.minimum(self.left + per_week, per_week * responding.kept_weeks, out=self.left)

    def work(self, village: int, holder: int, hours: float) -> int | None:
        """Spend hours on a case, officers first; the day of the week on which it is done, None for want of hours."""
        if holder == IMMIGRATION:
            officer = self.officers.work(village, hours, "hours_answering")
            if officer is not None:
                self.world.count("hours_answering_officers", village, hours)
                return officer.today()
        if self.left[village, holder] < hours:
            return None
        self.left[village, holder] -= hours
        self.world.count("hours_answering", village, hours)
        return DAYS // 2


def _take(world: World, desks: DeskHours, case: int) -> None:
    """Verify one case if there are hours, then answer it."""
    cases, incidents = world.state.cases, world.state.incidents
    village, holder = int(cases["village"][case]), int(cases["holder"][case])
    responder = world.settings.responding.responders[RECEIVERS[holder]]  # type: ignore[index]
    incident = int(cases["incident"][case])
    false = incidents["kind"][incident] > LAST_TRUE
    needed = responder.verify_hours + (0.0 if false else responder.counsel_hours)
    weekday = desks.work(village, holder, needed)
    if weekday is None:
        return
    day = max(int(cases["ready_day"][case]), world.first_day + weekday)
    cases["closed_day"][case] = day
    world.count("hours_verifying", village, responder.verify_hours)
    world.count_about("response_time_days", incident, day - int(cases["opened_day"][case]))
    if false:
        cases["state"][case] = FALSE_ALARM
        world.count_about("cases_false_alarm", incident)
        close_incidents(world, np.array([incident]))
        return
    _answer(world, case, incident, holder, day)


def _answer(world: World, case: int, incident: int, holder: int, day: int) -> None:
    """Answer a true case: in time if the person has not left, and act against the recruiter either way."""
    cases, incidents = world.state.cases, world.state.incidents
    late = incidents["kind"][incident] <= LAST_DEPARTURE and _has_left(world, incident, day)
    cases["state"][case] = EXPIRED if late else ANSWERED
    world.count_about("cases_expired" if late else "cases_answered_in_time", incident)
    if incidents["kind"][incident] == FOREIGNER:
        close_incidents(world, np.array([incident]))
        return
    joint = partners_in(world, incident)
    world.count_about("cases_answered_jointly", incident, min(joint.partners, 1))
    if not late and incidents["state"][incident] == ACCEPTED:
        lead = int(incidents["depart_day"][incident]) - _first_known(world, case, incident)
        world.count_about("lead_time_days", incident, max(lead, 0))
        counsel(world, incident, holder, day, joint)
    warn_around(world, incident, holder, joint)
    _act_on_recruiter(world, incident, holder, day)


def _first_known(world: World, case: int, incident: int) -> int:
    """Day of the first report, or of the case if an officer noticed."""
    day = int(world.state.incidents["first_report_day"][incident])
    return int(world.state.cases["opened_day"][case]) if day == NOBODY else day


def _has_left(world: World, incident: int, day: int) -> bool:
    """Whether the would-be migrant has left by the day of the answer."""
    incidents = world.state.incidents
    if incidents["state"][incident] == DEPARTED:
        return True
    return bool(incidents["state"][incident] == ACCEPTED and incidents["depart_day"][incident] <= day)


def _act_on_recruiter(world: World, incident: int, holder: int, day: int) -> None:
    """Pressure on the recruiter, and perhaps the way to the police, the prosecutor and an arrest."""
    incidents, settings = world.state.incidents, world.settings
    post = int(recruiters_behind(world, np.array([incident]))[0])
    if post == NOBODY:
        return
    press(world, post, settings.recruiting.pressure_answered)
    responder = settings.responding.responders[RECEIVERS[holder]]  # type: ignore[index]
    key = int(incidents["key"][incident])
    effort = world.effort("police_effort") if holder == POLICE else 1.0
    if world.uniform("referral", key) >= responder.referral * effort:
        return
    press(world, post, settings.recruiting.pressure_referred)
    world.count_about("referrals", incident)
    if world.uniform("prosecution", key) < settings.responding.prosecution:
        wait = settings.responding.arrest_weeks * DAYS * exponential(world.uniform("time to arrest", key))
        order_arrest(world, post, day + int(min(wait, 10000.0)))


def _drop_old(world: World) -> None:
    """Drop cases nobody found hours for."""
    state = world.state
    waiting = state.open_cases[state.cases["state"][state.open_cases] == WAITING]
    limit = world.first_day - DAYS * world.settings.responding.patience_weeks
    old = waiting[state.cases["waiting_since"][waiting] < limit]
    state.cases["state"][old] = DROPPED
    state.cases["closed_day"][old] = world.first_day
    world.count_about("cases_dropped", state.cases["incident"][old])
