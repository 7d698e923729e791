"""Finders (pencari): villagers who bring a recruiter candidates for a fee, and stop when it becomes hot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.core.draws import stream
from sim.people.group_weights import at_home
from sim.recruiters.eligible import choose_resident
from sim.state.codes import NOBODY
from sim.state.columns import State

if TYPE_CHECKING:
    from sim.recruiters.recruiter import Recruiter
    from sim.world import World


def hire_finders(world: World, state: State, post: int) -> None:
    """Fill every place for a finder of a post."""
    for place in range(state.recruiter_finders.shape[1]):
        hire_finder(world, state, post, place)


def hire_finder(world: World, state: State, post: int, place: int) -> None:
    """Win a resident of the village in which the recruiter works; the place stays empty if there is none."""
    draws = stream(world.settings.seed, f"who finds {place}", world.week)
    key = int(state.recruiter_key[post])
    state.recruiter_finders[post, place] = choose_resident(world, state, int(state.recruiter_base[post]), draws, key)


def dismiss_finders(world: World, post: int) -> None:
    """A recruiter who is gone or moves away leaves the finders without work."""
    world.state.recruiter_finders[post] = NOBODY


def finders_at_home(world: World, post: int) -> list[int]:
    """Rows of a recruiter's finders who are not abroad."""
    rows = world.state.recruiter_finders[post]
    rows = rows[rows != NOBODY]
    return [int(row) for row in rows[at_home(world, rows)]]


def finders_reconsider(recruiter: Recruiter) -> None:
    """Each finder quits, the likelier the more pressure there is; an empty place is filled after some weeks."""
    world, post = recruiter.world, recruiter.post
    finders, settings = world.state.recruiter_finders, world.settings.recruiting
    quits = recruiter.pressure / (recruiter.pressure + settings.finder_quit_pressure)
    for place in range(finders.shape[1]):
        if finders[post, place] != NOBODY:
            if recruiter.chance("finder quits", place) < quits:
                finders[post, place] = NOBODY
                world.count("finders_quit", recruiter.village)
        elif recruiter.chance("find a finder", place) < 1.0 / settings.finder_weeks:
            hire_finder(world, world.state, post, place)
