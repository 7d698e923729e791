"""Isolated persons from the offer to the return: every step has the numbers of its closed form.

Nobody has a tie, recruiters are strangers who do not adapt, one works in each village, and nobody can report. So
nobody's mind changes, no two offers meet, and each step is a number of independent trials with chances that can be
written down.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitudes_of, change_attitudes
from sim.attitudes.rules import known_until
from sim.core.draws import stream, uniforms
from sim.recruiters.recruiter import Recruiter
from sim.start import begin
from sim.state.codes import (
    AWARENESS,
    COLD,
    EXPLOITED,
    FARED_WELL,
    GATE_STOPPED,
    KNOWN_FOR_GOOD,
    NOBODY,
    PROCEDURE,
    RECRUITMENT,
    REFUSED,
    SMUGGLED,
    WARNING_SIGNS,
)
from sim.world import World
from tests.building import make, no_ties, run, total
from tests.laws.rare import SIGMAS, near, near_share

Floats = NDArray[np.float64]
WEEKS = 130
CHANGES = {
    "weeks": WEEKS,
    "recruiting.strategy": "ignore",
    "recruiting.recruiters_per_village": 0.125,  # one in each village, where recruiting is 8 times as intense
    "recruiting.local_share": 0,
    "recruiting.finders": 0,
    "recruiting.travel_share": 0,
    "recruiting.licensed_offers": 0,
    "recruiting.offers_per_week": 8,
    "deciding.leave": -2.5,
    "deciding.documented": -3.5,
    "place.abroad_undocumented_per_1000": 0,
    "place.abroad_documented_per_1000": 0,
    "leaving.letter_stop": 0.15,
    "leaving.passport_stop": 0.1,
    "leaving.border_stop": 0.2,
    "warning.visitors": 0,
    "warning.foreigners": 0,
}


@cache
def chain() -> World:
    """A pocket district without any tie, after its weeks."""
    built = make("migrant_pocket", "nothing", CHANGES)
    return run(begin(built.settings, built.population, no_ties(built.population)))


def column(name: str) -> NDArray[np.int64]:
    """A column of the offers; legal preparations are incidents too."""
    incidents = chain().state.incidents
    return np.asarray(incidents[name][incidents["kind"] == RECRUITMENT])


def adds_up(found: float, chances: Floats) -> bool:
    """Whether a number of successes fits independent trials with these chances."""
    return near(found, float(chances.sum()), math.sqrt(float((chances * (1 - chances)).sum()) + 1.0))


def test_offers_are_poisson_and_come_as_far_as_doors_open() -> None:
    world = chain()
    recruiting = world.settings.recruiting
    posts = world.state.posts.state.size
    assert posts == world.villages and (column("source") == COLD).all()
    closed = recruiting.closed_door * (1 - world.settings.place.villages[0].openness)
    mean = WEEKS * posts * recruiting.offers_per_week * (1 - closed)
    assert near(column("source").size, mean, math.sqrt(mean))
    assert near_share(column("advance").mean(), recruiting.advance_share, column("advance").size)
    assert near_share(column("forged").mean(), recruiting.forged_share, column("forged").size)


def answers() -> tuple[Floats, Floats, Floats]:
    """Chance of recognising, of leaving and of the documented route for each offer that was made."""
    world, d = chain(), chain().settings.deciding
    people, person = world.population, column("person")
    knows = world.state.residents.fact_until[person] == KNOWN_FOR_GOOD  # nothing was learnt or forgotten
    need = world.population.need(person)
    household = people.household[person]
    others = people.household_first_row[household + 1] - people.household_first_row[household] - 1
    promised = np.array([Recruiter(world, post).promised_wage for post in range(world.state.posts.state.size)])
    leave = d.leave + d.need * need + d.wage * np.log(promised[column("recruiter")]) + d.advance * column("advance")
    leave = leave + d.household_pressure * need * others
    documented = d.documented + d.need * need + d.wage * math.log(d.wage_ratio) + d.documented_cost * need
    documented = documented + d.documented_facts * knows[:, PROCEDURE]
    awareness = attitudes_of(world, person, AWARENESS)
    risk = d.risk * (d.unaware_risk + (1 - d.unaware_risk) * awareness)
    sees = np.where(knows[:, WARNING_SIGNS], d.recognise_informed, d.recognise_uninformed)
    leaves, goes = np.zeros(need.size), np.zeros(need.size)
    for chance, utility in ((sees, leave + risk), (1 - sees, leave)):
        everything = 1 + np.exp(utility) + np.exp(documented)
        leaves += chance * np.exp(utility) / everything
        goes += chance * np.exp(documented) / everything
    return sees, leaves, goes


def test_answers_add_up_to_the_logit_of_each_person() -> None:
    sees, leaves, goes = answers()
    world = chain()
    assert adds_up(float(column("recognised").sum()), sees)
    assert adds_up(total(world, "acceptances"), leaves)
    assert adds_up(total(world, "turned_documented"), goes)
    assert total(world, "acceptances") > 300 and total(world, "turned_documented") > 100


def test_only_those_asked_notice_and_only_what_they_refuse_and_see_through() -> None:
    world = chain()
    incidents, noticed = world.state.incidents, world.state.notices["incident"]
    assert np.array_equal(incidents["person"][noticed], world.state.notices["witness"])
    assert (incidents["recognised"][noticed] == 1).all() and (incidents["state"][noticed] == REFUSED).all()
    refused = total(world, "refusals")
    assert 0 < noticed.size < refused and total(world, "reports_sent") == 0


def leaving() -> NDArray[np.int64]:
    """Offers that were accepted and whose day of departure lies within the run."""
    return np.flatnonzero((column("depart_day") != NOBODY) & (column("depart_day") < 7 * WEEKS))


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


def test_gates_stop_their_shares_one_after_the_other() -> None:
    world, rows = chain(), leaving()
    s = world.settings.leaving
    factor = np.where(column("forged")[rows] == 1, s.forged_factor, 1.0)
    through = np.ones(rows.size)
    for gate, share in (("letter", s.letter_stop), ("passport", s.passport_stop), ("border", s.border_stop)):
        assert adds_up(total(world, f"stopped_at_{gate}"), through * share * factor), gate
        through *= 1 - share * factor
    assert adds_up(total(world, "undocumented_departures"), through)
    assert np.count_nonzero(column("state")[rows] == GATE_STOPPED) == total(world, "stopped_at_gate")


def test_outcomes_abroad_have_their_shares() -> None:
    world, s = chain(), chain().settings.leaving
    gone = np.flatnonzero(column("outcome") > 0)
    risk = np.where(column("trafficking")[gone] == 1, s.exploited_trafficked, s.exploited)
    risk = np.minimum(1.0, risk * np.where(column("advance")[gone] == 1, s.debt_factor, 1.0))
    shares = {EXPLOITED: risk, SMUGGLED: (1 - risk) * s.smuggled, FARED_WELL: (1 - risk) * (1 - s.smuggled)}
    assert gone.size == total(world, "undocumented_departures") > 200
    for outcome, chances in shares.items():
        assert adds_up(float(np.count_nonzero(column("outcome")[gone] == outcome)), chances), outcome


def test_migrants_come_back_after_a_quarter_and_an_exponential_stay() -> None:
    world, s = chain(), chain().settings.leaving
    gone = np.flatnonzero(column("outcome") > 0)
    mean = np.where(column("outcome")[gone] == EXPLOITED, s.stay_exploited, s.stay_undocumented)
    weeks_left = (7 * WEEKS - column("depart_day")[gone] - 1) // 7 - 13
    back = np.where(weeks_left >= 0, -np.expm1(-(weeks_left + 1) / mean), 0.0)
    assert adds_up(total(world, "returned_undocumented"), back)
    assert total(world, "returned_undocumented") > 30


def test_the_documented_route_takes_its_time_and_fails_as_often_as_it_should() -> None:
    """Chances over all offers: to turn to it, to get the letter, and to have it done by the end."""
    world, d = chain(), chain().settings.deciding
    _, _, goes = answers()
    days_left = 7 * WEEKS - 7 * column("week") - 8
    done = np.where(days_left >= 0, -np.expm1(-(days_left + 1) / (7 * d.documented_weeks)), 0.0)
    assert adds_up(total(world, "letters_refused"), goes * d.letter_refused)
    ended = goes * (1 - d.letter_refused) * done
    assert adds_up(total(world, "documented_failed"), ended * d.documented_failure)
    assert adds_up(total(world, "documented_departures"), ended * (1 - d.documented_failure))


# -- minds and memories ---


def test_attitudes_fade_by_half_in_each_half_life() -> None:
    """After events in some weeks: the personal level and what is left of each change, in closed form."""
    world = make("classroom", "nothing", {"weeks": 300, "learning.awareness.half_life": 20})
    row = np.array([int(np.flatnonzero(world.population.residents())[0])])
    start = float(attitudes_of(world, row, AWARENESS)[0])
    events, left = {3: 0.4, 11: -0.2, 40: 0.7}, 0.0
    for week in range(200):
        world.week = week
        value = float(attitudes_of(world, row, AWARENESS)[0])
        assert value == pytest.approx(min(1.0, max(0.0, start + left)), abs=2e-7)  # changes are kept as 32-bit floats
        if week in events:
            gain = events[week]
            change_attitudes(world, row, AWARENESS, gain)
            left += gain * (1 - value) if gain > 0 else gain * value
        left *= 0.5 ** (1 / 20)
    assert value == pytest.approx(start, abs=0.01)


@pytest.mark.parametrize("mean", [1.0, 17.0, 60.0])
def test_facts_are_forgotten_exponentially(mean: float) -> None:
    """Of those who learn a fact, exp(-k / mean) know it k weeks later."""
    draws = uniforms(stream(1, "memory of the test", 0), np.arange(20_000, dtype=np.uint64))
    until = np.array([known_until(5, mean, float(u)) for u in draws])
    for weeks in (0, 1, 5, 30, 100):
        assert near_share(float(np.mean(until > 5 + weeks)), math.exp(-weeks / mean), draws.size), weeks
    assert SIGMAS > 6  # and so seldom by chance
