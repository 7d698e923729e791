"""What is found: the number a pattern asks for, with its interval over paired runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.intervals import Floats, Interval, mean_interval, ratio_interval
from experiments.analysis.results import WEEKS_A_YEAR
from experiments.evidence.patterns.pattern import Pattern
from experiments.evidence.patterns.plan import Planned
from experiments.evidence.stopping import narrow
from experiments.runner.store import Result
from sim.core.errors import InputError, Mistake
from sim.measures.catalogue import Measure

Verdict = Literal["holds", "fails", "undecided"]
Counted = tuple[float, float | None]
"""What is counted in a run, and what it is out of (None: it is per village and year)."""


@dataclass(frozen=True, eq=False)
class Finding:
    """A pattern with what was found."""

    planned: Planned
    interval: Interval
    levels: dict[str, float]
    """The measure itself in each scenario."""
    verdict: Verdict

    @property
    def is_built_for(self) -> bool:
        """Whether a mechanism was built because of the pattern."""
        return self.planned.pattern.built_for is not None

    @property
    def is_narrow(self) -> bool:
        """Whether the interval is as narrow as the stopping rule asks."""
        return narrow(self.interval, *self.planned.pattern.expected.band)


def verdict(found: Interval, band: tuple[float, float]) -> Verdict:
    """Holds if the whole interval lies in the band, fails if all of it lies outside, else undecided."""
    _, low, high = found.numbers
    if band[0] <= low and high <= band[1]:
        return "holds"
    return "fails" if high < band[0] or low > band[1] else "undecided"


def find(planned: Planned, counted: Mapping[str, Sequence[Counted]]) -> Finding:
    """The finding of one pattern; ``counted`` is that of the runs of each scenario, in order of their seeds."""
    pattern = planned.pattern
    own = {name: _columns(counted[name]) for name in planned.scenarios}
    populations = np.arange(planned.runs)
    values = {name: _values(*counts) for name, counts in own.items()}
    compare = pattern.compare
    if compare.kind == "level":
        top, bottom = own[compare.scenario]
        found = mean_interval(top, populations) if bottom is None else ratio_interval(top, bottom, populations)
        found = found.within(0.0)  # counts, and one count out of another
    else:
        found = _compared(pattern, values, populations)
    levels = {name: float(value.mean()) for name, value in values.items()}
    return Finding(planned, found, levels, verdict(found, pattern.expected.band))


def _compared(pattern: Pattern, values: Mapping[str, Floats], populations: NDArray[np.int64]) -> Interval:
    compare = pattern.compare
    one, other = values[compare.scenario], values[str(compare.against)]
    if compare.kind == "difference":
        return mean_interval(one - other, populations)
    if compare.kind == "change":
        return ratio_interval(one - other, other, populations).within(-1.0)  # nothing falls by more than all of it
    return ratio_interval(other - one, other - values[str(compare.floor)], populations)


def count(planned: Planned, scenario: str, result: Result, measures: Sequence[Measure]) -> Counted:
    """What a pattern counts in one run of a scenario: all that is kept of it."""
    pattern = planned.pattern
    first, last = pattern.window_of(scenario)
    weekly = result.weekly[first:last]
    if pattern.measure.villages is not None:
        codes = _codes(planned, scenario)
        weekly = weekly[:, [codes.index(code) for code in pattern.measure.villages]]
    top = _total(weekly, pattern.measure.count, measures)
    if pattern.measure.out_of is not None:
        return top, _total(weekly, pattern.measure.out_of, measures)
    years = 1.0 if _is_stock(pattern.measure.count, measures) else (last - first) / WEEKS_A_YEAR
    return top / (weekly.shape[1] * years), None


def _columns(counted: Sequence[Counted]) -> tuple[Floats, Floats | None]:
    tops, bottoms = zip(*counted, strict=True)
    return np.array(tops), None if bottoms[0] is None else np.array(bottoms)


def _codes(planned: Planned, scenario: str) -> list[str]:
    return [village.code for village in planned.scenarios[scenario].settings.place.villages]


def _total(weekly: Floats, names: Sequence[str], measures: Sequence[Measure]) -> float:
    """Flows added up over the window, stocks as weekly means; over all villages."""
    own = weekly[:, :, [measure.name in names for measure in measures]].sum(axis=(1, 2))
    return float(own.mean() if _is_stock(names, measures) else own.sum())


def _is_stock(names: Sequence[str], measures: Sequence[Measure]) -> bool:
    return any(measure.kind == "stock" for measure in measures if measure.name in names)


def _values(top: Floats, bottom: Floats | None) -> Floats:
    """A value each run whose mean is the count, or the share over all runs.

    For a share these are the linearised values R + (top - R bottom) / mean(bottom): their mean is the share of all runs
    together, R, and their spread is its error (the delta method), also where a run has next to nothing to divide by.
    """
    if bottom is None:
        return top
    below = bottom.mean() or np.nan
    share = top.mean() / below
    values: Floats = share + (top - share * bottom) / below
    return values


def check_measures(planned: Sequence[Planned], measures: Sequence[Measure], shown: Mapping[str, str]) -> None:
    """Check the measures of all patterns, and the villages in which they count.

    Raises:
        InputError: with all measures and villages that do not exist, and with flows added to stocks.
    """
    kinds = {measure.name: measure.kind for measure in measures}
    mistakes = []
    for one in planned:
        for key, names in (("count", one.pattern.measure.count), ("out_of", one.pattern.measure.out_of or ())):
            where = f"measure.{key} in {shown[one.name]}"
            unknown = [name for name in names if name not in kinds]
            if unknown:
                todo = "take names from section 4 of sim/ODD.md"
                mistakes += [Mistake(where, repr(name), "names of measures", todo) for name in unknown]
            elif len({kinds[name] for name in names}) > 1:
                mistakes.append(Mistake(where, "flows and stocks together", "measures of one kind", "keep them apart"))
        mistakes += _unknown_villages(one, shown[one.name])
    if mistakes:
        raise InputError(mistakes)


def _unknown_villages(planned: Planned, file: str) -> list[Mistake]:
    where, todo = f"measure.villages in {file}", "take codes of the place that is run"
    return [
        Mistake(where, repr(code), ", ".join(there), todo)
        for there in dict.fromkeys(tuple(_codes(planned, scenario)) for scenario in planned.scenarios)
        for code in planned.pattern.measure.villages or ()
        if code not in there
    ]
