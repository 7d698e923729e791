"""Incidents: opening those that are not offers, letting new ones be noticed, and closing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import chain, name_key, uniforms
from sim.state.codes import DAYS, NOBODY, ONGOING
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""

NOTHING_YET = {"depart_day": NOBODY, "case": NOBODY, "first_notice": NOBODY, "first_report_day": NOBODY} | {
    "news_week": NOBODY
}
"""What has not happened to a new incident."""


def open_sighting(world: World, kind: int, persons: Rows, until: Rows, source: str) -> None:
    """Open incidents that are no offer: a legal preparation, or a visitor hosted by ``persons``.

    Args:
        world: the world.
        kind: code, LEGAL, VISITOR or FOREIGNER.
        persons: the rows whose ties may notice.
        until: week from which each is no longer to be seen.
        source: name that makes the incidents' keys, with person and week.
    """
    if not persons.size:
        return
    words = [chain(int(key), name_key("sighting", source), world.week) for key in world.population.key[persons]]
    keys = np.array(words, np.uint64)
    rows = world.state.incidents.append(
        persons.size,
        key=keys,
        kind=kind,
        state=ONGOING,
        person=persons,
        recruiter=NOBODY,
        holder=NOBODY,
        asker=NOBODY,
        village=world.population.village[persons],
        week=world.week,
        day=days_of_beginning(world, keys),
        until=until,
        **NOTHING_YET,
    )
    open_incidents(world, rows)


def days_of_beginning(world: World, keys: NDArray[np.uint64]) -> Rows:
    """Day of this week on which each new incident begins, by its key: [keys] days from the start."""
    u = uniforms(world.lasting_stream("day of an incident"), keys)
    return np.asarray(world.first_day + (DAYS * u).astype(np.int64), np.int64)


def day_in_week(world: World, incident: int) -> int:
    """The first day of this week, from the start, on which something about an incident (its row) can happen."""
    return max(world.first_day, int(world.state.incidents["day"][incident]))


def open_incidents(world: World, rows: Rows) -> None:
    """Let new incidents be noticed."""
    world.state.open_incidents = np.concatenate((world.state.open_incidents, rows))
    world.happened("began", incidents=rows, kind=world.state.incidents["kind"][rows])


def close_incidents(world: World, rows: Rows) -> None:
    """Take incidents from the list of those that can be noticed."""
    if rows.size:
        close_where(world, np.isin(world.state.open_incidents, rows))


def close_where(world: World, over: NDArray[np.bool_]) -> None:
    """Close those of the m open incidents that are ``over``: [m]."""
    state = world.state
    world.happened("ended", incidents=state.open_incidents[over])
    state.open_incidents = state.open_incidents[~over]
