"""What an answer does to the would-be migrant and the household."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.attitudes.attitudes import attitudes_of
from sim.attitudes.warnings import warn_of
from sim.core.draws import gumbel, name_key, plain_draw, uniforms
from sim.deciding.rules import facts_utility, help_utility
from sim.incidents.accused import recruiter_behind
from sim.incidents.incidents import close_incidents
from sim.migration.documented_route import enter_procedure, route_help
from sim.officers.partners import Joint
from sim.officers.rules import change_route_utility, debt_utility, leave_anyway_utility, stay_utility
from sim.state import codes
from sim.world import World

NAMES = {codes.REFUSE: "stay", codes.DOCUMENTED: "documented", codes.LEAVE: "leave"}
"""Answers to counsel, as draws know them."""


class Adviser(NamedTuple):
    """Whoever speaks to somebody who prepares: how persuasive, and how trusted (0-1)."""

    persuasion: float
    trust: float


def adviser_at(world: World, incident: int, holder: int) -> Adviser:
    """The receiver with the code ``holder`` as an adviser of the person of an ``incident``, a row."""
    person = world.state.incidents["person"][incident : incident + 1].astype(np.int64)
    persuasion = world.settings.responding.of("persuasion", codes.RECEIVERS[holder])
    return Adviser(persuasion, float(attitudes_of(world, person, codes.FIRST_TRUST + holder)[0]))


def counsel(world: World, incident: int, holder: int, day: int, joint: Joint, lead_days: int) -> None:
    """Warn and counsel somebody who prepares to leave: stays, changes to the documented route, or leaves anyway.

    Args:
        world: the world.
        incident: row of the offer that was accepted.
        holder: code of the receiver who answers.
        day: of the answer, counted from the start.
        joint: what partners add.
        lead_days: days from the first report to the planned departure.
    """
    adviser = adviser_at(world, incident, holder)
    persuade(world, incident, adviser, day, joint, "counselled", holder=holder, lead_days=lead_days)


def persuade(world: World, incident: int, adviser: Adviser, day: int, joint: Joint, event: str, **about: Any) -> None:
    """Speak to somebody who prepares to leave, whose answer is told as an event.

    Args:
        world: the world.
        incident: row of the offer that was accepted.
        adviser: who speaks.
        day: on which, counted from the start.
        joint: what partners add.
        event: name of the event.
        about: its further details.
    """
    residents, incidents = world.state.residents, world.state.incidents
    person = int(incidents["person"][incident])
    row, rows = np.array([person]), np.array([incident])
    answer = _answer(world, incident, adviser, joint)
    if answer == codes.REFUSE:
        incidents["state"][incident] = codes.STAYED
        residents.status[person] = codes.STOPPED
        residents.status_day[person] = day + int(codes.DAYS * world.settings.deciding.cool_off_weeks)
    elif answer == codes.DOCUMENTED:
        incidents["state"][incident] = codes.TURNED_DOCUMENTED
    world.happened(event, row, incidents=rows, answer=answer, day=day, **about)
    if answer == codes.LEAVE:
        return
    close_incidents(world, rows)
    residents.incident[person] = codes.NOBODY
    if answer == codes.DOCUMENTED:
        enter_procedure(world, row, rows, day)


def _answer(world: World, incident: int, adviser: Adviser, joint: Joint) -> int:
    """The answer with the greatest utility and luck."""
    incidents = world.state.incidents
    key, about = int(world.population.key[incidents["person"][incident]]), int(incidents["key"][incident])
    draws = world.lasting_stream("answer to counsel")
    values = {
        answer: utility + gumbel(plain_draw(draws, key, about, name_key("answer to counsel", NAMES[answer])))
        for answer, utility in _utilities(world, incident, adviser, joint).items()
    }
    return max(values, key=lambda answer: values[answer])


def _utilities(world: World, incident: int, adviser: Adviser, joint: Joint) -> dict[int, float]:
    """Utilities of the three answers to counsel."""
    settings, deciding = world.settings.responding, world.settings.deciding
    person = int(world.state.incidents["person"][incident])
    row, village = np.array([person]), int(world.population.village[person])
    persuasion = adviser.persuasion + joint.persuasion
    news = float(attitudes_of(world, row, codes.NEWS)[0])
    need = float(world.population.need(row)[0])
    informed = world.state.residents.fact_until[person, codes.PROCEDURE] > world.week
    debt = debt_utility(settings.leave_debt, bool(world.state.incidents["advance"][incident]))
    return {
        codes.REFUSE: stay_utility(settings.stay, persuasion, settings.stay_trust, adviser.trust),
        codes.DOCUMENTED: change_route_utility(
            settings.documented_after_counsel + joint.route,
            facts_utility(deciding.documented_facts, bool(informed)),
            persuasion,
            help_utility(deciding.route_help, route_help(world, village)),
        ),
        codes.LEAVE: leave_anyway_utility(settings.leave_need, need, deciding.news, news, debt),
    }


def warn_around(world: World, incident: int, how: int = codes.BY_ANSWER) -> None:
    """Warn household and kin of the recruiter, each by whoever answers; they have something to tell.

    ``incident`` is the row of what is answered, ``how`` the code of the way in which it is answered.
    """
    incidents = world.state.incidents
    post = recruiter_behind(world, incident)
    if post == codes.NOBODY:
        return
    person = int(incidents["person"][incident])
    kin = world.kin(person)
    chance = world.settings.responding.warns
    about = int(incidents["key"][incident])
    heard = kin[uniforms(world.stream("warned by an answer"), world.population.key[kin], about) < chance]
    warn_of(world, np.concatenate((np.array([person]), heard)), post, incident, how)
