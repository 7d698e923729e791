"""The tidy tables of a comparison. Differences are always between paired runs, never before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.intervals import Floats, all_at_once, mean_interval, ratio_interval
from experiments.analysis.results import AVERTED, DEPARTURES, PlaceResults
from experiments.results.output import whole
from experiments.runner.design import NO_PROGRAMME, PLACEBO
from experiments.runner.fates import FATES

LEVEL = 0.95


def runs_table(places: Sequence[PlaceResults]) -> pd.DataFrame:
    """One row a run: the totals of the effect window over all villages, persons prevented and induced."""
    return pd.concat([_runs(place, name) for place in places for name in place.totals], ignore_index=True)


def _runs(place: PlaceResults, name: str) -> pd.DataFrame:
    cell = place.cells.get(name)
    head = {
        "place": place.place,
        "scenario": name,
        "channels": cell.channels if cell else "",
        "outreach": cell.outreach if cell else 0.0,
        "seed": place.seeds,
        "population_seed": place.populations,
        "villages": place.villages,
        "years": place.years,
        "rate_factor": place.rate_factor,
    }
    fates = {fate: place.fates[name][:, column] for column, fate in enumerate(FATES)}
    names = [series.name for series in place.series]
    totals = {measure: place.totals[name][:, column] for column, measure in enumerate(names)}
    averted = totals.pop(AVERTED)
    return pd.DataFrame({**head, AVERTED: averted, **fates, **totals})


def scenarios_table(places: Sequence[PlaceResults]) -> pd.DataFrame:
    """One row a scenario and quantity: without, with, the paired difference and its intervals.

    ``low`` and ``high`` are 95% intervals of one scenario by itself; ``*_all`` hold for all scenarios of the
    place together. A flow is per village and year, a stock (a weekly mean) per village; ``total_*`` is over
    the whole effect window and all villages. ``relative`` is the difference over the value without.
    """
    rows = [row for place in places for name in (*place.cells, PLACEBO) for row in _scenario_rows(place, name)]
    return pd.DataFrame(rows)


def _scenario_rows(place: PlaceResults, name: str) -> Iterator[dict[str, Any]]:
    ordered = sorted(place.series, key=lambda series: series.name != AVERTED)
    for series in ordered[:1]:
        yield _row(place, name, series.name, series.unit, series.kind, *_pair(place, name, series.name))
    for fate in FATES:
        values = place.fate(name, fate)
        yield _row(place, name, fate, "persons", "flow", np.zeros_like(values), values)
    for series in ordered[1:]:
        yield _row(place, name, series.name, series.unit, series.kind, *_pair(place, name, series.name))


def _pair(place: PlaceResults, name: str, series: str) -> tuple[Floats, Floats]:
    return place.total(NO_PROGRAMME, series), place.total(name, series)


def _row(
    place: PlaceResults, name: str, quantity: str, unit: str, kind: str, without: Floats, with_it: Floats
) -> dict[str, Any]:
    cell = place.cells.get(name)
    difference = with_it - without
    each = mean_interval(difference, place.populations, LEVEL)
    wide = mean_interval(difference, place.populations, all_at_once(LEVEL, len(place.cells)))
    base = place.total(NO_PROGRAMME, DEPARTURES) if quantity == AVERTED else without
    relative = ratio_interval(difference, base, place.populations, LEVEL)
    per = place.village_years if kind == "flow" else float(place.villages)
    return {
        "place": place.place,
        "scenario": name,
        "channels": cell.channels if cell else "",
        "outreach": cell.outreach if cell else 0.0,
        "quantity": quantity,
        "unit": unit,
        "per": "village and year" if kind == "flow" else "village",
        "rate_factor": place.rate_factor,
        "runs": len(place.seeds),
        "populations": len(np.unique(place.populations)),
        "without": without.mean() / per,
        "with": with_it.mean() / per,
        "difference": each.mean / per,
        "low": each.low / per,
        "high": each.high / per,
        "low_all": wide.low / per,
        "high_all": wide.high / per,
        "relative": relative.mean,
        "relative_low": relative.low,
        "relative_high": relative.high,
        "total_difference": each.mean,
        "total_low": each.low,
        "total_high": each.high,
    }


def contrasts_table(places: Sequence[PlaceResults]) -> pd.DataFrame:
    """What each axis does by itself, in departures averted per village and year, paired by seed.

    ``outreach``: the most sessions against the fewest, within one channel set. ``channels``: a channel set
    against the first one, on average over all intensities of outreach.
    """
    return pd.DataFrame([row for place in places for row in _contrasts(place)])


def _contrasts(place: PlaceResults) -> list[dict[str, Any]]:
    sets = list(dict.fromkeys(cell.channels for cell in place.cells.values()))
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
    each = mean_interval(values, place.populations, LEVEL).scaled(1 / place.village_years)
    wide = mean_interval(values, place.populations, all_at_once(LEVEL, family)).scaled(1 / place.village_years)
    return {
        "place": place.place,
        "axis": axis,
        "channels": channels,
        "one": one,
        "other": other,
        "rate_factor": place.rate_factor,
        "difference": each.mean,
        "low": each.low,
        "high": each.high,
        "low_all": wide.low,
        "high_all": wide.high,
    }


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
    return {
        "scenarios": scenarios_table(places),
        "contrasts": contrasts_table(places),
        "runs": runs_table(places),
        "weekly": weekly_table(places),
    }


def write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write each table as CSV and, where pyarrow is installed, as Parquet; returns what was written."""
    written = []
    for name, table in tables.items():
        path = folder / f"{name}.csv"
        with whole(path) as half:
            table.to_csv(half, index=False, float_format="%.6g", lineterminator="\n")
        written.append(path)
        if _has_parquet():
            written.append(path.with_suffix(".parquet"))
            with whole(written[-1]) as half:
                table.to_parquet(half, index=False)
    return written


def _has_parquet() -> bool:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        return False
    return True
