"""What the stages share about incidents: opening those that are not offers, and closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import chain, name_key
from sim.state.codes import INCIDENT_NAMES, NOBODY, ONGOING

if TYPE_CHECKING:
    from sim.world import World


def open_sighting(
    world: World, kind: int, persons: NDArray[np.int64], until: NDArray[np.int64], source: str
) -> NDArray[np.int64]:
    """Open incidents that are no offer: a legal preparation, or a visitor hosted by ``persons``.

    Args:
        world: the world.
        kind: LEGAL, VISITOR or FOREIGNER.
        persons: the rows whose ties may notice.
        until: week from which each is no longer to be seen.
        source: name that makes the incidents' keys, with person and week.

    Returns:
        Rows of the incidents.
    """
    if not persons.size:
        return np.empty(0, np.int64)
    keys = [chain(int(key), name_key("sighting", source), world.week) for key in world.population.key[persons]]
    rows = world.state.incidents.append(
        persons.size,
        key=np.array(keys, np.uint64),
        kind=kind,
        state=ONGOING,
        person=persons,
        recruiter=NOBODY,
        holder=NOBODY,
        asker=NOBODY,
        village=world.population.village[persons],
        week=world.week,
        until=until,
        depart_day=NOBODY,
        case=NOBODY,
        first_notice=NOBODY,
        first_report_day=NOBODY,
        news_week=NOBODY,
    )
    open_incidents(world, rows)
    return rows


def open_incidents(world: World, rows: NDArray[np.int64]) -> None:
    """Let new incidents be noticed, and count them by kind."""
    incidents = world.state.incidents
    world.state.open_incidents = np.concatenate((world.state.open_incidents, rows))
    for kind, name in enumerate(INCIDENT_NAMES):
        world.count_about(f"incidents_{name}", rows[incidents["kind"][rows] == kind])


def close_incidents(world: World, rows: NDArray[np.int64]) -> None:
    """Take incidents from the list of those that can be noticed."""
    state = world.state
    if rows.size:
        close_where(world, np.isin(state.open_incidents, rows))


def close_where(world: World, over: NDArray[np.bool_]) -> None:
    """Close those of the open incidents that are over."""
    state = world.state
    world.count_about("incidents_closed", state.open_incidents[over])
    state.open_incidents = state.open_incidents[~over]
