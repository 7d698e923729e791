"""Whether surveyed model hamlets look like surveyed real ones: every measure inside the middle half of them."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.ties.survey.graph_measures import Shape

_WHERE = {
    "num_nodes": ("Indonesia_full", "num_nodes"),
    "ave_deg": ("Indonesia_full", "ave_deg"),
    "ave_clust": ("Indonesia_full", "ave_clust"),
    "links_supported": ("Indonesia_full", "links_supported"),
    "giant_share": ("giant_share", "Indonesia"),
    "giant_deg": ("Indonesia_giant", "ave_deg"),
    "giant_clust": ("Indonesia_giant", "ave_clust"),
    "ave_dist": ("Indonesia_giant", "ave_dist"),
}


class Band(NamedTuple):
    """Quantiles of one measure over the surveyed hamlets."""

    p25: float
    p50: float
    p75: float


class Found(NamedTuple):
    """One measure of a model network beside its target."""

    median: float
    p25: float
    p75: float
    band: Band

    @property
    def inside(self) -> bool:
        """Whether the median lies within the middle half of the surveyed hamlets."""
        return self.band.p25 <= self.median <= self.band.p75


def read_targets(path: str | Path) -> dict[str, Band]:
    """Bands by the name of the measure, from the file of network targets."""
    tree = json.loads(Path(path).read_text(encoding="utf-8"))
    return {
        measure: Band(*(float(tree[part][name][quantile]) for quantile in Band._fields))
        for measure, (part, name) in _WHERE.items()
    }


def compared(shapes: Sequence[Shape], targets: dict[str, Band]) -> dict[str, Found]:
    """Medians and middle halves over the hamlets, measure by measure; hamlets without a measure are left out."""
    found = {}
    for measure, band in targets.items():
        values = [value for value in (getattr(shape, measure) for shape in shapes) if not math.isnan(value)]
        low, middle, high = np.quantile(values, (0.25, 0.5, 0.75)) if values else (math.nan,) * 3
        found[measure] = Found(float(middle), float(low), float(high), band)
    return found


def fits(found: dict[str, Found]) -> bool:
    """Whether all measures are inside together."""
    return all(one.inside for one in found.values())
