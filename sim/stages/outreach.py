"""Stage 1, outreach: officers, local actors and, after a programme's end, village people hold sessions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.core.draws import Word, chain, exponential, name_key, uniforms
from sim.officers.hours import fits_a_week, spend, work_extra
from sim.outreach.attendance import seat
from sim.outreach.local_actors import acting, keep_local_actors
from sim.outreach.publicity import announce
from sim.outreach.teaching import Session, teach
from sim.state.week_log import OfficerWeek
from sim.world import World

MONTHS_PER_WEEK = 12 / 52
MONTHS_PER_QUARTER = 3


def outreach(world: World) -> None:
    """Train local actors, then hold sessions while money lasts: the programme's while hours last, then the others."""
    keep_local_actors(world)
    numbers = _hold_what_is_due(world)
    if world.settings.programme.indicator == "sessions":
        _hold_extra(world, numbers)
    for session in _of_the_village(world):
        _hold(world, session)
        world.count("sessions_village", session.village)
    for session in _of_local_actors(world):
        if world.can_pay(session.village, session.kind.cost):
            _hold(world, session)
            world.count("sessions_local_actors", session.village)
        else:
            world.count("sessions_unfunded", session.village)


def sessions_due(per_month: ArrayLike, week: int, shift: ArrayLike = 0.0) -> NDArray[np.int64]:
    """Whole sessions that fall into ``week`` when ``per_month`` are held in a month of 52/12 weeks: [per_month].

    ``shift`` (0-1) is the part of a session that counts as held before the first week.
    """
    per_week, shift = np.asarray(per_month) * MONTHS_PER_WEEK, np.asarray(shift)
    due = np.floor(per_week * (week + 1) + shift + 1e-9) - np.floor(per_week * week + shift + 1e-9)
    return np.asarray(due, np.int64)


def _hold_what_is_due(world: World) -> NDArray[np.int64]:
    """Sessions of officers, and of partners whom they brief, one a village in each round; how many were tried: [V].

    What finds no hours waits. Until it is held, none of those who share its officers is served before it: short ways
    and short sessions are not preferred.
    """
    waiting, turn = world.state.villages.sessions_waiting, world.state.villages.session_turn
    _fall_due(world, waiting, turn)
    tries, asked_for = waiting.copy(), set[int]()
    for number in range(int(tries.max(initial=0))):
        villages = np.flatnonzero(tries > number)
        for village in villages[np.argsort(turn[villages])].tolist():
            session = _of_officers(world, village, number)
            if session is None or not _must_wait(world, session, asked_for):
                waiting[village] -= 1
                turn[village] += 1.0
    return tries


def _must_wait(world: World, session: Session, asked_for: set[int]) -> bool:
    """Hold a session that is due if money and hours are there; whether it waits for the officers it ``asked_for``."""
    village, takes = session.village, session.kind.officer_hours
    officers = {officer.number for officer in world.log.officers_of.get(village, ())}
    if not world.can_pay(village, session.kind.cost):
        world.count("sessions_unfunded", village)
    elif takes and not fits_a_week(world, village, takes, "hours_outreach"):
        world.count("sessions_cancelled", village)
    elif takes and (officers <= asked_for or not spend(world, village, takes, "hours_outreach")):
        asked_for |= officers
        return True
    else:
        _hold(world, session)
        world.count("sessions_officers", village)
    return False


def _fall_due(world: World, waiting: NDArray[np.int64], turn: NDArray[np.float64]) -> None:
    """The week's sessions begin to wait, each village's in weeks of its own; more than a quarter's are given up.

    Args:
        world: the world.
        waiting: sessions that wait in each village [V]; changed.
        turn: how many each has had, as :class:`~sim.state.columns.Villages` says [V]; changed. Villages in which the
            programme begins take their turn among the others, without a claim to what these had before.
    """
    intensity, works = world.settings.programme.outreach_intensity, world.policy.works
    shifts, begins = _shifts(world), world.policy.weeks_running == 0
    others = turn[works & ~begins]
    turn[begins] = (others.min() if others.size else 0.0) + 1.0 - shifts[begins]
    waiting += np.where(works, sessions_due(intensity, world.week, shifts), 0)
    given_up = np.where(works, waiting - math.ceil(MONTHS_PER_QUARTER * intensity), waiting)
    for village in np.flatnonzero(given_up > 0).tolist():
        world.count("sessions_cancelled", village, int(given_up[village]))
        waiting[village] -= given_up[village]


def _shifts(world: World) -> NDArray[np.float64]:
    """Part of a session (0-1) each village has behind it at the start, so that not all fall due at once: [V]."""
    return uniforms(world.lasting_stream("weeks of a village's sessions"), world.population.village_key)


