"""Cases: what a desk has taken up about an incident, passed on, and taken up again."""

from __future__ import annotations

import numpy as np

from sim.core.draws import exponential, plain_draw
from sim.state.codes import BY_REPORT, DROPPED, IMMIGRATION, NOBODY, WAITING
from sim.world import World


def merge(world: World, incident: int, receiver: int, day: int) -> int:
    """Join the incident's case, or open one; a report to immigration draws a waiting case to it.

    A report about a dropped case opens it again: it waits anew, from the day of that report.

    Args:
        world: the world.
        incident: row of what it is about.
        receiver: code of who got the report.
        day: on which it arrived, counted from the start.

    Returns:
        Row of the case.
    """
    cases = world.state.cases
    case = int(world.state.incidents["case"][incident])
    if case == NOBODY:
        return open_case(world, incident, receiver, day, BY_REPORT)
    if cases["state"][case] == DROPPED:
        _reopen(world, case, receiver, day)
        return case
    world.happened("joined", incidents=incident)
    if receiver == IMMIGRATION and cases["state"][case] == WAITING:
        cases["holder"][case] = IMMIGRATION  # no need to wait for what another office is passing on
        cases["ready_day"][case] = min(int(cases["ready_day"][case]), day)
    return case


def open_case(world: World, incident: int, receiver: int, day: int, how: int) -> int:
    """Open a case; a village office or police post may pass it on to immigration, which takes days.

    Args:
        world: the world.
        incident: row of what it is about.
        receiver: code of who heard of it, or was asked.
        day: on which, counted from the start.
        how: code of the way, BY_REPORT, BY_OFFICER, BY_LOCAL_ACTOR or BY_ASKING.

    Returns:
        Row of the case.
    """
    state = world.state
    holder, ready = _first_holder(world, incident, receiver, day)
    rows = state.cases.append(
        1,
        incident=incident,
        village=state.incidents["village"][incident],
        holder=holder,
        state=WAITING,
        opened_day=day,
        waiting_since=day,
        ready_day=ready,
        closed_day=NOBODY,
    )
    state.incidents["case"][incident] = rows[0]
    state.open_cases = np.concatenate((state.open_cases, rows))
    world.happened("case_opened", incidents=incident, case=int(rows[0]), how=how)
    return int(rows[0])


def _reopen(world: World, case: int, receiver: int, day: int) -> None:
    """Take up a dropped case again, with the receiver of the new report."""
    state, cases = world.state, world.state.cases
    incident = int(cases["incident"][case])
    holder, ready = _first_holder(world, incident, receiver, day)
    for name, value in (
        ("state", WAITING),
        ("holder", holder),
        ("waiting_since", day),
        ("ready_day", ready),
        ("closed_day", NOBODY),
    ):
        cases[name][case] = value
    state.open_cases = np.concatenate((state.open_cases, np.array([case])))
    world.happened("case_reopened", incidents=incident, case=case)


def _first_holder(world: World, incident: int, receiver: int, day: int) -> tuple[int, int]:
    """Who works on a case and from which day: the receiver at once, or immigration if it is passed on."""
    key = int(world.state.incidents["key"][incident])
    coordination = world.policy.coordination[world.state.incidents["village"][incident]]
    if receiver == IMMIGRATION or plain_draw(world.lasting_stream("pass on"), key) >= coordination:
        return receiver, day
    u = plain_draw(world.lasting_stream("days to pass on"), key)
    world.happened("case_forwarded", incidents=incident)
    return IMMIGRATION, day + int(world.settings.responding.forward_days * exponential(u))
