"""Attitudes fade and facts are forgotten in closed form."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.attitudes.attitudes import attitudes_of, change_attitudes
from sim.attitudes.rules import known_until
from sim.attitudes.warnings import warn_of
from sim.core.draws import stream, uniforms
from sim.state.codes import AWARENESS, AWAY_DOCUMENTED, AWAY_UNDOCUMENTED, BY_ANSWER, NOBODY, SETTLED
from tests.building import make
from tests.laws.rare import SIGMAS, near_share


def test_attitudes_fade_by_half_in_each_half_life() -> None:
    """After events in some weeks: the personal level and what is left of each change, in closed form."""
    world = make("classroom", "nothing", {"weeks": 300, "learning.awareness.half_life": 20})
    row = np.array([int(np.flatnonzero(world.population.residents())[0])])
    start = float(attitudes_of(world, row, AWARENESS)[0])
    events, left = {3: 0.4, 11: -0.2, 40: 0.7}, 0.0
    for week in range(200):
        world.week = week
        value = float(attitudes_of(world, row, AWARENESS)[0])
        assert value == pytest.approx(min(1.0, max(0.0, start + left)), abs=2e-7)  # changes are kept as 32-bit floats
        if week in events:
            gain = events[week]
            change_attitudes(world, row, AWARENESS, gain)
            left += gain * (1 - value) if gain > 0 else gain * value
        left *= 0.5 ** (1 / 20)
    assert value == pytest.approx(start, abs=0.01)


@pytest.mark.parametrize("mean", [1.0, 17.0, 60.0])
def test_facts_are_forgotten_exponentially(mean: float) -> None:
    """Of those who learn a fact, exp(-k / mean) know it k weeks later."""
    draws = uniforms(stream(1, "memory of the test", 0), np.arange(20_000, dtype=np.uint64))
    until = np.array([known_until(5, mean, float(u)) for u in draws])
    for weeks in (0, 1, 5, 30, 100):
        assert near_share(float(np.mean(until > 5 + weeks)), math.exp(-weeks / mean), draws.size), weeks
    assert SIGMAS > 6  # and so seldom by chance


def test_nobody_warns_a_person_abroad() -> None:
    world = make("classroom", "nothing", {"weeks": 4})
    rows = np.flatnonzero(world.population.residents())[:3]
    world.state.residents.status[rows] = [SETTLED, AWAY_UNDOCUMENTED, AWAY_DOCUMENTED]
    warn_of(world, rows, 0, 0, BY_ANSWER)
    assert world.state.residents.warned_of[rows].tolist() == [0, NOBODY, NOBODY]
    assert world.tally.weekly[0, :, world.tally.index["warnings_passed"]].sum() == 1
