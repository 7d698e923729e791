"""Every lever costs: driven to its end, the programme pays more. Free is only who is reached, when and where."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.settings.programme import Programme
from sim.world import World
from tests.building import chosen, run, start, total

EVERYTHING_HAPPENS: dict[str, Any] = {
    "weeks": 60,
    "place.rate_factor": 20,
    "programme.start_week": 0,
    "programme.local_actor_training": 20,
    "warning.speak": -0.5,
    "responding.prosecution": 1,
    "responding.arrest_weeks": 1,
    "responding.responders.immigration.referral": 0.5,
}
BOTH = ["manpower_office", "ngo"]
LEVERS: dict[str, tuple[Any, Any]] = {
    "channels_open": ([], ["officer_visit", "hotline", "whatsapp_group"]),
    "outreach_intensity": (0, 8),
    "local_actors": (0, 12),
    "local_actor_skill": (0, 1),
    "local_actor_sessions": (0, 4),
    "local_actor_hours": (0, 20),
    "local_actor_training": (104, 8),
    "officers": (1, 6),
    "officer_hours": (8, 40),
    "officer_skill": (0, 1),
    "partners": ([], BOTH),
    "joint_answers": (0, 1),
    "gate_effort": (1, 4),
    "police_effort": (1, 4),
    "publicity": (0, 1),
    "announces": ("nothing", "success"),
    "coordination": (0.2, 1),
    "route_help": (False, True),
}
FREE = {
    "title": "a word",
    "description": "a word",
    "start_week": "when",
    "end_week": "when",
    "schedule": "when and where",
    "villages": "where",
    "outreach_mix": "who is reached; each kind has its own price",
    "local_actor_mix": "who is reached; each kind has its own price",
    "officer_triage": "whose case is taken first, in hours that are paid for",
    "indicator": "what hours that are paid for are used for",
    "incentive": "what hours that are paid for are used for",
    "officer_kin_share": "no activity, but who the officers are",
    "officer_transfer": "no activity, but what happens to officers",
    "channels_open_always": "stands without a programme, and is counted as that",
    "coordination_before": "stands without a programme, and is counted as that",
    "continued": "what the village's own money carries on",
    "budget": "the money itself",
}


def own_cost(world: World) -> float:
    """What the programme pays, without what stands anyway."""
    return total(world, "cost_rupiah") - total(world, "cost_existing")


def after(programme: str = "pimpasa", **changes: Any) -> World:
    settings = {f"programme.{key}": value for key, value in changes.items()}
    return run(start(chosen("classroom", programme, EVERYTHING_HAPPENS | settings)))


def test_each_setting_of_a_programme_costs_or_is_free_for_a_reason() -> None:
    assert LEVERS.keys() | FREE.keys() == Programme.model_fields.keys()
    assert not LEVERS.keys() & FREE.keys()


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_driven_to_its_end_costs_more(lever: str) -> None:
    beside = {"joint_answers": 1} if lever == "partners" else {"partners": BOTH} if lever == "joint_answers" else {}
    low, high = (own_cost(after(**{lever: end}, **beside)) for end in LEVERS[lever])
    assert high > 1.001 * low, (lever, low, high)


def test_a_budget_of_nothing_spends_nothing_and_nothing_is_done() -> None:
    world = after(budget=0, gate_effort=4, police_effort=4, publicity=1, joint_answers=1)
    assert own_cost(world) == 0
    done = ("sessions_held", "hours_officers", "local_actors_trained", "cost_publicity", "cases_answered_jointly")
    assert {name: total(world, name) for name in (*done, "cost_route_help", "cost_channels")} == dict.fromkeys(
        (*done, "cost_route_help", "cost_channels"), 0
    )
    nothing = after("no_programme")
    assert total(nothing, "cost_existing") == total(nothing, "cost_rupiah") > 0


@pytest.mark.parametrize("budget", [1e6, 8e6, 25e6, 60e6, 90e6])
def test_no_year_spends_more_than_its_budget(budget: float) -> None:
    world = after(budget=budget, gate_effort=4, police_effort=4, publicity=1, outreach_intensity=8)
    columns = [world.tally.index[name] for name in ("cost_rupiah", "cost_existing")]
    paid, existing = (world.tally.weekly[:52, :, column].sum(axis=0) for column in columns)
    assert (paid - existing <= budget * (1 + 1e-9)).all()
    assert (paid - existing > 0.5 * min(budget, 60e6)).all()


@pytest.mark.parametrize("budget", [6e6, 30e6])
def test_villages_that_leave_within_a_year_make_nobody_spend_more(budget: float) -> None:
    """The officers cost those that remain more from then on, and the year's plan knows it."""
    codes = [village.code for village in chosen("migrant_pocket", "pimpasa", {}).place.villages]
    phases = [
        {"villages": codes, "start_week": 0, "end_week": 30},
        {"villages": codes[:1], "start_week": 30, "end_week": 90},
    ]
    changes = {"programme.schedule": phases, "programme.budget": budget, "programme.continued": [], "weeks": 104}
    world = run(start(chosen("migrant_pocket", "pimpasa", changes)))
    paid, existing = (world.tally.weekly[:, :, world.tally.index[name]] for name in ("cost_rupiah", "cost_existing"))
    for first in (0, 52):
        year = (paid - existing)[first : first + 52].sum(axis=0)
        assert (year <= budget * (1 + 1e-9)).all() and year[0] > 0.9 * budget


def test_a_desk_that_only_the_programme_leads_to_is_no_existing_one() -> None:
    world = after("migrant_resource_centre", coordination=0.2, coordination_before=0.2)
    always = world.settings.programme.channels_open_always
    anyway = sum(world.settings.channels[name].cost for name in always) * world.villages * world.week
    anyway += sum(total(world, f"cost_{use}") for use in ("desks", "police", "gates", "coordination"))
    of_the_centre = anyway - total(world, "cost_existing")
    assert 0.05 * total(world, "cost_desks") < of_the_centre < total(world, "cost_desks")


def test_more_money_reaches_further_down_the_order() -> None:
    uses = ("channels", "officers", "local_actors", "coordination", "police", "gates")
    whole = after(gate_effort=4, police_effort=4)
    paid = {use: [] for use in uses}
    for budget in (2e6, 30e6, 52e6, 58e6, 75e6):
        world = after(budget=budget, gate_effort=4, police_effort=4)
        for use in uses:
            paid[use].append(total(world, f"cost_{use}") / total(whole, f"cost_{use}"))
    for use, shares in paid.items():
        assert shares == sorted(shares) and np.max(shares) <= 1 + 1e-9, use
    first_whole = [
        next((n for n, share in enumerate(paid[use]) if share > 0.999), 9) for use in ("channels", "officers")
    ]
    assert first_whole == sorted(first_whole)


def test_after_the_end_only_those_act_who_are_paid_or_willing() -> None:
    own = {"end_week": 30, "local_actors": 12, "local_actor_sessions": 4, "continued": []}
    held = {}
    for unpaid in (0.0, 1.0):
        changes = {f"programme.{key}": value for key, value in own.items()}
        changes |= {"learning.local_actors.unpaid": unpaid, "learning.local_actors.dropout_alone": 0.01}
        world = run(start(chosen("classroom", "pimpasa", EVERYTHING_HAPPENS | changes)))
        assert (world.actor_support() == 0).all()
        held[unpaid] = world.tally.weekly[31:, :, world.tally.index["sessions_local_actors"]].sum()
    assert held[0.0] == 0 < held[1.0]
