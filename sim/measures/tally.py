"""Where the counts of a run stand, and what of each event goes into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.core.compiled import loop
from sim.measures.catalogue import Measure

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


class Groups(Protocol):
    """Counts the same persons by group and sex."""

    def note(self, measure: int, villages: Rows, rows: Rows, amounts: ArrayLike) -> None:
        """Remember that some residents were counted under a measure (by its number), each in a village."""

    def copy(self) -> Groups:
        """An independent copy."""


MOST_CODES = 64
"""More than any detail has codes."""


class _Source(NamedTuple):
    """What of an event is counted under a measure."""

    measure: int
    where: tuple[tuple[str, int | NDArray[np.bool_]], ...]
    """Details with the one code that counts, or with a table of the codes that do."""
    amount: str

    def applies_to(self, about: Mapping[str, Any]) -> NDArray[np.bool_] | bool:
        """Which of the persons of an event count: all, none, or some."""
        which: NDArray[np.bool_] | bool = True
        for detail, counts in self.where:
            value = about[detail]
            fits = value == counts if isinstance(counts, int) else counts[value]
            which = fits if which is True else which & fits
        return which if isinstance(which, np.ndarray) else bool(which)


def _source(measure: Measure, number: int, codes: Mapping[str, Sequence[str]]) -> _Source:
    where: list[tuple[str, int | NDArray[np.bool_]]] = []
    for detail, names in measure.where:
        wanted = [one if isinstance(one, int) else codes[detail].index(one) for one in names]
        table = np.zeros(MOST_CODES, bool)
        table[wanted] = True
        where.append((detail, wanted[0] if len(wanted) == 1 else table))
    return _Source(number, tuple(where), measure.amount)


class Tally:
    """Counts of one run, a row a week.

    Args:
        weeks, villages: of the run, how many.
        measures: what is counted.
        codes: names of the codes of each detail that ``Measure.where`` may ask for.
        home: [n] village of each resident.

    Attributes:
        weekly: counts [weeks, villages, measures], in the order of ``measures``.
        index: number of each measure, by name.
        groups: counts by group and sex beside these, None unless asked for.
    """

    def __init__(
        self,
        weeks: int,
        villages: int,
        measures: Sequence[Measure],
        codes: Mapping[str, Sequence[str]],
        home: NDArray[np.uint16],
    ) -> None:
        self.measures = tuple(measures)
        self.index = {measure.name: m for m, measure in enumerate(self.measures)}
        self.weekly: NDArray[np.float64] = np.zeros((weeks, villages, len(self.measures)))
        self.groups: Groups | None = None
        self._home = home
        self._sources: dict[str, list[_Source]] = {}
        for m, measure in enumerate(self.measures):
            if measure.event:
                self._sources.setdefault(measure.event, []).append(_source(measure, m, codes))

    def go_on_from(self, other: Tally, week: int) -> None:
        """Take over what another run has counted before a week, counted from 0."""
        self.weekly[:week] = other.weekly[:week]
        self.groups = other.groups.copy() if other.groups else None

    def happened(self, week: int, event: str, persons: Rows, villages: Rows | None, about: Mapping[str, Any]) -> None:
        """Count an event of a ``week``, counted from 0, under each measure that it belongs to."""
        for source in self._sources.get(event, ()):
            amounts = about[source.amount] if source.amount else 1.0
            which = source.applies_to(about)
            if which is True:
                self.count_persons(week, source.measure, persons, amounts, villages)
            elif which is not False and which.any():
                places = None if villages is None else villages[which]
                some = amounts[which] if isinstance(amounts, np.ndarray) and amounts.ndim else amounts
                self.count_persons(week, source.measure, persons[which], some, places)

    def count_persons(
        self, week: int, measure: int, rows: Rows, amounts: ArrayLike = 1.0, villages: Rows | None = None
    ) -> None:
        """Count residents, each in the home village if no other is given; by group and sex too, where asked for.

        ``week`` is counted from 0, ``measure`` is the number of one in :attr:`index`.
        """
        where = self._home[rows].astype(np.int64) if villages is None else villages
        self.count(week, measure, where, amounts)
        if self.groups is not None:
            self.groups.note(measure, where, rows, amounts)

    def count(self, week: int, measure: int, villages: ArrayLike, amount: ArrayLike = 1.0) -> None:
        """Add to a measure of a week: one entry for each village named (repeats add up)."""
        if isinstance(villages, int | np.integer):  # one village, by far the most calls
            self.weekly[week, villages, measure] += amount
        else:
            # as new arrays, so that the loop is compiled for one kind alone
            where, amounts = np.array(villages, np.int64, ndmin=1), np.array(amount, np.float64, ndmin=1)
            _add(self.weekly, week, measure, where, amounts)


@loop
def _add(weekly: NDArray[np.float64], week: int, measure: int, villages: Rows, amounts: NDArray[np.float64]) -> None:
    """What ``np.add.at`` does, for small arrays in a fifth of the time; one amount may stand for all."""
    for i in range(villages.size):
        weekly[week, villages[i], measure] += amounts[i if amounts.size > 1 else 0]
