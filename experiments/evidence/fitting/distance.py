"""How far levels are from what is known of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from experiments.analysis.results import PlaceResults
from experiments.evidence.fitting.fit import Aim
from experiments.evidence.levels import level

LEAST = 1e-3
"""A level that is not seen at all counts as this part of the evidence."""


def distance(places: Sequence[PlaceResults], aims: Sequence[Aim]) -> float:
    """Sum of squares over the aims: 0 in the middle of what is known, 1 for each level at an end of it.

    Levels and ends are compared by their logarithms, so that half is as far as double.
    """
    by_name = {place.place: place for place in places}
    return sum(_apart(float(level(by_name[aim.place], aim.quantity).mean), aim) ** 2 for aim in aims)


def _apart(value: float, aim: Aim) -> float:
    middle = math.sqrt(aim.low * aim.high)
    ratio = max(value / middle, LEAST) if math.isfinite(value) else LEAST
    return math.log(ratio) / (math.log(aim.high / aim.low) / 2)
