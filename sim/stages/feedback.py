"""Stage 12, feedback: an answer heard of raises trust and expected effect; silence and leaks lower them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.core.draws import pair_uniforms
from sim.state import codes
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def feedback(world: World) -> None:
    """Let reporters hear back, or give up waiting; let leaks frighten."""
    state, responding = world.state, world.settings.responding
    reports, rows = state.reports, state.open_reports
    _leaks(world, rows)
    answered = rows[_answered(world, rows)]
    heard = answered[_hears(world, answered)]
    reports["heard_back"][heard] = 1
    _tell(world, "heard_back", heard)
    # to hear that it was a false alarm is an answer too, but no proof that reports have an effect
    proof = heard[state.cases["state"][reports["case"][heard]] != codes.FALSE_ALARM]
    _change(world, proof, responding.answer_trust, responding.answer_effect, responding.around)
    waiting = rows[~np.isin(rows, heard)]  # who does not hear of an answer waits in vain
    sent, limit = reports["sent_day"][waiting], world.first_day + codes.DAYS - codes.DAYS * responding.silence_weeks
    silent = waiting[(sent < limit) & (sent >= limit - codes.DAYS)]  # an author gives up once
    _tell(world, "gave_up_waiting", silent)
    _change(world, silent, responding.silence_trust, responding.silence_effect, 0.0)
    state.open_reports = waiting[(sent >= limit) | (reports["state"][waiting] == codes.TRAVELLING)]


def _tell(world: World, event: str, rows: Rows) -> None:
    reports = world.state.reports
    world.happened(event, reports["witness"][rows], incidents=reports["incident"][rows], report=rows)


def _answered(world: World, rows: Rows) -> NDArray[np.bool_]:
    """Which reports led to a case that is now answered."""
    reports, cases = world.state.reports, world.state.cases
    case = reports["case"][rows]
    received = (reports["state"][rows] == codes.RECEIVED) & (case >= 0)
    done = np.zeros(rows.size, bool)
    state = cases["state"][case[received]]
    done[received] = (state == codes.ANSWERED) | (state == codes.EXPIRED) | (state == codes.FALSE_ALARM)
    return done


def _hears(world: World, rows: Rows) -> NDArray[np.bool_]:
    """Whose author hears of the answer, by channel."""
    reports = world.state.reports
    chance = world.arrays.channels.feedback[reports["channel"][rows]]
    actors = world.population.key[reports["witness"][rows]]
    subjects = world.state.incidents["key"][reports["incident"][rows]]
    return np.asarray(pair_uniforms(world.lasting_stream("hears of the answer"), actors, subjects) < chance)


def _change(world: World, rows: Rows, trust: float, effect: float, around: float) -> None:
    """Change trust in the receiver and expected effect of authors, and of household and kin around them."""
    reports = world.state.reports
    for row in rows.tolist():
        author, receiver = int(reports["witness"][row]), int(reports["receiver"][row])
        kin = world.kin(author) if around > 0.0 else np.empty(0, np.int64)
        people, size = np.concatenate(([author], kin)), np.full(1 + kin.size, around)
        size[0] = 1.0
        change_attitudes(world, people, codes.FIRST_TRUST + receiver, trust * size)
        change_attitudes(world, people, codes.EXPECTED_EFFECT, effect * size)
        world.happened("heard_around", kin, author=author, report=row)


def _leaks(world: World, rows: Rows) -> None:
    """A leak becomes known in the week of the report: its author has more to fear."""
    reports = world.state.reports
    new = rows[(reports["sent_day"][rows] >= world.first_day) & (reports["leaked"][rows] == 1)]
    change_attitudes(world, reports["witness"][new], codes.FEAR, world.settings.responding.leak_fear)
    _tell(world, "leaked", new)
