"""Who is behind an incident: the recruiter, and whom a report about it would accuse."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.state.codes import BY_FINDER, LAST_DEPARTURE, LICENSED_OFFER, NOBODY, VACANT
from sim.state.columns import Incidents
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def recruiters_behind(world: World, incidents: Rows) -> Rows:
    """[incidents] post of the recruiter behind each; NOBODY if there is none, or the one who asked is gone."""
    posts, table = world.state.posts, world.state.incidents
    return _behind_each(incidents, table["recruiter"], table["holder"], posts.holder, posts.state)


@loop
def _behind_each(incidents: Rows, recruiter: Rows, maker: Rows, holder: Rows, state: NDArray[np.uint8]) -> Rows:
    out = np.full(incidents.size, NOBODY, np.int64)
    for n in range(incidents.size):
        post = recruiter[incidents[n]]
        if post != NOBODY and holder[post] == maker[incidents[n]] and state[post] != VACANT:
            out[n] = post
    return out


def recruiter_behind(world: World, incident: int) -> int:
    """The same for one incident, by row."""
    return int(recruiters_behind(world, np.array([incident]))[0])


def accused_by(world: World, incident: Rows) -> Rows:
    """[incident] the resident a report would accuse: recruiter or finder if a resident, or who prepares or hosts; else
    NOBODY.
    """
    behind = recruiters_behind(world, incident)
    return _accused_each(incident, behind, world.state.posts.row, world.state.incidents.columns)


@loop
def _accused_each(incident: Rows, behind: Rows, row: Rows, incidents: Incidents) -> Rows:
    out = np.empty(incident.size, np.int64)
    for n in range(incident.size):
        inc, post = incident[n], behind[n]
        kind = incidents.kind[inc]
        if kind > LAST_DEPARTURE and kind != LICENSED_OFFER:
            out[n] = incidents.person[inc]
        elif post == NOBODY:  # nobody is accused of an invitation or agency
            out[n] = NOBODY
        else:
            out[n] = incidents.asker[inc] if incidents.source[inc] == BY_FINDER else row[post]
    return out
