"""Writes down what happens to people while a world runs, by looking at it before and after each stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from sim.core.table import Table
from sim.explaining import abroad, learning, offers, people, warning
from sim.explaining.events import COLUMNS, What, time_of
from sim.explaining.look import POSTS, Look
from sim.state.codes import NOBODY
from sim.week import END_OF_WEEK, run_week
from sim.world import World

POST_COLUMNS = {"time": np.int64, "post": np.int64, "state": np.uint8, "holder": np.int64, "base": np.int64} | {
    "private_until": np.int64,
    "finders": np.int64,
}


class Recorder:
    """Runs a world and keeps what happened.

    Attributes:
        happenings: a table with the columns of :data:`sim.explaining.events.COLUMNS`.
        posts: what each recruiter's post came to be, a row for each change.
        first_roles: rows of those who recruited or found candidates at the start.
        looks: the world before each stage of the last week, and at its end.
    """

    def __init__(self, world: World, told_before: Recorder | None = None) -> None:
        self.world = world
        self.happenings: Table = told_before.happenings.copy() if told_before else Table(COLUMNS)
        self.posts: Table = told_before.posts.copy() if told_before else Table(POST_COLUMNS)
        self.looks: list[Look] = []
        self.now = 0
        self.first_roles: dict[str, frozenset[int]] = told_before.first_roles if told_before else _roles(world)
        if told_before is None:
            self._note_posts(np.arange(world.state.recruiter_state.size), -1)

    def run_week(self) -> None:
        """Move the world on by one week."""
        self.looks = []
        stages: list[str] = []

        def watch(world: World, stage: str) -> None:
            look = Look(world)
            if stages:
                self._note(stages[-1], self.looks[-1], look)
            self.looks.append(look)
            stages.append(stage)

        run_week(self.world, watch)
        assert stages[-1] == END_OF_WEEK

    def add(self, what: What, person: Any, **values: Any) -> None:
        """Write down one happening for each person."""
        rows = np.atleast_1d(np.asarray(person, np.int64))
        if rows.size:
            columns = {"other": NOBODY, "post": NOBODY, "holder": NOBODY, "channel": NOBODY, "day": NOBODY} | values
            self.happenings.append(rows.size, time=self.now, what=int(what), person=rows, **columns)

    def _note(self, stage: str, before: Look, after: Look) -> None:
        self.now = time_of(self.world.week, stage)
        for note in NOTES[stage]:
            note(self, before, after)
        changed = np.zeros(after.posts["recruiter_state"].size, bool)
        for name in POSTS:
            unequal = before.posts[name] != after.posts[name]
            changed |= unequal if unequal.ndim == 1 else unequal.any(axis=1)
        if changed.any():
            self._note_posts(np.flatnonzero(changed), self.now)
            people.recruits(self, before, after)

    def _note_posts(self, posts: Any, time: int) -> None:
        state = self.world.state
        finders = state.recruiter_finders[posts].astype(np.int64)
        weights = 1 + 1_000_003 ** np.arange(finders.shape[1], dtype=np.int64)
        self.posts.append(
            posts.size,
            time=time,
            post=posts,
            state=state.recruiter_state[posts],
            holder=state.recruiter_holder[posts],
            base=state.recruiter_base[posts],
            private_until=state.recruiter_private_until[posts],
            finders=(finders * weights).sum(axis=1),
        )


def _roles(world: World) -> dict[str, frozenset[int]]:
    """Rows of the residents who recruit or find candidates for a recruiter."""
    columns = {"recruiter": world.state.recruiter_row, "finder": world.state.recruiter_finders.ravel()}
    return {name: frozenset(rows[rows != NOBODY].tolist()) for name, rows in columns.items()}


Note = Callable[[Recorder, Look, Look], None]

NOTES: dict[str, tuple[Note, ...]] = {
    "outreach": (learning.sessions, learning.local_actors),
    "talk": (learning.tellings,),
    "approach": (offers.asked,),
    "decide": (offers.answers, people.letters),
    "notice": (warning.strangers, warning.notices),
    "report": (warning.reports,),
    "relay": (warning.arrivals, warning.cases_opened),
    "respond": (warning.cases_closed, people.letters, learning.visits),
    "gates": (abroad.gates,),
    "depart": (abroad.departures, abroad.status_changes, abroad.news),
    "adapt": (learning.arrests_heard,),
    "feedback": (warning.feedback,),
}
"""What is written down after each stage."""
