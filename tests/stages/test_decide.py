"""Answers to an offer follow the closed form of the logit choice, one person's and everybody's."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.stages import decide
from sim.state.codes import (
    AWARENESS,
    BY_KIN_ABROAD,
    LICENSED,
    NOBODY,
    OFFERED,
    PROCEDURE,
    RECRUITMENT,
    WARNING_SIGNS,
)
from sim.world import World
from tests.building import total
from tests.laws.rare import near
from tests.stages.isolated import adds_up, answers, chain, column
from tests.stages.lonely import agree, attitude_of, incidents_about, logit, lonely_world, somebody


def _offer_shares(world: World, person: int, persuasion: float = 0.0, **columns: Any) -> NDArray[np.float64]:
    offers = incidents_about(world, person, kind=RECRUITMENT, state=OFFERED, **columns)
    weights = world.arrays.numbers(decide.Weights, decide.Weights._fields, world.settings.deciding)
    around = decide._around(world, np.full(offers.size, persuasion))
    choice, recognised, _ = decide._answer_each(offers, weights, decide.OPTION_KEYS, around)
    return np.array([*(np.mean(choice == option) for option in range(3)), recognised.mean()])


def _expected_offer(world: World, person: int, knows: bool, advance: int) -> NDArray[np.float64]:
    d = world.settings.deciding
    need = float(world.population.need(np.array([person]))[0])
    first = world.population.household_first_row
    household = int(world.population.household[person])
    others = int(first[household + 1] - first[household]) - 1
    gain = d.need * need + d.wage * math.log(d.wage_ratio)
    awareness = attitude_of(world, person, AWARENESS)
    documented = d.documented + gain + d.documented_cost * need + (d.documented_facts if knows else 0.0)
    leave = d.leave + gain + d.advance * advance + d.household_pressure * need * others
    seen = d.recognise_informed if knows else d.recognise_uninformed
    risk = d.risk * (d.unaware_risk + (1 - d.unaware_risk) * awareness)
    shares = np.zeros(3)
    for chance, utility in ((seen, leave + risk), (1 - seen, leave)):
        shares += chance * np.array(list(logit({0: 0.0, 1: utility, 2: documented}).values()))
    return np.append(shares, seen)


def test_answers_to_an_offer_follow_the_closed_form() -> None:
    world = lonely_world({"deciding.leave": -1.0, "deciding.documented": -2.5})
    person = somebody(world)
    for knows, advance in ((False, 0), (False, 1), (True, 0), (True, 1)):
        world.state.residents.fact_until[person, [PROCEDURE, WARNING_SIGNS]] = 100 if knows else 0
        found = _offer_shares(world, person, undocumented=1, advance=advance)
        expected = _expected_offer(world, person, knows, advance)
        assert all(agree(f, e) for f, e in zip(found, expected, strict=True)), (knows, advance, found, expected)


def test_whoever_was_advised_sees_through_the_offer_and_is_talked_out_of_it() -> None:
    world = lonely_world({"deciding.leave": 0.0, "deciding.documented": -2.5, "deciding.recognise_uninformed": 1.0})
    person = somebody(world)
    alone = _expected_offer(world, person, knows=False, advance=0)
    world = lonely_world({"deciding.leave": 0.7, "deciding.documented": -2.5, "deciding.recognise_uninformed": 0.0})
    found = _offer_shares(world, person, undocumented=1, advised=1, persuasion=0.7)
    assert all(agree(f, e) for f, e in zip(found, alone, strict=True)) and found[3] == 1.0


def test_a_licensed_offer_is_never_answered_by_leaving_without_papers() -> None:
    world = lonely_world({})
    found = _offer_shares(world, somebody(world), undocumented=0, source=LICENSED)
    assert found[1] == 0 and found[2] > 0.01 and found[3] == 0


def test_an_invitation_with_documents_is_answered_like_an_agencys_offer() -> None:
    world = lonely_world({})
    found, by_agency = (
        _offer_shares(world, somebody(world), undocumented=0, source=source) for source in (BY_KIN_ABROAD, LICENSED)
    )
    np.testing.assert_array_equal(found, by_agency)


def test_answers_add_up_to_the_logit_of_each_person() -> None:
    sees, leaves, goes = answers()
    world = chain()
    assert adds_up(float(column("recognised").sum()), sees)
    assert adds_up(total(world, "acceptances"), leaves)
    assert adds_up(total(world, "turned_documented"), goes)
    assert total(world, "acceptances") > 300 and total(world, "turned_documented") > 100


def test_days_of_preparation_are_a_week_a_weekday_and_an_exponential_time() -> None:
    """Only offers so early that nearly all of their days lie within any run count alike; all have a day."""
    accepted = np.flatnonzero(column("depart_day") != NOBODY)
    days = column("depart_day")[accepted] - 7 * column("week")[accepted] - 7
    mean = chain().settings.deciding.prepare_days
    left = math.exp(-1 / mean)  # a whole number of days goes on by one with this chance
    expected = 3 + left / (1 - left)
    variance = 4 + left / (1 - left) ** 2
    assert days.min() >= 0
    assert near(float(days.mean()), expected, math.sqrt(variance / days.size))
