"""Counts of persons by group and sex, year by year: kept beside the weekly counts, and only where somebody asks.

What is counted of persons (``Measure.of_whom``) is counted here once more, under village and year and the group and sex
that the person has at the end of the week. So a village's number is the sum over its groups and sexes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.core.compiled import loop
from sim.people.groups import GROUPS, SEXES, group_now
from sim.people.population import Persons
from sim.stages.week_end.attitude_levels import LEVELS, is_due, levels_of
from sim.stages.week_end.stocks import names_of_stocks, stocks_of
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""
WEEKS_A_YEAR = 52
CELLS = len(GROUPS) * len(SEXES)


class Note(NamedTuple):
    """Some residents who were counted this week, each in a village, by an amount."""

    column: int
    villages: Rows
    rows: Rows
    amounts: NDArray[np.float64]


class GroupCounts:
    """The counts of one run.

    Attributes:
        names: the measures that count persons.
        table: counts [years, villages, groups, sexes, names], flows summed over the year; see :meth:`read`.
    """

    def __init__(self, world: World) -> None:
        measures = [(m, measure) for m, measure in enumerate(world.tally.measures) if measure.of_whom]
        years = -(-world.settings.weeks // WEEKS_A_YEAR)
        self.names = tuple(measure.name for _, measure in measures)
        self.table = np.zeros((years, world.villages, len(GROUPS), len(SEXES), len(measures)))
        column = {name: column for column, name in enumerate(self.names)}
        self._column = {m: column[measure.name] for m, measure in measures}
        self._levels = [column[name] for name in LEVELS]
        self._of_everybody = [column[name] for name in names_of_stocks(world)]
        stocks = {column[measure.name] for _, measure in measures if measure.kind == "stock"}
        self._noted_stocks = sorted(stocks - {*self._levels, *self._of_everybody})
        self._notes: list[Note] = []

    def copy(self) -> GroupCounts:
        """An independent copy."""
        twin = object.__new__(GroupCounts)
        twin.__dict__ |= self.__dict__ | {"table": self.table.copy(), "_notes": []}
        return twin

    def note(self, measure: int, villages: Rows, rows: Rows, amounts: ArrayLike) -> None:
        """Remember until the week ends that some residents were counted under a measure (by its number)."""
        if measure in self._column:
            each = np.broadcast_to(np.asarray(amounts, np.float64), rows.shape)
            self._notes.append(Note(self._column[measure], villages, rows, each))

    def end_week(self, world: World) -> None:
        """Put what was noted under the groups and sexes of those it was noted of."""
        year = world.week // WEEKS_A_YEAR
        counts = self._of_year(year)
        counts[:, self._noted_stocks] = 0.0
        if self._notes:
            spread = [(np.full(note.rows.size, note.column), *note[1:]) for note in self._notes]
            columns, villages, rows, amounts = (np.concatenate(part) for part in zip(*spread, strict=True))
            _put(counts, cells_of(world, world.week, villages, rows), columns, amounts)
        self._notes = []
        if is_due(world):
            counts[:, self._levels] = levels_of(world, *self._parts(world, world.week))
        elif world.week % WEEKS_A_YEAR == 0:
            counts[:, self._levels] = self._of_year(year - 1)[:, self._levels]
        if (world.week + 1) % WEEKS_A_YEAR == 0:
            self._take_stock(world, world.week)

    def read(self, world: World) -> NDArray[np.float64]:
        """The counts up to the last week that was run: [years, villages, groups, sexes, names].

        Stocks are those at the end of each year, or of that week.
        """
        if world.week % WEEKS_A_YEAR:
            self._take_stock(world, world.week - 1)
        return self.table

    def _of_year(self, year: int) -> NDArray[np.float64]:
        """A view of one year, [villages times groups times sexes, names]."""
        shape = (self.table.shape[1] * CELLS, len(self.names))
        view: NDArray[np.float64] = self.table[year].reshape(shape)
        return view

    def _take_stock(self, world: World, week: int) -> None:
        """Residents by status and by fact known."""
        people, residents = world.population, world.state.residents
        first, order = self._parts(world, week)
        now = stocks_of(first, week, people.birth_week[order], residents.status[order], residents.fact_until[order])
        self._of_year(week // WEEKS_A_YEAR)[:, self._of_everybody] = now

    def _parts(self, world: World, week: int) -> tuple[Rows, Rows]:
        """Everybody by village, group and sex: where each of these parts begins, and the rows in this order."""
        rows = np.arange(world.population.size)
        cells = cells_of(world, week, world.population.village.astype(np.int64), rows)
        sizes = np.bincount(cells, minlength=world.villages * CELLS)
        return np.concatenate([[0], np.cumsum(sizes)]), np.argsort(cells, kind="stable")


def count_by_group(world: World) -> None:
    """End the week for the counts by group, if there are any."""
    if isinstance(world.tally.groups, GroupCounts):
        world.tally.groups.end_week(world)


def cells_of(world: World, week: int, villages: Rows, rows: Rows) -> Rows:
    """[rows] number of village, group and sex together, for residents counted in given villages in ``week``."""
    returned, returned_weeks = world.state.residents.returned_week, world.settings.leaving.returned_weeks
    return _cells(week, returned_weeks, villages, rows, world.population.persons, returned)


@loop
def _cells(
    week: int,
    returned_weeks: int,
    villages: Rows,
    rows: Rows,
    persons: Persons,
    returned_week: NDArray[np.int16],
) -> Rows:
    out = np.empty(rows.size, np.int64)
    for r in range(rows.size):
        i = rows[r]
        age, since = week - persons.birth_week[i], week - returned_week[i]
        now = group_now(persons.group[i], persons.traits[i], age, since, returned_weeks)
        out[r] = CELLS * villages[r] + len(SEXES) * now + persons.sex[i]
    return out


@loop
def _put(counts: NDArray[np.float64], cells: Rows, columns: Rows, amounts: NDArray[np.float64]) -> None:
    for n in range(cells.size):
        counts[cells[n], columns[n]] += amounts[n]
