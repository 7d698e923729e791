"""What an answer does to the would-be migrant and the household."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.attitudes.attitudes import attitudes_of
from sim.attitudes.warnings import warn_of
from sim.core.draws import gumbel, name_key, plain_draw, uniforms
from sim.incidents.incidents import close_incidents
from sim.migration.documented_route import enter_procedure
from sim.officers.partners import Joint
from sim.officers.rules import change_route_utility, leave_anyway_utility, stay_utility
from sim.recruiters.pressure import recruiters_behind
from sim.state.codes import (
    DAYS,
    FIRST_TRUST,
    NEWS,
    NOBODY,
    PROCEDURE,
    RECEIVERS,
    STAYED,
    STOPPED,
    TURNED_DOCUMENTED,
)

if TYPE_CHECKING:
    from sim.world import World


def counsel(world: World, incident: int, holder: int, day: int, joint: Joint) -> None:
    """Warn and counsel somebody who prepares to leave: stays, changes to the documented route, or leaves anyway."""
    state, incidents = world.state, world.state.incidents
    person = int(incidents["person"][incident])
    world.count_rows("counselled", np.array([person]))
    utilities = _utilities(world, incident, holder, joint)
    key, about = int(world.population.key[person]), int(incidents["key"][incident])
    answers = world.lasting_stream("answer to counsel")
    values = {
        name: utility + gumbel(plain_draw(answers, key, about, name_key("answer to counsel", name)))
        for name, utility in utilities.items()
    }
    choice = max(values, key=lambda name: values[name])
    row = np.array([person])
    if choice == "leave":
        world.count_rows("counselled_in_vain", row)
        return
    incidents["state"][incident] = STAYED if choice == "stay" else TURNED_DOCUMENTED
    close_incidents(world, np.array([incident]))
    state.incident[person] = NOBODY
    if choice == "stay":
        state.status[person] = STOPPED
        state.status_day[person] = day + int(DAYS * world.settings.deciding.cool_off_weeks)
        world.count_rows("stopped_by_counsel", row)
        world.count_rows(f"stopped_by_{RECEIVERS[holder]}", row)
    else:
        enter_procedure(world, row, day)
        world.count_rows("redirected_documented", row)


def _utilities(world: World, incident: int, holder: int, joint: Joint) -> dict[str, float]:
    """Utilities of the three answers to counsel."""
    person = int(world.state.incidents["person"][incident])
    debt = world.settings.responding.leave_debt if world.state.incidents["advance"][incident] else 0.0
    row = np.array([person])
    settings, deciding = world.settings.responding, world.settings.deciding
    persuasion = settings.responders[RECEIVERS[holder]].persuasion + joint.persuasion  # type: ignore[index]
    trust = float(attitudes_of(row, FIRST_TRUST + holder, *world.mind())[0])
    news = float(attitudes_of(row, NEWS, *world.mind())[0])
    informed = world.state.fact_until[person, PROCEDURE] > world.week
    village = int(world.population.village[person])
    return {
        "stay": stay_utility(settings.stay, persuasion, settings.stay_trust, trust),
        "documented": change_route_utility(
            settings.documented_after_counsel + joint.route,
            deciding.documented_facts if informed else 0.0,
            persuasion,
            deciding.route_help * float(world.route_help()[village]),
        ),
        "leave": leave_anyway_utility(settings.leave_need, float(world.need(row)[0]), deciding.news, news, debt),
    }


def warn_around(world: World, incident: int, holder: int, joint: Joint) -> None:
    """Warn household and kin of the recruiter, each by whoever answers; they have something to tell."""
    incidents = world.state.incidents
    post = int(recruiters_behind(world, np.array([incident]))[0])
    if post == NOBODY:
        return
    person = int(incidents["person"][incident])
    kin = world.kin(person)
    warns = world.settings.responding.responders[RECEIVERS[holder]].warns  # type: ignore[index]
    chance = 1.0 - (1.0 - warns) * joint.silent
    about = int(incidents["key"][incident])
    heard = kin[uniforms(world.stream("warned by an answer"), world.population.key[kin], about) < chance]
    warn_of(world, np.concatenate((np.array([person]), heard)), post)
