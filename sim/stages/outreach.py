"""Stage 1, outreach: officers, local actors and, after a programme's end, village people hold sessions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.core.compiled import loop
from sim.core.draws import Word, chain, draw, exponential, uniforms
from sim.officers.hours import fits_a_week, spend, work_extra
from sim.outreach.held import Held
from sim.outreach.local_actors import acting, keep_local_actors
from sim.outreach.session import Session
from sim.state.codes import NOBODY
from sim.state.week_log import OfficerWeek
from sim.world import World

MONTHS_PER_WEEK = 12 / 52
MONTHS_PER_QUARTER = 3


def outreach(world: World) -> None:
    """Train local actors, then hold sessions while money lasts: the programme's while hours last, then the others."""
    keep_local_actors(world)
    held = Held(world)
    numbers = _hold_what_is_due(world, held)
    if world.settings.programme.indicator == "sessions":
        _hold_extra(world, held, numbers)
    for session in _of_the_village(world):
        held.add(session)
        world.count("sessions_village", session.village)
    for session in _of_local_actors(world):
        if world.can_pay(session.village, held.cost(session)):
            held.add(session)
            world.count("sessions_local_actors", session.village)
        else:
            world.count("sessions_unfunded", session.village)
    held.end()


def sessions_due(per_month: ArrayLike, week: int, shift: ArrayLike = 0.0) -> NDArray[np.int64]:
    """Whole sessions that fall into ``week`` when ``per_month`` are held in a month of 52/12 weeks: [per_month].

    ``shift`` (0-1) is the part of a session that counts as held before the first week.
    """
    per_week, shift = np.asarray(per_month) * MONTHS_PER_WEEK, np.asarray(shift)
    due = np.floor(per_week * (week + 1) + shift + 1e-9) - np.floor(per_week * week + shift + 1e-9)
    return np.asarray(due, np.int64)


def _hold_what_is_due(world: World, held: Held) -> NDArray[np.int64]:
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
            if session is None or not _must_wait(world, held, session, asked_for):
                waiting[village] -= 1
                turn[village] += 1.0
    return tries


def _must_wait(world: World, held: Held, session: Session, asked_for: set[int]) -> bool:
    """Hold a session that is due if money and hours are there; whether it waits for the officers it ``asked_for``."""
    village, takes = session.village, held.takes(session)
    officers = {officer.number for officer in world.log.officers_of.get(village, ())}
    if not world.can_pay(village, held.cost(session)):
        world.count("sessions_unfunded", village)
    elif takes and not fits_a_week(world, village, takes, "hours_outreach"):
        world.count("sessions_cancelled", village)
    elif takes and (officers <= asked_for or not spend(world, village, takes, "hours_outreach")):
        asked_for |= officers
        return True
    else:
        held.add(session)
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
    programme, takes = world.settings.programme, world.arrays.session_kinds.officer_hours
    shares, key = shares_of(world, programme.outreach_mix), int(world.population.village_key[village])
    short = np.where((takes == 0.0) | fits_a_week(world, village, takes, "hours_outreach"), shares, 0.0)
    kind = choose_kind(world, short if short.any() else shares, village, key, number)
    if kind == NOBODY:
        return None
    return Session(village, kind, chain(key, number), number, programme.officer_skill, by_officer=True)


def _hold_extra(world: World, held: Held, numbers: NDArray[np.int64]) -> None:
    """Officers judged by sessions go on holding some, village after village, while the hours kept for it last.

    ``numbers`` [V] counts the sessions each village was tried for this week.
    """
    for officer in world.log.officers:
        turns = sorted(officer.villages, key=world.state.villages.session_turn.item)
        while sum(_hold_one_more(world, held, officer, village, numbers) for village in turns):
            pass


def _hold_one_more(world: World, held: Held, officer: OfficerWeek, village: int, numbers: NDArray[np.int64]) -> bool:
    """One session beyond the plan, if it takes hours and these and money are left; numbered after those before."""
    session = _of_officers(world, village, int(numbers[village]))
    takes = held.takes(session) if session else 0.0
    if session is None or not takes or not world.can_pay(village, held.cost(session)):
        return False
    if not work_extra(world, officer, village, takes, "hours_outreach"):
        return False
    held.add(session)
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
    shares, lay = shares_of(world, programme.local_actor_mix), world.settings.learning.local_actors.lay_skill
    for village in np.flatnonzero(due).tolist():
        skill = programme.local_actor_skill if actors[village] else lay
        for number in range(int(due[village])):
            key = int(people.village_key[village])
            kind = choose_kind(world, shares, village, key, number)
            if kind != NOBODY:
                yield Session(village, kind, chain(key, number), number, skill, False)


def _of_local_actors(world: World) -> Iterator[Session]:
    """Sessions that local actors hold by themselves, during the programme and after it."""
    programme, people = world.settings.programme, world.population
    rows = acting(world)
    shifts = uniforms(world.lasting_stream("weeks of a local actor's sessions"), people.key[rows])
    due = sessions_due(programme.local_actor_sessions, world.week, shifts)
    shares = shares_of(world, programme.local_actor_mix)
    for one in np.flatnonzero(due).tolist():
        key, village = int(people.key[rows[one]]), int(people.village[rows[one]])
        for number in range(int(due[one])):
            kind = choose_kind(world, shares, village, key, number)
            if kind != NOBODY:
                about = chain(key, number)
                yield Session(village, kind, about, about, programme.local_actor_skill, False)


def shares_of(world: World, mix: Mapping[str, float]) -> NDArray[np.float64]:
    """[S] share of each kind of session in a mix."""
    return np.array([mix.get(name, 0.0) for name in world.settings.outreach], np.float64)


def choose_kind(world: World, shares: NDArray[np.float64], village: int, holder: Word, number: int) -> int:
    """Number of a kind of session, drawn among those the village can host; NOBODY if there is none.

    Args:
        world: the world.
        shares: of the kinds, [S].
        village: number of the village.
        holder: key of the village or of the local actor who holds it.
        number: of its session in this week, counted from 0.
    """
    able = np.where(world.arrays.can_host[village], shares, 0.0)
    keys = world.arrays.session_kinds.key
    return int(_draw_kind(able, keys, world.stream("kind of session"), np.uint64(holder), number))


@loop
def _draw_kind(shares: NDArray[np.float64], keys: NDArray[np.uint64], draws: Word, holder: Word, number: int) -> int:
    """By exponential draws over shares: a new kind takes sessions from the others, but moves none between them."""
    chosen, least = NOBODY, np.inf
    for kind in range(shares.size):
        if shares[kind] <= 0.0:
            continue
        wait = exponential(draw(draws, holder, keys[kind], number)) / shares[kind]
        if wait < least:
            chosen, least = kind, wait
    return chosen
