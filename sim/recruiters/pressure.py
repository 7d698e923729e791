"""Who is behind an offer, and what others do to that recruiter: pressure, and the day of an arrest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.state.codes import IN_CUSTODY, NOBODY, VACANT

if TYPE_CHECKING:
    from sim.world import World


def recruiters_behind(world: World, incidents: NDArray[np.int64]) -> NDArray[np.int64]:
    """Post of the recruiter behind each incident; NOBODY if there is none, or the one who asked is gone."""
    state = world.state
    post = state.incidents["recruiter"][incidents]
    if not state.recruiter_state.size:
        return post
    same = state.recruiter_holder[post] == state.incidents["holder"][incidents]
    return np.where((post != NOBODY) & same & (state.recruiter_state[post] != VACANT), post, NOBODY)


def press(world: World, post: int, pressure: float) -> None:
    """Let the recruiter at a post feel more pressure, and make the village hotter in which that one works."""
    world.state.recruiter_pressure[post] += pressure
    world.state.village_pressure[world.state.recruiter_base[post]] += pressure


def order_arrest(world: World, post: int, day: int) -> None:
    """Set the day of the arrest, unless one is set already or the recruiter is in custody."""
    state = world.state
    if state.recruiter_arrest_day[post] == NOBODY and state.recruiter_state[post] != IN_CUSTODY:
        world.state.recruiter_arrest_day[post] = day
