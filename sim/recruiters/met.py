"""Whose offers people have met lately, and how often: the same recruiter is seen through sooner the second time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop, rule
from sim.state.codes import NOBODY
from sim.state.columns import Residents
from sim.world import World

MOST = 255
"""Times that a column holds."""


def meet(world: World, persons: NDArray[np.int64], posts: NDArray[np.int64]) -> None:
    """Count that persons were asked by a recruiter, or noticed an offer; whoever met that one before thinks again.

    Args:
        world: the world.
        persons: their rows, [persons].
        posts: number of each recruiter's post, NOBODY where there is none; [persons].
    """
    _meet_each(persons, posts, world.week, world.settings.learning.warning_weeks, world.state.residents)


@loop
def _meet_each(
    persons: NDArray[np.int64], posts: NDArray[np.int64], week: int, memory: int, residents: Residents
) -> None:
    for n in range(persons.size):
        i, post = persons[n], posts[n]
        if post == NOBODY:
            continue
        if residents.met_post[i] == post and residents.met_until[i] > week:
            residents.met_times[i] = min(residents.met_times[i] + 1, MOST)
            residents.changed_week[i] = week
        else:
            residents.met_post[i] = post
            residents.met_times[i] = 1
        residents.met_until[i] = min(week + 1 + memory, 32767)


@rule
def times_met(residents: Residents, i: int, post: int, week: int) -> int:
    """How many offers of the recruiter at a post a person has met, at least the one in question.

    Args:
        residents: columns of the residents.
        i: row of the person.
        post: number of the recruiter's post, NOBODY for none.
        week: the current one, counted from 0.
    """
    if post != NOBODY and residents.met_post[i] == post and residents.met_until[i] > week:
        return int(residents.met_times[i])
    return 1


def forget(world: World, posts: NDArray[np.int64]) -> None:
    """Warnings and meetings were about those who are gone from some ``posts``, by number [posts]."""
    residents = world.state.residents
    residents.warned_until[np.isin(residents.warned_of, posts)] = 0
    residents.met_post[np.isin(residents.met_post, posts)] = NOBODY