def _of_officers(world: World, village: int, number: int) -> Session | None:
    """One session of a village and week, None if the village can host none.

    Kinds that even a whole week of an officer is too short for are left out, unless there is no other.
    """
    programme, key = world.settings.programme, int(world.population.village_key[village])
    short = {name: share for name, share in programme.outreach_mix.items() if _is_short_enough(world, village, name)}
    name = choose_kind(world, short or programme.outreach_mix, village, key, number)
    if name is None:
        return None
    kind = world.settings.outreach[name]
    return Session(village, kind, chain(key, number), number, programme.officer_skill, by_officer=True)


def _is_short_enough(world: World, village: int, name: str) -> bool:
    takes = world.settings.outreach[name].officer_hours
    return not takes or fits_a_week(world, village, takes, "hours_outreach")


def _hold_extra(world: World, numbers: NDArray[np.int64]) -> None:
    """Officers judged by sessions go on holding some, village after village, while the hours kept for it last.

    ``numbers`` [V] counts the sessions each village was tried for this week.
    """
    for officer in world.log.officers:
        turns = sorted(officer.villages, key=world.state.villages.session_turn.item)
        while sum(_hold_one_more(world, officer, village, numbers) for village in turns):
            pass


def _hold_one_more(world: World, officer: OfficerWeek, village: int, numbers: NDArray[np.int64]) -> bool:
    """One session beyond the plan, if it takes hours and these and money are left; numbered after those before."""
    session = _of_officers(world, village, int(numbers[village]))
    takes = session.kind.officer_hours if session else 0.0
    if session is None or not takes or not world.can_pay(village, session.kind.cost):
        return False
    if not work_extra(world, officer, village, takes, "hours_outreach"):
        return False
    _hold(world, session)
    numbers[village] += 1
    world.state.villages.session_turn[village] += 1.0
    world.count("sessions_extra", village)
    world.count("sessions_officers", village)
    return True


def _of_the_village(world: World) -> Iterator[Session]:
    """What the village's own money carries on after the programme, held by its people."""
    programme, people = world.settings.programme, world.population
    actors = np.bincount(people.village[world.state.actor_row], minlength=world.villages).tolist()
    due = sessions_due(programme.outreach_intensity * world.policy.continued["sessions"], world.week, _shifts(world))
    for village in np.flatnonzero(due).tolist():
        for number in range(int(due[village])):
            key = int(people.village_key[village])
            name = choose_kind(world, programme.local_actor_mix, village, key, number)
            lay = world.settings.learning.local_actors.lay_skill
            skill = programme.local_actor_skill if actors[village] else lay
            if name is not None:
                yield Session(village, world.settings.outreach[name], chain(key, number), number, skill, False)


def _of_local_actors(world: World) -> Iterator[Session]:
    """Sessions that local actors hold by themselves, during the programme and after it."""
    programme, people = world.settings.programme, world.population
    rows = acting(world)
    shifts = uniforms(world.lasting_stream("weeks of a local actor's sessions"), people.key[rows])
    due = sessions_due(programme.local_actor_sessions, world.week, shifts)
    for one in np.flatnonzero(due).tolist():
        key, village = int(people.key[rows[one]]), int(people.village[rows[one]])
        for number in range(int(due[one])):
            name = choose_kind(world, programme.local_actor_mix, village, key, number)
            if name is not None:
                about, kind = chain(key, number), world.settings.outreach[name]
                yield Session(village, kind, about, about, programme.local_actor_skill, False)


def choose_kind(world: World, mix: Mapping[str, float], village: int, holder: Word, number: int) -> str | None:
    """The kind of session, drawn by the mix among the kinds the village can host; None if there is none.

    ``holder`` is the key of the village or of the local actor who holds it, ``number`` counts its sessions of the week.
    """
    place = world.settings.place.villages[village]
    fits = {name: share for name, share in mix.items() if share > 0 and place.has(world.settings.outreach[name].needs)}
    # exponential draws over shares: a new kind takes sessions from the others, but moves none between them
    waits = {
        name: exponential(world.uniform("kind of session", holder, name_key("outreach kind", name), number)) / share
        for name, share in fits.items()
    }
    return min(waits, key=lambda name: waits[name], default=None)


def _hold(world: World, session: Session) -> None:
    seated = seat(world, session.kind, session.village, session.key)
    teach(world, session, seated)
    if session.by_officer:
        announce(world, session.village, seated)
    world.count("sessions_held", session.village)
    world.happened("attended", seated, session=session)
    world.pay("sessions", session.village, session.kind.cost)
