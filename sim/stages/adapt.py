"""Stage 11: arrests and verdicts; recruiters and finders react to pressure; who is gone is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.outreach.publicity import make_arrest_known
from sim.recruiters.finders import finders_reconsider
from sim.recruiters.posts import fill_posts
from sim.recruiters.reactions import strategy_named
from sim.recruiters.recruiter import Recruiter
from sim.state.codes import ACTIVE, DAYS, IN_CUSTODY, LYING_LOW, NOBODY, VACANT

if TYPE_CHECKING:
    from sim.world import World


def adapt(world: World) -> None:
    """Let every recruiter take stock of the week."""
    state, settings = world.state, world.settings.recruiting
    strategy = strategy_named(settings.strategy)
    _verdicts(world)
    _arrests(world)
    for post in range(state.recruiter_state.size):
        recruiter = Recruiter(world, post)
        if state.recruiter_state[post] == ACTIVE:
            finders_reconsider(recruiter)
            recruiter.come_home()
            strategy.adapt(recruiter)
        elif state.recruiter_state[post] == LYING_LOW and state.recruiter_until[post] <= world.week + 1:
            recruiter.come_back()
    _successors(world)
    state.recruiter_pressure *= settings.pressure_fade
    state.village_pressure *= settings.pressure_fade


def _successors(world: World) -> None:
    """New recruiters take the posts whose vacancy ends."""
    state = world.state
    due = (state.recruiter_state == VACANT) & (state.recruiter_until <= world.week + 1)
    fill_posts(world, state, np.flatnonzero(due))
    if due.any():  # a warning was about the one who is gone, not about who comes next
        state.warned_until[np.isin(state.warned_of, np.flatnonzero(due))] = 0
    world.count("recruiters_entered", state.recruiter_village[due])


def _arrests(world: World) -> None:
    """Take those into custody whose day has come; the court takes its time."""
    state = world.state
    day = state.recruiter_arrest_day
    free = (state.recruiter_state == ACTIVE) | (state.recruiter_state == LYING_LOW)
    for post in np.flatnonzero((day != NOBODY) & (day < world.first_day + DAYS) & free):
        recruiter = Recruiter(world, int(post))
        wait = recruiter.weeks("time to the verdict", world.settings.responding.trial_weeks)
        make_arrest_known(world, recruiter.village, recruiter.key)
        recruiter.be_arrested(world.week + 2 + wait)
        world.count("arrests", recruiter.village)


def _verdicts(world: World) -> None:
    """Whoever is found guilty leaves the post; the others go back to work."""
    state = world.state
    for post in np.flatnonzero((state.recruiter_state == IN_CUSTODY) & (state.recruiter_until <= world.week + 1)):
        recruiter = Recruiter(world, int(post))
        if recruiter.chance("verdict") < world.settings.responding.verdict:
            world.count("verdicts", recruiter.village)
            recruiter.be_gone()
        else:
            world.count("recruiters_released", recruiter.village)
            recruiter.come_back()
