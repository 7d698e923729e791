"""Stage 12, feedback: an answer heard of raises trust and expected effect; silence and leaks lower them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.core.draws import pair_uniforms
from sim.state.codes import (
    ANSWERED,
    DAYS,
    EXPECTED_EFFECT,
    EXPIRED,
    FALSE_ALARM,
    FEAR,
    FIRST_TRUST,
    RECEIVED,
    TRAVELLING,
)

if TYPE_CHECKING:
    from sim.world import World

FEEDBACK = 10  # column of Lookups.channel_traits


def feedback(world: World) -> None:
    """Let reporters hear back, or give up waiting; let leaks frighten."""
    state, responding = world.state, world.settings.responding
    reports, rows = state.reports, state.open_reports
    _leaks(world, rows)
    answered = rows[_answered(world, rows)]
    heard = answered[_hears(world, answered)]
    reports["heard_back"][heard] = 1
    # to hear that it was a false alarm is an answer too, but no proof that reports have an effect
    proof = heard[state.cases["state"][reports["case"][heard]] != FALSE_ALARM]
    _events(world, proof, responding.answer_trust, responding.answer_effect, responding.around)
    waiting = rows[~np.isin(rows, heard)]  # who does not hear of an answer waits in vain
    sent, limit = reports["sent_day"][waiting], world.first_day + DAYS - DAYS * responding.silence_weeks
    silent = waiting[(sent < limit) & (sent >= limit - DAYS)]  # an author gives up once
    _events(world, silent, responding.silence_trust, responding.silence_effect, 0.0)
    state.open_reports = waiting[(sent >= limit) | (reports["state"][waiting] == TRAVELLING)]


def _answered(world: World, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which reports led to a case that is now answered."""
    reports, cases = world.state.reports, world.state.cases
    case = reports["case"][rows]
    received = (reports["state"][rows] == RECEIVED) & (case >= 0)
    done = np.zeros(rows.size, bool)
    state = cases["state"][case[received]]
    done[received] = (state == ANSWERED) | (state == EXPIRED) | (state == FALSE_ALARM)
    return done


def _hears(world: World, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whose author hears of the answer, by channel."""
    reports = world.state.reports
    chance = world.lookups.channel_traits[reports["channel"][rows], FEEDBACK]
    actors = world.population.key[reports["witness"][rows]]
    subjects = world.state.incidents["key"][reports["incident"][rows]]
    return np.asarray(pair_uniforms(world.lasting_stream("hears of the answer"), actors, subjects) < chance)


def _events(world: World, rows: NDArray[np.int64], trust: float, effect: float, around: float) -> None:
    """Change trust in the receiver and expected effect of authors, and of household and kin around them."""
    reports = world.state.reports
    for row in rows:
        author, receiver = int(reports["witness"][row]), int(reports["receiver"][row])
        people = np.concatenate((np.array([author]), world.kin(author))) if around > 0.0 else np.array([author])
        size = np.full(people.size, around)
        size[0] = 1.0
        for attitude, gain in ((FIRST_TRUST + receiver, trust), (EXPECTED_EFFECT, effect)):
            change_attitudes(people, np.full(people.size, attitude, np.int64), gain * size, *world.mind())


def _leaks(world: World, rows: NDArray[np.int64]) -> None:
    """A leak becomes known in the week of the report: its author has more to fear."""
    reports = world.state.reports
    new = rows[(reports["sent_day"][rows] >= world.first_day) & (reports["leaked"][rows] == 1)]
    authors = reports["witness"][new]
    gain = np.full(authors.size, world.settings.responding.leak_fear)
    change_attitudes(authors, np.full(authors.size, FEAR, np.int64), gain, *world.mind())
