"""Stays abroad: leaving without documents, how long a stay lasts, and coming home."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import selection_keys
from sim.incidents.incidents import close_incidents
from sim.migration.outcomes import outcomes_of
from sim.settings.leaving import QUARTER
from sim.state import codes
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def leaving_this_week(world: World) -> Rows:
    """Residents who prepare without documents and whose day falls into this week."""
    residents = world.state.residents
    rows = np.flatnonzero(residents.status == codes.PREPARING)
    return rows[residents.status_day[rows] < world.first_day + codes.DAYS]


def leave_undocumented(world: World) -> None:
    """True undocumented departures, with an outcome that home will hear of after weeks."""
    residents, incidents, leaving = world.state.residents, world.state.incidents, world.settings.leaving
    rows = leaving_this_week(world)
    if not rows.size:
        return
    incident, day = residents.incident[rows].astype(np.int64), residents.status_day[rows].copy()
    keys = world.population.key[rows]
    results = outcomes_of(world, keys, incident)
    lag = weeks_of_waiting(world, "news", keys, leaving.news_weeks)
    incidents["state"][incident] = codes.DEPARTED
    incidents["outcome"][incident] = results
    incidents["news_week"][incident] = world.week + 1 + lag
    close_incidents(world, incident)
    mean = np.where(results == codes.EXPLOITED, leaving.stay_exploited, leaving.stay_undocumented)
    go_abroad(world, rows, codes.AWAY_UNDOCUMENTED, QUARTER + weeks_of_waiting(world, "stay abroad", keys, mean))
    world.departed_undocumented[rows] = np.minimum(world.departed_undocumented[rows], 254) + 1
    details = {name: incidents[name][incident] for name in ("outcome", "forged", "trafficking")}
    world.happened("left", rows, incidents=incident, day=day, **details)


def go_abroad(world: World, rows: Rows, status: int, stay: Rows) -> None:
    """Let people be abroad, with the code ``status``, from the day in their column on: for ``stay`` weeks each."""
    world.state.residents.status[rows] = status
    world.state.residents.status_day[rows] += (codes.DAYS * stay).astype(np.int32)


def weeks_of_waiting(world: World, purpose: str, keys: NDArray[np.uint64], mean: float | NDArray[np.float64]) -> Rows:
    """[keys] exponential waiting times in whole weeks, of a mean in weeks for all or each."""
    weeks = mean * selection_keys(world.stream(purpose), keys, 0, np.ones(keys.size))
    return np.minimum(weeks, 5000).astype(np.int64)


def return_home(world: World) -> None:
    """Stays and contracts end."""
    residents, outcomes = world.state.residents, world.state.incidents["outcome"]
    for status in (codes.AWAY_UNDOCUMENTED, codes.AWAY_DOCUMENTED):
        rows = np.flatnonzero(residents.status == status)
        rows = rows[residents.status_day[rows] < world.first_day + codes.DAYS]
        if not rows.size:
            continue
        day, incident = residents.status_day[rows].copy(), residents.incident[rows].astype(np.int64)
        known = incident != codes.NOBODY  # the others were away before the first week, or had documents
        outcome = np.full(rows.size, codes.NO_OUTCOME, np.uint8)
        outcome[known] = outcomes[incident[known]]
        residents.status[rows] = codes.SETTLED
        residents.incident[rows] = codes.NOBODY
        residents.returned_week[rows] = world.week
        world.happened("returned", rows, status=status, outcome=outcome, day=day)


def end_cool_off(world: World) -> None:
    """Those who were stopped may be asked again."""
    residents = world.state.residents
    rows = np.flatnonzero(residents.status == codes.STOPPED)
    over = rows[residents.status_day[rows] < world.first_day + codes.DAYS]
    residents.status[over] = codes.SETTLED
    world.happened("free_again", over, day=residents.status_day[over])
