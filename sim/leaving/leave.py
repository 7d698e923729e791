"""Stages 9 and 10: gates, departures, procedures that end, news from abroad, returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.codes import (
    AWAY_DOCUMENTED,
    AWAY_UNDOCUMENTED,
    DAYS,
    DEPARTED,
    EXPLOITED,
    FARED_WELL,
    GATE_STOPPED,
    IN_PROCEDURE,
    NEWS,
    NOBODY,
    PREPARING,
    SETTLED,
    SMUGGLED,
    STOPPED,
)
from sim.draws import pair_uniforms, selection_keys, uniforms
from sim.incidents import close_incidents
from sim.leaving.rules import gate_stops, outcome
from sim.mind import change_attitudes

if TYPE_CHECKING:
    from sim.world import World

QUARTER = 13


def leaving_this_week(world: World) -> NDArray[np.int64]:
    """Residents who prepare without documents and whose day falls into this week."""
    state = world.state
    rows = np.flatnonzero(state.status == PREPARING)
    return rows[state.status_day[rows] < world.first_day + DAYS]


def gates(world: World) -> None:
    """Passport desk and border stop some of those who are about to leave."""
    state, leaving = world.state, world.settings.leaving
    rows = leaving_this_week(world)
    incident = state.incident[rows].astype(np.int64)
    keys, about = world.population.key[rows], state.incidents["key"][incident]
    effort = world.effort("gate_effort")
    passport = pair_uniforms(world.lasting_stream("passport desk"), keys, about)
    border = pair_uniforms(world.lasting_stream("border"), keys, about)
    stop = np.array(
        [
            gate_stops(float(p), float(b), leaving.passport_stop * effort, leaving.border_stop * effort)
            for p, b in zip(passport, border, strict=True)
        ],
        bool,
    )
    stopped = rows[stop]
    state.incidents["state"][incident[stop]] = GATE_STOPPED
    close_incidents(world, incident[stop])
    _stop(world, stopped)
    world.count_rows("stopped_at_gate", stopped)


def _stop(world: World, rows: NDArray[np.int64]) -> None:
    state = world.state
    state.status[rows] = STOPPED
    state.incident[rows] = NOBODY
    state.status_day[rows] += np.int32(DAYS * world.settings.deciding.cool_off_weeks)


def depart(world: World) -> None:
    """Let people leave, finish procedures, hear news, return, and end cooling off."""
    _hear_news(world)
    _return_home(world)
    _end_cool_off(world)
    _leave_undocumented(world)
    _finish_procedures(world)


def _leave_undocumented(world: World) -> None:
    """True undocumented departures, with an outcome that home will hear of after weeks."""
    state, leaving = world.state, world.settings.leaving
    rows = leaving_this_week(world)
    if not rows.size:
        return
    incidents = state.incidents
    incident = state.incident[rows].astype(np.int64)
    keys, about = world.population.key[rows], incidents["key"][incident]
    u = pair_uniforms(world.lasting_stream("outcome abroad"), keys, about)
    results = np.array([outcome(float(x), leaving.exploited, leaving.smuggled) for x in u])
    lag = _waits(world, "news", keys, leaving.news_weeks)
    incidents["state"][incident] = DEPARTED
    incidents["outcome"][incident] = results
    incidents["news_week"][incident] = world.week + 1 + lag
    close_incidents(world, incident)
    state.status[rows] = AWAY_UNDOCUMENTED
    stay = QUARTER + _waits(world, "stay abroad", keys, leaving.stay_undocumented)
    state.status_day[rows] += (DAYS * stay).astype(np.int32)
    world.departed_undocumented[rows] = np.minimum(world.departed_undocumented[rows], 254) + 1
    world.count_rows("undocumented_departures", rows)
    for code, name in ((EXPLOITED, "exploited"), (SMUGGLED, "smuggled"), (FARED_WELL, "fared_well")):
        world.count_rows(name, rows[results == code])


def _waits(world: World, purpose: str, keys: NDArray[np.uint64], mean: float) -> NDArray[np.int64]:
    """Exponential waiting times in whole weeks."""
    weeks = mean * selection_keys(world.stream(purpose), keys, 0, np.ones(keys.size))
    return np.minimum(weeks, 5000).astype(np.int64)


def _finish_procedures(world: World) -> None:
    """Documented procedures that end this week: most lead to a documented departure, some fail."""
    state = world.state
    rows = np.flatnonzero(state.status == IN_PROCEDURE)
    rows = rows[state.status_day[rows] < world.first_day + DAYS]
    keys = world.population.key[rows]
    failed = uniforms(world.stream("procedure fails"), keys) < world.settings.deciding.documented_failure
    state.status[rows[failed]] = SETTLED
    gone = rows[~failed]
    state.status[gone] = AWAY_DOCUMENTED
    stay = QUARTER + _waits(
        world, "contract abroad", world.population.key[gone], world.settings.leaving.stay_documented
    )
    state.status_day[gone] += (DAYS * stay).astype(np.int32)
    world.count_rows("documented_failed", rows[failed])
    world.count_rows("documented_departures", gone)


def _hear_news(world: World) -> None:
    """News of a migrant reaches the household and kin, and moves how they see leaving."""
    leaving, incidents = world.settings.leaving, world.state.incidents
    due = np.flatnonzero(incidents["news_week"] == world.week)
    gains = {EXPLOITED: leaving.news_bad, SMUGGLED: leaving.news_plain, FARED_WELL: leaving.news_good}
    for incident in due:
        person = int(incidents["person"][incident])
        kin = world.kin(person)
        gain = gains[int(incidents["outcome"][incident])]
        change_attitudes(kin, np.full(kin.size, NEWS, np.int64), np.full(kin.size, gain), *world.mind())


def _return_home(world: World) -> None:
    """Stays and contracts end."""
    state = world.state
    for status, name in ((AWAY_UNDOCUMENTED, "undocumented"), (AWAY_DOCUMENTED, "documented")):
        rows = np.flatnonzero(state.status == status)
        rows = rows[state.status_day[rows] < world.first_day + DAYS]
        state.status[rows] = SETTLED
        state.incident[rows] = NOBODY
        state.returned_week[rows] = world.week
        world.count_rows(f"returned_{name}", rows)


def _end_cool_off(world: World) -> None:
    """Those who were stopped may be asked again."""
    state = world.state
    rows = np.flatnonzero(state.status == STOPPED)
    state.status[rows[state.status_day[rows] < world.first_day + DAYS]] = SETTLED
