"""Who noticed what, who reported it, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitudes_of
from sim.explaining.events import BY_LOCAL_ACTOR, BY_OFFICER, BY_REPORT, LEAKED_OUT, What
from sim.explaining.look import Look, Rows
from sim.explaining.offers import known
from sim.recruiters.pressure import recruiters_behind
from sim.state.codes import (
    ACCEPTED,
    ANSWERED,
    DAYS,
    EXPECTED_EFFECT,
    EXPIRED,
    FALSE_ALARM,
    FIRST_TRUST,
    FOREIGNER,
    LAST_DEPARTURE,
    NOBODY,
    RECEIVED,
    VISITOR,
    WAITING,
)

if TYPE_CHECKING:
    from sim.explaining.recorder import Recorder


def strangers(recorder: Recorder, before: Look, after: Look) -> None:
    """Who hosts a visitor or a foreigner without papers."""
    table = recorder.world.state.incidents
    rows = np.arange(before.incidents.size, after.incidents.size)
    rows = rows[np.isin(table["kind"][rows], (VISITOR, FOREIGNER))]
    recorder.add(What.HOSTED, table["person"][rows], incident=table["key"][rows], detail=table["kind"][rows])


def notices(recorder: Recorder, before: Look, after: Look) -> None:
    """Who noticed, and whose incident it was."""
    table, incidents = recorder.world.state.notices, recorder.world.state.incidents
    rows = np.arange(before.notices, after.notices)
    incident, witness = table["incident"][rows], table["witness"][rows]
    subject = incidents["person"][incident]
    same = {name: incidents[column][incident] for name, column in _OF_INCIDENT}
    recorder.add(What.SAW, witness, other=subject, **same)
    others = witness != subject
    recorder.add(What.NOTICED, subject[others], other=witness[others], **{k: v[others] for k, v in same.items()})


_OF_INCIDENT = (("incident", "key"), ("post", "recruiter"), ("holder", "holder"), ("detail", "kind"))


def reports(recorder: Recorder, before: Look, after: Look) -> None:
    """Who reported, through which channel, and what fate the report has before it."""
    rows = np.arange(before.reports.size, after.reports.size)
    if not rows.size:
        return
    world = recorder.world
    table, incidents = world.state.reports, world.state.incidents
    incident, witness = table["incident"][rows], table["witness"][rows]
    subject = incidents["person"][incident]
    same = {
        "incident": incidents["key"][incident],
        "post": incidents["recruiter"][incident],
        "holder": incidents["holder"][incident],
        "detail": table["state"][rows].astype(np.int64) + LEAKED_OUT * table["leaked"][rows].astype(np.int64),
        "channel": table["channel"][rows].astype(np.int64),
        "day": table["sent_day"][rows],
    }
    receiver = table["receiver"][rows]
    trust = [attitudes_of(witness[i : i + 1], FIRST_TRUST + int(r), *world.mind()) for i, r in enumerate(receiver)]
    felt = np.concatenate(trust)
    effect = attitudes_of(witness, EXPECTED_EFFECT, *world.mind())
    recorder.add(What.SENT, witness, other=subject, facts=known(world, witness), felt=felt, around=effect, **same)
    recorder.add(What.REPORTED, subject, other=witness, **same)


def arrivals(recorder: Recorder, before: Look, after: Look) -> None:
    """Which reports came to whoever takes them."""
    table, incidents = recorder.world.state.reports, recorder.world.state.incidents
    rows = np.flatnonzero((after.reports == RECEIVED) & (before.reports != RECEIVED))
    incident = table["incident"][rows]
    recorder.add(
        What.ARRIVED,
        incidents["person"][incident],
        other=table["witness"][rows],
        incident=incidents["key"][incident],
        channel=table["channel"][rows].astype(np.int64),
        detail=table["receiver"][rows],
        day=table["arrive_day"][rows],
    )


def cases_opened(recorder: Recorder, before: Look, after: Look) -> None:
    """Cases opened by a report, or by what officers and local actors heard; and those taken up again."""
    world = recorder.world
    cases, incidents = world.state.cases, world.state.incidents
    new = np.arange(before.cases.size, after.cases.size)
    old = before.cases.size
    again = np.flatnonzero((after.cases[:old] == WAITING) & (before.cases != WAITING))
    rows = np.concatenate((again, new))
    if not rows.size:
        return
    incident = cases["incident"][rows]
    recorder.add(
        What.CASE_OPENED,
        incidents["person"][incident],
        incident=incidents["key"][incident],
        detail=cases["holder"][rows].astype(np.int64) + (_how(recorder, rows, rows >= old) << 8),
        day=cases["waiting_since"][rows],
    )


def _how(recorder: Recorder, rows: Rows, new: NDArray[np.bool_]) -> Rows:
    """How cases were opened. New ones stand in the table in order: heard by officers, by local actors, then reports."""
    world = recorder.world
    out = np.full(rows.size, BY_REPORT, np.int64)
    left = {
        how: world.weekly[world.week, :, world.measure_index[measure]].copy()
        for how, measure in ((BY_OFFICER, "officer_noticed"), (BY_LOCAL_ACTOR, "local_actor_noticed"))
    }
    for position in np.flatnonzero(new).tolist():
        village = world.state.cases["village"][rows[position]]
        for how, count in left.items():
            if count[village] >= 1:
                count[village] -= 1
                out[position] = how
                break
    return out


def cases_closed(recorder: Recorder, before: Look, after: Look) -> None:
    """Answers in time and too late, false alarms, cases dropped; counsel and warnings that come with an answer."""
    world = recorder.world
    cases, incidents = world.state.cases, world.state.incidents
    for row in np.flatnonzero((before.cases == WAITING) & (after.cases != WAITING)).tolist():
        incident, state = int(cases["incident"][row]), int(after.cases[row])
        person, key = int(incidents["person"][incident]), incidents["key"][incident]
        post = int(recruiters_behind(world, np.array([incident]))[0])
        about = {
            "incident": key,
            "post": post,
            "holder": incidents["holder"][incident],
            "day": cases["closed_day"][row],
        }
        recorder.add(What.CASE_CLOSED, person, detail=state + (int(cases["holder"][row]) << 8), **about)
        was_leaving = before.incidents[incident] == ACCEPTED
        if state == ANSWERED and was_leaving and incidents["kind"][incident] <= LAST_DEPARTURE:
            recorder.add(What.COUNSELLED, person, detail=int(after.incidents[incident]), **about)
        if state in (ANSWERED, EXPIRED) and post != NOBODY:
            around = np.concatenate((np.array([person]), world.kin(person)))
            warned = after.people["warned_until"][around] == world.week + 1 + world.settings.learning.warning_weeks
            warned &= after.people["warned_of"][around] == post
            touched = before.people["warned_until"][around] != after.people["warned_until"][around]
            touched |= before.people["warned_of"][around] != after.people["warned_of"][around]
            recorder.add(What.WARNED, around[warned & touched], other=person, **about)


def feedback(recorder: Recorder, before: Look, after: Look) -> None:
    """Leaks, answers heard of, and those who waited in vain."""
    world = recorder.world
    table, incidents = world.state.reports, world.state.incidents
    subject = incidents["person"][table["incident"]]
    keys = incidents["key"][table["incident"]]
    rows = before.open_reports
    leaked = rows[(table["sent_day"][rows] >= world.first_day) & (table["leaked"][rows] == 1)]
    recorder.add(What.LEAKED, table["witness"][leaked], other=subject[leaked], incident=keys[leaked])
    heard = np.flatnonzero((after.heard_back == 1) & (before.heard_back == 0))
    recorder.add(What.HEARD_BACK, table["witness"][heard], other=subject[heard], incident=keys[heard])
    if world.settings.responding.around > 0.0:
        for row in heard[world.state.cases["state"][table["case"][heard]] != FALSE_ALARM].tolist():
            author = int(table["witness"][row])
            recorder.add(What.HEARD_AROUND, world.kin(author), other=author, incident=keys[row])
    limit = world.first_day + DAYS - DAYS * world.settings.responding.silence_weeks
    sent = table["sent_day"][rows]
    vain = rows[(sent < limit) & (sent >= limit - DAYS) & (after.heard_back[rows] == 0)]
    recorder.add(What.NO_ANSWER, table["witness"][vain], other=subject[vain], incident=keys[vain])
