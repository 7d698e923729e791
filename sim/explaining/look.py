"""A look at a world between two stages: copies of what may differ from one stage to the next."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sim.world import World

Rows = NDArray[np.int64]
RUNNING_NUMBERS = ("incident",)
"""Columns of residents that hold rows of tables: they differ between runs without anything being different."""
POSTS = (
    "recruiter_state",
    "recruiter_holder",
    "recruiter_row",
    "recruiter_base",
    "recruiter_private_until",
    "recruiter_finders",
)


class Look:
    """Columns of residents, of recruiters' posts and of tables, as they were."""

    def __init__(self, world: World) -> None:
        state = world.state
        size = state.status.size
        self.people: dict[str, NDArray[Any]] = {
            field.name: getattr(state, field.name).copy()
            for field in fields(state)
            if isinstance(getattr(state, field.name), np.ndarray)
            and getattr(state, field.name).shape[:1] == (size,)
            and not field.name.startswith(("recruiter", "open_", "actor", "officer", "village"))
        }
        self.posts = {name: getattr(state, name).copy() for name in POSTS}
        self.actors = state.actor_row.copy()
        self.incidents = state.incidents["state"].copy()
        self.notices = len(state.notices)
        self.reports = state.reports["state"].copy()
        self.heard_back = state.reports["heard_back"].copy()
        self.cases = state.cases["state"].copy()
        self.open_reports = state.open_reports.copy()

    def differing(self, other: Look, rows: Rows | None = None) -> NDArray[np.bool_]:
        """Which residents (of some rows, or all) are not the same in both looks."""
        which: Any = slice(None) if rows is None else rows
        size = self.people["status"].size if rows is None else rows.size
        out = np.zeros(size, bool)
        for name, column in self.people.items():
            if name not in RUNNING_NUMBERS:
                unequal = column[which] != other.people[name][which]
                out |= unequal if unequal.ndim == 1 else unequal.any(axis=1)
        return out
