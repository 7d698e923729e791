"""Levels of attitudes in the tables are those of the residents, added up in the weeks in which they are reckoned."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitudes_of
from sim.stages.week_end.attitude_levels import ATTITUDES, LEVELS, PARTS
from sim.week import END_OF_WEEK, run_week
from sim.world import World
from tests.building import make

WEEKS = 30
RECKONED = (0, 12, 25, 29)
LIVELY = {"weeks": WEEKS, "programme.start_week": 2, "programme.outreach_intensity": 12}


def true_levels(world: World) -> NDArray[np.float64]:
    """Each attitude summed over the residents of each village, read person by person: [villages, LEVELS]."""
    people = world.population
    rows = np.flatnonzero(people.residents(world.week)).astype(np.int64)
    values = [attitudes_of(world, rows, attitude) for attitude in ATTITUDES]
    return np.stack([np.bincount(people.village[rows], one, minlength=world.villages) for one in values], axis=1)


@pytest.fixture(scope="module")
def run() -> tuple[World, NDArray[np.float64]]:
    """A run, and what the levels really were at the end of each week: [weeks, villages, LEVELS]."""
    world, seen = make("migrant_pocket", "pimpasa", LIVELY), []

    def watch(world: World, stage: str) -> None:
        if stage == END_OF_WEEK:
            seen.append(true_levels(world))

    while world.week < WEEKS:
        run_week(world, watch)
    return world, np.array(seen)


def test_levels_are_right_when_they_are_reckoned(run: tuple[World, NDArray[np.float64]]) -> None:
    world, seen = run
    counted = world.tally.weekly[:, :, [world.tally.index[name] for name in LEVELS]]
    residents = world.tally.weekly[:, :, world.tally.index["residents"]]
    for week in RECKONED:
        assert (np.abs(counted[week] - seen[week]) <= residents[week][:, None] / PARTS).all()
    assert (counted[0] > 0).all()
    assert (seen[25] != seen[0]).any(axis=0)[LEVELS.index("awareness")]


def test_they_stay_as_they_were_in_between(run: tuple[World, NDArray[np.float64]]) -> None:
    world, _ = run
    counted = world.tally.weekly[:, :, [world.tally.index[name] for name in LEVELS]]
    changed = [week for week in range(1, WEEKS) if (counted[week] != counted[week - 1]).any()]
    assert changed == list(RECKONED[1:])


def test_sessions_that_teach_awareness_show() -> None:
    """Sessions that raise awareness as they teach move its mean by more than a twentieth, and nothing without them."""
    kinds = ("group_discussion", "educational_film", "case_simulation")
    taught = {"learning.session_awareness": 1.0, "programme.outreach_mix": dict.fromkeys(kinds, 1.0)}
    rise = {}
    for name, intensity in (("many", 20), ("none", 0)):
        world = make("migrant_pocket", "pimpasa", LIVELY | taught | {"programme.outreach_intensity": intensity})
        while world.week < WEEKS:
            run_week(world)
        first, last = (
            world.tally.weekly[week, :, world.tally.index["awareness"]].sum()
            / world.tally.weekly[week, :, world.tally.index["residents"]].sum()
            for week in (0, WEEKS - 1)
        )
        rise[name] = last - first
    assert rise["many"] > rise["none"] + 0.05
