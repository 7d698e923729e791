"""Villages alike in need get alike, whatever their codes: sessions that are planned, and officers' hours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.composing.library import Library
from sim.settings.tree import Settings
from tests.building import chosen, run, start

QUARTER = 13
ALIKE = 4
"""Villages whose rows differ by code and name only."""
WAY = 1.0
"""Hours one way to each; a trip takes twice as many."""
SPENT = ("hours_outreach", "hours_listening", "hours_answering_officers", "hours_travel", "hours_unused")
QUIET = {"stages.approach": False, "stages.notice": False}
"""Nobody is asked and nothing is noticed: cases would be a need of their own, which differs by chance."""


PLACES, PROGRAMMES = Library().options("place"), Library().options("programme")


def alike(programme: str, seed: int, weeks: int, place: str = "classroom", **changes: Any) -> Settings:
    """Equal villages, each a neighbour of all others, whom the same officer serves."""
    settings = chosen(place, programme, {"weeks": weeks, "programme.start_week": 0, "programme.end_week": None})
    row = settings.place.villages[0].model_dump() | {"travel_hours": WAY}
    codes = [f"90.01.01.20{number:02}" for number in range(ALIKE)]
    tree = settings.model_dump() | {"seed": seed, "population_seed": seed}
    tree["place"] |= {
        "villages": [row | {"code": code, "name": code} for code in codes],
        "neighbours": [(one, other) for one in codes for other in codes if one < other],
    }
    tree["programme"] |= {"villages": codes, "officers": 1, "local_actors": 0} | changes
    tree["circumstances"]["travel_factor"] = 1.0
    return Settings.model_validate(tree)


def quarters(settings: Settings, *measures: str) -> NDArray[np.float64]:
    """Sums of some measures in each village and quarter: [quarters, villages]."""
    world = run(start(settings))
    weekly = sum(world.tally.weekly[:, :, world.tally.index[measure]] for measure in measures)
    return np.asarray(weekly, np.float64).reshape(-1, QUARTER, ALIKE).sum(axis=1)


def mean_hours(programme: str, place: str = "classroom", **changes: Any) -> NDArray[np.float64]:
    """Officers' hours in each village and quarter, averaged over 40 seeds: [quarters, villages]."""
    runs = [alike(programme, seed, 2 * QUARTER, place, **changes) for seed in range(40)]
    return np.asarray(np.mean([quarters(one.with_changes(QUIET), *SPENT) for one in runs], axis=0))


@pytest.mark.parametrize("programme", ["pimpasa", "understaffed", "national_module"])
@pytest.mark.parametrize("hours", [4, 6, 9, 12, 40])
def test_planned_sessions_differ_by_at_most_one_a_quarter(programme: str, hours: float) -> None:
    held = quarters(alike(programme, seed=5, weeks=8 * QUARTER, officer_hours=hours), "sessions_held")
    assert held.sum() > 0
    assert (np.ptp(held, axis=1) <= 1).all(), held


@pytest.mark.parametrize("hours", [6, 20])
def test_hours_differ_by_at_most_a_trip_over_seeds(hours: float) -> None:
    mean = mean_hours("pimpasa", officer_hours=hours)
    assert mean.sum() > 0.99 * 2 * QUARTER * hours
    assert (np.ptp(mean, axis=1) <= 2 * WAY).all(), mean


@pytest.mark.slow_study
@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("place", PLACES)
def test_sessions_and_hours_are_alike_in_every_place_and_programme(place: str, programme: str) -> None:
    held = [quarters(alike(programme, seed, 2 * QUARTER, place), "sessions_held") for seed in range(3)]
    hours = mean_hours(programme, place)
    assert all((np.ptp(one, axis=1) <= 1).all() for one in held), held
    assert (np.ptp(hours, axis=1) <= 2 * WAY).all(), hours
