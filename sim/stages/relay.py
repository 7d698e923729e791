"""Stage 7, relay: reports travel, are lost, set aside, leak or are kept down, arrive, and merge into cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import exponential, pair_uniforms, plain_draw
from sim.state.codes import (
    CAPTURED,
    DAYS,
    DROPPED,
    FILTERED,
    IMMIGRATION,
    LAST_TRUE,
    LOST,
    NOBODY,
    RECEIVED,
    TRAVELLING,
    WAITING,
)

if TYPE_CHECKING:
    from sim.world import World

# columns of Lookups.channel_traits
ANONYMITY, DELAY_DAYS, LOSS, LEAK, CAPTURE, FILTERING, FILTERING_HARMLESS = 3, 6, 7, 8, 9, 11, 12


def send(world: World, incident: NDArray[np.int64], witness: NDArray[np.int64], channel: NDArray[np.int64]) -> None:
    """Send off reports: what becomes of each is drawn here."""
    if not incident.size:
        return
    state, look = world.state, world.lookups
    incidents = state.incidents
    traits = look.channel_traits[channel]
    actors, subjects = world.population.key[witness], incidents["key"][incident]

    def drawn(purpose: str) -> NDArray[np.float64]:
        return pair_uniforms(world.lasting_stream(purpose), actors, subjects)

    sent_day = world.first_day + (DAYS * drawn("day of the report")).astype(np.int64)
    delay = np.array([exponential(float(u)) for u in drawn("delay of a report")]) * traits[:, DELAY_DAYS]
    lost = drawn("report lost") < traits[:, LOSS]
    true = incidents["kind"][incident] <= LAST_TRUE
    filtering = np.where(true, traits[:, FILTERING], traits[:, FILTERING_HARMLESS])
    filtered = ~lost & (drawn("report set aside") < filtering)
    captured = ~lost & ~filtered & (drawn("report kept down") < traits[:, CAPTURE])
    leaked = drawn("report leaked") < traits[:, LEAK] * (1.0 - traits[:, ANONYMITY])
    outcome = np.select([lost, filtered, captured], [LOST, FILTERED, CAPTURED], TRAVELLING)
    rows = state.reports.append(
        incident.size,
        incident=incident,
        witness=witness,
        channel=channel,
        receiver=look.channel_receiver[channel],
        state=outcome,
        sent_day=sent_day,
        arrive_day=sent_day + delay.astype(np.int64),
        leaked=leaked,
        case=NOBODY,
    )
    state.open_reports = np.concatenate((state.open_reports, rows))
    _note_first(world, incident, sent_day)
    villages = incidents["village"][incident]
    for measure, which in (
        ("reports_lost", lost),
        ("reports_filtered", filtered),
        ("reports_captured", captured),
        ("reports_leaked", leaked),
    ):
        world.count_rows(measure, witness[which], villages=villages[which])


def _note_first(world: World, incident: NDArray[np.int64], day: NDArray[np.int64]) -> None:
    """Count reports by incident, and note the day of the first."""
    incidents = world.state.incidents
    new = np.unique(incident[incidents["reports"][incident] == 0])
    true = incidents["kind"][new] <= LAST_TRUE
    world.count_about("incidents_reported", new[true])
    world.count_about("incidents_reported_false", new[~true])
    incidents["first_report_day"][new] = 2**40
    np.minimum.at(incidents["first_report_day"], incident, day)
    np.add.at(incidents["reports"], incident, 1)


def arrive(world: World) -> None:
    """Let this week's reports arrive, within what each channel can take; the rest wait a week."""
    state = world.state
    reports = state.reports
    rows = state.open_reports
    due = rows[(reports["state"][rows] == TRAVELLING) & (reports["arrive_day"][rows] < world.first_day + DAYS)]
    order = np.lexsort((_turns(world, due), reports["arrive_day"][due]))
    capacity = [channel.capacity for channel in world.settings.channels.values()]
    taken: dict[tuple[int, int], int] = {}
    for row in due[order]:
        incident = int(reports["incident"][row])
        village = int(state.incidents["village"][incident])
        desk = (village, int(reports["channel"][row]))
        if taken.get(desk, 0) >= capacity[desk[1]]:
            reports["arrive_day"][row] += DAYS
            continue
        taken[desk] = taken.get(desk, 0) + 1
        reports["state"][row] = RECEIVED
        world.count_rows("reports_received", reports["witness"][[row]], villages=np.array([village]))
        reports["case"][row] = _merge(world, incident, int(reports["receiver"][row]), int(reports["arrive_day"][row]))


