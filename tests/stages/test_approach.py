"""Whom recruiters ask: a person is not asked twice where somebody else could be."""

from __future__ import annotations

import math

import numpy as np

from sim.recruiters.offer_list import OfferList
from sim.recruiters.recruiter import Recruiter
from sim.state.codes import (
    BY_FRIEND,
    COLD,
)
from tests.building import make, run, total
from tests.laws.rare import near, near_share
from tests.stages.isolated import WEEKS, chain, column


def test_a_cold_round_through_the_own_hamlet_asks_others_than_those_asked_there_already() -> None:
    changes = {
        "recruiting.local_share": 1.0,
        "recruiting.offers_per_week": 8.0,
        "recruiting.full_village": 1,
        "recruiting.tie_share": 0.5,
        "recruiting.finders": 0,
        "recruiting.refusal_weight": 0.0,  # all ties have refused, so these offers go to the own hamlet
    }
    world = make("classroom", changes=changes)
    recruiter = next(Recruiter.at_work(world))
    assert world.population.hamlet_village.size == 1, "the cold round has nowhere else to go"
    offers = OfferList()
    recruiter.approach(offers)
    made = offers.joined()
    at_home, cold = made.person[made.source == BY_FRIEND], made.person[made.source == COLD]
    assert at_home.size > 5 and cold.size > 5
    shared = np.intersect1d(at_home, cold).size
    assert shared < min(at_home.size, cold.size)


def test_where_no_recruiter_works_kin_abroad_still_invite() -> None:
    changes = {"recruiting.recruiters_per_village": 0, "place.rate_factor": 20, "weeks": 40}
    world = run(make("classroom", changes=changes))
    assert world.state.posts.state.size == 0
    assert total(world, "offers_kin_abroad") > 0
    assert total(world, "offers_cold") == total(world, "offers_kin") == 0


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
