"""What others do to a recruiter: pressure, and the day of an arrest."""

from __future__ import annotations

from sim.state.codes import IN_CUSTODY, NOBODY
from sim.world import World


def press(world: World, post: int, pressure: float) -> None:
    """Let the recruiter at a post feel more pressure, and make the village hotter in which that one works."""
    posts = world.state.posts
    posts.pressure[post] += pressure
    world.state.villages.pressure[posts.base[post]] += pressure


def order_arrest(world: World, post: int, day: int) -> None:
    """Set the day of the arrest at a ``post``, unless one is set already or the recruiter is in custody."""
    posts = world.state.posts
    if posts.arrest_day[post] == NOBODY and posts.state[post] != IN_CUSTODY:
        posts.arrest_day[post] = day