def _turns(world: World, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Draws that put reports of one day in order: the first takes the place, and its receiver the case."""
    reports = world.state.reports
    actors = world.population.key[reports["witness"][rows]]
    return pair_uniforms(world.stream("report order"), actors, world.state.incidents["key"][reports["incident"][rows]])


def _merge(world: World, incident: int, receiver: int, day: int) -> int:
    """Join the incident's case, or open one; a report to immigration draws a waiting case to it.

    A report about a dropped case opens it again: it waits anew, from the day of that report.
    """
    state = world.state
    case = int(state.incidents["case"][incident])
    if case == NOBODY:
        return open_case(world, incident, receiver, day)
    if state.cases["state"][case] == DROPPED:
        _reopen(world, case, receiver, day)
        return case
    world.count_about("reports_joined", incident)
    if receiver == IMMIGRATION and state.cases["state"][case] == WAITING:
        state.cases["holder"][case] = IMMIGRATION  # no need to wait for what another office is passing on
        state.cases["ready_day"][case] = min(int(state.cases["ready_day"][case]), day)
    return case


def open_case(world: World, incident: int, receiver: int, day: int) -> int:
    """Open a case; a village office or police post may pass it on to immigration, which takes days."""
    state = world.state
    village = int(state.incidents["village"][incident])
    holder, ready = _first_holder(world, incident, receiver, day)
    rows = state.cases.append(
        1,
        incident=incident,
        village=village,
        holder=holder,
        state=WAITING,
        opened_day=day,
        waiting_since=day,
        ready_day=ready,
        closed_day=NOBODY,
    )
    state.incidents["case"][incident] = rows[0]
    state.open_cases = np.concatenate((state.open_cases, rows))
    world.count_about("cases_opened", incident)
    return int(rows[0])


def _reopen(world: World, case: int, receiver: int, day: int) -> None:
    """Take up a dropped case again, with the receiver of the new report."""
    state, cases = world.state, world.state.cases
    holder, ready = _first_holder(world, int(cases["incident"][case]), receiver, day)
    for name, value in (
        ("state", WAITING),
        ("holder", holder),
        ("waiting_since", day),
        ("ready_day", ready),
        ("closed_day", NOBODY),
    ):
        cases[name][case] = value
    state.open_cases = np.concatenate((state.open_cases, np.array([case])))
    world.count_about("cases_reopened", int(cases["incident"][case]))


def _first_holder(world: World, incident: int, receiver: int, day: int) -> tuple[int, int]:
    """Who works on a case and from which day: the receiver at once, or immigration if it is passed on."""
    village = int(world.state.incidents["village"][incident])
    if receiver == IMMIGRATION or not _passed_on(world, incident, village):
        return receiver, day
    u = plain_draw(world.lasting_stream("days to pass on"), int(world.state.incidents["key"][incident]))
    world.count_about("cases_forwarded", incident)
    return IMMIGRATION, day + int(world.settings.responding.forward_days * exponential(u))


def _passed_on(world: World, incident: int, village: int) -> bool:
    """Whether coordination works for this case; where there is no officer it is the everyday one."""
    u = plain_draw(world.lasting_stream("pass on"), int(world.state.incidents["key"][incident]))
    return u < world.coordination(village)
