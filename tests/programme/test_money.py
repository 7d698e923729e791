"""What everything costs, by use, and what a budget keeps from being done."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.world import World
from tests.building import by_village, dotted, make, run, series, total

PLACE, WEEKS, START = "migrant_pocket", 120, 8
USES = ("officers", "sessions", "channels", "local_actors", "publicity", "partners", "route_help")
ANYWAY = ("desks", "police", "gates", "coordination")
"""What stands without a programme, which may add to it."""
FREE = {
    f"prices__{name}": 0.0
    for name in (
        "officer_hour",
        "officer_training",
        "local_actor_hour",
        "local_actor_training",
        "coordination_week",
        "route_help",
    )
}


def spent(weeks: int = WEEKS, **more: Any) -> World:
    changes = {
        "weeks": WEEKS,
        "programme.start_week": START,
        "programme.local_actors": 3,
        "programme.local_actor_sessions": 1.0,
        **dotted(more),
    }
    return run(make(PLACE, "pimpasa", changes), weeks)


def costs(world: World, use: str) -> np.ndarray[Any, Any]:
    return by_village(world, f"cost_{use}")


def own(world: World) -> np.ndarray[Any, Any]:
    """What the programme pays, [weeks, villages]."""
    return costs(world, "rupiah") - costs(world, "existing")


def test_the_uses_add_up_and_nothing_is_spent_before_the_programme() -> None:
    world = spent(programme__publicity=0.5, responding__prosecution=1.0, warning__speak=-1.0)
    np.testing.assert_allclose(sum(costs(world, use) for use in USES + ANYWAY), costs(world, "rupiah"), rtol=1e-12)
    assert own(world)[:START].sum() == 0 and all(costs(world, use).sum() > 0 for use in ANYWAY)
    for use in USES:
        assert costs(world, use)[START:].sum() > 0 and costs(world, use)[:START].sum() == 0, use


def test_officers_are_paid_for_the_hours_they_have() -> None:
    world = spent(prices__officer_hour=1000.0, prices__officer_training=0.0)
    programme = world.settings.programme
    weekly = programme.officers * programme.officer_hours * 1000.0
    np.testing.assert_allclose(costs(world, "officers")[START:].sum(axis=1), weekly)
    used = sum(series(world, f"hours_{use}") for use in ("travel", "outreach", "listening"))
    assert used.max() * 1000.0 <= weekly


def test_local_actors_are_paid_for_trainings_and_weeks() -> None:
    steady = {"learning__local_actors__dropout": 0.0, "stages__approach": False, "programme__local_actor_training": 20}
    world = spent(START + 40, **steady, prices__local_actor_hour=7.0, prices__local_actor_training=1000.0)
    assert costs(world, "local_actors").sum(axis=0).tolist() == [3 * (40 * 2 * 7.0 + 2 * 0.5 * 1000.0)] * world.villages


def test_after_the_end_the_village_pays_its_share_of_the_allowances() -> None:
    steady = {"learning__local_actors__dropout": 0.0, "learning__local_actors__dropout_alone": 0.0}
    end = START + 10
    more = {"stages__approach": False, "programme__end_week": end, "circumstances__own_funding_floor": 0.5}
    world = spent(end + 1, **steady, **more, prices__local_actor_hour=4.0)
    assert costs(world, "local_actors")[end].tolist() == [3 * 8.0 * 0.5] * world.villages
    assert costs(world, "officers")[end].sum() == 0


def test_a_budget_that_is_never_reached_changes_nothing() -> None:
    none, plenty = spent(programme__budget=None), spent(programme__budget=1e12)
    np.testing.assert_array_equal(none.tally.weekly, plenty.tally.weekly)


def test_without_money_nothing_that_costs_is_held() -> None:
    rich, poor = spent(), spent(programme__budget=0.0, **FREE)
    assert total(poor, "sessions_held") == total(poor, "cost_sessions") == 0
    due = {name: total(rich, name) for name in ("sessions_held", "sessions_cancelled", "sessions_local_actors")}
    of_the_programme = due["sessions_held"] + due["sessions_cancelled"] - due["sessions_local_actors"]
    assert total(poor, "local_actors_trained") > 0  # trainings are free here
    assert total(poor, "sessions_unfunded") > of_the_programme
    assert total(spent(programme__budget=0.0), "local_actors_trained") == 0


def test_a_years_budget_is_used_up_and_never_exceeded_and_begins_anew() -> None:
    free = FREE | {f"channels__{name}__cost": 0.0 for name in ("hotline", "whatsapp_group")}
    budget = 4e6
    world = spent(programme__budget=budget, **free)
    dearest = max(kind.cost for kind in world.settings.outreach.values())
    for year in (slice(START, START + 52), slice(START + 52, START + 104)):
        used = own(world)[year].sum(axis=0)
        assert (used <= budget).all() and (used > budget - dearest).all()
    unfunded = series(world, "sessions_unfunded")
    assert unfunded[START : START + 4].sum() == 0 < unfunded[START + 40 : START + 52].sum()
    assert series(world, "sessions_held")[START + 52 : START + 56].sum() > 0


@pytest.mark.parametrize("more", [{}, {"programme__local_actors": 0}], ids=["with local actors", "without"])
def test_less_money_teaches_less(more: dict[str, Any]) -> None:
    learned = [total(spent(programme__budget=budget, **FREE, **more), "facts_learned") for budget in (1e6, 5e6, None)]
    assert 1.3 * learned[0] < learned[1] and 1.1 * learned[1] < learned[2]
