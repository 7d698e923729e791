"""Stage 2, talk: facts, awareness and warnings about a recruiter pass along ties.

Only people who have something fresh to tell are looked at; they push it along their ties. All tellings of a week
are drawn from the state at its start and applied afterwards, in the order of tellers and their ties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitudes_of, change_attitudes
from sim.attitudes.rules import known_until, tell_chance
from sim.core.compiled import loop
from sim.core.draws import Word, draw, fold, unit
from sim.state.codes import ADULT_WEEKS, AWARENESS, AWAY_DOCUMENTED, AWAY_UNDOCUMENTED, FIRST_CHANNEL, NOBODY

if TYPE_CHECKING:
    from sim.world import World


class Tellings(NamedTuple):
    """The tellings of one week, in order: who told whom, and what the listener took up."""

    teller: NDArray[np.int64]
    listener: NDArray[np.int64]
    facts: NDArray[np.int64]
    """Facts learned, bit by bit in the order of ``Lookups.fact_names``."""
    warned_of: NDArray[np.int64]
    """The recruiter's post the listener was newly warned of, NOBODY for none."""


def talk(world: World) -> None:
    """Let everybody with something fresh tell it, then let the listeners take it up."""
    state, people, ties, learning = world.state, world.population, world.ties, world.settings.learning
    tellers, listeners = _tellings(
        world.week,
        learning.tell_chance,
        learning.participant_factor * np.array([1.0, learning.public_seeded_factor, learning.public_broadcast_factor]),
        world.stream("tell"),
        people.key,
        people.birth_week,
        state.status,
        state.talk_until,
        state.spoke_until,
        state.told_how,
        ties.start,
        ties.other,
        ties.strength,
    )
    world.tellings = None
    if not tellers.size:
        return
    world.count_rows("tellings", tellers)
    _pass_awareness(world, tellers, listeners)
    facts, warned_of = _take_up(
        tellers,
        listeners,
        world.week,
        learning.take_up,
        learning.memory_weeks,
        learning.talk_weeks,
        learning.warning_weeks,
        world.stream("take up"),
        world.stream("memory of talk"),
        people.key,
        world.lookups.fact_keys,
        _worth_telling(world),
        people.village,
        state.fact_until,
        state.warned_of,
        state.warned_until,
        state.talk_until,
    )
    world.tellings = Tellings(tellers, listeners, facts, warned_of)
    world.count_rows("facts_learned", listeners, np.bitwise_count(facts))
    world.count_rows("warnings_passed", listeners, warned_of != NOBODY)


@loop
def _tellings(
    week: int,
    base: float,
    factors: NDArray[np.float64],
    tell_state: Word,
    keys: NDArray[np.uint64],
    birth_week: NDArray[np.int16],
    status: NDArray[np.uint8],
    talk_until: NDArray[np.int16],
    spoke_until: NDArray[np.int16],
    told_how: NDArray[np.uint8],
    start: NDArray[np.int64],
    other: NDArray[np.uint32],
    strength: NDArray[np.uint8],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of teller and listener, by teller and then by tie."""
    tellers = np.empty(256, np.int64)
    listeners = np.empty(256, np.int64)
    count = 0
    for i in range(keys.size):
        if talk_until[i] <= week or status[i] == AWAY_UNDOCUMENTED or status[i] == AWAY_DOCUMENTED:
            continue
        own_state = fold(tell_state, keys[i])
        for t in range(start[i], start[i + 1]):
            j = np.int64(other[t])
            chance = tell_chance(base, strength[t] / 255.0, factors[told_how[i]], spoke_until[i] > week)
            if unit(fold(fold(own_state, keys[j]), 0)) >= chance:
                continue
            if week - birth_week[j] < ADULT_WEEKS or status[j] == AWAY_UNDOCUMENTED or status[j] == AWAY_DOCUMENTED:
                continue
            if count == tellers.size:
                more_tellers = np.empty(2 * count, np.int64)
                more_listeners = np.empty(2 * count, np.int64)
                more_tellers[:count] = tellers
                more_listeners[:count] = listeners
                tellers, listeners = more_tellers, more_listeners
            tellers[count] = i
            listeners[count] = j
            count += 1
    return tellers[:count].copy(), listeners[:count].copy()


def _worth_telling(world: World) -> NDArray[np.bool_]:
    """Which facts people tell in each village, [villages, facts]: of channels only those that are open there."""
    is_open = world.open_channels()
    return np.concatenate((np.ones((world.villages, FIRST_CHANNEL), bool), is_open), axis=1)


def _pass_awareness(world: World, tellers: NDArray[np.int64], listeners: NDArray[np.int64]) -> None:
    """A listener less aware than the teller closes part of the gap; several tellers add up."""
    pull = world.settings.learning.awareness_pull
    if pull == 0.0:
        return
    theirs = attitudes_of(tellers, AWARENESS, *world.mind())
    own = attitudes_of(listeners, AWARENESS, *world.mind())
    gap = np.maximum(theirs - own, 0.0)
    # a gain is a share of the room left, so the gap is put in those terms
    gains = pull * gap / np.maximum(1.0 - own, 1e-9)
    change_attitudes(listeners, np.full(listeners.size, AWARENESS, np.int64), gains, *world.mind())


@loop
def _take_up(
    tellers: NDArray[np.int64],
    listeners: NDArray[np.int64],
    week: int,
    take_up: float,
    memory_weeks: float,
    talk_weeks: int,
    warning_weeks: int,
    take_state: Word,
    memory_state: Word,
    keys: NDArray[np.uint64],
    fact_keys: NDArray[np.uint64],
    worth_telling: NDArray[np.bool_],
    village: NDArray[np.uint16],
    fact_until: NDArray[np.int16],
    warned_of: NDArray[np.int16],
    warned_until: NDArray[np.int16],
    talk_until: NDArray[np.int16],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What is taken up of each telling: facts as bits, and the post a warning is about."""
    count = tellers.size
    told = np.zeros((count, fact_keys.size), np.bool_)  # what the teller knew at the start of the stage
    told_of = np.full(count, -1, np.int64)
    fresh = np.zeros(count, np.bool_)  # listener did not know of this recruiter's warning
    for t in range(count):
        i, j = tellers[t], listeners[t]
        for f in range(fact_keys.size):
            told[t, f] = worth_telling[village[j], f] and fact_until[i, f] > week and fact_until[j, f] <= week
        if warned_until[i] > week:
            told_of[t] = warned_of[i]
            fresh[t] = warned_until[j] <= week or warned_of[j] != warned_of[i]
    learned = np.zeros(count, np.int64)
    warned = np.full(count, -1, np.int64)
    for t in range(count):
        i, j = tellers[t], listeners[t]
        news = False
        for f in range(fact_keys.size):
            if not told[t, f] or draw(take_state, keys[j], keys[i], fact_keys[f]) >= take_up:
                continue
            if fact_until[j, f] <= week:  # else somebody else just told it
                fact_until[j, f] = known_until(week, memory_weeks, draw(memory_state, keys[j], fact_keys[f], 0))
                learned[t] |= 1 << f
                news = True
        if told_of[t] >= 0 and fresh[t]:
            warned_of[j] = told_of[t]
            warned_until[j] = week + 1 + warning_weeks
            warned[t] = told_of[t]
            news = True
        if news:  # at the lower rate, once what a session left to tell is over
            talk_until[j] = week + 1 + talk_weeks
    return learned, warned
