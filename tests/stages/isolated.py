"""Isolated persons from the offer to the return: every step has the numbers of its closed form.

Nobody has a tie, recruiters are strangers who do not adapt, one works in each village, and nobody can report. So
nobody's mind changes, no two offers meet, and each step is a number of independent trials with chances that can be
written down."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitudes_of
from sim.recruiters.recruiter import Recruiter
from sim.start import begin
from sim.state.codes import (
    AWARENESS,
    KNOWN_FOR_GOOD,
    NOBODY,
    PROCEDURE,
    RECRUITMENT,
    WARNING_SIGNS,
)
from sim.world import World
from tests.building import make, no_ties, run
from tests.laws.rare import near

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
    "learning.warning_weeks": 0,  # nobody remembers having met a recruiter before
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


def leaving() -> NDArray[np.int64]:
    """Offers that were accepted and whose day of departure lies within the run."""
    return np.flatnonzero((column("depart_day") != NOBODY) & (column("depart_day") < 7 * WEEKS))
