"""The links of a chain: what somebody, a recruiter or the programme did to or for a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sim.explaining.events import week_of
from sim.explaining.lives import Happening
from sim.state.codes import NOBODY

PERSON, RECRUITER, PROGRAMME = "person", "recruiter", "programme"


class Node(NamedTuple):
    """Somebody in a chain: a person (row), a recruiter (post), or the programme."""

    kind: str
    number: int = NOBODY
    holder: int = NOBODY


@dataclass(frozen=True)
class Link:
    """One step: what ``source`` did to or for ``target``."""

    how: str
    time: int
    source: Node
    target: Node
    happening: Happening | None = None
    beside: dict[str, int] = field(default_factory=dict)
    """The recruiter's post in the run without the offer, and what sets it apart there."""

    @property
    def here(self) -> bool:
        """Whether it happened under the programme; else only without it."""
        return self.happening is None or self.happening.here

    @property
    def day(self) -> int:
        """The day, or the first of the week if only that is known."""
        return week_of(self.time) * 7 if self.happening is None else self.happening.date

    @property
    def has_day(self) -> bool:
        """Whether the day is known, and not only the week."""
        return self.happening is not None and self.happening.has_day


class Goal(NamedTuple):
    """What is to be explained next: something about a node before a time."""

    kind: str
    node: Node
    time: int
    about: int = 0
    """Bits of facts, a post, or an incident, by kind."""


Step = tuple[Link, Goal | None]
THE_PROGRAMME = Node(PROGRAMME)


def from_programme(how: str, one: Happening) -> Step:
    """The programme itself reaches somebody: here a chain begins."""
    return Link(how, one.time, THE_PROGRAMME, Node(PERSON, one.person), one), None


def from_person(person: int, how: str, one: Happening, kind: str = "life", about: int = 0) -> Step:
    """A ``person``, given by row, brings it about.

    Next to explain is something ``about`` that person (code by ``kind``).
    """
    source = Node(PERSON, person)
    return Link(how, one.time, source, Node(PERSON, one.person), one), Goal(kind, source, one.time, about)


def from_other(how: str, one: Happening, kind: str = "life", about: int = 0) -> Step:
    """Whoever else was part of a happening brings it about.

    ``about`` is a code, by ``kind``, of what to explain next.
    """
    return from_person(one.other, how, one, kind, about)


def from_recruiter(how: str, one: Happening, beside: dict[str, int] | None = None) -> Step:
    """A recruiter who works differently brings it about; next to explain is why."""
    source = Node(RECRUITER, one.post, one.holder)
    return Link(how, one.time, source, Node(PERSON, one.person), one, beside or {}), Goal("acts", source, one.time)
