"""Stage 8, respond: cases are taken in turn while hours last, verified, and answered or too late."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.rules import repeated_chance
from sim.core.draws import exponential
from sim.incidents.accused import recruiter_behind
from sim.incidents.incidents import close_incidents
from sim.officers.counsel import counsel, warn_around
from sim.officers.desks import work_on
from sim.officers.partners import partners_in
from sim.officers.triage import in_order
from sim.recruiters.pressure import order_arrest, press
from sim.state import codes
from sim.world import World


def respond(world: World) -> None:
    """Take the waiting cases in turn; drop those that waited too long."""
    state, cases = world.state, world.state.cases
    ready = state.open_cases[cases["ready_day"][state.open_cases] < world.first_day + codes.DAYS]
    _save_desk_hours(world)
    for case in in_order(world, ready):
        _take(world, int(case))
    _drop_old(world)
    state.open_cases = state.open_cases[cases["state"][state.open_cases] == codes.WAITING]


def _save_desk_hours(world: World) -> None:
    """Give each desk the week's hours; unused ones are kept for a while, or a small desk could never answer a case.

    What the police can keep no longer they use for searching. More effort brings more hours and no larger store, or
    they would fill it before they search, and search all of it away at once when the effort ends.
    """
    responding, left = world.settings.responding, world.state.villages.desk_hours
    usual = [responding.of("hours", name) for name in codes.RECEIVERS]
    per_week = np.tile(np.array(usual), (world.villages, 1))
    most = per_week * responding.kept_weeks
    per_week[:, codes.POLICE] *= world.policy.police_effort
    world.state.villages.search_hours[:] = np.maximum(left + per_week - most, 0.0)[:, codes.POLICE]
    np.minimum(left + per_week, most, out=left)


def _take(world: World, case: int) -> None:
    """Verify one case if there are hours, then answer it."""
    cases, incidents = world.state.cases, world.state.incidents
    village, holder = int(cases["village"][case]), int(cases["holder"][case])
    responding, incident = world.settings.responding, int(cases["incident"][case])
    false = incidents["kind"][incident] > codes.LAST_TRUE
    hours = responding.verify_hours + (0.0 if false else responding.counsel_hours)
    weekday = work_on(world, incident, village, holder, hours)
    if weekday is None:
        return
    day = max(int(cases["ready_day"][case]), world.first_day + weekday)
    world.count("hours_verifying", village, responding.verify_hours)
    if false:
        _close(world, case, codes.FALSE_ALARM, day)
        close_incidents(world, np.array([incident]))
    else:
        _answer(world, case, incident, holder, day)


def _close(world: World, case: int, state: int, day: int, jointly: bool = False) -> None:
    cases = world.state.cases
    incident = int(cases["incident"][case])
    cases["state"][case], cases["closed_day"][case] = state, day
    world.happened(
        "case_closed",
        incidents=incident,
        case=case,
        state=state,
        holder=int(cases["holder"][case]),
        day=day,
        days=day - int(cases["opened_day"][case]),
        jointly=jointly,
        prepares=int(cases["state"][case] == codes.ANSWERED and _prepares(world, incident)),
        post=recruiter_behind(world, incident),
    )


def _answer(world: World, case: int, incident: int, holder: int, day: int) -> None:
    """Answer a true case: in time if the person has not left, and act against the recruiter either way."""
    incidents = world.state.incidents
    late = incidents["kind"][incident] <= codes.LAST_DEPARTURE and _has_left(world, incident, day)
    if incidents["kind"][incident] == codes.FOREIGNER:
        _close(world, case, codes.ANSWERED, day)
        close_incidents(world, np.array([incident]))
        return
    joint = partners_in(world, incident)
    _close(world, case, codes.EXPIRED if late else codes.ANSWERED, day, joint.partners > 0)
    if not late and _prepares(world, incident):
        lead = int(incidents["depart_day"][incident]) - _first_known(world, case, incident)
        counsel(world, incident, holder, day, joint, max(lead, 0))
    warn_around(world, incident)
    act_on_recruiter(world, incident, holder, day)


def _prepares(world: World, incident: int) -> bool:
    """Whether somebody prepares to leave on the incident's offer."""
    return bool(world.state.incidents["state"][incident] == codes.ACCEPTED)


def _first_known(world: World, case: int, incident: int) -> int:
    """Day of the first report, or of the case if an officer noticed."""
    day = int(world.state.incidents["first_report_day"][incident])
    return int(world.state.cases["opened_day"][case]) if day == codes.NOBODY else day


def _has_left(world: World, incident: int, day: int) -> bool:
    """Whether the would-be migrant has left by the day of the answer."""
    incidents = world.state.incidents
    if incidents["state"][incident] == codes.DEPARTED:
        return True
    return bool(incidents["state"][incident] == codes.ACCEPTED and incidents["depart_day"][incident] <= day)


def act_on_recruiter(world: World, incident: int, holder: int, day: int) -> None:
    """Pressure on the recruiter, and perhaps the way to the police, the prosecutor and an arrest.

    The answered cases of late about one holder make one dossier, and each of them may be what moves the police.

    Args:
        world: the world.
        incident: row of the one that is answered.
        holder: code of the receiver who answers.
        day: of the answer, counted from the start.
    """
    settings = world.settings
    post = recruiter_behind(world, incident)
    if post == codes.NOBODY:
        return
    press(world, post, settings.recruiting.pressure_answered)
    cases, answered = world.state.cases, dossier(world, post)
    key = int(world.state.incidents["key"][incident])
    effort = (
        float(world.policy.police_effort[world.state.incidents["village"][incident]]) if holder == codes.POLICE else 1.0
    )
    one_case = min(settings.responding.of("referral", codes.RECEIVERS[holder]) * effort, 1.0)
    if world.uniform("referral", key) >= repeated_chance(one_case, answered.size):
        return
    cases["referred"][world.state.incidents["case"][incident]] = 1
    press(world, post, settings.recruiting.pressure_referred)
    world.happened("referred", incidents=incident)
    if world.uniform("prosecution", key) < repeated_chance(
        settings.responding.prosecution, int(cases["referred"][answered].sum())
    ):
        wait = settings.responding.arrest_weeks * codes.DAYS * exponential(world.uniform("time to arrest", key))
        order_arrest(world, post, day + int(min(wait, 10000.0)))


def dossier(world: World, post: int) -> NDArray[np.int64]:
    """[cases] rows of those about whoever holds a ``post``, by number, that were answered while it is remembered."""
    cases, incidents = world.state.cases, world.state.incidents
    since = world.first_day - codes.DAYS * world.settings.learning.warning_weeks
    late = np.flatnonzero(cases["closed_day"] >= since)
    state, about = cases["state"][late], cases["incident"][late]
    mine = (incidents["recruiter"][about] == post) & (incidents["holder"][about] == world.state.posts.holder[post])
    return np.asarray(late[mine & ((state == codes.ANSWERED) | (state == codes.EXPIRED))], np.int64)


def _drop_old(world: World) -> None:
    """Drop cases nobody found hours for."""
    cases, rows = world.state.cases, world.state.open_cases
    waiting = rows[cases["state"][rows] == codes.WAITING]
    limit = world.first_day - codes.DAYS * world.settings.responding.patience_weeks
    for case in waiting[cases["waiting_since"][waiting] < limit].tolist():
        _close(world, case, codes.DROPPED, world.first_day)
