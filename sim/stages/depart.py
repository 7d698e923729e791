"""Stages 9 and 10: gates, departures, procedures that end, news from abroad, returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.attitudes.warnings import warn_of
from sim.core.draws import pair_uniforms, selection_keys, uniforms
from sim.incidents.incidents import close_incidents
from sim.migration.documented_route import hurdles_left
from sim.migration.rules import exploitation_risk, gate_stops, outcome
from sim.recruiters.pressure import recruiters_behind
from sim.state.codes import (
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

if TYPE_CHECKING:
    from sim.world import World

QUARTER = 13
GATES = (("letter", "village letter of a migrant"), ("passport", "passport desk"), ("border", "border"))
"""Gates in the order in which a migrant meets them, each with the purpose of its draw."""


def leaving_this_week(world: World) -> NDArray[np.int64]:
    """Residents who prepare without documents and whose day falls into this week."""
    state = world.state
    rows = np.flatnonzero(state.status == PREPARING)
    return rows[state.status_day[rows] < world.first_day + DAYS]


def gates(world: World) -> None:
    """Village letter, passport desk and border, in this order, stop some of those who are about to leave."""
    leaving, effort = world.settings.leaving, world.effort("gate_effort")
    for gate, purpose in GATES:
        _gate(world, gate, purpose, getattr(leaving, f"{gate}_stop") * effort)


def _gate(world: World, gate: str, purpose: str, share: float) -> None:
    """One gate: forged papers get through more often."""
    state = world.state
    rows = leaving_this_week(world)
    incident = state.incident[rows].astype(np.int64)
    u = pair_uniforms(world.lasting_stream(purpose), world.population.key[rows], state.incidents["key"][incident])
    forged, factor = state.incidents["forged"][incident], world.settings.leaving.forged_factor
    stop = np.array([gate_stops(float(x), share, bool(f), factor) for x, f in zip(u, forged, strict=True)], bool)
    state.incidents["state"][incident[stop]] = GATE_STOPPED
    close_incidents(world, incident[stop])
    _stop(world, rows[stop])
    world.count_rows("stopped_at_gate", rows[stop])
    world.count_rows(f"stopped_at_{gate}", rows[stop])


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
    risks = _risks(world, incident)
    results = np.array([outcome(float(x), float(risk), leaving.smuggled) for x, risk in zip(u, risks, strict=True)])
    lag = _waits(world, "news", keys, leaving.news_weeks)
    incidents["state"][incident] = DEPARTED
    incidents["outcome"][incident] = results
    incidents["news_week"][incident] = world.week + 1 + lag
    close_incidents(world, incident)
    state.status[rows] = AWAY_UNDOCUMENTED
    mean = np.where(results == EXPLOITED, leaving.stay_exploited, leaving.stay_undocumented)
    stay = QUARTER + _waits(world, "stay abroad", keys, mean)
    state.status_day[rows] += (DAYS * stay).astype(np.int32)
    world.departed_undocumented[rows] = np.minimum(world.departed_undocumented[rows], 254) + 1
    world.count_rows("undocumented_departures", rows)
    world.count_rows("departures_forged", rows[incidents["forged"][incident] == 1])
    world.count_rows("departures_trafficked", rows[incidents["trafficking"][incident] == 1])
    for code, name in ((EXPLOITED, "exploited"), (SMUGGLED, "smuggled"), (FARED_WELL, "fared_well")):
        world.count_rows(name, rows[results == code])


def _risks(world: World, incident: NDArray[np.int64]) -> NDArray[np.float64]:
    """Chance of each migrant to be exploited: by who recruited, and by the debt of an advance."""
    leaving, incidents = world.settings.leaving, world.state.incidents
    debts, traffickers = incidents["advance"][incident], incidents["trafficking"][incident]
    pairs = zip(debts, traffickers, strict=True)
    bases = (leaving.exploited, leaving.exploited_trafficked)
    return np.array([exploitation_risk(bases[int(t)], bool(d), leaving.debt_factor) for d, t in pairs], np.float64)


def _waits(
    world: World, purpose: str, keys: NDArray[np.uint64], mean: float | NDArray[np.float64]
) -> NDArray[np.int64]:
    """Exponential waiting times in whole weeks."""
    weeks = mean * selection_keys(world.stream(purpose), keys, 0, np.ones(keys.size))
    return np.minimum(weeks, 5000).astype(np.int64)


def _finish_procedures(world: World) -> None:
    """Documented procedures that end this week: most lead to a documented departure, some fail."""
    state = world.state
    rows = np.flatnonzero(state.status == IN_PROCEDURE)
    rows = rows[state.status_day[rows] < world.first_day + DAYS]
    keys = world.population.key[rows]
    chance = world.settings.deciding.documented_failure * hurdles_left(world, rows)
    failed = uniforms(world.stream("procedure fails"), keys) < chance
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
        kin = world.kin(int(incidents["person"][incident]))
        gain = gains[int(incidents["outcome"][incident])]
        change_attitudes(kin, np.full(kin.size, NEWS, np.int64), np.full(kin.size, gain), *world.mind())
        if incidents["outcome"][incident] == EXPLOITED:
            _name_recruiter(world, int(incident), kin)


def _name_recruiter(world: World, incident: int, kin: NDArray[np.int64]) -> None:
    """Bad news may say who it was that recruited the migrant: kin then warn of that one."""
    post = int(recruiters_behind(world, np.array([incident]))[0])
    if post == NOBODY:
        return
    u = uniforms(
        world.stream("news names the recruiter"), world.population.key[kin], int(world.state.incidents["key"][incident])
    )
    warn_of(world, kin[u < world.settings.leaving.news_warns], post)


def _return_home(world: World) -> None:
    """Stays and contracts end."""
    state = world.state
    for status, name in ((AWAY_UNDOCUMENTED, "undocumented"), (AWAY_DOCUMENTED, "documented")):
        rows = np.flatnonzero(state.status == status)
        rows = rows[state.status_day[rows] < world.first_day + DAYS]
        known = rows[state.incident[rows] != NOBODY]  # the others were away before the first week
        outcomes = state.incidents["outcome"][state.incident[known].astype(np.int64)]
        world.count_rows("returned_exploited", known[outcomes == EXPLOITED])
        state.status[rows] = SETTLED
        state.incident[rows] = NOBODY
        state.returned_week[rows] = world.week
        world.count_rows(f"returned_{name}", rows)


def _end_cool_off(world: World) -> None:
    """Those who were stopped may be asked again."""
    state = world.state
    rows = np.flatnonzero(state.status == STOPPED)
    over = rows[state.status_day[rows] < world.first_day + DAYS]
    state.status[over] = SETTLED
    world.count_rows("cool_offs_ended", over)
