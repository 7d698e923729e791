"""Ages: a table by five years becomes weights by single year, and a draw becomes an age."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.settings.people import BANDS

YEARS = 95
"""Ages go from 0 to 94 years; the last band is spread over 85-94."""
WEEKS_PER_YEAR = 52
ADULT = 15
"""Age in years from which a person is a resident of the model."""


def by_year(table: Sequence[float]) -> NDArray[np.float64]:
    """[years] shares of single years of age that add up to 1, from a table with :data:`BANDS` bands."""
    widths = np.array([5] * (BANDS - 1) + [YEARS - 5 * (BANDS - 1)])
    weights: NDArray[np.float64] = np.repeat(np.asarray(table, np.float64) / widths, widths)
    weights /= weights.sum()
    return weights


def steps(values: Sequence[float], starts: Sequence[int]) -> NDArray[np.float64]:
    """A value for each year of age: ``values[i]`` from ``starts[i]`` years on, the first one before."""
    band = np.searchsorted(np.asarray(starts), np.arange(YEARS), side="right") - 1
    return np.asarray(values, np.float64)[np.maximum(band, 0)]


def drawn(uniform: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """[n] ages in years, one for each ``uniform`` [n], in proportion to ``weights`` [years] (their sum may be any)."""
    sums = np.cumsum(weights)
    age: NDArray[np.int64] = np.searchsorted(sums, uniform * sums[-1], side="right").astype(np.int64)
    return np.minimum(age, YEARS - 1)
