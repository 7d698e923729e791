"""Finders, promises, reactions to pressure, custody, and who comes next."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.recruiters.pressure import press
from sim.recruiters.recruiter import Recruiter
from sim.state.codes import ACTIVE, AWAY_DOCUMENTED, BY_FINDER, COLD, IN_CUSTODY, NOBODY, RECRUITMENT, VACANT
from sim.world import World
from tests.building import make, paired, run, total

POCKET = "migrant_pocket"
REACTIONS = ("lie_low", "go_private", "move", "quit")


def _only(reaction: str) -> dict[str, Any]:
    return {"recruiting.reactions": {name: float(name == reaction) for name in REACTIONS}}


def _hot(changes: dict[str, Any], weeks: int = 30) -> World:
    """A district in which every recruiter feels much pressure from the start."""
    world = make(POCKET, changes={"weeks": weeks, "recruiting.pressure_fade": 1.0, **changes})
    for post in range(world.state.posts.state.size):
        press(world, post, 3.0 + post)
    return run(world)


def _offers_by_source(world: World, source: int) -> np.ndarray[Any, Any]:
    incidents = world.state.incidents
    return np.flatnonzero((incidents["kind"] == RECRUITMENT) & (incidents["source"] == source))


def test_without_finders_no_offer_comes_through_one() -> None:
    for changes in ({"recruiting.finders": 0}, {"recruiting.finder_share": 0}):
        world = run(make(POCKET, changes={"weeks": 40, **changes}))
        assert total(world, "offers_finder") == 0 < total(world, "offers_friend")


def test_finders_ask_people_of_the_own_hamlet_or_along_own_ties() -> None:
    world = run(make(POCKET, changes={"weeks": 40, "recruiting.finder_share": 1}))
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


def test_finders_who_feel_pressure_quit() -> None:
    calm = run(
        make(POCKET, changes={"weeks": 30, "recruiting.pressure_answered": 0, "recruiting.pressure_referred": 0})
    )
    assert total(calm, "finders_quit") == 0
    assert total(_hot({"recruiting.strategy": "ignore"}), "finders_quit") > 20


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


def test_each_reaction_can_be_the_only_one() -> None:
    measures = {"go_private": "recruiters_went_private", "move": "recruiters_moved", "quit": "recruiters_quit"}
    for reaction in REACTIONS:
        world = _hot(_only(reaction))
        for name, measure in measures.items():
            assert (total(world, measure) > 0) == (name == reaction), (reaction, measure)
        assert (total(world, "recruiters_lying_low") > 0) == (reaction == "lie_low")


def test_nothing_happens_where_no_reaction_weighs_anything() -> None:
    world = _hot({"recruiting.reactions": dict.fromkeys(REACTIONS, 0.0), "responding.prosecution": 0})
    assert (world.state.posts.state == ACTIVE).all()
    assert total(world, "recruiters_moved") == total(world, "recruiters_went_private") == 0


def test_private_offers_go_to_kin_only_and_are_noticed_less() -> None:
    private = _hot({**_only("go_private"), "recruiting.private_weeks": 260}, 60)
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
    assert (seen[:, 1] < seen[:, 0]).all() and seen[:, 1].sum() < 0.95 * seen[:, 0].sum()


def _always_private() -> dict[str, Any]:
    """Recruiters' offers only, each recruiter asking kin only soon after the first case."""
    return {
        **_only("go_private"),
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


def test_a_recruiter_moves_to_the_quietest_neighbour_and_is_a_stranger_there() -> None:
    one_each = {"recruiting.recruiters_per_village": 1, "recruiting.local_share": 1, "recruiting.strategy": "ignore"}
    world = make("kalibawang", changes=one_each)
    recruiter = next(Recruiter.at_work(world))
    assert recruiter.quieter_neighbour() == NOBODY, "it is as quiet here as anywhere"
    press(world, recruiter.post, 2.0)
    near = world.neighbours[recruiter.home]
    world.state.villages.pressure[near] = 1.0 + np.arange(len(near))
    assert recruiter.quieter_neighbour() == near[0]
    recruiter.move(near[0], 10)
    assert recruiter.village == near[0] and (world.state.posts.finders[recruiter.post] == NOBODY).all()
    run(world, 30)
    incidents = world.state.incidents
    away = (incidents["recruiter"] == recruiter.post) & (incidents["week"] < 8)
    assert set(incidents["source"][away]) <= {COLD, BY_FINDER}
    assert recruiter.village == recruiter.home
    assert total(world, "recruiters_moved") == 1, "whoever makes a recruiter move, and not for coming home"


def test_courts_let_go_or_convict() -> None:
    arrest = {
        "weeks": 60,
        "responding.prosecution": 1,
        "responding.arrest_weeks": 0,
        "responding.trial_weeks": 4,
        "recruiting.strategy": "ignore",
        "warning.speak": 0,
        "responding.responders.village_office.referral": 1,
    }
    free, guilty = (run(make(POCKET, changes={**arrest, "responding.verdict": share})) for share in (0, 1))
    assert total(free, "arrests") > 3 and total(guilty, "arrests") > 3
    assert total(free, "verdicts") == 0 < total(free, "recruiters_released")
    assert total(guilty, "recruiters_released") == 0 < total(guilty, "verdicts")
    assert (free.state.posts.state != VACANT).all()


def test_no_offers_from_custody() -> None:
    world = make(POCKET, changes={"weeks": 20})
    for post in range(world.state.posts.state.size):
        Recruiter(world, post).be_arrested(20)
    run(world, 18)
    assert (world.state.posts.state == IN_CUSTODY).all()
    assert sum(total(world, f"offers_{name}") for name in ("kin", "friend", "finder", "cold")) == 0


def test_a_post_waits_longer_where_less_demand_is_left() -> None:
    waits = []
    for emptied in (False, True):
        world = make(POCKET, changes={"recruiting.entry_weeks": 100})
        if emptied:
            rows = np.arange(world.population.key.size)
            world.state.residents.status[rows % 10 != 0] = AWAY_DOCUMENTED
        recruiter = Recruiter(world, 0)
        recruiter.leave_post()
        assert world.tally.weekly[0, :, world.tally.index["recruiters_quit"]].sum() == 1
        waits.append(int(world.state.posts.until[0]) - 2)
    assert waits[0] > 0 and waits[1] == pytest.approx(10 * waits[0], rel=0.35)
