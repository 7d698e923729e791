"""Who gets a seat: those whom a session is meant for, women, and members of the customary community."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.outreach.attendance import seat
from sim.people.groups import CUSTOMARY, FARMER, GROUPS, WOMAN
from sim.world import World
from tests.building import composed, make, paired, sessions

SESSIONS = range(60)


@cache
def district(others: float = 1.0) -> World:
    return make("mollo_selatan", changes={"learning.others_readiness": others})


def seated(world: World | None = None, **about: Any) -> NDArray[np.int64]:
    """Everybody seated in many sessions for a village that has more who would come than seats."""
    world = world or district()
    usual = {"gathers": "village", "seats": 40, "turnout": 1.0, "women_readiness": 1.0, "customary_readiness": 1.0}
    changes = {f"outreach.group_discussion.{name}": value for name, value in {**usual, **about}.items()}
    under = world.fork(world.settings.with_changes(changes))
    return seat(under, sessions(under, "group_discussion", SESSIONS)).rows


def shares(rows: NDArray[np.int64]) -> dict[str, float]:
    people = district().population
    customary = (people.traits[rows] & CUSTOMARY) != 0
    return {"women": float((people.sex[rows] == WOMAN).mean()), "customary": float(customary.mean())}


def farmers(others: float, **about: Any) -> float:
    """Share of farmers among those seated in sessions that are meant for them."""
    people, rows = district().population, seated(district(others), meant_for=["farmer"], **about)
    return float((people.group[rows] == FARMER).mean())


def test_the_less_readily_others_come_the_more_of_the_seats_go_to_those_it_is_meant_for() -> None:
    alike, usual, few = (farmers(others) for others in (1.0, 0.5, 0.1))
    assert alike < usual - 0.08 < few - 0.16
    assert farmers(0.0) == farmers(1.0, others_come=False) == 1.0


def test_seats_for_anybody_alike_are_for_others_too_if_they_come_at_all() -> None:
    assert farmers(0.1, seating="random") == farmers(1.0, seating="random") < 0.9
    assert farmers(0.1, seating="random", others_come=False) == 1.0


@pytest.mark.parametrize("others_come", [True, False])
def test_a_session_that_is_meant_for_nobody_in_particular_is_for_everybody_alike(others_come: bool) -> None:
    named, alike = (seated(meant_for=names, others_come=others_come) for names in (list(GROUPS), None))
    np.testing.assert_array_equal(named, alike)


@pytest.mark.parametrize("who", ["women", "customary"])
def test_those_who_come_more_readily_get_more_seats(who: str) -> None:
    few, usual, many = (shares(seated(**{f"{who}_readiness": weight}))[who] for weight in (0.5, 1.0, 2.0))
    assert few < usual - 0.08 < many - 0.16
    assert shares(seated(**{f"{who}_readiness": 0.0}))[who] == 0.0


@pytest.mark.parametrize("who", ["women", "customary"])
def test_seats_for_anybody_alike_are_for_all_who_come_at_all(who: str) -> None:
    alike, rather = (seated(seating="random", **{f"{who}_readiness": weight}) for weight in (1.0, 3.0))
    np.testing.assert_array_equal(alike, rather)
    assert shares(seated(seating="random", **{f"{who}_readiness": 0.0}))[who] == 0.0


def test_only_group_discussions_and_sermons_tell_people_apart() -> None:
    kinds = composed("place=classroom").outreach
    assert {name for name, kind in kinds.items() if kind.women_readiness != 1.0} == {"group_discussion"}
    assert {name for name, kind in kinds.items() if kind.customary_readiness != 1.0} == {"sermon"}


def test_where_there_are_seats_for_all_nothing_changes() -> None:
    plenty = {"outreach.group_discussion.seats": 100_000, "outreach.sermon.seats": 100_000, "weeks": 60}
    rather = {"outreach.group_discussion.women_readiness": 3.0, "outreach.sermon.customary_readiness": 3.0}
    counts = paired("facts_learned", ("pimpasa", plenty), ("pimpasa", {**plenty, **rather}), range(1, 3), weeks=60)
    assert (counts[:, 0] == counts[:, 1]).all() and counts.min() > 0
