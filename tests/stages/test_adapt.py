"""Recruiters and finders react to pressure, courts decide, and posts are filled again."""

from __future__ import annotations

import numpy as np
import pytest

from sim.recruiters.pressure import press
from sim.recruiters.recruiter import Recruiter
from sim.state.codes import ACTIVE, AWAY_DOCUMENTED, BY_FINDER, COLD, NOBODY, VACANT
from tests.building import make, run, total
from tests.recruiters.hot import POCKET, REACTIONS, hot, only


def test_finders_who_feel_pressure_quit() -> None:
    calm = run(
        make(POCKET, changes={"weeks": 30, "recruiting.pressure_answered": 0, "recruiting.pressure_referred": 0})
    )
    assert total(calm, "finders_quit") == 0
    assert total(hot({"recruiting.strategy": "ignore"}), "finders_quit") > 20


def test_each_reaction_can_be_the_only_one() -> None:
    measures = {"go_private": "recruiters_went_private", "move": "recruiters_moved", "quit": "recruiters_quit"}
    for reaction in REACTIONS:
        world = hot(only(reaction))
        for name, measure in measures.items():
            assert (total(world, measure) > 0) == (name == reaction), (reaction, measure)
        assert (total(world, "recruiters_lying_low") > 0) == (reaction == "lie_low")


def test_nothing_happens_where_no_reaction_weighs_anything() -> None:
    world = hot({"recruiting.reactions": dict.fromkeys(REACTIONS, 0.0), "responding.prosecution": 0})
    assert (world.state.posts.state == ACTIVE).all()
    assert total(world, "recruiters_moved") == total(world, "recruiters_went_private") == 0


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
