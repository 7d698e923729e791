"""Stage 12, feedback: what came of reports reaches those involved; authors without an answer give up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.accounts import involve, open_account
from sim.core.draws import pair_uniforms
from sim.state import codes
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""
OF_CASES = {
    codes.ANSWERED: codes.WAS_ANSWERED,
    codes.EXPIRED: codes.WAS_ANSWERED,
    codes.FALSE_ALARM: codes.WAS_CHECKED,
}
"""What is told of a case, by the state in which it was closed: an answer that came too late was an answer."""

TOLD = np.isin(np.arange(len(codes.CASE_STATES)), tuple(OF_CASES))
"""[states of a case] whether there is something to tell of it."""


def feedback(world: World) -> None:
    """Let reporters hear back, or give up waiting; let leaks be known."""
    state = world.state
    reports, rows = state.reports, state.open_reports
    _leaks(world, rows)
    answered = rows[_answered(world, rows)]
    heard = answered[_hears(world, answered)]
    reports["heard_back"][heard] = 1
    _tell(world, "heard_back", heard)
    by_case = reports["state"][heard] == codes.RECEIVED
    _answers_are_told(world, heard[by_case])
    _each_is_told(world, heard[~by_case], codes.WAS_SETTLED)
    waiting = rows[reports["heard_back"][rows] == 0]  # who does not hear of an answer waits in vain
    patience = codes.DAYS * world.settings.responding.silence_weeks
    sent, limit = reports["sent_day"][waiting], world.first_day + codes.DAYS - patience
    silent = waiting[(sent < limit) & (sent >= limit - codes.DAYS)]  # an author gives up once
    _tell(world, "gave_up_waiting", silent)
    _each_is_told(world, silent, codes.IGNORED)
    state.open_reports = waiting[(sent >= limit) | (reports["state"][waiting] == codes.TRAVELLING)]


def _tell(world: World, event: str, rows: Rows) -> None:
    reports = world.state.reports
    world.happened(event, reports["witness"][rows], incidents=reports["incident"][rows], report=rows)


def _answered(world: World, rows: Rows) -> NDArray[np.bool_]:
    """Which reports led to a case that is now answered, or were settled in the village."""
    reports, cases = world.state.reports, world.state.cases
    case = reports["case"][rows]
    received = (reports["state"][rows] == codes.RECEIVED) & (case >= 0)
    done = np.zeros(rows.size, bool)
    done[received] = TOLD[cases["state"][case[received]]]
    settled = reports["state"][rows] == codes.SETTLED_THERE
    return np.asarray(done | (settled & (reports["sent_day"][rows] >= world.first_day)))


def _hears(world: World, rows: Rows) -> NDArray[np.bool_]:
    """Whose author hears of the answer, by channel."""
    reports = world.state.reports
    chance = world.arrays.channels.feedback[reports["channel"][rows]]
    actors = world.population.key[reports["witness"][rows]]
    subjects = world.state.incidents["key"][reports["incident"][rows]]
    return np.asarray(pair_uniforms(world.lasting_stream("hears of the answer"), actors, subjects) < chance)


def _answers_are_told(world: World, heard: Rows) -> None:
    """Of each case: the authors who heard back know of the answer, and in its week whoever it was about, if at home."""
    reports, cases = world.state.reports, world.state.cases
    now = np.flatnonzero(cases["closed_day"] >= world.first_day)
    if not now.size and not heard.size:
        return
    state = cases["state"][now]
    now = now[(state == codes.ANSWERED) | (state == codes.EXPIRED)]
    told = np.union1d(now, reports["case"][heard])
    keys = world.state.incidents["key"][cases["incident"][told]]
    for case in told[np.argsort(keys)].tolist():  # not by how cases happen to be numbered
        incident = int(cases["incident"][case])
        involved = reports["witness"][heard[reports["case"][heard] == case]]
        if case in now and world.state.incidents["kind"][incident] <= codes.LAST_DEPARTURE:
            concerned = world.state.incidents["person"][incident : incident + 1]
            involved = np.concatenate((involved, concerned[world.state.at_home(concerned)]))
        if involved.size:
            what, village = OF_CASES[int(cases["state"][case])], int(cases["village"][case])
            involve(world, open_account(world, what, int(cases["holder"][case]), village, incident), involved)


def _each_is_told(world: World, rows: Rows, what: int) -> None:
    """What came of single reports, ``rows`` [rows] in their table, is known to their authors."""
    reports, incidents = world.state.reports, world.state.incidents
    for row in rows.tolist():
        incident = int(reports["incident"][row])
        village = int(incidents["village"][incident])
        account = open_account(world, what, int(reports["receiver"][row]), village, incident)
        involve(world, account, reports["witness"][row : row + 1])


def _leaks(world: World, rows: Rows) -> None:
    """A leak becomes known in the week of the report: its author has more to fear."""
    reports = world.state.reports
    new = rows[(reports["sent_day"][rows] >= world.first_day) & (reports["leaked"][rows] == 1)]
    _tell(world, "leaked", new)
    _each_is_told(world, new, codes.LEAKED)
