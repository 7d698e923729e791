"""Reports and channels follow the closed form of the logit choice; mistakes follow their chance."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.incidents.accused import accused_by
from sim.settings.quantity import own_or
from sim.stages import report
from sim.state.codes import (
    EXPECTED_EFFECT,
    FEAR,
    FIRST_CHANNEL,
    FIRST_TRUST,
    RECEIVERS,
    RECRUITMENT,
    REFUSED,
    VISITOR,
    WARNING_SIGNS,
)
from sim.world import World
from tests.building import make
from tests.stages.lonely import agree, attitude_of, incidents_about, logit, lonely_world, somebody


def _expected_report(world: World, person: int, chance: float, care: float, closeness: float = 0.0) -> dict[str, float]:
    w, channels = world.settings.warning, world.settings.channels
    village = world.settings.place.villages[0]
    is_open = world.policy.open_channels[0]
    effect, fear = attitude_of(world, person, EXPECTED_EFFECT), attitude_of(world, person, FEAR)
    utilities = {"(silence)": 0.0}
    for c, (name, channel) in enumerate(channels.items()):
        if (
            not is_open[c]
            or world.state.residents.fact_until[person, FIRST_CHANNEL + c] <= world.week
            or channel.users != "everybody"
        ):
            continue
        trust = attitude_of(world, person, FIRST_TRUST + RECEIVERS.index(channel.receiver))
        to_office = village.travel_hours
        hours = {
            "none": 0.0,
            "village": w.way_in_village,
            "town": w.way_to_town * to_office,
            "office": to_office,
        }[channel.way]
        utilities[name] = (
            w.speak
            + w.trust * (trust - 0.5)
            + w.expected_effect * (effect - 0.5)
            + care
            + closeness
            + w.fear * fear * (1 - own_or(channel.anonymity, w.anonymity))
            + w.formality * channel.formal
            + w.distance * hours
        )
    return {name: chance * share for name, share in logit(utilities).items() if name != "(silence)"}


def _report_shares(world: World, person: int, incidents: NDArray[np.int64]) -> dict[str, float]:
    weights = world.arrays.numbers(report.Weights, report.Weights._fields, world.settings.warning)
    accused, witness = accused_by(world, incidents), np.full(incidents.size, person)
    chosen, _ = report._choose_each(
        incidents, witness, accused, np.zeros(incidents.size, bool), weights, report._around(world)
    )
    return {name: float(np.mean(chosen == c)) for c, name in enumerate(world.settings.channels)}


def test_reports_and_channels_follow_the_closed_form() -> None:
    world = lonely_world(
        {"warning.speak": -1.0, "programme.start_week": 0, "place.villages": _with_signal()}, programme="pimpasa"
    )
    asked, stranger = somebody(world), somebody(world, 1)
    world.state.residents.fact_until[[asked, stranger], FIRST_CHANNEL:] = 100
    world.state.residents.fact_until[[asked, stranger], WARNING_SIGNS] = [100, 0]
    mine = incidents_about(world, asked, kind=RECRUITMENT, state=REFUSED, recognised=1)
    theirs = incidents_about(world, asked, kind=RECRUITMENT, state=REFUSED)
    w = world.settings.warning
    cases = (
        # who was asked and saw through it needs to recognise nothing again, and cares fully
        (_report_shares(world, asked, mine), _expected_report(world, asked, 1.0, w.care)),
        # a witness without a tie to anybody must recognise it first
        (_report_shares(world, stranger, theirs), _expected_report(world, stranger, w.recognise_uninformed, 0.0)),
    )
    for found, expected in cases:
        assert len(expected) >= 4
        for name, share in found.items():
            assert agree(share, expected.get(name, 0.0)), (name, share, expected)


def _with_signal() -> list[dict[str, Any]]:
    village = make("classroom").settings.place.villages[0]
    return [village.model_dump() | {"signal": 1.0}]


def test_mistakes_follow_their_chance_and_a_recruiter_reports_no_offer_of_his_own() -> None:
    world = lonely_world({"warning.speak": 10, "warning.mistake_uninformed": 0.25})
    person = somebody(world)
    world.state.residents.fact_until[person, WARNING_SIGNS] = 0
    world.state.residents.fact_until[person, FIRST_CHANNEL:] = 100
    seen = sum(_report_shares(world, person, incidents_about(world, person + 1, kind=VISITOR)).values())
    assert agree(seen, 0.25)
    state = world.state
    state.posts = state.posts._replace(row=np.array([person]), state=np.array([1], np.uint8))
    own = incidents_about(world, person + 1, kind=RECRUITMENT, state=REFUSED)
    state.incidents["recruiter"][own] = 0
    assert sum(_report_shares(world, person, own).values()) == 0
