"""A look at a world between two stages: copies of what may differ from one stage to the next, or between two runs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.state.columns import Posts, Residents
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""
RUNNING_NUMBERS = ("incident",)
"""Columns of residents that hold rows of tables: they differ between runs without anything being different."""
POSTS = ("state", "holder", "row", "base", "private_until", "finders")
"""What a recruiter's post is seen by."""


class Look:
    """Columns of residents and of recruiters' posts, as they were."""

    def __init__(self, world: World) -> None:
        self.people = Residents._make(column.copy() for column in world.state.residents)
        self.posts = Posts._make(column.copy() for column in world.state.posts)

    def differing(self, other: Look, rows: Rows | None = None) -> NDArray[np.bool_]:
        """Which residents (of some rows, or all) are not the same in both looks: [rows] or [n]."""
        which: Any = slice(None) if rows is None else rows
        size = self.people.status.size if rows is None else rows.size
        out = np.zeros(size, bool)
        for name in Residents._fields:
            if name not in RUNNING_NUMBERS:
                unequal = getattr(self.people, name)[which] != getattr(other.people, name)[which]
                out |= unequal if unequal.ndim == 1 else unequal.any(axis=1)
        return out

    def changed_posts(self, other: Look) -> Rows:
        """Recruiters' posts that are not seen the same in both looks."""
        out = np.zeros(self.posts.state.size, bool)
        for name in POSTS:
            unequal = getattr(self.posts, name) != getattr(other.posts, name)
            out |= unequal if unequal.ndim == 1 else unequal.any(axis=1)
        return np.flatnonzero(out)
