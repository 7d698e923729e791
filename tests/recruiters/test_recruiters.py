"""Finders, promises, private offers, and custody."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.recruiters.recruiter import Recruiter
from sim.state.codes import BY_FINDER, IN_CUSTODY, NOBODY, RECRUITMENT
from sim.world import World
from tests.building import make, paired, run, total
from tests.recruiters.hot import POCKET, hot, only


def _offers_by_source(world: World, source: int) -> np.ndarray[Any, Any]:
    incidents = world.state.incidents
    return np.flatnonzero((incidents["kind"] == RECRUITMENT) & (incidents["source"] == source))


def test_without_finders_no_offer_comes_through_one() -> None:
    for changes in ({"recruiting.finders": 0}, {"recruiting.finder_share": 0}):
        world = run(make(POCKET, changes={"weeks": 40, **changes}))
        assert total(world, "offers_finder") == 0 < total(world, "offers_friend")


def test_finders_ask_people_of_the_own_hamlet_or_along_own_ties() -> None:
    stay = {"recruiting.strategy": "ignore", "recruiting.finder_quit_pressure": 1000, "responding.prosecution": 0}
    world = run(make(POCKET, changes={"weeks": 40, "recruiting.finder_share": 1, **stay}))
    assert total(world, "offers_finder") > 50
    assert total(world, "offers_cold") == total(world, "offers_friend") == total(world, "offers_kin") == 0
    incidents, people = world.state.incidents, world.population
    for row in _offers_by_source(world, BY_FINDER):
        person, asker = int(incidents["person"][row]), int(incidents["asker"][row])
        assert asker != NOBODY
        same_hamlet = (
            people.household_hamlet[people.household[person]] == people.household_hamlet[people.household[asker]]
        )
        assert same_hamlet or person in world.ties.of(asker)


def test_strangers_find_no_open_door_in_a_closed_village() -> None:
    strangers = {"weeks": 40, "recruiting.local_share": 0, "recruiting.finders": 0, "circumstances.openness_factor": 0}
    shut, open_ = (make(POCKET, changes={**strangers, "recruiting.closed_door": share}) for share in (1, 0))
    assert total(run(shut), "offers_cold") == 0
    assert total(run(open_), "offers_cold") > 100


def test_promises_lie_around_the_wage_ratio_and_are_the_recruiters_own() -> None:
    world = make("kalibawang", changes={"recruiting.recruiters_per_village": 50, "recruiting.promise_spread": 0.5})
    promises = np.array([Recruiter(world, post).promised_wage for post in range(world.state.posts.state.size)])
    ratio = world.settings.deciding.wage_ratio
    assert promises.min() >= 0.5 * ratio and promises.max() <= 1.5 * ratio
    assert abs(promises.mean() / ratio - 1) < 0.1 and promises.std() > 0.2 * ratio


def test_private_offers_go_to_kin_only_and_are_noticed_less() -> None:
    private = hot({**only("go_private"), "recruiting.private_weeks": 260}, 60)
    incidents = private.state.incidents
    late = (incidents["kind"] == RECRUITMENT) & (incidents["week"] > 30)
    assert late.sum() > 5 and incidents["private"][late].mean() > 0.7
    for row in np.flatnonzero(incidents["private"] == 1):
        assert int(incidents["person"][row]) in private.kin(int(incidents["asker"][row]))
    seen = paired(
        "noticed_true",
        ("no_programme", {**_always_private(), "warning.visible_private": 1}),
        ("no_programme", {**_always_private(), "warning.visible_private": 0}),
        range(1, 4),
        weeks=104,
    )
    assert seen[:, 1].sum() < 0.9 * seen[:, 0].sum()


def _always_private() -> dict[str, Any]:
    """Recruiters' offers only, each recruiter asking kin only soon after the first case."""
    return {
        **only("go_private"),
        "recruiting.private_weeks": 260,
        "recruiting.react_pressure": 0.01,
        "recruiting.pressure_fade": 1,
        "recruiting.local_share": 1,
        "recruiting.kin_invitations": 0,
        "recruiting.licensed_offers": 0,
        "recruiting.refusal_weight": 1,
        "warning.visitors": 0,
        "warning.foreigners": 0,
        "warning.speak": 0,
    }


def test_no_offers_from_custody() -> None:
    world = make(POCKET, changes={"weeks": 20})
    for post in range(world.state.posts.state.size):
        Recruiter(world, post).be_arrested(20)
    run(world, 18)
    assert (world.state.posts.state == IN_CUSTODY).all()
    assert sum(total(world, f"offers_{name}") for name in ("kin", "friend", "finder", "cold")) == 0
