"""Stage 11, adapt: arrests and verdicts; recruiters and finders react to pressure; who is gone is replaced."""

from __future__ import annotations

import numpy as np

from sim.outreach.deterrence import feel_arrests_of_others
from sim.outreach.publicity import recruiter_is_told_of
from sim.recruiters.met import forget
from sim.recruiters.posts import fill_posts
from sim.recruiters.reactions import reaction_named
from sim.recruiters.recruiter import Recruiter
from sim.state.codes import ACTIVE, ARRESTED, DAYS, IN_CUSTODY, LYING_LOW, NOBODY, RELEASED, VACANT
from sim.world import World


def adapt(world: World) -> None:
    """Let every recruiter take stock of the week."""
    state, settings = world.state, world.settings.recruiting
    react = reaction_named(settings.strategy)
    _verdicts(world)
    _arrests(world)
    feel_arrests_of_others(world)
    for post in range(state.posts.state.size):
        recruiter = Recruiter(world, post)
        if state.posts.state[post] == ACTIVE:
            recruiter.reconsider_finders()
            recruiter.come_home()
            react(recruiter)
        elif state.posts.state[post] == LYING_LOW and state.posts.until[post] <= world.week + 1:
            recruiter.come_back()
    _successors(world)
    state.posts.pressure[:] *= settings.pressure_fade
    state.villages.pressure[:] *= settings.pressure_fade


def _successors(world: World) -> None:
    """New recruiters take the posts whose vacancy ends."""
    posts = world.state.posts
    due = (posts.state == VACANT) & (posts.until <= world.week + 1)
    fill_posts(world, np.flatnonzero(due))
    if due.any():  # what is known is about the one who is gone, not about who comes next
        forget(world, np.flatnonzero(due))
    world.count("recruiters_entered", posts.village[due])


def _arrests(world: World) -> None:
    """Take those into custody whose day has come; the court takes its time."""
    posts = world.state.posts
    free = (posts.state == ACTIVE) | (posts.state == LYING_LOW)
    due = (posts.arrest_day != NOBODY) & (posts.arrest_day < world.first_day + DAYS) & free
    for post in np.flatnonzero(due).tolist():
        recruiter = Recruiter(world, post)
        wait = recruiter.weeks("time to the verdict", world.settings.responding.trial_weeks)
        recruiter_is_told_of(world, post, recruiter.village, recruiter.key, ARRESTED)
        recruiter.be_arrested(world.week + 2 + wait)
        world.count("arrests", recruiter.village)


def _verdicts(world: World) -> None:
    """Whoever is found guilty leaves the post; the others go back to work."""
    posts = world.state.posts
    for post in np.flatnonzero((posts.state == IN_CUSTODY) & (posts.until <= world.week + 1)).tolist():
        recruiter = Recruiter(world, post)
        if recruiter.chance("verdict") < world.settings.responding.verdict:
            world.count("verdicts", recruiter.village)
            recruiter.be_gone()
        else:
            world.count("recruiters_released", recruiter.village)
            recruiter_is_told_of(world, post, recruiter.village, recruiter.key, RELEASED)
            recruiter.come_back()
