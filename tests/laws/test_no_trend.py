"""Without a programme nothing drifts over five years: a difference between two years is no effect of anything."""

from __future__ import annotations

import numpy as np
import pytest

from tests.building import make, run, series

START, WEEKS, SEEDS = 26, 260, 8


@pytest.fixture(scope="module")
def five_years() -> dict[str, np.ndarray]:
    """Measures by seed and week, without the first half year, in which the first people still prepare."""
    worlds = [
        run(make("migrant_pocket", changes={"weeks": START + WEEKS, "seed": seed})) for seed in range(1, SEEDS + 1)
    ]
    names = (
        "undocumented_departures",
        "documented_departures",
        "acceptances",
        "away_undocumented",
        "know_warning_signs",
        "residents",
    )
    return {name: np.array([series(world, name)[START:] for world in worlds]) for name in names}


def drift(counts: np.ndarray) -> tuple[float, float]:
    """Change over the five years as a share of the level, by a straight line through each run: mean and its error."""
    week = np.arange(WEEKS) - (WEEKS - 1) / 2
    slopes = counts @ week / (week @ week) * WEEKS / counts.mean()
    return float(slopes.mean()), float(slopes.std(ddof=1) / np.sqrt(len(slopes)))


@pytest.mark.parametrize("measure", ["undocumented_departures", "documented_departures", "acceptances"])
def test_flows_have_no_trend(five_years: dict[str, np.ndarray], measure: str) -> None:
    mean, error = drift(five_years[measure])
    assert error < 0.15, "too noisy to say anything"
    assert abs(mean) < 3.5 * error and abs(mean) < 0.25, (mean, error)


def test_the_stock_abroad_and_what_people_know_stay(five_years: dict[str, np.ndarray]) -> None:
    assert abs(drift(five_years["away_undocumented"])[0]) < 0.3
    share = five_years["know_warning_signs"] / five_years["residents"]
    assert abs(drift(share)[0]) < 0.03
