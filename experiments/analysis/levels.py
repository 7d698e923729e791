"""Levels beside the evidence: what a place shows without any programme, and what is known of such places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import yaml

from experiments.analysis.intervals import Interval, mean_interval, ratio_interval
from experiments.analysis.results import PlaceResults
from experiments.runner.design import NO_PROGRAMME

EVIDENCE = Path(__file__).with_name("evidence.yaml")
RATIOS = {"share_reported": ("incidents_reported", "incidents_true")}
"""Levels that are one total over another."""

Near = Literal["yes", "low", "high", "unknown"]


@lru_cache(maxsize=1)
def evidence() -> list[dict[str, Any]]:
    """All known levels."""
    rows: list[dict[str, Any]] = yaml.safe_load(EVIDENCE.read_text(encoding="utf-8"))
    return rows


def levels(places: Sequence[PlaceResults], own: Collection[str] = ()) -> pd.DataFrame:
    """Model beside evidence, a row each place and quantity, over the effect window without programme.

    ``own`` names places whose villages are the user's: what is known of the place does not speak of them.
    """
    return pd.DataFrame([_row(place, known) for place in places for known in evidence() if _meant(known, place, own)])


def _meant(known: dict[str, Any], place: PlaceResults, own: Collection[str]) -> bool:
    named: list[str] = known["places"]
    return (place.place in named and place.place not in own) if named else True


def _row(place: PlaceResults, known: dict[str, Any]) -> dict[str, Any]:
    interval = _level(place, known["quantity"])
    return {
        "place": place.place,
        "quantity": known["quantity"],
        "rate_factor": place.rate_factor,
        "model": float(interval.mean),
        "model_low": float(interval.low),
        "model_high": float(interval.high),
        "evidence_low": known["low"] if known["low"] is not None else np.nan,
        "evidence_high": known["high"] if known["high"] is not None else np.nan,
        "known": known["known"],
        "near": near(interval, known["low"], known["high"]),
        "source": known["source"]["en"],
        "source_id": known["source"]["id"],
    }


def near(model: Interval, low: float | None, high: float | None) -> Near:
    """Whether the model's interval and the range of the evidence overlap."""
    if low is None or high is None or np.isnan(model.mean):
        return "unknown"
    if model.high < low or (np.isnan(model.high) and model.mean < low):
        return "low"
    return "high" if model.low > high or (np.isnan(model.low) and model.mean > high) else "yes"


def _level(place: PlaceResults, quantity: str) -> Interval:
    if quantity in RATIOS:
        top, bottom = (place.total(NO_PROGRAMME, name) for name in RATIOS[quantity])
        return ratio_interval(top, bottom, place.populations)
    flow = place.series[place.column(quantity)].kind == "flow"
    per = place.village_years if flow else float(place.villages)
    return mean_interval(place.total(NO_PROGRAMME, quantity), place.populations).scaled(1.0 / per)
