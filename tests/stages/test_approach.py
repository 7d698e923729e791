"""Whom recruiters ask: a person is not asked twice where somebody else could be."""

from __future__ import annotations

import math

import numpy as np

from sim.people.groups import WOMAN
from sim.recruiters.offer_list import OfferList
from sim.recruiters.recruiter import Recruiter
from sim.stages.approach import approach
from sim.state.codes import AWAY_UNDOCUMENTED, BY_FRIEND, BY_KIN_ABROAD, COLD, LICENSED_OFFER, NOBODY, PREPARATION
from sim.world import World
from tests.building import make, paired, run, total
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


def _everybody_abroad_invites(same_road: float) -> World:
    """After one week in which all who are abroad invite, and nobody else asks."""
    changes = {
        "recruiting.recruiters_per_village": 0,
        "recruiting.licensed_offers": 0,
        "recruiting.kin_invitations": 1,
        "recruiting.kin_same_road": same_road,
        "place.abroad_undocumented_per_1000": 100,
        "place.abroad_documented_per_1000": 100,
    }
    world = make("migrant_pocket", changes=changes)
    approach(world)
    return world


def test_kin_abroad_invite_by_the_road_they_took_or_by_the_other() -> None:
    for share in (0.0, 0.8, 1.0):
        world = _everybody_abroad_invites(share)
        offers = world.state.incidents
        undocumented = offers["undocumented"] == 1
        same = undocumented == (world.state.residents.status[offers["asker"]] == AWAY_UNDOCUMENTED)
        assert (offers["source"] == BY_KIN_ABROAD).all() and (offers["recruiter"] == NOBODY).all()
        assert near_share(same.mean(), share, same.size) and min(undocumented.sum(), (~undocumented).sum()) > 100
        np.testing.assert_array_equal(offers["kind"], np.where(undocumented, PREPARATION, LICENSED_OFFER))
        world.week = 1
        assert total(world, "offers_kin_abroad") == undocumented.sum() == total(world, "incidents_true")
        assert total(world, "invitations_documented") == (~undocumented).sum()


def test_where_kin_went_with_documents_others_follow_with_documents() -> None:
    shared = {
        "recruiting.recruiters_per_village": 0,
        "recruiting.licensed_offers": 0,
        "place.abroad_undocumented_per_1000": 0,
        "place.abroad_documented_per_1000": 60,
    }
    other, same = ({**shared, "recruiting.kin_same_road": share} for share in (0.5, 1.0))
    for measure, more in (("documented_departures", True), ("acceptances", False)):
        counts = paired(measure, ("no_programme", other), ("no_programme", same), range(1, 5), weeks=104)
        assert ((counts[:, 1] > counts[:, 0]) == more).all(), (measure, counts)


def test_women_are_asked_as_much_as_their_weight_says() -> None:
    def share_of_women(weight: float) -> float:
        doors = {"recruiting.tie_share": 0, "recruiting.finders": 0, "place.rate_factor": 4, "weeks": 40}
        world = run(make("migrant_pocket", changes={**doors, "recruiting.women_weight": weight}))
        asked = world.state.incidents["person"][world.state.incidents["source"] == COLD]
        assert asked.size > 300
        return float((world.population.sex[asked] == WOMAN).mean())

    few, alike, many = (share_of_women(weight) for weight in (0.4, 1.0, 1.5))
    assert few < alike - 0.1 < many - 0.15
    assert share_of_women(0.0) == 0.0


def test_women_are_abroad_at_the_start_as_much_as_they_are_asked() -> None:
    def share_of_women(weight: float) -> float:
        world = make("migrant_pocket", changes={"recruiting.women_weight": weight})
        return float((world.population.sex[~world.state.at_home(np.arange(world.population.size))] == WOMAN).mean())

    assert share_of_women(0.4) < share_of_women(1.0) < share_of_women(1.5)
    assert share_of_women(0.0) == 0.0


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
