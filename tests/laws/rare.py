"""How seldom a test of a distribution may fail though nothing is wrong.

All such tests together make some 25,000 comparisons; each fails by chance once in 10^11, so all of them together less
than once in a million new sets of draws. (With the draws as they are the outcome is fixed, whatever the machine.)
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import stats

RARE = 1e-11
SIGMAS = float(stats.norm.isf(RARE / 2))
"""That rare, as a distance from the mean in standard errors: 6.8."""


def near(found: float, expected: float, standard_error: float) -> bool:
    """Whether a mean is where theory has it."""
    return abs(found - expected) <= SIGMAS * standard_error


def near_share(found: float, expected: float, count: int) -> bool:
    """Whether a share of ``count`` independent trials is where theory has it; rare shares get the room of one more."""
    return abs(found - expected) <= SIGMAS * math.sqrt(expected * (1 - expected) / count) + 1 / count


def fits(found: NDArray[np.integer], shares: NDArray[np.float64]) -> bool:
    """Whether counts follow shares that add up to 1, by chi-square; cells with less than 10 are put together."""
    expected = shares * found.sum()
    order = np.argsort(expected)
    small = order[np.cumsum(expected[order]) < 10]
    rest = np.setdiff1d(order, small)
    counts, means = np.append(found[rest], found[small].sum()), np.append(expected[rest], expected[small].sum())
    keep = means > 0
    if counts[~keep].any():
        return False
    return bool(stats.chisquare(counts[keep], means[keep]).pvalue > RARE)
