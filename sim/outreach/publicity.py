"""What becomes known of an arrest: some of the village hear of it, if the programme makes it public."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.core.draws import Word, uniforms
from sim.state.codes import AWARENESS, EXPECTED_EFFECT, FEAR
from sim.world import World


def make_arrest_known(world: World, post: int, village: int, recruiter_key: Word) -> None:
    """Let residents of the recruiter's village hear of the arrest, if the programme works there and has the money.

    ``post`` is the number of the recruiter's post, ``village`` that of the village, and ``recruiter_key`` the
    subject of the draws.
    """
    share, price = world.settings.programme.publicity, world.settings.prices.arrest_publicity
    if share == 0.0 or not world.policy.works[village] or not world.can_pay(village, price):
        return
    world.pay("publicity", village, price)
    rows = _who_hears(world, village, share, recruiter_key)
    learning = world.settings.learning
    change_attitudes(world, rows, AWARENESS, learning.arrest_awareness)
    change_attitudes(world, rows, EXPECTED_EFFECT, learning.arrest_effect)
    change_attitudes(world, rows, FEAR, learning.arrest_fear)
    world.happened("arrest_heard", rows, post=post, holder=int(world.state.posts.holder[post]))


def _who_hears(world: World, village: int, share: float, recruiter_key: Word) -> NDArray[np.int64]:
    """Rows of those who are 15 or older, at home, and hear of it."""
    rows = world.population.rows_of_village(village)
    hears = uniforms(world.stream("hears of an arrest"), world.population.key[rows], recruiter_key) < share
    return np.asarray(rows[world.grown(rows) & world.state.at_home(rows) & hears], np.int64)
