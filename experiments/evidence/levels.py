"""Levels beside the evidence: what a place shows without any programme, and what is known of such places."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from experiments.analysis.intervals import Interval, mean_interval, ratio_interval
from experiments.analysis.results import PlaceResults
from experiments.composing.design import NO_PROGRAMME
from experiments.evidence.stopping import narrow
from sim.core.yaml_text import read_yaml
from sim.measures.catalogue import OFFERS

EVIDENCE = Path(__file__).with_name("evidence.yaml")


class Ratio(NamedTuple):
    """A level that is one total over another: a share, or else (a flow over a stock) a number per year."""

    top: tuple[str, ...]
    bottom: tuple[str, ...]
    is_share: bool = True


ANSWERED = ("cases_answered_in_time", "cases_expired")
"""True cases that were answered, in time or not."""
RATIOS = {
    "share_reported": Ratio(("incidents_reported",), ("incidents_true",)),
    "share_reported_by_witnesses": Ratio(("reports_true",), ("recognised_true",)),
    "offers_from_known": Ratio(tuple(name for name in OFFERS if name != "offers_cold"), OFFERS),
    **{f"share_{name}": Ratio((name,), OFFERS) for name in OFFERS},
    "share_false": Ratio(("reports_false",), ("reports_sent",)),
    "days_to_close": Ratio(("response_time_days",), (*ANSWERED, "cases_false_alarm", "cases_dropped"), is_share=False),
    "share_dropped": Ratio(("cases_dropped",), (*ANSWERED, "cases_false_alarm", "cases_dropped")),
    "share_referred": Ratio(("referrals",), ANSWERED),
    "share_arrested": Ratio(("arrests",), ANSWERED),
    "share_convicted": Ratio(("verdicts",), ANSWERED),
    "departures_per_recruiter": Ratio(
        ("undocumented_departures",), ("recruiters_active", "recruiters_lying_low"), is_share=False
    ),
}
"""Levels that are one total over another, by name; every other level is a measure of its own."""

OF_TIES = ("share_kin_contacts",)
"""Levels of the network: shares that no week changes."""

Near = Literal["yes", "low", "high", "undecided", "unknown"]


@cache
def evidence() -> list[dict[str, Any]]:
    """All known levels."""
    rows: list[dict[str, Any]] = read_yaml(EVIDENCE)
    return rows


def levels(
    places: Sequence[PlaceResults],
    own: Collection[str] = (),
    of_ties: Mapping[str, Mapping[str, Interval]] = MappingProxyType({}),
) -> pd.DataFrame:
    """Model beside evidence, a row each place and quantity, over the effect window without programme.

    Args:
        places: results without programme.
        own: names of places whose villages are the user's: what is known of the place does not speak of them.
        of_ties: by place and quantity, the levels that no week changes.
    """
    return pd.DataFrame(
        _row(place, known, of_ties.get(place.place, {}))
        for place in places
        for known in evidence()
        if not known["places"] or (place.place in known["places"] and place.place not in own)
        if known["quantity"] not in OF_TIES or known["quantity"] in of_ties.get(place.place, {})
    )


def _row(place: PlaceResults, known: dict[str, Any], of_ties: Mapping[str, Interval]) -> dict[str, Any]:
    quantity = known["quantity"]
    interval = of_ties[quantity] if quantity in OF_TIES else level(place, quantity)
    interval = interval.within(0.0, 1.0 if is_share(quantity) else np.inf)
    model, model_low, model_high = interval.numbers
    is_known = known["low"] is not None
    low, high = (known["low"], known["high"]) if is_known else (np.nan, np.nan)
    return {
        "place": place.place,
        "quantity": known["quantity"],
        "rate_factor": place.rate_factor,
        "model": model,
        "model_low": model_low,
        "model_high": model_high,
        "evidence_low": low,
        "evidence_high": high,
        "known": known["known"],
        "near": near(interval, low, high),
        "runs": len(place.seeds),
        "narrow": narrow(interval, low, high) if is_known else None,
        "source": known["source"]["en"],
        "source_id": known["source"]["id"],
    }


def near(model: Interval, low: float, high: float) -> Near:
    """Where the model's interval lies beside the evidence, from ``low`` to ``high`` in its unit (NaN: none).

    All of it in there is yes, all of it outside is low or high; across an end, or without an interval, is undecided.
    """
    mean, below, above = model.numbers
    if np.isnan(low) or np.isnan(mean):
        return "unknown"
    if above < low:
        return "low"
    if below > high:
        return "high"
    return "yes" if low <= below and above <= high else "undecided"


def level(place: PlaceResults, quantity: str) -> Interval:
    """A level of a place without programme, with its interval: per village and year, per village, or as a share."""
    if quantity in RATIOS:
        return _ratio(place, RATIOS[quantity])
    flow = place.series[place.column(quantity)].kind == "flow"
    per = place.village_years if flow else float(place.villages)
    return mean_interval(place.total(NO_PROGRAMME, quantity), place.populations).scaled(1.0 / per)


def is_share(quantity: str) -> bool:
    """Whether a level is written as a percentage."""
    return quantity in OF_TIES or (quantity in RATIOS and RATIOS[quantity].is_share)


def _ratio(place: PlaceResults, ratio: Ratio) -> Interval:
    top, bottom = (
        np.sum([place.total(NO_PROGRAMME, name) for name in names], axis=0) for names in (ratio.top, ratio.bottom)
    )
    kinds = {place.series[place.column(name)].kind for name in ratio.bottom}
    years = place.years if kinds == {"stock"} else 1.0
    if ratio.is_share and top.sum() == 0.0 < bottom.sum():
        return _none_of(float(bottom.sum()))
    return ratio_interval(top, bottom * years, place.populations)


def _none_of(count: float) -> Interval:
    """A share of which not one was seen: up to where so many would show none in 1 of 20 cases (the rule of three)."""
    return Interval(np.array(0.0), np.array(0.0), np.array(1.0 - 0.05 ** (1.0 / count)))
