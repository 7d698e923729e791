"""An arrest that is made known: who hears of it, what it leaves, what it costs, and that 0 is nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.outreach.publicity import recruiter_is_told_of
from sim.state.codes import ARRESTED, AWAY_DOCUMENTED, AWAY_UNDOCUMENTED, EXPECTED_EFFECT
from sim.world import World
from tests.building import composed, dotted, make, paired, run, total

PLACE, WEEKS = "migrant_pocket", 80


def changes(share: float, **more: Any) -> dict[str, Any]:
    """Many arrests, of which so many residents hear."""
    return {
        "weeks": WEEKS,
        "programme.start_week": 4,
        "programme.publicity": share,
        "warning.speak": -1.0,
        "responding.prosecution": 1.0,
        "responding.arrest_weeks": 1.0,
        "responding.trial_weeks": 1.0,
        "responding.verdict": 0.0,
        "responding.responders.immigration.referral": 0.8,
        "recruiting.entry_weeks": 1.0,
        **dotted(more),
    }


def so_far(world: World, measure: str) -> float:
    """Counts of all weeks, the unfinished one too."""
    return float(world.tally.weekly[:, :, world.tally.index[measure]].sum())


def publicised(share: float, **more: Any) -> World:
    return run(make(PLACE, "pimpasa", changes(share, **more)))


def test_those_who_have_to_do_with_it_hear_of_an_arrest_by_themselves() -> None:
    """The programme's publicity reaches many more."""
    quiet, loud = publicised(0.0), publicised(0.3)
    assert total(quiet, "arrests") > 20 and total(quiet, "arrest_heard") > total(quiet, "arrests")
    assert total(loud, "arrest_heard") > 3 * total(quiet, "arrest_heard")


def test_it_costs_by_the_person_who_hears() -> None:
    costs = []
    for share in (0.2, 0.8):
        world = run(make(PLACE, "pimpasa", changes(share)), 8)
        before = so_far(world, "cost_publicity")
        recruiter_is_told_of(world, 0, 1, 12345, ARRESTED)
        costs.append(so_far(world, "cost_publicity") - before)
    assert costs[1] > 3 * costs[0] > 0
    assert costs[0] % 2500 == 0


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_the_share_of_those_at_home_hears_of_it(share: float) -> None:
    world = run(make(PLACE, "pimpasa", changes(share)), 8)
    people, status = world.population, world.state.residents.status
    here = (people.village == 1) & (world.week - people.birth_week.astype(int) >= 15 * 52)
    here &= (status != AWAY_UNDOCUMENTED) & (status != AWAY_DOCUMENTED)
    before = so_far(world, "arrest_heard")
    recruiter_is_told_of(world, 0, 1, 12345, ARRESTED)
    heard = so_far(world, "arrest_heard") - before
    beside = 40  # finders, authors and their kin hear of it anyway
    assert -beside / 2 <= heard - share * here.sum() <= beside + 4 * np.sqrt(here.sum() * share * (1 - share))


@pytest.mark.parametrize("gain", [-0.5, 0.5])
def test_what_it_changes_goes_either_way(gain: float) -> None:
    alone = {"responding.answer_trust": 0.0, "learning.arrest_effect": gain}
    world = run(make(PLACE, "pimpasa", changes(1.0) | alone), 8)
    before = world.state.residents.attitude_change.sum(axis=0)
    recruiter_is_told_of(world, 0, 0, 12345, ARRESTED)
    moved = np.flatnonzero(np.abs(world.state.residents.attitude_change.sum(axis=0) - before) > 100)
    assert moved.tolist() == [EXPECTED_EFFECT]
    assert np.sign(world.state.residents.attitude_change.sum(axis=0)[moved[0]] - before[moved[0]]) == np.sign(gain)


def test_arrests_made_known_move_reports_either_way() -> None:
    believed = {"warning__expected_effect": 3.0}
    worse, better = (changes(1.0, learning__arrest_effect=gain, **believed) for gain in (-0.6, 0.6))
    counts = paired("reports_sent", ("pimpasa", worse), ("pimpasa", better), range(1, 4), weeks=WEEKS, from_week=20)
    assert (counts[:, 1] > 1.1 * counts[:, 0]).all()


def test_it_is_made_known_only_where_the_programme_works() -> None:
    codes = [village.code for village in composed(f"place={PLACE}").place.villages]
    world = publicised(0.5, programme__villages=codes[:1])
    names = ("cost_publicity", "arrests")
    cost, arrests = (world.tally.weekly[:, :, world.tally.index[name]].sum(axis=0) for name in names)
    assert cost[0] > 0 and arrests[1:].sum() > 0 and (cost[1:] == 0).all()
