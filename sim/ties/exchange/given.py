"""Ties that a user brings: checked all at once, then rows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import InputError, Mistake
from sim.core.sheets.columns import plain
from sim.core.sheets.readings import LOCALES, Limits, number
from sim.people.identity import rows_of
from sim.people.population import Population
from sim.settings.network import NetworkSettings
from sim.ties.kinds import FRIEND, KINDS
from sim.ties.sparse import rows_of_pairs
from sim.ties.ties import Ties

_PERSON = "the id of a person of this place, village code/household number/member number"


class GivenTie(NamedTuple):
    """One tie as the user wrote it; kind and strength may be missing."""

    where: str
    a: str
    b: str
    kind: object = None
    strength: object = None


class GivenTies(NamedTuple):
    """All ties of a user; ``persons`` are named besides the ties, each with the place in the input."""

    ties: tuple[GivenTie, ...]
    persons: tuple[tuple[str, str], ...] = ()


def ties_of_given(population: Population, given: GivenTies, network: NetworkSettings) -> Ties:
    """Check and use a user's ties. A missing kind is ``friend``, a missing strength the mean of the kind.

    Of a pair given twice the closest kind and the greatest strength count.

    Raises:
        InputError: with all mistakes.
    """
    mistakes: list[Mistake] = []
    row = rows_of(population, {p for tie in given.ties for p in (tie.a, tie.b)} | {p for _, p in given.persons})
    told = set()
    for where, person in given.persons:
        if row[person] is None:
            told.add(person)
            mistakes.append(Mistake(where, person, _PERSON, "correct the id"))
    a, b, kinds, strengths = [], [], [], []
    for tie in given.ties:
        found = _check(tie, row, told, network, mistakes)
        if found is not None:
            first, second = sorted((row[tie.a] or 0, row[tie.b] or 0))
            a.append(first)
            b.append(second)
            kinds.append(found[0])
            strengths.append(found[1])
    if mistakes:
        raise InputError(mistakes)
    ends = np.array(a, np.uint32), np.array(b, np.uint32)
    start, other, kind = rows_of_pairs(population.size, *ends, np.array(kinds, np.uint8))
    return Ties(start, other, kind, _strengths(start, other, *ends, np.array(strengths, np.float64)))


def _check(
    tie: GivenTie, row: dict[str, int | None], told: set[str], network: NetworkSettings, mistakes: list[Mistake]
) -> tuple[int, float] | None:
    """Kind and strength of a tie, or None with its mistakes added."""
    before = len(mistakes)
    for person in (tie.a, tie.b):
        if row[person] is None and person not in told:
            mistakes.append(Mistake(tie.where, f"unknown person {person!r}", _PERSON, "correct the id"))
    if row[tie.a] is not None and row[tie.a] == row[tie.b]:
        mistakes.append(Mistake(tie.where, f"a tie of {tie.a} to itself", "two different persons", "remove it"))
    kind = FRIEND if tie.kind in (None, "") else _KINDS.get(plain(tie.kind))
    if kind is None:
        todo = "correct the kind or leave it empty for friend"
        mistakes.append(Mistake(tie.where, f"kind {tie.kind!r}", f"one of {', '.join(KINDS)}", todo))
    strength = network.strength[KINDS[kind or 0]] if tie.strength in (None, "") else _number(tie.strength)
    if strength is None:
        todo = "correct the strength or leave it empty"
        mistakes.append(Mistake(tie.where, f"strength {tie.strength}", "a number from 0 to 1", todo))
    if kind is None or strength is None or len(mistakes) > before:
        return None
    return kind, strength


_KINDS = {plain(name): code for code, name in enumerate(KINDS)}


def _number(value: object) -> float | None:
    """A strength, with a point or a comma before the decimals."""
    cell = value if isinstance(value, str | int | float) else str(value)
    return next((found for locale in LOCALES if (found := number(cell, Limits(0.0, 1.0), locale)) is not None), None)


def _strengths(
    start: NDArray[np.int64],
    other: NDArray[np.uint32],
    a: NDArray[np.uint32],
    b: NDArray[np.uint32],
    strength: NDArray[np.float64],
) -> NDArray[np.uint8]:
    """Strength of each tie in the rows, the greatest of those given for the pair."""
    size = start.size - 1
    row = np.repeat(np.arange(size, dtype=np.int64), np.diff(start))
    code = np.minimum(row, other) * size + np.maximum(row, other)
    given = a.astype(np.int64) * size + b
    order = np.lexsort((-strength, given))
    place = order[np.searchsorted(given, code, sorter=order)]
    out: NDArray[np.uint8] = np.rint(255.0 * strength[place]).astype(np.uint8)
    return out
