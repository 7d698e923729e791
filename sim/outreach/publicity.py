"""What becomes known of an arrest: some of the village hear of it, if the programme makes it public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.core.draws import Word, uniforms
from sim.people.group_weights import at_home
from sim.programme.budget import can_pay, pay
from sim.state.codes import ADULT_WEEKS, AWARENESS, EXPECTED_EFFECT, FEAR

if TYPE_CHECKING:
    from sim.world import World


def make_arrest_known(world: World, village: int, recruiter_key: Word) -> None:
    """Let residents of the recruiter's village hear of the arrest, if the programme works there and has the money."""
    share, price = world.settings.programme.publicity, world.settings.prices.arrest_publicity
    if share == 0.0 or not world.assisted()[village] or not can_pay(world, village, price):
        return
    pay(world, "publicity", village, price)
    rows = _who_hears(world, village, share, recruiter_key)
    learning = world.settings.learning
    for attitude, gain in (
        (AWARENESS, learning.arrest_awareness),
        (EXPECTED_EFFECT, learning.arrest_effect),
        (FEAR, learning.arrest_fear),
    ):
        change_attitudes(rows, np.full(rows.size, attitude, np.int64), np.full(rows.size, gain), *world.mind())
    world.count_rows("arrest_heard", rows)


def _who_hears(world: World, village: int, share: float, recruiter_key: Word) -> NDArray[np.int64]:
    """Rows of those who are 15 or older, at home, and hear of it."""
    people = world.population
    rows = np.arange(people.village_first_row[village], people.village_first_row[village + 1])
    grown = world.week - people.birth_week[rows].astype(np.int64) >= ADULT_WEEKS
    hears = uniforms(world.stream("hears of an arrest"), people.key[rows], recruiter_key) < share
    return np.asarray(rows[grown & at_home(world, rows) & hears], np.int64)
