"""Members of the customary community know that they can tell a leader, where there is a customary council."""

from __future__ import annotations

import numpy as np

from sim.people.groups import CUSTOMARY
from sim.world import World
from tests.building import chosen, start
from tests.laws.rare import near_share

SHARE, USUAL = 0.8, 0.3


def district(council: bool, **changes: float | str) -> World:
    settings = chosen("mollo_selatan", changes={"channels.leader.known": USUAL, **changes})
    villages = [village.model_dump() | {"adat": council} for village in settings.place.villages]
    return start(settings.with_changes({"place.villages": villages, "learning.known_by_members": SHARE}))


def known(world: World, channel: str, members: bool) -> tuple[float, int]:
    """Share who know a channel, and of how many."""
    people = world.population
    rows = np.flatnonzero(((people.traits & CUSTOMARY) != 0) == members)
    fact = world.arrays.fact_names.index(f"channel {channel}")
    return float((world.state.residents.fact_until[rows, fact] > 0).mean()), rows.size


def test_members_know_the_leader_where_there_is_a_council_and_nobody_else_does() -> None:
    for council, members, share in ((True, True, SHARE), (True, False, USUAL), (False, True, USUAL)):
        found, count = known(district(council), "leader", members)
        assert near_share(found, share, count)


def test_nothing_else_is_known_by_more() -> None:
    with_council, without = district(True), district(False)
    leader = with_council.arrays.fact_names.index("channel leader")
    facts, others = (np.delete(one.state.residents.fact_until, leader, axis=1) for one in (with_council, without))
    np.testing.assert_array_equal(facts, others)


def test_another_channel_to_the_leader_counts_too() -> None:
    world = district(True, **{"channels.school.receiver": "religious_leader"})
    share, count = known(world, "school", True)
    assert near_share(share, SHARE, count)
