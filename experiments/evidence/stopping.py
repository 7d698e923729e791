"""The rule by which check-patterns and check-levels stop to add runs, written down before either is run by it.

Runs come in batches until the half-width of each 95% interval is at most a third of its bar, and at most ``MOST``. The
bar is the size that is asked about (``bar``). Only the width counts, never the sign, and no verdict ends a search: who
stopped where an answer looks good would find good answers in luck alone. What is then undecided, or still wider than
the rule asks, is said to be so. A number of runs on the command line takes the rule's place.
"""

from __future__ import annotations

import math

from experiments.analysis.intervals import Interval

PART = 3
"""How often half of an interval has to fit into the bar."""
MOST = 400
"""Runs after which no more are added, whatever is still open."""


def bar(low: float, high: float) -> float:
    """The size asked about, in the unit of the band from ``low`` to ``high`` (infinite at one end: a direction).

    For a direction, or for nothing beyond a size, it is that size; for a band of its own, as evidence has, half of its
    width: a value in the middle is then that far from being outside.
    """
    if math.isfinite(low) and math.isfinite(high):
        return (high - low) / 2.0
    return abs(low if math.isfinite(low) else high)


def narrow(found: Interval, low: float, high: float) -> bool:
    """Whether the interval is narrow enough for the band from ``low`` to ``high``; without an interval it is not."""
    return float(found.half_width) <= bar(low, high) / PART
