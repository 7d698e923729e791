"""Past refusals are forgotten one by one: the half of them in the half-life, and in no week more than in others."""

from __future__ import annotations

import numpy as np

from sim.recruiters.forgetting import forget_refusals
from sim.recruiters.rules import forget_chance
from tests.building import make
from tests.laws.rare import near_share

EACH = 8


def test_half_of_all_refusals_are_left_after_the_half_life_and_each_week_takes_its_part() -> None:
    world = make("kalibawang", changes={"recruiting.refusal_memory": 26})
    refusals = world.state.residents.refusals
    refusals[:] = EACH
    chance, before = forget_chance(26), EACH * refusals.size
    for week in range(26):
        world.week = week
        forget_refusals(world)
        left = int(refusals.sum())
        assert near_share(1 - left / before, chance, before)
        before = left
    assert near_share(before / (EACH * refusals.size), 0.5, EACH * refusals.size)
    counts = np.bincount(refusals, minlength=EACH + 1)
    assert (counts > 0).all() and counts.argmax() == EACH // 2, "each refusal has a draw of its own"


def test_whoever_has_refused_nobody_has_nothing_to_forget() -> None:
    world = make("classroom", changes={"recruiting.refusal_memory": 1})
    refusals = world.state.residents.refusals
    refusals[:] = 0
    refusals[3] = 255
    forget_refusals(world)
    assert refusals.sum() == refusals[3] and 90 < refusals[3] < 165
