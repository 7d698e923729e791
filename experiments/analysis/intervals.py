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
    def half_width(self) -> Floats:
        """Half of the interval's width, in the unit of the mean."""
        half: Floats = (self.high - self.low) / 2.0
        return half

    def scaled(self, factor: float) -> Interval:
        """The same interval in another unit (``factor`` is positive)."""
        return Interval(self.mean * factor, self.low * factor, self.high * factor)


def mean_interval(values: Floats, clusters: NDArray[np.int64], level: float = 0.95) -> Interval:
    """Mean over runs (axis 0) with its interval; ``clusters[run]`` is the run's population seed."""
    values = np.asarray(values, np.float64)
    mean = values.mean(axis=0)
    return _around(mean, _standard_error(values - mean, clusters), clusters, level)


def ratio_interval(top: Floats, bottom: Floats, clusters: NDArray[np.int64], level: float = 0.95) -> Interval:
    """Mean of ``top`` over mean of ``bottom``, paired by run, by linearisation (Cochran 1977, section 2.11).

    NaN where the mean of ``bottom`` is zero.
    """
    below = bottom.mean(axis=0)
    safe = np.where(below == 0.0, np.nan, below)
    ratio = top.mean(axis=0) / safe
    return _around(ratio, _standard_error(top - ratio * bottom, clusters) / np.abs(safe), clusters, level)


def all_at_once(level: float, comparisons: int) -> float:
    """The level each of several intervals needs so that all hold together with ``level`` (Bonferroni)."""
    return 1.0 - (1.0 - level) / max(comparisons, 1)


def _standard_error(residuals: Floats, clusters: NDArray[np.int64]) -> Floats:
    """Cluster-robust standard error of the mean whose residuals these are."""
    names, place = np.unique(clusters, return_inverse=True)
    count = names.size
    sums = np.zeros((count, *residuals.shape[1:]))
    np.add.at(sums, place, residuals)
    factor = count / (count - 1.0) if count > 1 else np.nan
    error: Floats = np.sqrt(factor * (sums**2).sum(axis=0)) / residuals.shape[0]
    return error


def _around(mean: Floats, error: Floats, clusters: NDArray[np.int64], level: float) -> Interval:
    freedom = np.unique(clusters).size - 1
    reach = stats.t.ppf(0.5 + level / 2.0, freedom) if freedom > 0 else np.nan
    return Interval(mean, mean - reach * error, mean + reach * error)
