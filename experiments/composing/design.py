"""What a comparison compares: the ``experiment`` part of the configuration, checked once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from sim.core.errors import InputError, Mistake
from sim.settings.programme import MOST_SESSIONS
from sim.settings.quantity import Section, quantity
from sim.settings.text import Text

NO_PROGRAMME = "no_programme"
PLACEBO = "placebo"


class Cell(Section):
    """One combination of the two axes."""

    channels: str = Field(description="name of a channel set")
    outreach: float = quantity("intensity of outreach", "sessions per village and month", 0.0)

    @property
    def name(self) -> str:
        """How the scenario is called in files: ``whatsapp_group-2``."""
        return f"{self.channels}-{self.outreach:g}"


class Beside(Section):
    """A second place shown beside the first, with fewer scenarios and runs."""

    place: str = Field(description="a file of configs/place")
    outreach: tuple[float, ...] = Field(description="sessions per village and month", min_length=1)
    channel_sets: tuple[str, ...] = Field(description="names out of channel_sets", min_length=1)
    seeds: int = quantity("runs of each scenario", "runs", 2)


class Design(Section):
    """One comparison: two axes, how many runs, how sure."""

    kind: Literal["compare"]
    title: Text
    description: Text
    outreach: tuple[float, ...] = Field(description="sessions per village and month", min_length=1)
    channel_sets: dict[str, tuple[str, ...]] = Field(
        description="channels opened beside those that are always open", min_length=1
    )
    reference: Cell = Field(description="the scenario the answer is about, named before any result is seen")
    seeds: int = quantity("runs of each scenario at the least", "runs", 2)
    batch: int = quantity("runs added at a time until the interval is narrow enough", "runs", 1)
    max_seeds: int = quantity("runs of each scenario at the most", "runs", 2)
    precision: float = quantity(
        "half-width of the 95% interval of net averted departures that is enough, for the reference scenario",
        "persons per village and year",
        1e-6,
    )
    populations: int = quantity("synthetic populations; seed s lives in number s modulo this", "populations", 2)
    interim_seeds: int = quantity("runs after which a first table is printed; 0 for none", "runs", 0)
    beside: Beside | None = None
    executor: Literal["threads", "processes"] = Field(description="how runs are spread over the cores")
    workers: int = quantity("processes or threads at the same time; 0 takes one for each core", "workers", 0)

    def cells(self) -> tuple[Cell, ...]:
        """All combinations, channel set by channel set."""
        return _cross(tuple(self.channel_sets), self.outreach)

    def cells_beside(self) -> tuple[Cell, ...]:
        """The combinations run for the second place."""
        return _cross(self.beside.channel_sets, self.beside.outreach) if self.beside else ()


def _cross(channel_sets: tuple[str, ...], outreach: tuple[float, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(channels=name, outreach=sessions) for name in channel_sets for sessions in outreach)


def check_design(design: Design, channels: Iterable[str]) -> None:
    """Check that a design fits together; ``channels`` are the names of all reporting channels that are configured.

    Raises:
        InputError: with every name and number of the design that does not fit the others.
    """
    mistakes = [*_axes(design, tuple(channels)), *_reference(design), *_beside(design), *_runs(design)]
    if mistakes:
        raise InputError(mistakes)


_NAME = re.compile(r"\w[\w-]*")
"""It stands in tables, which spreadsheets open, and in the names of files."""
_ONCE = "take the others away"


def _axes(design: Design, channels: tuple[str, ...]) -> Iterable[Mistake]:
    for name, members in design.channel_sets.items():
        where = f"experiment.channel_sets.{name}"
        if not _NAME.fullmatch(name):
            yield Mistake(where, f"the name {name!r}", "letters, digits, - and _, a letter or digit first", "rename it")
        for channel, count in Counter(members).items():
            if channel not in channels:
                yield Mistake(where, f"channel '{channel}'", ", ".join(channels), "name a channel that is configured")
            if count > 1:
                yield Mistake(where, f"'{channel}' given {count} times", "each name once", _ONCE)
    for said, count in Counter(f"{sessions:g}" for sessions in design.outreach).items():
        if count > 1:  # also where they differ in a digit that no name of a scenario has
            yield Mistake("experiment.outreach", f"{said} given {count} times", "each number once", _ONCE)
    beside = design.beside.outreach if design.beside else ()
    for sessions in dict.fromkeys([*design.outreach, *beside]):
        if not 0 <= sessions <= MOST_SESSIONS:
            allowed = f"0 to {MOST_SESSIONS} sessions per village and month"
            yield Mistake("experiment.outreach", f"{sessions:g}", allowed, "take it out or correct it")


def _reference(design: Design) -> Iterable[Mistake]:
    reference = design.reference
    if reference.channels not in design.channel_sets:
        known = ", ".join(design.channel_sets)
        yield Mistake("experiment.reference.channels", f"'{reference.channels}'", known, "name one of these")
    if reference.outreach not in design.outreach:
        known = ", ".join(f"{sessions:g}" for sessions in design.outreach)
        yield Mistake("experiment.reference.outreach", f"{reference.outreach:g}", known, "name one of these")


def _beside(design: Design) -> Iterable[Mistake]:
    if design.beside is None:
        return
    for name in design.beside.channel_sets:
        if name not in design.channel_sets:
            known = ", ".join(design.channel_sets)
            yield Mistake("experiment.beside.channel_sets", f"'{name}'", known, "name one of these")
    if design.reference in design.cells() and design.reference not in design.cells_beside():
        allowed = f"a list of scenarios with the reference, {design.reference.name}"
        yield Mistake("experiment.beside", "no reference scenario", allowed, "add it")


def _runs(design: Design) -> Iterable[Mistake]:
    if design.max_seeds < design.seeds:
        allowed = f"{design.seeds} (experiment.seeds) or more"
        yield Mistake("experiment.max_seeds", str(design.max_seeds), allowed, "raise it or lower experiment.seeds")
