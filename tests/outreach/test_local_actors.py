"""Local actors: who is chosen, that they hold on and give up, what they hold and hear, and that none is none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.people.groups import GROUPS, RT_HEAD, group_at
from sim.state.codes import AWAY_DOCUMENTED
from sim.world import World
from tests.building import dotted, make, paired, run, series, total

PLACE, WEEKS, START, END = "migrant_pocket", 60, 8, 40
SEEDS = range(1, 5)


def changes(**more: Any) -> dict[str, Any]:
    """A programme with five local actors a village, from week 8 to week 40."""
    return {
        "weeks": WEEKS,
        "programme.start_week": START,
        "programme.end_week": END,
        "programme.continued": [],
        "programme.local_actors": 5,
        "programme.local_actor_training": 4,
        **dotted(more),
    }


def trained(weeks: int = START + 1, **more: Any) -> World:
    return run(make(PLACE, "pimpasa", changes(**more)), weeks)


def test_without_local_actors_nothing_said_about_them_matters() -> None:
    loud = {
        "programme__local_actor_skill": 1.0,
        "programme__local_actor_sessions": 8.0,
        "programme__local_actor_hours": 60.0,
        "programme__local_actor_mix": {"sermon": 1.0},
        "learning__local_actors__dropout_alone": 1.0,
        "warning__tells_local_actor": 1.0,
    }
    quiet, told = (trained(WEEKS, programme__local_actors=0, **more) for more in ({}, loud))
    np.testing.assert_array_equal(quiet.tally.weekly, told.tally.weekly)
    assert total(told, "local_actors_trained") == total(told, "sessions_local_actors") == 0


def test_they_are_settled_grown_ups_who_do_not_recruit_and_nobody_is_chosen_twice() -> None:
    world = trained(programme__local_actors=200)
    rows = world.state.actor_row
    assert rows.size == np.unique(rows).size == 200 * world.villages
    assert (world.week - world.population.birth_week[rows] >= 15 * 52).all()
    assert not np.isin(world.state.posts.row[world.state.posts.row >= 0], rows).any()


def groups_of_the_trained(lay_weight: float) -> set[str]:
    """Groups from which local actors come who are no heads of an RT."""
    world = trained(learning__local_actors__lay_weight=lay_weight)
    people, rows = world.population, world.state.actor_row
    assert rows.size == 5 * world.villages
    ages = world.week - people.birth_week[rows].astype(np.int64)
    lay = (people.traits[rows] & RT_HEAD) == 0
    return {
        GROUPS[group_at(people.group[row], people.traits[row], age)]
        for row, age in zip(rows[lay], ages[lay], strict=True)
    }


def test_people_without_an_office_are_chosen_as_readily_as_said_and_pupils_never() -> None:
    assert groups_of_the_trained(0.0) == {"official", "teacher", "leader"}
    others = groups_of_the_trained(1000.0)
    assert others >= {"homemaker", "farmer", "worker"} and "pupil" not in others


def test_central_people_are_chosen_rather() -> None:
    ties = []
    for power in (0.0, 2.0):
        rows = trained(
            programme__local_actors=50,
            learning__local_actors__lay_weight=1.0,
            learning__local_actors__centrality=power,
        ).state.actor_row
        world = trained(1)
        ties.append(np.diff(world.ties.start)[rows].mean())
    assert ties[1] > 1.2 * ties[0]


def test_they_hold_on_while_supported_and_all_give_up_alone() -> None:
    world = trained(WEEKS, learning__local_actors__dropout=0.0, learning__local_actors__dropout_alone=1.0)
    active = series(world, "local_actors_active")
    full = 5 * world.villages
    abroad = series(world, "local_actors_dropped")[:END].sum()
    assert (active[:START] == 0).all() and (active[END:] == 0).all()
    assert active[START] == full and active[START:END].min() >= full - abroad
    assert (active[START:END:4] == full).all()  # replaced at each training


def test_who_leaves_the_country_is_none_any_more() -> None:
    world = trained(START + 1, learning__local_actors__dropout=0.0)
    gone, *others = world.state.actor_row.tolist()
    world.state.residents.status[gone] = AWAY_DOCUMENTED
    world.state.residents.status_day[gone] = 10_000
    run(world, 1)
    assert world.state.actor_row.tolist() == others


def test_they_go_on_after_the_programme_and_thin_out() -> None:
    chance = 0.1
    world = trained(
        WEEKS, programme__local_actors=60, learning__local_actors__dropout_alone=chance, stages__approach=False
    )
    active = series(world, "local_actors_active")
    assert series(world, "sessions_local_actors")[END:].sum() > 0
    assert series(world, "local_actors_trained")[END:].sum() == 0
    expected = active[END - 1] * (1 - chance) ** (WEEKS - END)
    assert abs(active[-1] - expected) < 3 * np.sqrt(expected)


def test_trained_and_dropped_add_up_to_the_active() -> None:
    world = trained(WEEKS, learning__local_actors__dropout=0.1)
    gone, new, active = (
        world.tally.weekly[:, :, world.tally.index[f"local_actors_{what}"]] for what in ("dropped", "trained", "active")
    )
    np.testing.assert_array_equal(np.cumsum(new, axis=0), active + np.cumsum(gone, axis=0))
    assert gone.sum() > 20


@pytest.mark.parametrize("per_month", [0.25, 1.0, 6.0])
def test_each_holds_as_many_sessions_as_said_and_takes_no_officer_hours(per_month: float) -> None:
    steady = {"learning__local_actors__dropout": 0.0, "stages__approach": False}
    with_them = trained(END, **steady, programme__local_actor_sessions=per_month)
    without = trained(END, **steady, programme__local_actor_sessions=0.0)
    months = (END - START) * 12 / 52
    held = total(with_them, "sessions_local_actors")
    actors = 5 * with_them.villages
    assert abs(held - actors * per_month * months) <= actors  # each at most one off
    assert total(with_them, "sessions_held") - total(without, "sessions_held") == held
    for use in ("outreach", "travel"):
        np.testing.assert_array_equal(series(with_them, f"hours_{use}"), series(without, f"hours_{use}"))
    assert total(with_them, "cost_rupiah") > total(without, "cost_rupiah")


def test_their_sessions_teach_by_their_skill_and_leave_trust_in_immigration_alone() -> None:
    only_they = {
        "programme__outreach_intensity": 0.0,
        "programme__local_actor_sessions": 2.0,
        "learning__tell_chance": 0.0,
        "stages__feedback": False,
        "responding__presence_trust": 0.0,
        "responding__presence_distance": 0.0,
    }
    learned = []
    for skill in (0.0, 0.3, 0.9):
        world = trained(END, **only_they, programme__local_actor_skill=skill)
        learned.append(total(world, "facts_learned"))
        assert not world.state.residents.attitude_change[:, 6].any()
    at_trainings = learned[0]
    assert 1.5 * (learned[1] - at_trainings) < learned[2] - at_trainings
    assert learned[1] > 2 * at_trainings


def test_what_they_hear_opens_cases() -> None:
    deaf, hearing = (changes(programme__local_actor_hours=hours, programme__local_actors=12) for hours in (0.0, 6.0))
    heard = paired("local_actor_noticed", ("pimpasa", deaf), ("pimpasa", hearing), SEEDS, weeks=WEEKS)
    opened = paired("cases_opened", ("pimpasa", deaf), ("pimpasa", hearing), SEEDS, weeks=WEEKS)
    assert heard[:, 0].sum() == 0 and heard[:, 1].sum() > 40
    assert opened[:, 1].sum() > 1.1 * opened[:, 0].sum()


@pytest.mark.parametrize(("officers", "receiver"), [(2, 2), (0, 0)])
def test_they_bring_it_to_the_officer_or_to_the_village_office(officers: int, receiver: int) -> None:
    silent = {
        "warning__speak": -20.0,
        "warning__tells_officer": 0.0,
        "programme__officers": officers,
        "programme__channels_open": [],
        "programme__coordination": 0.0,
        "programme__local_actor_hours": 20.0,
    }
    cases = trained(END, **silent).state.cases
    assert len(cases) > 5 and set(cases["holder"]) == {receiver}
