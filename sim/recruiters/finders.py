"""Finders (pencari): villagers who bring a recruiter candidates for a fee, and stop when it becomes hot."""

from __future__ import annotations

from sim.core.draws import stream
from sim.recruiters.eligible import choose_resident
from sim.state.codes import NOBODY
from sim.world import World


def hire_finders(world: World, post: int) -> None:
    """Fill every place for a finder of a post."""
    for place in range(world.state.posts.finders.shape[1]):
        hire_finder(world, post, place)


def hire_finder(world: World, post: int, place: int) -> None:
    """Win a resident of the village in which the recruiter of a ``post`` works, for one ``place`` among its finders.

    Both are counted from 0; the place stays empty if there is nobody.
    """
    posts = world.state.posts
    draws = stream(world.settings.seed, f"who finds {place}", world.week)
    posts.finders[post, place] = choose_resident(world, int(posts.base[post]), draws, int(posts.key[post]))


def dismiss_finders(world: World, post: int) -> None:
    """A recruiter who is gone or moves away leaves the finders of the ``post`` without work."""
    world.state.posts.finders[post] = NOBODY


def finders_at_home(world: World, post: int) -> list[int]:
    """Rows of the finders of a recruiter's ``post`` who are not abroad."""
    rows = world.state.posts.finders[post]
    rows = rows[rows != NOBODY]
    return [int(row) for row in rows[world.state.at_home(rows)]]
