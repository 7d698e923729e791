"""A look at a world between two stages: copies of what may differ from one stage to the next, or between two runs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sim.state.codes import AWARENESS
from sim.state.columns import Posts, Residents
from sim.world import World

Rows = NDArray[np.int64]
COMPARED = tuple(name for name in Residents._fields if name != "incident")
"""What residents are compared by; rows of tables differ between runs without anything being different."""
POSTS = ("state", "holder", "row", "base", "private_until", "finders")
"""What a recruiter's post is seen by."""


class Look:
    """Columns of residents and of recruiters' posts, as they were."""

    def __init__(self, world: World) -> None:
        self.people = Residents._make(column.copy() for column in world.state.residents)
        self.posts = Posts._make(column.copy() for column in world.state.posts)

    def differing(self, other: Look, rows: Rows) -> NDArray[np.bool_]:
        """Which of some residents, by ``rows`` [rows], are not the same in both looks: [rows]."""
        return _unequal(self.people, other.people, COMPARED, rows)

    def differing_in_wariness(self, other: Look, rows: Rows) -> NDArray[np.bool_]:
        """Who of some residents, by ``rows`` [rows], is more or less wary in one of the looks: [rows]."""
        return np.asarray(self.people.attitude_change[rows, AWARENESS] != other.people.attitude_change[rows, AWARENESS])

    def differing_to_recruiters(self, other: Look, rows: Rows) -> NDArray[np.bool_]:
        """Who of some residents, by ``rows`` [rows], is another one to a recruiter in one of the looks: [rows]."""
        return _unequal(self.people, other.people, ("status", "refusals"), rows)

    def changed_posts(self, other: Look) -> Rows:
        """Recruiters' posts that are not seen the same in both looks: [changed]."""
        posts = np.arange(self.posts.state.size)
        return posts[_unequal(self.posts, other.posts, POSTS, posts)]


def _unequal[C: (Residents, Posts)](one: C, other: C, names: Iterable[str], rows: Rows) -> NDArray[np.bool_]:
    """Which of some rows differ in any of the named columns."""
    out = np.zeros(rows.size, bool)
    for name in names:
        unequal = getattr(one, name)[rows] != getattr(other, name)[rows]
        out |= unequal if unequal.ndim == 1 else unequal.any(axis=1)
    return out
