"""What an author makes of an answer, of silence and of a leak, and what household and kin make of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.attitudes.attitudes import attitudes_of
from sim.stages.feedback import feedback
from sim.state.codes import (
    ANSWERED,
    EXPECTED_EFFECT,
    FALSE_ALARM,
    FEAR,
    FIRST_TRUST,
    NOBODY,
    POLICE,
    RECEIVED,
    WAITING,
)
from sim.world import World
from tests.building import make

SETTINGS = {
    "responding.answer_trust": 0.2,
    "responding.answer_effect": 0.5,
    "responding.retold": 0.5,
    "responding.silence_trust": -0.1,
    "responding.silence_effect": -0.25,
    "responding.silence_weeks": 4,
    "responding.leak_fear": 0.4,
}
AUTHOR = 20
TRUST = FIRST_TRUST + POLICE


def after_a_report(case_state: int | None, hears: float = 1.0, sent_day: int = 70, leaked: int = 0) -> World:
    """The classroom in week 10, after feedback on one report to the police that AUTHOR made."""
    world = make(
        "classroom",
        changes={**SETTINGS, "weeks": 30, "channels.police_post.anonymity": 0, "responding.feedback": hears},
    )
    world.week = 10
    state, channel = world.state, list(world.settings.channels).index("police_post")
    incident = state.incidents.append(1, key=np.uint64(7), person=3, recruiter=NOBODY, first_notice=NOBODY, case=NOBODY)
    case = np.array([NOBODY])
    if case_state is not None:
        case = state.cases.append(1, incident=incident, state=case_state, holder=POLICE, closed_day=NOBODY)
    state.open_reports = state.reports.append(
        1,
        incident=incident,
        witness=AUTHOR,
        channel=channel,
        receiver=POLICE,
        state=RECEIVED,
        sent_day=sent_day,
        leaked=leaked,
        case=case,
    )
    feedback(world)
    return world


def change(world: World, person: int, attitude: int) -> float:
    """Where an attitude is now, against where it was, as a share of the room it had in that direction."""
    before = make("classroom", changes={**SETTINGS, "weeks": 30})
    was, now = (float(attitudes_of(one, np.array([person]), attitude, 10)[0]) for one in (before, world))
    return (now - was) / ((1 - was) if now > was else was)


def changes(world: World) -> Any:
    """Trust in the police, expected effect and fear of the author."""
    return pytest.approx([change(world, AUTHOR, attitude) for attitude in (TRUST, EXPECTED_EFFECT, FEAR)], abs=1e-6)


def test_an_answer_that_is_heard_of_raises_trust_and_effect() -> None:
    assert changes(after_a_report(ANSWERED)) == [0.2, 0.5, 0.0]


def test_kin_and_household_take_half_of_it() -> None:
    world = after_a_report(ANSWERED)
    kin = world.kin(AUTHOR)
    kin = kin[world.state.at_home(kin)]
    assert kin.size
    for one in kin.tolist():
        assert [change(world, one, TRUST), change(world, one, EXPECTED_EFFECT)] == pytest.approx([0.1, 0.25], abs=1e-6)
    others = np.setdiff1d(np.flatnonzero(world.state.residents.attitude_change.any(axis=1)), [AUTHOR, *kin])
    assert others.size == 0


def test_an_answer_that_nobody_tells_of_and_a_case_that_waits_change_nothing_yet() -> None:
    assert changes(after_a_report(ANSWERED, hears=0.0)) == [0.0, 0.0, 0.0]
    world = after_a_report(WAITING)
    assert changes(world) == [0.0, 0.0, 0.0]
    assert world.state.open_reports.size == 1


def test_a_false_alarm_is_an_answer_but_no_proof() -> None:
    """So it raises trust in whoever looked into it, and does not count as silence later."""
    world = after_a_report(FALSE_ALARM)
    assert changes(world) == [0.2, 0.0, 0.0]
    assert world.state.open_reports.size == 0 and world.state.reports["heard_back"][0] == 1


def test_silence_for_four_weeks_lowers_both_once() -> None:
    """Week 10 ends with day 76; four weeks before that lie days 42 to 48."""
    for sent_day, given_up in ((41, False), (42, True), (48, True), (49, False)):
        expected = [-0.1, -0.25, 0.0] if given_up else [0.0, 0.0, 0.0]
        assert expected == changes(after_a_report(None, sent_day=sent_day)), sent_day


def test_a_leak_frightens_and_costs_trust_in_the_week_of_the_report_alone() -> None:
    assert changes(after_a_report(None, leaked=1, sent_day=72)) == [-0.1, 0.0, 0.4]
    assert changes(after_a_report(None, leaked=1, sent_day=69)) == [0.0, 0.0, 0.0]
