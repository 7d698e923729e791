"""Writes down what happens to people while a world runs, by listening to its events."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.table import Table
from sim.explaining.events import Happenings, What, time_of
from sim.explaining.log import TOLD_OF, About, Entry
from sim.explaining.look import Look
from sim.state.codes import NOBODY
from sim.week import END_OF_WEEK, run_week
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


class PostChanges(NamedTuple):
    """What each recruiter's post came to be, a row for each change."""

    time: NDArray[np.int64]
    post: NDArray[np.int64]
    state: NDArray[np.uint8]
    holder: NDArray[np.int64]
    base: NDArray[np.int64]
    private_until: NDArray[np.int64]
    finders: NDArray[np.int64]


class Recorder:
    """Runs a world and keeps what happened.

    Attributes:
        happenings: what happened to whom.
        posts: what each recruiter's post came to be.
        first_roles: rows of those who recruited or found candidates at the start.
        looks: the world before each stage of the last week, and at its end.
    """

    def __init__(self, world: World, told_before: Recorder | None = None) -> None:
        self.world = world
        self.happenings: Table[Happenings] = told_before.happenings.copy() if told_before else Table(Happenings)
        self.posts: Table[PostChanges] = told_before.posts.copy() if told_before else Table(PostChanges)
        self.looks: list[Look] = []
        self.now = 0
        self.first_roles: dict[str, frozenset[int]] = told_before.first_roles if told_before else _roles(world)
        self._entries: list[Entry] = []
        self._learned: dict[int, int] = {}
        self._newly_warned: set[int] = set()
        if told_before is None:
            self._note_posts(np.arange(world.state.posts.state.size), -1)

    def run_week(self) -> None:
        """Move the world on by one week."""
        self.looks = []
        stages: list[str] = []

        def watch(world: World, stage: str) -> None:
            look = Look(world)
            if stages:
                self._end_stage(stages[-1], self.looks[-1], look)
            self.looks.append(look)
            stages.append(stage)

        self.world.listener = self._hear
        run_week(self.world, watch)
        self.world.listener = None
        assert stages[-1] == END_OF_WEEK

    def _hear(self, event: str, persons: Rows, about: About) -> None:
        """Listen to an event of the world."""
        if event == "learned":
            for person, facts in zip(persons.tolist(), about["facts"].tolist(), strict=True):
                self._learned[person] = self._learned.get(person, 0) | facts
        if event == "warned" and "new" in about:
            self._newly_warned.update(persons[about["new"]].tolist())
        if event in TOLD_OF:
            self._entries += TOLD_OF[event](self.world, persons, about)

    def _end_stage(self, stage: str, before: Look, after: Look) -> None:
        """Write down what was heard in a stage, each thing in its place."""
        self.now = time_of(self.world.week, stage)
        for entry in sorted(self._entries, key=lambda entry: entry.place):
            self._add(entry.what, *self._completed(entry))
        self._entries, self._learned, self._newly_warned = [], {}, set()
        changed = before.changed_posts(after)
        if changed.size:
            self._note_posts(changed, self.now)
            self._note_roles(before, after)

    def _completed(self, entry: Entry) -> tuple[Rows, dict[str, Any]]:
        """Persons and values of an entry, with what is only known when its stage is over."""
        persons, values = entry.persons, entry.values
        if entry.what in (What.SESSION, What.TRAINED):
            values = {**values, "facts": [self._learned.get(person, 0) for person in persons.tolist()]}
        elif entry.what == What.CASE_OPENED:
            cases, case = self.world.state.cases, values.pop("case")
            holder = int(cases["holder"][case])
            values = {**values, "detail": holder + values["detail"], "day": cases["waiting_since"][case]}
        elif entry.what == What.WARNED:  # only who remembers this warning, and did not before
            new = np.array([person in self._newly_warned for person in persons.tolist()], bool)
            persons = persons[new & (self.world.state.residents.warned_of[persons] == values["post"])]
        return persons, values

    def _add(self, what: What, persons: Rows, values: dict[str, Any]) -> None:
        """Write down one happening for each person."""
        if persons.size:
            columns = {"other": NOBODY, "post": NOBODY, "holder": NOBODY, "channel": NOBODY, "day": NOBODY} | values
            self.happenings.append(persons.size, time=self.now, what=int(what), person=persons, **columns)

    def _note_posts(self, which: Rows, time: int) -> None:
        posts = self.world.state.posts
        finders = posts.finders[which].astype(np.int64)
        weights = 1 + 1_000_003 ** np.arange(finders.shape[1], dtype=np.int64)
        self.posts.append(
            which.size,
            time=time,
            post=which,
            state=posts.state[which],
            holder=posts.holder[which],
            base=posts.base[which],
            private_until=posts.private_until[which],
            finders=(finders * weights).sum(axis=1),
        )

    def _note_roles(self, before: Look, after: Look) -> None:
        """Who came to recruit or to find candidates, and who stopped."""
        for name, begin, end in (
            ("row", What.RECRUITS, What.RECRUITS_NO_MORE),
            ("finders", What.FINDS, What.FINDS_NO_MORE),
        ):
            old, new = (getattr(look.posts, name).reshape(look.posts.state.size, -1) for look in (before, after))
            for post in np.flatnonzero((old != new).any(axis=1)):
                for what, rows, look in (
                    (begin, np.setdiff1d(new[post], old[post]), after),
                    (end, np.setdiff1d(old[post], new[post]), before),
                ):
                    self._add(what, rows[rows != NOBODY], {"post": post, "holder": look.posts.holder[post]})


def _roles(world: World) -> dict[str, frozenset[int]]:
    """Rows of the residents who recruit or find candidates for a recruiter."""
    columns = {"recruiter": world.state.posts.row, "finder": world.state.posts.finders.ravel()}
    return {name: frozenset(rows[rows != NOBODY].tolist()) for name, rows in columns.items()}
