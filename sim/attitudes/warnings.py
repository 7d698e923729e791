"""Warnings about a named recruiter: who was warned remembers it for a while, and has something to tell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.state.codes import AWAY_DOCUMENTED, AWAY_UNDOCUMENTED
from sim.world import World


def warn_of(world: World, rows: NDArray[np.int64], post: int, incident: int, how: int) -> None:
    """Warn residents of the recruiter at a post: those who are at home, since nobody warns a person abroad.

    Args:
        world: the world.
        rows: of the residents, [rows].
        post: of the recruiter, its number.
        incident: row of the one that the warning comes from.
        how: code of where it comes from, BY_ANSWER or BY_NEWS.
    """
    people, learning = world.state.residents, world.settings.learning
    away = (people.status[rows] == AWAY_UNDOCUMENTED) | (people.status[rows] == AWAY_DOCUMENTED)
    rows = rows[~away]
    before = (people.warned_of[rows], people.warned_until[rows])
    people.warned_of[rows] = post
    people.warned_until[rows] = world.week + 1 + learning.warning_weeks
    people.talk_until[rows] = np.maximum(people.talk_until[rows], world.week + 1 + learning.talk_weeks)
    new = (people.warned_of[rows] != before[0]) | (people.warned_until[rows] != before[1])
    world.happened("warned", rows, post=post, incident=incident, how=how, new=new)
