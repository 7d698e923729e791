"""News of a migrant reaches the household and kin, and moves how they see leaving."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.attitudes.warnings import warn_of
from sim.core.draws import uniforms
from sim.incidents.accused import recruiter_behind
from sim.state.codes import BY_NEWS, EXPLOITED, FARED_WELL, NEWS, NOBODY, SMUGGLED
from sim.world import World


def hear_news(world: World) -> None:
    """Tell kin what became of migrants whose news is due this week."""
    leaving, incidents = world.settings.leaving, world.state.incidents
    gains = {EXPLOITED: leaving.news_bad, SMUGGLED: leaving.news_plain, FARED_WELL: leaving.news_good}
    for incident in np.flatnonzero(incidents["news_week"] == world.week).tolist():
        migrant, outcome = int(incidents["person"][incident]), int(incidents["outcome"][incident])
        kin = world.kin(migrant)
        change_attitudes(world, kin, NEWS, gains[outcome])
        world.happened("news", kin, migrant=migrant, incident=incident, outcome=outcome)
        if outcome == EXPLOITED:
            _name_recruiter(world, incident, kin)


def _name_recruiter(world: World, incident: int, kin: NDArray[np.int64]) -> None:
    """Bad news may say who it was that recruited the migrant: kin then warn of that one."""
    post = recruiter_behind(world, incident)
    if post == NOBODY:
        return
    about = int(world.state.incidents["key"][incident])
    u = uniforms(world.stream("news names the recruiter"), world.population.key[kin], about)
    warn_of(world, kin[u < world.settings.leaving.news_warns], post, incident, BY_NEWS)
