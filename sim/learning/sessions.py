"""Stage 1, outreach: officers and the leaders they brief hold sessions, as far as the hours go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.codes import (
    ADULT_WEEKS,
    AWARENESS,
    AWAY_DOCUMENTED,
    AWAY_UNDOCUMENTED,
    FIRST_CHANNEL,
    FIRST_TRUST,
    IMMIGRATION,
)
from sim.compiled import loop
from sim.draws import Word, chain, draw, exponential, name_key, smallest
from sim.hamlet import choose_hamlet
from sim.learning.outreach_kind import OutreachKind
from sim.learning.rules import known_until
from sim.learning.seating import seat_factors
from sim.mind import change_attitudes
from sim.people.groups import GROUPS, group_now

if TYPE_CHECKING:
    from sim.responding.hours import OfficerHours
    from sim.world import World

MONTHS_PER_WEEK = 12 / 52


def hold_sessions(world: World, hours: OfficerHours) -> None:
    """Hold the week's sessions in every assisted village; a session without hours left is cancelled."""
    for village in np.flatnonzero(world.assisted()):
        for number in range(sessions_due(world.settings.programme.outreach_intensity, world.week)):
            _hold_one(world, hours, int(village), number)


def sessions_due(per_month: float, week: int) -> int:
    """Whole sessions that fall into ``week`` when ``per_month`` are held in a month of 52/12 weeks."""
    done = int(np.floor(per_month * MONTHS_PER_WEEK * week + 1e-9))
    return int(np.floor(per_month * MONTHS_PER_WEEK * (week + 1) + 1e-9)) - done


def _hold_one(world: World, hours: OfficerHours, village: int, number: int) -> None:
    name = choose_kind(world, village, number)
    if name is None:
        return
    kind = world.settings.outreach[name]
    if not hours.spend(village, kind.officer_hours, "hours_outreach"):
        world.count("sessions_cancelled", village)
        return
    session_key = chain(world.population.village_key[village], number)
    seated = _seat(world, kind, village, session_key)
    _teach(world, kind, seated, number)
    world.count("sessions_held", village)
    world.count("session_participants", village, seated.size)
    world.count("cost_rupiah", village, kind.cost)


def choose_kind(world: World, village: int, number: int) -> str | None:
    """The kind of session, drawn by the mix among the kinds the village can host; None if there is none."""
    place = world.settings.place.villages[village]
    mix = {
        name: share
        for name, share in world.settings.programme.outreach_mix.items()
        if share > 0 and place.has(world.settings.outreach[name].needs)
    }
    village_key = int(world.population.village_key[village])
    # exponential draws over shares: a new kind takes sessions from the others, but moves none between them
    waits = {
        name: exponential(world.uniform("kind of session", village_key, name_key("outreach kind", name), number))
        / share
        for name, share in mix.items()
    }
    return min(waits, key=lambda name: waits[name], default=None)


def _seat(world: World, kind: OutreachKind, village: int, session_key: Word) -> NDArray[np.int64]:
    """Who takes part: those who come, up to the seats there are."""
    people, state = world.population, world.state
    if kind.gathers == "hamlet":
        hamlet = choose_hamlet(world, village, "session hamlet", session_key)
        lo, hi = people.hamlet_first_row[hamlet], people.hamlet_first_row[hamlet + 1]
    else:
        lo, hi = people.village_first_row[village], people.village_first_row[village + 1]
    readiness = {str(name): weight for name, weight in kind.audience.items()}
    audience = np.array([readiness.get(name, 0.0) for name in GROUPS], np.float64)
    keys = _seat_keys(
        lo,
        hi,
        world.week,
        audience,
        kind.turnout * world.lookups.village_openness[village],
        world.stream("turnout"),
        world.stream("seat"),
        np.uint64(session_key),
        people.key,
        people.birth_week,
        people.group,
        people.traits,
        state.status,
        state.returned_week,
        world.settings.leaving.returned_weeks,
    )
    if kind.seating != "open":
        with np.errstate(divide="ignore"):  # nobody's ties, no seat
            keys = keys / seat_factors(world, kind.seating, int(lo), int(hi))
    return np.sort(lo + smallest(keys, kind.seats))


