"""What deters: others' arrests, the police's own search, a dossier of cases; and the same recruiter seen through."""

from __future__ import annotations

import numpy as np
import pytest

from sim.attitudes.accounts import hear, open_account
from sim.outreach.deterrence import feel_arrests_of_others
from sim.recruiters.met import forget, meet, times_met
from sim.stages.respond import act_on_recruiter, dossier
from sim.state import codes
from sim.world import World
from tests.building import make, paired, run, total


def district() -> World:
    """A pocket of migration in its tenth week, in which nothing has happened."""
    world = make("migrant_pocket", changes={"weeks": 40})
    world.week = 10
    return world


def near(world: World, post: int) -> int:
    """A finder of a post."""
    return int(world.state.posts.finders[post, 0])


@pytest.mark.parametrize(
    ("what", "whose", "felt"),
    [(codes.ARRESTED, 1, True), (codes.ARRESTED, 0, False), (codes.WAS_ANSWERED, 1, False), (codes.RELEASED, 1, False)],
)
def test_an_arrest_of_another_that_a_finder_hears_of_is_felt_once(what: int, whose: int, felt: bool) -> None:
    world = district()
    account = open_account(world, what, codes.POLICE, 0, post=whose)
    hear(world, account, np.array([near(world, 0)]), 1)
    size = world.settings.recruiting.pressure_referred * world.settings.responding.retold
    for _ in range(2):
        feel_arrests_of_others(world)
        assert world.state.posts.pressure[0] == pytest.approx(size if felt else 0.0)
    assert (world.state.posts.pressure[1:] == 0).all()


def test_meeting_the_same_recruiter_again_counts_and_makes_think_again() -> None:
    world = district()
    residents, one = world.state.residents, np.array([40])
    meet(world, one, np.array([2]))
    assert (residents.met_times[40], residents.changed_week[40]) == (1, codes.NEVER)
    meet(world, one, np.array([2]))
    assert (residents.met_times[40], residents.changed_week[40]) == (2, 10)
    assert times_met(residents, 40, 2, 10) == 2 and times_met(residents, 40, 1, 10) == 1
    assert times_met(residents, 40, 2, 11 + world.settings.learning.warning_weeks) == 1
    meet(world, one, np.array([codes.NOBODY]))
    assert residents.met_times[40] == 2
    forget(world, np.array([2]))
    assert times_met(residents, 40, 2, 10) == 1


def test_a_recruiter_met_before_is_seen_through() -> None:
    """Whoever could not see through a single offer cannot see through many; all others can."""
    changes = {"weeks": 104, "deciding.recognise_informed": 0.5, "learning.warning_weeks": 520}
    world = run(make("migrant_pocket", changes=changes))
    incidents = world.state.incidents
    offers = np.flatnonzero((incidents["recruiter"] != codes.NOBODY) & (incidents["kind"] == codes.RECRUITMENT))
    times: dict[tuple[int, int, int], int] = {}
    seen: dict[bool, list[int]] = {False: [], True: []}
    for row in offers.tolist():
        who = tuple(int(incidents[name][row]) for name in ("person", "recruiter", "holder"))
        times[who] = times.get(who, 0) + 1  # type: ignore[index,arg-type]
        seen[times[who] > 1].append(int(incidents["recognised"][row]))  # type: ignore[index]
    assert len(seen[True]) > 30
    assert np.mean(seen[True]) > 1.2 * np.mean(seen[False])


def test_police_find_more_with_more_effort_and_nothing_without_hours() -> None:
    found = []
    for effort in (0.0, 1.0, 6.0):
        changes = {"weeks": 104, "programme.start_week": 0, "programme.police_effort": effort}
        found.append(total(run(make("migrant_pocket", "pimpasa", changes)), "cases_by_police"))
    assert found[0] == 0
    assert found[2] > 2 * found[1] > 4


@pytest.mark.parametrize(("answered", "referred", "measure"), [(0, 0, 0), (400, 0, 1), (400, 40, 2)])
def test_a_thick_dossier_moves_the_police_and_then_the_court(answered: int, referred: int, measure: int) -> None:
    """At a chance of one in a hundred each, the first case leads nowhere; after hundreds it is all but certain."""
    rare = {f"responding.responders.{name}.referral": 0.01 for name in codes.RECEIVERS}
    world = make("migrant_pocket", changes={"weeks": 40, "responding.prosecution": 0.1, **rare})
    posts, state = world.state.posts, world.state
    about = {"recruiter": 0, "holder": posts.holder[0], "kind": codes.RECRUITMENT, "person": 3}
    incidents = state.incidents.append(answered + 1, key=np.arange(answered + 1).astype(np.uint64), **about)
    cases = state.cases.append(answered + 1, incident=incidents, state=codes.ANSWERED, closed_day=5)
    state.incidents["case"][incidents] = cases
    state.cases["referred"][cases[:referred]] = 1
    act_on_recruiter(world, int(incidents[-1]), codes.IMMIGRATION, 5)
    assert state.cases["referred"][cases].sum() == referred + (measure > 0)
    assert (posts.arrest_day[0] != codes.NOBODY) == (measure > 1)


def test_an_old_dossier_is_closed() -> None:
    world = make("migrant_pocket", changes={"weeks": 100})
    state = world.state
    about = {"recruiter": 0, "holder": state.posts.holder[0], "kind": codes.RECRUITMENT, "person": 3}
    incidents = state.incidents.append(500, key=np.arange(500).astype(np.uint64), **about)
    state.incidents["case"][incidents] = state.cases.append(500, incident=incidents, state=codes.ANSWERED, closed_day=5)
    world.week = 2 + world.settings.learning.warning_weeks
    state.cases["closed_day"][-1] = world.first_day
    assert dossier(world, 0).tolist() == [499]


def test_what_is_heard_of_arrests_keeps_others_quiet() -> None:
    arrests = {
        "weeks": 104,
        "warning.speak": 0.0,
        "responding.prosecution": 1.0,
        "responding.arrest_weeks": 1.0,
        "recruiting.pressure_answered": 0.0,
        "programme.start_week": 0,
    }
    quiet, loud = ({**arrests, "programme.publicity": share} for share in (0.0, 1.0))
    low = paired("recruiters_lay_low", ("pimpasa", quiet), ("pimpasa", loud), range(1, 3))
    assert low[:, 1].sum() > 1.05 * low[:, 0].sum()
