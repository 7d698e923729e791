"""The results of one place, gathered from the store: an array a scenario, runs in order of their seeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.intervals import Floats, Interval, mean_interval
from experiments.composing.design import NO_PROGRAMME, PLACEBO, Cell
from experiments.runner.fates import FATES
from experiments.runner.plan import PlacePlan, Unit
from experiments.runner.store import Result
from sim.measures.catalogue import Measure

WEEKS_A_YEAR = 52.0
PERIOD = 13
"""Weeks that figures take together: a quarter of a year."""
AVERTED = "departures_averted"
ALL_DEPARTURES = "all_departures"
BOTH = ("undocumented_departures", "documented_departures")
"""What all departures are made of."""
DEPARTURES = "undocumented_departures"
RECEIVED = "reports_received"


@dataclass(frozen=True, eq=False)
class PlaceResults:
    """Everything the tables, figures and the report of one place are made of."""

    place: str
    rate_factor: float
    """What all recruiting rates of the place are multiplied by: 1 unless it is made for teaching."""
    villages: int
    people: int
    """Of all ages, in all villages."""
    start_week: int
    weeks: int
    cells: dict[str, Cell]
    """Scenario name to cell, in the order of the tables (not the two without programme)."""
    seeds: NDArray[np.int64]
    populations: NDArray[np.int64]
    """Population seed of each run: the clusters of the intervals."""
    series: tuple[Measure, ...]
    """The last axis of ``totals`` and ``weekly``: the model's measures, all departures and, last, those averted."""
    totals: dict[str, Floats] = field(default_factory=dict)
    """[runs, series]: over all villages and the effect window; sums of flows, weekly means of stocks."""
    fates: dict[str, Floats] = field(default_factory=dict)
    """[runs, FATES]: persons prevented and induced, and where the prevented ones ended."""
    weekly: dict[str, Interval] = field(default_factory=dict)
    """[weeks, series] over all villages."""
    periods: dict[str, Interval] = field(default_factory=dict)
    """The same by periods of 13 weeks (flows are sums, stocks means)."""

    @property
    def sets(self) -> list[str]:
        """The channel sets of its cells, in their order."""
        return list(dict.fromkeys(cell.channels for cell in self.cells.values()))

    @property
    def years(self) -> float:
        """Length of the effect window in years."""
        return (self.weeks - self.start_week) / WEEKS_A_YEAR

    @property
    def per_1000(self) -> float:
        """What "per 1,000 people and year" divides by."""
        return self.people * self.years / 1000

    @property
    def village_years(self) -> float:
        """Villages times years of the effect window: what "per village and year" divides by."""
        return self.villages * self.years

    def column(self, name: str) -> int:
        """Position of a series."""
        return [series.name for series in self.series].index(name)

    def total(self, scenario: str, name: str) -> Floats:
        """[runs] one series of one scenario in the effect window."""
        values: Floats = self.totals[scenario][:, self.column(name)]
        return values

    def fate(self, scenario: str, name: str) -> Floats:
        """[runs] number of persons with one fate."""
        values: Floats = self.fates[scenario][:, FATES.index(name)]
        return values


def series_of(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """The model's measures, departures with and without documents together, and those averted, which a pair shows."""
    both = ("departures with and without documents", "keberangkatan dengan dan tanpa dokumen")
    averted = ("departures without documents averted", "keberangkatan tanpa dokumen yang dicegah")
    more = {ALL_DEPARTURES: both, AVERTED: averted}
    return (*measures, *(Measure(name, "persons", *words, "flow") for name, words in more.items()))


def gather(empty: PlaceResults, load: Callable[[str], Sequence[Result]]) -> PlaceResults:
    """Fill in the results; ``load`` gives all runs of a scenario, one scenario in memory at a time."""
    without = _stack(load(NO_PROGRAMME))
    _summarise(empty, NO_PROGRAMME, without, without)
    empty.fates[NO_PROGRAMME] = np.zeros((len(empty.seeds), len(FATES)))
    for name in (*empty.cells, PLACEBO):
        results = load(name)
        _summarise(empty, name, without, _stack(results))
        empty.fates[name] = np.array([[float(result.fates[fate]) for fate in FATES] for result in results])
    return empty


def _stack(results: Sequence[Result]) -> Floats:
    """Runs of one scenario, all villages together: [runs, weeks, measures]."""
    return np.stack([result.weekly.sum(axis=1) for result in results])


def _summarise(place: PlaceResults, name: str, without: Floats, own: Floats) -> None:
    """Enter a scenario; its weeks before its own are shared with the runs without programme."""
    weekly = np.concatenate([without[:, : without.shape[1] - own.shape[1]], own], axis=1)
    departures = place.column(DEPARTURES)
    averted = without[:, :, departures] - weekly[:, :, departures]
    every = weekly[:, :, [place.column(name) for name in BOTH]].sum(axis=2)
    weekly = np.concatenate([weekly, every[:, :, None], averted[:, :, None]], axis=2)
    stock = np.array([series.kind == "stock" for series in place.series])
    window = weekly[:, place.start_week :]
    place.totals[name] = np.where(stock, window.mean(axis=1), window.sum(axis=1))
    least = np.where([series.name == AVERTED for series in place.series], -np.inf, 0.0)  # counts cannot be negative
    place.weekly[name] = mean_interval(weekly, place.populations).within(least)
    place.periods[name] = mean_interval(_by_period(weekly, stock), place.populations).within(least)


def _by_period(weekly: Floats, stock: NDArray[np.bool_]) -> Floats:
    whole = weekly.shape[1] // PERIOD
    split = weekly[:, : whole * PERIOD].reshape(weekly.shape[0], whole, PERIOD, weekly.shape[2])
    periods: Floats = np.where(stock, split.mean(axis=2), split.sum(axis=2))
    return periods


def empty_results(plan: PlacePlan, units: Sequence[Unit], measures: Sequence[Measure]) -> PlaceResults:
    """Where :func:`gather` starts: who and what, no numbers yet."""
    return PlaceResults(
        place=plan.place,
        rate_factor=plan.with_programme.place.rate_factor,
        villages=plan.villages,
        people=sum(village.people for village in plan.with_programme.place.villages),
        start_week=plan.start_week,
        weeks=plan.weeks,
        cells={cell.name: cell for cell in plan.cells},
        seeds=np.array([unit.seed for unit in units], np.int64),
        populations=np.array([unit.population_seed for unit in units], np.int64),
        series=series_of(measures),
    )
