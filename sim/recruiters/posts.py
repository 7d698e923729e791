"""Recruiters' posts: where demand keeps a place for a recruiter, and who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import name_key, stream, uniform
from sim.recruiters.eligible import choose_resident
from sim.recruiters.finders import hire_finders
from sim.state.codes import ACTIVE, NOBODY
from sim.state.columns import State

if TYPE_CHECKING:
    from sim.world import World


class Posts(NamedTuple):
    """Home village and number within the village of each post."""

    village: NDArray[np.int64]
    slot: NDArray[np.int64]


def make_posts(world: World) -> Posts:
    """Posts in proportion to each village's intensity; the fractions are rounded so that the total is right."""
    wanted = world.settings.recruiting.recruiters_per_village * world.lookups.village_intensity
    # systematic rounding: running totals, rounded, differ by the posts of each village
    start = uniform(world.settings.population_seed, "posts", name_key("place", *world.population.village_codes), 0, 0)
    running = np.floor(np.concatenate(([0.0], np.cumsum(wanted))) + start).astype(np.int64)
    if wanted.sum() >= 0.5 and running[-1] == running[0]:
        running[-1] += 1  # a place with half a recruiter has one
    counts = np.diff(running)
    village = np.repeat(np.arange(counts.size), counts)
    slot = np.concatenate([np.arange(count) for count in counts]) if counts.size else village
    return Posts(village, slot.astype(np.int64))


def fill_posts(world: World, state: State, posts: NDArray[np.int64]) -> None:
    """Put the next holder at each post: a resident of the home village, or a stranger."""
    seed, local_share = world.settings.seed, world.settings.recruiting.local_share
    for post in posts:
        village = int(state.recruiter_village[post])
        state.recruiter_holder[post] += 1
        holder = int(state.recruiter_holder[post])
        key = name_key("recruiter", world.population.village_codes[village], int(state.recruiter_slot[post]), holder)
        state.recruiter_key[post] = key
        state.recruiter_state[post] = ACTIVE
        state.recruiter_pressure[post] = 0.0
        state.recruiter_arrest_day[post] = NOBODY
        state.recruiter_base[post] = village
        state.recruiter_private_until[post] = 0
        local = uniform(seed, "local recruiter", key, 0, 0) < local_share
        draws = stream(seed, "who recruits", 0)
        state.recruiter_row[post] = choose_resident(world, state, village, draws, key) if local else NOBODY
        hire_finders(world, state, int(post))