@loop
def _seat_keys(
    lo: int,
    hi: int,
    week: int,
    audience: NDArray[np.float64],
    turnout: float,
    turnout_state: Word,
    seat_state: Word,
    session_key: Word,
    keys: NDArray[np.uint64],
    birth_week: NDArray[np.int16],
    group: NDArray[np.uint8],
    traits: NDArray[np.uint8],
    status: NDArray[np.uint8],
    returned_week: NDArray[np.int16],
    returned_weeks: int,
) -> NDArray[np.float64]:
    """Selection keys of the residents lo..hi: finite for those who are there, invited and willing."""
    out = np.full(hi - lo, np.inf)
    for i in range(lo, hi):
        age = week - birth_week[i]
        if age < ADULT_WEEKS or status[i] == AWAY_UNDOCUMENTED or status[i] == AWAY_DOCUMENTED:
            continue
        weight = audience[group_now(group[i], traits[i], age, week - returned_week[i], returned_weeks)]
        if weight > 0.0 and draw(turnout_state, keys[i], session_key, 0) < turnout:
            out[i - lo] = exponential(draw(seat_state, keys[i], session_key, 0)) / weight
    return out


def _teach(world: World, kind: OutreachKind, seated: NDArray[np.int64], number: int) -> None:
    """What the participants take home: facts, awareness, trust, and something to talk about."""
    if not seated.size:
        return
    skill, state, learning = world.settings.programme.officer_skill, world.state, world.settings.learning
    chances = _fact_chances(world, kind)
    chances[:] *= skill
    village = int(world.population.village[seated[0]])
    chances[FIRST_CHANNEL:] *= world.open_channels()[village]
    learned, taught = _learn_in_session(
        seated,
        world.week,
        number,
        chances,
        learning.memory_weeks,
        world.stream("learn in a session"),
        world.stream("memory of a session"),
        world.population.key,
        world.lookups.fact_keys,
        state.fact_until,
    )
    world.count("facts_learned", village, learned)
    for attitude, gain in ((AWARENESS, kind.awareness_gain), (FIRST_TRUST + IMMIGRATION, kind.trust_gain)):
        ks = np.full(seated.size, attitude, np.int64)
        change_attitudes(seated, ks, np.full(seated.size, gain * skill), *world.mind())
    state.talk_until[seated[taught]] = world.week + 1 + learning.talk_weeks
    state.spoke_until[seated[taught]] = world.week + 1 + learning.talk_weeks


def _fact_chances(world: World, kind: OutreachKind) -> NDArray[np.float64]:
    channels = world.settings.channels.values()
    general = [kind.teaches_procedure, kind.teaches_warning_signs, kind.teaches_help]
    return np.array([*general, *(kind.teaches_channels * channel.taught for channel in channels)], float)


@loop
def _learn_in_session(
    seated: NDArray[np.int64],
    week: int,
    number: int,
    chances: NDArray[np.float64],
    memory_weeks: float,
    learn_state: Word,
    memory_state: Word,
    keys: NDArray[np.uint64],
    fact_keys: NDArray[np.uint64],
    fact_until: NDArray[np.int16],
) -> tuple[int, NDArray[np.bool_]]:
    """Facts taught: how many were new to a participant, and who took one home, new or not."""
    new = 0
    taught = np.zeros(seated.size, np.bool_)
    for s in range(seated.size):
        i = seated[s]
        for f in range(fact_keys.size):
            if chances[f] <= 0.0 or draw(learn_state, keys[i], fact_keys[f], number) >= chances[f]:
                continue
            until = known_until(week, memory_weeks, draw(memory_state, keys[i], fact_keys[f], number))
            if fact_until[i, f] <= week:
                new += 1
            fact_until[i, f] = max(fact_until[i, f], until)
            taught[s] = True
    return new, taught
