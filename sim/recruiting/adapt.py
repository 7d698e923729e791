"""Stage 11: recruiters come back, are arrested, are replaced, and react to the pressure they feel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.codes import ACTIVE, DAYS, LYING_LOW, NOBODY, VACANT
from sim.draws import exponential
from sim.recruiting.posts import fill_posts
from sim.recruiting.recruiter import Recruiter
from sim.recruiting.strategy import strategy_named

if TYPE_CHECKING:
    from sim.world import World


def adapt(world: World) -> None:
    """Let every recruiter take stock of the week."""
    state, settings = world.state, world.settings.recruiting
    strategy = strategy_named(settings.strategy)
    _arrests(world)
    for post in range(state.recruiter_state.size):
        recruiter = Recruiter(world, post)
        if state.recruiter_state[post] == ACTIVE:
            strategy.adapt(recruiter)
        elif state.recruiter_state[post] == LYING_LOW and state.recruiter_until[post] <= world.week + 1:
            recruiter.come_back()
    due = (state.recruiter_state == VACANT) & (state.recruiter_until <= world.week + 1)
    fill_posts(world, state, np.flatnonzero(due))
    if due.any():  # a warning was about the one who is gone, not about who comes next
        state.warned_until[np.isin(state.warned_of, np.flatnonzero(due))] = 0
    world.count("recruiters_entered", state.recruiter_village[due])
    state.recruiter_pressure *= settings.pressure_fade


def _arrests(world: World) -> None:
    """Arrest those whose day has come; the post stands vacant for a while."""
    state = world.state
    day = state.recruiter_arrest_day
    due = np.flatnonzero((day != NOBODY) & (day < world.first_day + DAYS) & (state.recruiter_state != VACANT))
    for post in due:
        recruiter = Recruiter(world, int(post))
        wait = 1 + int(world.settings.recruiting.entry_weeks * exponential(recruiter.chance("vacancy")))
        recruiter.leave_post(world.week + 1 + wait)
        world.count("arrests", recruiter.village)
