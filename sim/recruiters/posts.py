"""Recruiters' posts: where demand keeps a place for a recruiter, and who holds it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import name_key, stream, uniform
from sim.recruiters.eligible import choose_resident
from sim.recruiters.finders import hire_finders
from sim.settings.tree import Settings
from sim.state.codes import ACTIVE, NOBODY, VACANT
from sim.state.columns import Posts, fresh
from sim.world import World


def make_posts(settings: Settings) -> Posts:
    """Vacant posts in proportion to each village's intensity; fractions are rounded so that the total is right."""
    wanted = settings.recruiting.recruiters_per_village * np.array(
        [village.pocket_intensity for village in settings.place.villages], float
    )
    # systematic rounding: running totals, rounded, differ by the posts of each village
    place = name_key("place", *(village.code for village in settings.place.villages))
    start = uniform(settings.population_seed, "posts", place, 0, 0)
    running = np.floor(np.concatenate(([0.0], np.cumsum(wanted))) + start).astype(np.int64)
    if wanted.sum() >= 0.5 and running[-1] == running[0]:
        running[-1] += 1  # a place with half a recruiter has one
    counts = np.diff(running)
    village = np.repeat(np.arange(counts.size), counts)
    return fresh(
        Posts,
        village.size,
        village=village,
        slot=np.concatenate([np.arange(count) for count in counts]) if counts.size else village,
        holder=NOBODY,
        row=NOBODY,
        base=village,
        finders=np.full((village.size, settings.recruiting.finders), NOBODY),
        state=VACANT,
        arrest_day=NOBODY,
        account=NOBODY,
    )


def fill_posts(world: World, which: NDArray[np.int64]) -> None:
    """Put the next holder at each post of ``which`` [posts]: a resident of the home village, or a stranger."""
    seed, local_share, posts = world.settings.seed, world.settings.recruiting.local_share, world.state.posts
    for post in which:
        village = int(posts.village[post])
        posts.holder[post] += 1
        holder = int(posts.holder[post])
        key = name_key("recruiter", world.population.village_codes[village], int(posts.slot[post]), holder)
        posts.key[post] = key
        posts.state[post] = ACTIVE
        posts.pressure[post] = 0.0
        posts.arrest_day[post] = NOBODY
        posts.base[post] = village
        posts.private_until[post] = 0
        local = uniform(seed, "local recruiter", key, 0, 0) < local_share
        draws = stream(seed, "who recruits", 0)
        posts.row[post] = choose_resident(world, village, draws, key) if local else NOBODY
        hire_finders(world, int(post))
