"""Counts of persons by group and sex, year by year: kept beside the weekly counts, and only where somebody asks.

What is counted of persons (``Measure.whose``) is counted here once more, under village and year and the group and sex
that the person has at the end of the week. So a village's number is the sum over its groups and sexes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.core.compiled import loop
from sim.people.groups import GROUPS, SEXES, group_now
from sim.stages.week_end.attitude_levels import LEVELS, is_due, levels_of
from sim.stages.week_end.stocks import names_of_stocks, stocks_of

if TYPE_CHECKING:
    from sim.world import World

WEEKS_A_YEAR = 52
CELLS = len(GROUPS) * len(SEXES)


class Note(NamedTuple):
    """Some residents who were counted this week, each in a village, by an amount."""

    column: int
    villages: NDArray[np.int64]
    rows: NDArray[np.int64]
    amounts: NDArray[np.float64]


class GroupCounts:
    """The counts of one run.

    Attributes:
        names: the measures that count persons.
        table: counts [years, villages, groups, sexes, names], flows summed over the year; see :meth:`read`.
    """

    def __init__(self, world: World) -> None:
        measures = [measure for measure in world.measures if measure.whose]
        years = -(-world.settings.weeks // WEEKS_A_YEAR)
        self.names = tuple(measure.name for measure in measures)
        self.table = np.zeros((years, world.villages, len(GROUPS), len(SEXES), len(measures)))
        self._column = {name: column for column, name in enumerate(self.names)}
        self._levels = [self._column[name] for name in LEVELS]
        self._of_everybody = [self._column[name] for name in names_of_stocks(world)]
        stocks = {self._column[measure.name] for measure in measures if measure.kind == "stock"}
        self._noted_stocks = sorted(stocks - {*self._levels, *self._of_everybody})
        self._notes: list[Note] = []

    def note(self, measure: str, villages: NDArray[np.int64], rows: NDArray[np.int64], amounts: ArrayLike) -> None:
        """Remember until the week ends that some residents were counted."""
        if measure in self._column:
            each = np.broadcast_to(np.asarray(amounts, np.float64), rows.shape)
            self._notes.append(Note(self._column[measure], villages, rows, each))

    def end_week(self, world: World) -> None:
        """Put what was noted under the groups and sexes of those it was noted of."""
        year = world.week // WEEKS_A_YEAR
        counts = self._of_year(year)
        counts[:, self._noted_stocks] = 0.0
        if self._notes:
            columns, villages, rows, amounts = (np.concatenate(part) for part in zip(*self._spread(), strict=True))
            _put(counts, cells_of(world, world.week, villages, rows), columns, amounts)
        self._notes = []
        if is_due(world):
            counts[:, self._levels] = levels_of(world, *self._parts(world, world.week))
        elif world.week % WEEKS_A_YEAR == 0:
            counts[:, self._levels] = self._of_year(year - 1)[:, self._levels]
        if (world.week + 1) % WEEKS_A_YEAR == 0:
            self._take_stock(world, world.week)

    def read(self, world: World) -> NDArray[np.float64]:
        """The counts up to the last week that was run; stocks are those at the end of each year, or of that week."""
        if world.week % WEEKS_A_YEAR:
            self._take_stock(world, world.week - 1)
        return self.table

    def go_on_from(self, other: GroupCounts) -> None:
        """Take over what another run has counted so far."""
        self.table[:] = other.table

    def _of_year(self, year: int) -> NDArray[np.float64]:
        """A view of one year, [villages times groups times sexes, names]."""
        shape = (self.table.shape[1] * CELLS, len(self.names))
        view: NDArray[np.float64] = self.table[year].reshape(shape)
        return view

    def _spread(self) -> list[tuple[NDArray[np.int64], ...]]:
        return [(np.full(note.rows.size, note.column), *note[1:]) for note in self._notes]  # type: ignore[misc]

    def _take_stock(self, world: World, week: int) -> None:
        """Residents by status and by fact known."""
        people, state = world.population, world.state
        first, order = self._parts(world, week)
        now = stocks_of(first, week, people.birth_week[order], state.status[order], state.fact_until[order])
        self._of_year(week // WEEKS_A_YEAR)[:, self._of_everybody] = now

    def _parts(self, world: World, week: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Everybody by village, group and sex: where each of these parts begins, and the rows in this order."""
        rows = np.arange(world.population.size)
        cells = cells_of(world, week, world.population.village.astype(np.int64), rows)
        sizes = np.bincount(cells, minlength=world.villages * CELLS)
        return np.concatenate([[0], np.cumsum(sizes)]), np.argsort(cells, kind="stable")


def cells_of(world: World, week: int, villages: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number of village, group and sex together, for residents counted in the given villages."""
    people = world.population
    return _cells(
        week,
        world.settings.leaving.returned_weeks,
        len(SEXES),
        CELLS,
        villages,
        rows,
        people.group,
        people.traits,
        people.birth_week,
        people.sex,
        world.state.returned_week,
    )


@loop
def _cells(
    week: int,
    returned_weeks: int,
    sexes: int,
    cells: int,
    villages: NDArray[np.int64],
    rows: NDArray[np.int64],
    group: NDArray[np.uint8],
    traits: NDArray[np.uint8],
    birth_week: NDArray[np.int16],
    sex: NDArray[np.uint8],
    returned_week: NDArray[np.int16],
) -> NDArray[np.int64]:
    out = np.empty(rows.size, np.int64)
    for r in range(rows.size):
        i = rows[r]
        now = group_now(group[i], traits[i], week - birth_week[i], week - returned_week[i], returned_weeks)
        out[r] = cells * villages[r] + sexes * now + sex[i]
    return out


@loop
def _put(
    counts: NDArray[np.float64], cells: NDArray[np.int64], columns: NDArray[np.int64], amounts: NDArray[np.float64]
) -> None:
    for n in range(cells.size):
        counts[cells[n], columns[n]] += amounts[n]
