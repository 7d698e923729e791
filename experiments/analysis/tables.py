"""The tidy tables of a comparison. Differences are always between paired runs, never before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.intervals import Floats, Interval, all_at_once, mean_interval, ratio_interval
from experiments.analysis.results import ALL_DEPARTURES, AVERTED, DEPARTURES, PlaceResults
from experiments.composing.design import NO_PROGRAMME, PLACEBO
from experiments.results.output import whole
from experiments.runner.fates import FATES
from sim.measures.catalogue import Measure

LEVEL = 0.95


def runs_table(places: Sequence[PlaceResults]) -> pd.DataFrame:
    """One row a run: the totals of the effect window over all villages, persons prevented and induced."""
    return pd.concat([_runs(place, name) for place in places for name in place.totals], ignore_index=True)


def _runs(place: PlaceResults, name: str) -> pd.DataFrame:
    head = {
        **_scenario(place, name),
        "seed": place.seeds,
        "population_seed": place.populations,
        "villages": place.villages,
        "years": place.years,
        "rate_factor": place.rate_factor,
    }
    fates = {fate: place.fate(name, fate) for fate in FATES}
    totals = {series.name: place.total(name, series.name) for series in place.series}
    both = {name: totals.pop(name) for name in (ALL_DEPARTURES, AVERTED)}
    return pd.DataFrame({**head, **both, **fates, **totals})


def _scenario(place: PlaceResults, name: str) -> dict[str, Any]:
    """The columns that say which scenario a row is of."""
    cell = place.cells.get(name)
    channels, outreach = (cell.channels, cell.outreach) if cell else ("", 0.0)
    return {"place": place.place, "scenario": name, "channels": channels, "outreach": outreach}


def scenarios_table(places: Sequence[PlaceResults]) -> pd.DataFrame:
    """One row a scenario and quantity: without, with, the paired difference and its intervals.

    ``low`` and ``high`` are 95% intervals of one scenario by itself; ``*_all`` hold for all scenarios of the
    place together. A flow is per village and year, a stock (a weekly mean) per village; ``total_*`` is over
    the whole effect window and all villages, ``*_per_1000`` of flows is per 1,000 people of all ages and year.
    ``relative`` is the difference over the value without.
    """
    rows = [row for place in places for name in (*place.cells, PLACEBO) for row in _scenario_rows(place, name)]
    return pd.DataFrame(rows)


def _scenario_rows(place: PlaceResults, name: str) -> Iterator[dict[str, Any]]:
    *measures, averted = (
        _row(place, name, series, place.total(NO_PROGRAMME, series.name), place.total(name, series.name))
        for series in place.series
    )
    yield averted
    for fate in FATES:
        values = place.fate(name, fate)
        yield _row(place, name, Measure(fate, "persons", fate, fate, "flow"), np.zeros_like(values), values)
    yield from measures


def _row(place: PlaceResults, name: str, measure: Measure, without: Floats, with_it: Floats) -> dict[str, Any]:
    difference = with_it - without
    base = place.total(NO_PROGRAMME, DEPARTURES) if measure.name == AVERTED else without
    each = mean_interval(difference, place.populations, LEVEL)
    wide = mean_interval(difference, place.populations, all_at_once(LEVEL, len(place.cells)))
    relative = ratio_interval(difference, base, place.populations, LEVEL)
    # no more can be averted than there was, and nothing falls by more than all of it
    relative = relative.within(-np.inf, 1.0) if measure.name == AVERTED else relative.within(-1.0)
    is_flow = measure.kind == "flow"
    per = place.village_years if is_flow else float(place.villages)
    return {
        **_scenario(place, name),
        "quantity": measure.name,
        "unit": measure.unit,
        "per": "village and year" if is_flow else "village",
        "rate_factor": place.rate_factor,
        "runs": len(place.seeds),
        "populations": len(np.unique(place.populations)),
        "without": without.mean() / per,
        "with": with_it.mean() / per,
        **_difference(each.per(per), wide.per(per)),
        **relative.columns("relative"),
        "total_difference": each.mean,
        "total_low": each.low,
        "total_high": each.high,
        **_per_1000(place, is_flow, without, with_it),
    }


def _per_1000(place: PlaceResults, is_flow: bool, without: Floats, with_it: Floats) -> dict[str, float]:
    """Flows for each 1,000 people and year, so that places with large and small villages can be compared."""
    per = place.per_1000 if is_flow else np.nan
    means = {"without": without.mean(), "with": with_it.mean(), "difference": (with_it - without).mean()}
    return {f"{name}_per_1000": float(mean) / per for name, mean in means.items()}


def _difference(each: Interval, wide: Interval) -> dict[str, Any]:
    """A difference with its interval, by itself and together with all others."""
    ends = {"low": each.low, "high": each.high, "low_all": wide.low, "high_all": wide.high}
    return {"difference": each.mean, **ends}


def contrasts_table(places: Sequence[PlaceResults]) -> pd.DataFrame:
    """What each axis does by itself, in departures averted per village and year, paired by seed.

    ``outreach``: the most sessions against the fewest, within one channel set. ``channels``: a channel set
    against the first one, on average over all intensities of outreach. One scenario alone has no contrasts.
    """
    return pd.DataFrame([row for place in places for row in _contrasts(place)], columns=_CONTRAST_COLUMNS)


_CONTRAST_COLUMNS = [
    *("place", "axis", "channels", "one", "other", "rate_factor"),
    *("difference", "low", "high", "low_all", "high_all"),
]


def _contrasts(place: PlaceResults) -> list[dict[str, Any]]:
    sets = place.sets
    levels = sorted({cell.outreach for cell in place.cells.values()})
    averted = {(cell.channels, cell.outreach): place.total(name, AVERTED) for name, cell in place.cells.items()}
    found = []
    if len(levels) > 1:
        most, fewest = levels[-1], levels[0]
        found += [
            ("outreach", name, f"{most:g}", f"{fewest:g}", averted[name, most] - averted[name, fewest]) for name in sets
        ]
    means = {name: np.mean([averted[name, level] for level in levels], axis=0) for name in sets}
    found += [("channels", name, name, sets[0], means[name] - means[sets[0]]) for name in sets[1:]]
    return [_contrast_row(place, len(found), *contrast) for contrast in found]


def _contrast_row(
    place: PlaceResults, family: int, axis: str, channels: str, one: str, other: str, values: Floats
) -> dict[str, Any]:
    each, wide = (
        mean_interval(values, place.populations, level).scaled(1 / place.village_years)
        for level in (LEVEL, all_at_once(LEVEL, family))
    )
    head = {"place": place.place, "axis": axis, "channels": channels, "one": one, "other": other}
    return {**head, "rate_factor": place.rate_factor, **_difference(each, wide)}


def weekly_table(places: Sequence[PlaceResults]) -> pd.DataFrame:
    """One row a scenario, week and series: mean over runs and its 95% interval, all villages together."""
    return pd.concat([_weekly(place, name) for place in places for name in place.weekly], ignore_index=True)


def _weekly(place: PlaceResults, name: str) -> pd.DataFrame:
    interval = place.weekly[name]
    weeks, count = interval.mean.shape
    return pd.DataFrame(
        {
            "place": place.place,
            "scenario": name,
            "rate_factor": place.rate_factor,
            "week": np.repeat(np.arange(weeks), count),
            "measure": np.tile([series.name for series in place.series], weeks),
            "mean": interval.mean.ravel(),
            "low": interval.low.ravel(),
            "high": interval.high.ravel(),
        }
    )


def all_tables(places: Sequence[PlaceResults]) -> dict[str, pd.DataFrame]:
    """Every table by its file name."""
    makers = {"scenarios": scenarios_table, "contrasts": contrasts_table, "runs": runs_table, "weekly": weekly_table}
    return {name: make(places) for name, make in makers.items()}


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write each table as CSV and, where pyarrow is installed, as Parquet."""
    for name, table in tables.items():
        with whole(folder / f"{name}.csv") as half:
            table.to_csv(half, index=False, float_format="%.6g", lineterminator="\n")
        if find_spec("pyarrow"):
            with whole(folder / f"{name}.parquet") as half:
                table.to_parquet(half, index=False)
