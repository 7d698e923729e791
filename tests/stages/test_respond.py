"""Answers to counsel follow the closed form of the logit choice."""

from __future__ import annotations

import math

import numpy as np

from sim.officers.counsel import counsel
from sim.officers.partners import Joint
from sim.state.codes import (
    ACCEPTED,
    FIRST_TRUST,
    IMMIGRATION,
    PROCEDURE,
    RECRUITMENT,
)
from sim.week import run_week
from tests.building import make, paired
from tests.stages.lonely import attitude_of, incidents_about, logit, lonely_world, somebody


def test_answers_to_counsel_follow_the_closed_form() -> None:
    world = lonely_world({"deciding.cool_off_weeks": 0})
    person = somebody(world)
    s, d = world.settings.responding, world.settings.deciding
    adviser = s.responders["immigration"]
    world.state.residents.fact_until[person, PROCEDURE] = 100
    need = float(world.population.need(np.array([person]))[0])
    trust = attitude_of(world, person, FIRST_TRUST + IMMIGRATION)
    expected = logit(
        {
            "stopped_by_counsel": s.stay + adviser.persuasion + s.stay_trust * (trust - 0.5),
            "redirected_documented": s.documented_after_counsel + d.documented_facts + adviser.persuasion,
            "leave": s.leave_need * need,
        }
    )
    rows = incidents_about(world, person, kind=RECRUITMENT, state=ACCEPTED)[:3000]
    for row in rows:
        counsel(world, int(row), IMMIGRATION, 0, Joint(), 0)
    for name in ("stopped_by_counsel", "redirected_documented"):
        found = world.tally.weekly[0, :, world.tally.index[name]].sum() / rows.size
        assert abs(found - expected[name]) < 4 * math.sqrt(expected[name] * (1 - expected[name]) / rows.size), name


POCKET = "migrant_pocket"


def test_an_advance_already_spent_makes_counsel_weaker() -> None:
    common = {"recruiting.advance_share": 1, "recruiting.kin_invitations": 0, "programme.start_week": 0}
    counts = paired(
        "stopped_by_counsel",
        ("pimpasa", {**common, "responding.leave_debt": 0}),
        ("pimpasa", {**common, "responding.leave_debt": 3}),
        range(1, 7),
    )
    assert counts[:, 1].sum() < 0.6 * counts[:, 0].sum() and counts[:, 0].sum() > 20


def test_more_effort_of_the_police_is_searched_away_at_once_and_stores_nothing_for_later() -> None:
    """The store of unused hours is as large as ever: else a crackdown would search last when it is over."""
    quiet = {"recruiting.recruiters_per_village": 0, "recruiting.kin_invitations": 0, "recruiting.licensed_offers": 0}
    quiet |= {"warning.visitors": 0, "warning.foreigners": 0, "responding.responders.police.hours": 2.0}
    crackdown = {"programme.police_effort": 6, "programme.start_week": 30, "programme.end_week": 40, "weeks": 60}
    world = make("classroom", "no_programme", quiet | crackdown)
    searched = []
    for _ in range(world.settings.weeks):
        run_week(world)
        searched.append(float(world.state.villages.search_hours[0]))
    assert searched[29] == searched[45] == 2.0
    assert searched[30:40] == [12.0] * 10 and searched[40] == 2.0
