"""Who is behind an incident: the recruiter, and whom a report about it would accuse."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.state.codes import BY_FINDER, LAST_DEPARTURE, LICENSED_OFFER, NOBODY, VACANT
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def recruiters_behind(world: World, incidents: Rows) -> Rows:
    """[incidents] post of the recruiter behind each; NOBODY if there is none, or the one who asked is gone."""
    posts, table = world.state.posts, world.state.incidents
    post: Rows = table["recruiter"][incidents]
    if not posts.state.size:
        return post
    same = posts.holder[post] == table["holder"][incidents]
    return np.where((post != NOBODY) & same & (posts.state[post] != VACANT), post, NOBODY)


def recruiter_behind(world: World, incident: int) -> int:
    """The same for one incident, by row."""
    return int(recruiters_behind(world, np.array([incident]))[0])


def accused_by(world: World, incident: Rows) -> Rows:
    """[incident] the resident a report would accuse: recruiter or finder if a resident, or who prepares or hosts; else
    NOBODY.
    """
    incidents, rows = world.state.incidents, world.state.posts.row
    post = recruiters_behind(world, incident)
    kind = incidents["kind"][incident]
    offered = (kind <= LAST_DEPARTURE) | (kind == LICENSED_OFFER)  # nobody is accused of an invitation or agency
    known = post != NOBODY
    recruiter = np.full(incident.size, NOBODY, np.int64)
    recruiter[known] = rows[post[known]]
    by_finder = known & (incidents["source"][incident] == BY_FINDER)
    recruiter[by_finder] = incidents["asker"][incident][by_finder]
    return np.where(offered, recruiter, incidents["person"][incident])
