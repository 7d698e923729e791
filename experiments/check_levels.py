"""Levels beside the evidence, without a whole comparison: ``python -m experiments.check_levels place=kalibawang``.

Runs a place some times without any programme and prints departures, reports and recruiters per village and year
beside what is known.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.levels import levels
from experiments.analysis.results import PlaceResults, series_of
from experiments.compose import compose
from experiments.report.texts import Texts
from experiments.runner.design import NO_PROGRAMME
from experiments.runner.kentongan_model import KentonganModel
from experiments.runner.model import Model
from sim.errors import InputError

RUNS = 8
FIRST_WEEKS = 52
"""Not counted: a run needs some weeks to find its level."""


def main(arguments: Sequence[str]) -> int:
    """Run, print the table, and return the exit code."""
    try:
        composed = compose([*arguments, f"programme={NO_PROGRAMME}"])
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    place = str(composed.choices["place"])
    results = without_programme(KentonganModel(), place, composed.settings, RUNS)
    print(table(levels([results]), Texts("en")))
    return 0


def without_programme(model: Model, place: str, settings: Any, runs: int) -> PlaceResults:
    """Results of a place that only ever runs without a programme, each run in a population of its own."""
    weekly = np.stack([_weekly(model, settings, seed) for seed in range(runs)])
    series = series_of(model.measures(settings))[:-1]
    stock = np.array([one.kind == "stock" for one in series])
    window = weekly[:, FIRST_WEEKS:]
    totals = np.where(stock, window.mean(axis=1), window.sum(axis=1))
    return PlaceResults(
        place=place,
        rate_factor=settings.place.rate_factor,
        villages=len(settings.place.villages),
        start_week=FIRST_WEEKS,
        weeks=settings.weeks,
        cells={},
        seeds=np.arange(runs),
        populations=np.arange(runs),
        series=series,
        totals={NO_PROGRAMME: totals},
    )


def _weekly(model: Model, settings: Any, seed: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    own = settings.with_changes({"seed": seed, "population_seed": seed})
    world = model.start(own, model.build(own))
    for _ in range(settings.weeks):
        model.step(world)
    return model.weekly(world).sum(axis=1)


def table(rows: pd.DataFrame, say: Texts) -> str:
    """Model beside evidence for the screen."""
    lines = []
    for _, row in rows.iterrows():
        share = row["quantity"] == "share_reported"
        one, both = (say.percent, say.percents) if share else (say.number, say.interval)
        known = "-" if pd.isna(row["evidence_low"]) else both(row["evidence_low"], row["evidence_high"])
        name = say(f"levels.of.{row['quantity']}")
        near = say(f"levels.near.{row['near']}")
        model = f"{one(row['model'])} ({both(row['model_low'], row['model_high'])})"
        lines.append(f"{name:<42} {model:<24} {known:<14} {near}")
    head = f"{say('levels.quantity'):<42} {say('levels.model'):<24} {say('levels.evidence'):<14} {say('levels.near')}"
    return "\n".join([head, *lines])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
