"""What a village's own money carries on after the programme: nothing at 0, all of it at 1, never before the end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.world import World
from tests.building import composed, dotted, make, paired, run, series

PLACE, WEEKS, START, END = "migrant_pocket", 70, 6, 30
ALL = ["sessions", "channels", "local_actors", "route_help", "coordination"]
CODES = [village.code for village in composed(f"place={PLACE}").place.villages]
VILLAGES = composed(f"place={PLACE}").place.villages


def changes(funding: float, **more: Any) -> dict[str, Any]:
    """A programme from week 6 to week 30 in villages with so much money of their own."""
    return {
        "weeks": WEEKS,
        "programme.start_week": START,
        "programme.end_week": END,
        "programme.outreach_intensity": 4.0,
        "place.villages": [village.model_dump() | {"own_funding": funding} for village in VILLAGES],
        **dotted(more),
    }


def funded(funding: float, weeks: int = WEEKS, **more: Any) -> World:
    return run(make(PLACE, "pimpasa", changes(funding, **more)), weeks)


def test_no_money_of_their_own_changes_nothing_whatever_might_be_carried_on() -> None:
    np.testing.assert_array_equal(
        funded(0.0, programme__continued=ALL).tally.weekly, funded(0.0, programme__continued=[]).tally.weekly
    )


def test_money_changes_nothing_before_the_end_or_if_nothing_is_carried_on() -> None:
    poor, rich = funded(0.0), funded(1.0)
    np.testing.assert_array_equal(poor.tally.weekly[:END], rich.tally.weekly[:END])
    assert (poor.tally.weekly[END:] != rich.tally.weekly[END:]).any()
    np.testing.assert_array_equal(poor.tally.weekly, funded(1.0, programme__continued=[]).tally.weekly)


@pytest.mark.parametrize("part", ALL)
def test_each_part_by_itself_shows(part: str) -> None:
    more = {"programme__continued": [part], "deciding__route_help": 5.0}
    poor, rich = funded(0.0, **more), funded(1.0, **more)
    assert (poor.tally.weekly != rich.tally.weekly).any()


def test_the_floor_stands_for_the_funding_of_every_village() -> None:
    own, floor = funded(0.7), funded(0.1, circumstances__own_funding_floor=0.7)
    np.testing.assert_array_equal(own.tally.weekly, floor.tally.weekly)


@pytest.mark.parametrize("funding", [0.25, 1.0])
def test_sessions_go_on_at_their_share_without_an_officer(funding: float) -> None:
    world = funded(funding, programme__local_actors=0)
    held = world.tally.weekly[END:, :, world.tally.index["sessions_village"]].sum(axis=0)
    due = funding * 4.0 * (WEEKS - END) * 12 / 52
    assert (abs(held - due) <= 1).all()
    assert series(world, "hours_outreach")[END:].sum() == 0
    assert series(world, "sessions_village")[:END].sum() == 0


def test_full_funding_keeps_channels_help_and_links_as_they_were() -> None:
    during, after = funded(1.0, END - 1), funded(1.0, END + 1)
    names = list(during.settings.channels)
    no_officer = [c for c, name in enumerate(names) if not during.settings.channels[name].officer_only]
    np.testing.assert_array_equal(during.policy.open_channels[:, no_officer], after.policy.open_channels[:, no_officer])
    assert not after.policy.open_channels[:, names.index("officer_visit")].any()
    np.testing.assert_array_equal(during.policy.route_help, after.policy.route_help)
    assert after.policy.coordination[0] == pytest.approx(during.policy.coordination[0])
    half = funded(0.5, END + 1)
    programme = half.settings.programme
    assert half.policy.coordination[0] == pytest.approx((programme.coordination + programme.coordination_before) / 2)
    assert (half.policy.route_help == 0.5).all()


def test_local_actors_last_longer_on_the_villages_money() -> None:
    more = {"programme__local_actors": 40, "learning__local_actors__dropout_alone": 0.1}
    alone, halfway, paid = (series(funded(money, **more), "local_actors_active")[-1] for money in (0.0, 0.5, 1.0))
    assert alone < 0.1 * paid and alone < halfway < 0.6 * paid


def test_only_villages_that_were_assisted_and_will_not_be_again_carry_on() -> None:
    phases = [
        {"villages": CODES[:2], "start_week": START, "end_week": END},
        {"villages": CODES[1:2], "start_week": WEEKS - 5, "end_week": None},
    ]
    world = funded(1.0, programme__schedule=phases)
    held = world.tally.weekly[:, :, world.tally.index["sessions_village"]].sum(axis=0)
    assert held[0] > 5 and (held[1:] == 0).all()


def test_more_is_known_after_the_end() -> None:
    counts = paired(
        "know_procedure", ("pimpasa", changes(0.0)), ("pimpasa", changes(1.0)), range(1, 4), weeks=WEEKS, from_week=60
    )
    assert (counts[:, 1] > 1.05 * counts[:, 0]).all()
