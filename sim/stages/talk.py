"""Stage 2, talk: facts, awareness, warnings about a recruiter and what came of reports pass along ties.

Only people who have something fresh to tell are looked at; they push it along their ties. All tellings of a week
are drawn from the state at its start and applied afterwards, in the order of tellers and their ties.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.accounts import tell_accounts
from sim.attitudes.attitudes import attitudes_of, change_attitudes
from sim.attitudes.rules import known_until, tell_chance
from sim.core.compiled import columns, loop
from sim.core.draws import Word, draw, fold, unit
from sim.people.population import Persons
from sim.state.codes import AWARENESS, AWAY_DOCUMENTED, AWAY_UNDOCUMENTED, FIRST_CHANNEL, IN_TALK, NOBODY
from sim.state.columns import Residents, takes_part
from sim.ties.ties import Ties
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


@columns
class Memory(NamedTuple):
    """What a listener keeps and for how long, with the streams of its draws."""

    take_up: float
    memory_weeks: float
    talk_weeks: int
    warning_weeks: int
    taken: Word
    lasting: Word


def talk(world: World) -> None:
    """Let everybody with something fresh tell it, then let the listeners take it up; then what came of reports."""
    residents, people, learning = world.state.residents, world.population, world.settings.learning
    factors = np.array([1.0, learning.public_seeded_factor, learning.public_broadcast_factor])
    tellers, listeners = _tellings(
        world.week,
        learning.tell_chance,
        learning.participant_factor * factors,
        world.stream("tell"),
        people.persons,
        residents,
        world.ties,
    )
    if tellers.size:
        _take_in(world, tellers, listeners)
    tell_accounts(world)


def _take_in(world: World, tellers: Rows, listeners: Rows) -> None:
    """Let listeners take up what they are told: awareness, facts and warnings."""
    people, residents, learning = world.population, world.state.residents, world.settings.learning
    _pass_awareness(world, tellers, listeners)
    memory = Memory(
        learning.take_up,
        learning.memory_weeks,
        learning.talk_weeks,
        learning.warning_weeks,
        world.stream("take up"),
        world.stream("memory of talk"),
    )
    facts, warned_of = _take_up(
        tellers, listeners, world.week, memory, people.persons, world.arrays.fact_keys, _worth_telling(world), residents
    )
    warned = warned_of != NOBODY
    world.happened("told", tellers, listener=listeners, facts=facts, post=warned_of)
    world.happened("learned", listeners, facts=facts, new=np.bitwise_count(facts))
    world.happened("warned", listeners[warned], post=warned_of[warned], how=IN_TALK)


@loop
def _tellings(
    week: int,
    base: float,
    factors: NDArray[np.float64],
    draws: Word,
    persons: Persons,
    residents: Residents,
    ties: Ties,
) -> tuple[Rows, Rows]:
    """Pairs of teller and listener, by teller and then by tie."""
    status, talk_until = residents.status, residents.talk_until
    keys, birth_week, start, strength = persons.key, persons.birth_week, ties.start, ties.strength
    tellers = np.empty(256, np.int64)
    listeners = np.empty(256, np.int64)
    count = 0
    for i in range(status.size):
        if talk_until[i] <= week or status[i] == AWAY_UNDOCUMENTED or status[i] == AWAY_DOCUMENTED:
            continue
        own, factor, participant = (
            fold(draws, persons.key[i]),
            factors[residents.told_how[i]],
            residents.spoke_until[i] > week,
        )
        for t in range(start[i], start[i + 1]):
            j = np.int64(ties.other[t])
            chance = tell_chance(base, strength[t] / 255.0, factor, participant)
            if unit(fold(fold(own, keys[j]), 0)) >= chance:
                continue
            if not takes_part(status[j], week - birth_week[j]):
                continue
            if count == tellers.size:
                tellers, listeners = _longer(tellers), _longer(listeners)
            tellers[count] = i
            listeners[count] = j
            count += 1
    return tellers[:count].copy(), listeners[:count].copy()


@loop
def _longer(rows: Rows) -> Rows:
    out = np.empty(2 * rows.size, np.int64)
    out[: rows.size] = rows
    return out


def _worth_telling(world: World) -> NDArray[np.bool_]:
    """Which facts people tell in each village, [villages, facts]: of channels only those that are open there."""
    is_open = world.policy.open_channels
    return np.concatenate((np.ones((world.villages, FIRST_CHANNEL), bool), is_open), axis=1)


def _pass_awareness(world: World, tellers: Rows, listeners: Rows) -> None:
    """A listener less aware than the teller closes part of the gap; several tellers add up."""
    pull = world.settings.learning.awareness_pull
    if pull == 0.0:
        return
    theirs, own = attitudes_of(world, tellers, AWARENESS), attitudes_of(world, listeners, AWARENESS)
    gap = np.maximum(theirs - own, 0.0)
    # a gain is a share of the room left, so the gap is put in those terms
    change_attitudes(world, listeners, AWARENESS, pull * gap / np.maximum(1.0 - own, 1e-9))


@loop
def _take_up(
    tellers: Rows,
    listeners: Rows,
    week: int,
    memory: Memory,
    persons: Persons,
    fact_keys: NDArray[np.uint64],
    worth_telling: NDArray[np.bool_],
    residents: Residents,
) -> tuple[Rows, Rows]:
    """What is taken up of each telling: facts as bits, and the post a warning is about."""
    keys, fact_until = persons.key, residents.fact_until
    warned_of, warned_until = residents.warned_of, residents.warned_until
    count = tellers.size
    told = np.zeros((count, fact_keys.size), np.bool_)  # what the teller knew at the start of the stage
    told_of = np.full(count, -1, np.int64)
    fresh = np.zeros(count, np.bool_)  # listener did not know of this recruiter's warning
    for t in range(count):
        i, j = tellers[t], listeners[t]
        for f in range(fact_keys.size):
            tells = worth_telling[persons.village[j], f]
            told[t, f] = tells and fact_until[i, f] > week and fact_until[j, f] <= week
        if warned_until[i] > week:
            told_of[t] = warned_of[i]
            fresh[t] = warned_until[j] <= week or warned_of[j] != warned_of[i]
    learned = np.zeros(count, np.int64)
    warned = np.full(count, -1, np.int64)
    for t in range(count):
        i, j = tellers[t], listeners[t]
        news = False
        for f in range(fact_keys.size):
            if not told[t, f] or draw(memory.taken, keys[j], keys[i], fact_keys[f]) >= memory.take_up:
                continue
            if fact_until[j, f] <= week:  # else somebody else just told it
                lasts = draw(memory.lasting, keys[j], fact_keys[f], 0)
                fact_until[j, f] = known_until(week, memory.memory_weeks, lasts)
                learned[t] |= 1 << f
                residents.changed_week[j] = week
                news = True
        if told_of[t] >= 0 and fresh[t]:
            warned_of[j] = told_of[t]
            warned_until[j] = week + 1 + memory.warning_weeks
            warned[t] = told_of[t]
            news = True
        if news:  # at the lower rate, once what a session left to tell is over
            residents.talk_until[j] = week + 1 + memory.talk_weeks
    return learned, warned
