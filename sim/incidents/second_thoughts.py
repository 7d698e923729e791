"""Witnesses who think again: they kept silent, what they saw goes on, and something changed or departure is near."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.state import codes
from sim.state.columns import Incidents, Notices, Residents
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


class Thoughts(NamedTuple):
    """Who decides again this week about what; equally long columns."""

    notice: Rows
    near: NDArray[np.bool_]
    """whether because the departure is near: then chance decides anew"""


def second_thoughts(world: World) -> Thoughts:
    """Earlier witnesses at home of what is open who have not reported, and have a reason to think again."""
    state = world.state
    rows = state.open_incidents
    day = state.incidents["depart_day"][rows]
    next_week = world.first_day + codes.DAYS
    near = (state.incidents["state"][rows] == codes.ACCEPTED) & (day >= next_week) & (day < next_week + codes.DAYS)
    tables = state.incidents.columns, state.notices.columns, state.residents
    return Thoughts(*_think_again(rows, near, *tables, world.week))


@loop
def _think_again(
    rows: Rows, near: NDArray[np.bool_], incidents: Incidents, notices: Notices, residents: Residents, week: int
) -> tuple[Rows, NDArray[np.bool_]]:
    """Notices by incident, the latest of each first."""
    out = np.empty(64, np.int64)
    because = np.empty(64, np.bool_)
    count = 0
    for r in range(rows.size):
        n = incidents.first_notice[rows[r]]
        while n >= 0:
            i = notices.witness[n]
            thinks = near[r] or residents.changed_week[i] == week
            away = residents.status[i] == codes.AWAY_UNDOCUMENTED or residents.status[i] == codes.AWAY_DOCUMENTED
            if thinks and not away and notices.week[n] < week and notices.stand[n] != codes.HAS_REPORTED:
                if count == out.size:
                    out, because = np.concatenate((out, out)), np.concatenate((because, because))
                out[count], because[count] = n, near[r]
                count += 1
            n = notices.next[n]
    return out[:count].copy(), because[:count].copy()
