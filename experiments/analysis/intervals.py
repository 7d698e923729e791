"""95% intervals over runs, honest about runs that share a synthetic population.

Runs with the same population seed live in the same villages, so they are not independent. The interval is
Student's t with the cluster-robust variance (CR1; Liang & Zeger 1986, Cameron & Miller 2015) with populations
as the clusters and populations - 1 degrees of freedom. With one run a population it *is* the classical
t-interval.

A t-interval rather than a bootstrap: paired differences of sums over villages and two years are close to
normal, the formula costs nothing for tens of thousands of cells, and it has no draws of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Interval:
    """A mean (or ratio) and both ends of its interval; arrays of one shape, ends are NaN with one cluster."""

    mean: Floats
    low: Floats
    high: Floats

    @property
    def numbers(self) -> tuple[float, float, float]:
        """Mean, lower and upper end of a single interval."""
        return float(self.mean), float(self.low), float(self.high)

    def columns(self, name: str) -> dict[str, Floats]:
        """Mean, lower and upper end as the columns of a table: each [cells]."""
        return {name: self.mean, f"{name}_low": self.low, f"{name}_high": self.high}

    @property
    def half_width(self) -> Floats:
        """Half of the interval's width, in the unit of the mean and as large: [cells]."""
        half: Floats = (self.high - self.low) / 2.0
        return half

    def scaled(self, factor: float) -> Interval:
        """The same interval in another unit (``factor`` is positive)."""
        return Interval(self.mean * factor, self.low * factor, self.high * factor)

    def within(self, least: Floats | float, most: Floats | float = np.inf) -> Interval:
        """The same interval without what cannot be: it covers the truth as often as before.

        Args:
            least, most: ends of what can be, in the unit of the mean: for all or each, [cells].
        """
        return Interval(self.mean, np.clip(self.low, least, most), np.clip(self.high, least, most))

    def per(self, amount: float) -> Interval:
        """The same interval for each of an amount (which is positive)."""
        return Interval(self.mean / amount, self.low / amount, self.high / amount)


def mean_interval(values: Floats, clusters: NDArray[np.int64], level: float = 0.95) -> Interval:
    """Mean over runs with its interval.

    Args:
        values: [runs, cells], or with more axes or none after the first.
        clusters: [runs] population seed of each.
        level: of confidence (0 to 1).
    """
    values = np.asarray(values, np.float64)
    mean = values.mean(axis=0)
    reach = _reach(clusters, level) * np.sqrt(_covariance(values - mean, values - mean, clusters))
    return Interval(mean, mean - reach, mean + reach)


def ratio_interval(top: Floats, bottom: Floats, clusters: NDArray[np.int64], level: float = 0.95) -> Interval:
    """Mean of ``top`` [runs, ...] over mean of ``bottom`` [runs, ...] by run, with Fieller's interval (Fieller 1954).

    Not symmetrical, and right also where ``bottom`` is not much larger than its own error. Where it cannot be told
    from zero itself, no interval is finite and both ends are NaN; the ratio is NaN where ``bottom`` is zero.

    Args:
        top, bottom: [runs, cells], or with more axes or none after the first.
        clusters: [runs] population seed of each.
        level: of confidence (0 to 1).
    """
    below = bottom.mean(axis=0)
    safe = np.where(below == 0.0, np.nan, below)
    ratio = top.mean(axis=0) / safe
    apart, spread = top - ratio * bottom, bottom - below
    reach = _reach(clusters, level) ** 2
    own, both, under = (
        reach * _covariance(one, other, clusters) for one, other in ((apart, apart), (apart, spread), (spread, spread))
    )
    room = safe**2 - under
    room = np.where(room > 0.0, room, np.nan)
    root = np.sqrt(both**2 + room * own)
    return Interval(ratio, ratio + (-both - root) / room, ratio + (-both + root) / room)


def all_at_once(level: float, comparisons: int) -> float:
    """The level (0-1) each of several ``comparisons`` needs so that all hold together with ``level`` (Bonferroni)."""
    return 1.0 - (1.0 - level) / max(comparisons, 1)


def _covariance(one: Floats, other: Floats, clusters: NDArray[np.int64]) -> Floats:
    """Cluster-robust covariance of two means whose residuals these are."""
    names, place = np.unique(clusters, return_inverse=True)
    count = names.size
    sums = np.zeros((2, count, *one.shape[1:]))
    np.add.at(sums[0], place, one)
    np.add.at(sums[1], place, other)
    factor = count / (count - 1.0) if count > 1 else np.nan
    found: Floats = factor * (sums[0] * sums[1]).sum(axis=0) / one.shape[0] ** 2
    return found


def _reach(clusters: NDArray[np.int64], level: float) -> float:
    """How many standard errors an interval reaches to either side."""
    freedom = np.unique(clusters).size - 1
    return float(stats.t.ppf(0.5 + level / 2.0, freedom)) if freedom > 0 else float("nan")
