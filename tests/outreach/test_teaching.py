"""What a session leaves behind: facts it is about, and trust where an officer held it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitudes_of
from sim.outreach.attendance import Seated
from sim.outreach.teaching import teach, train
from sim.state import codes
from sim.world import World
from tests.building import composed, make, sessions

TRUST = codes.FIRST_TRUST + codes.IMMIGRATION
OPEN = ("whatsapp_group", "school")
EVERYTHING = [*codes.FACT_NAMES, "channels"]


def world(about: dict[str, Any] | None = None, **changes: Any) -> World:
    """A hamlet where nobody knows anything, some channels are open, and sessions change trust much.

    ``about`` are changes to the kind of session.
    """
    changes |= {f"outreach.group_discussion.{name}": value for name, value in (about or {}).items()}
    ignorant = {f"learning.known_{what}": 0.0 for what in (*codes.FACT_NAMES, "by_members")}
    ignorant |= {f"channels.{name}.known": 0.0 for name in composed("place=classroom").channels}
    opened = {"programme.start_week": 0, "programme.channels_open_always": [], "programme.channels_open": list(OPEN)}
    return make("classroom", "pimpasa", {**ignorant, **opened, "learning.session_trust": 0.4, **changes})


def grown(where: World) -> NDArray[np.int64]:
    """Rows of all who are 15 or older."""
    return np.flatnonzero(where.population.residents(where.week))


def after(where: World, by_officer: bool = True, skill: float = 0.5) -> NDArray[np.int64]:
    """Rows of grown-ups of whom all have sat in a group discussion."""
    rows = grown(where)
    held = sessions(where, "group_discussion", skill=skill, by_officer=by_officer)
    teach(where, held, Seated(rows, np.zeros(rows.size, np.int64)))
    return rows


def known(where: World, rows: NDArray[np.int64]) -> dict[str, float]:
    """Share of some people who know each fact that any of them knows."""
    knows = (where.state.residents.fact_until[rows] > where.week).mean(axis=0)
    return {name: float(share) for name, share in zip(where.arrays.fact_names, knows, strict=True) if share}


@pytest.mark.parametrize("topic", EVERYTHING)
def test_only_what_a_session_is_about_is_learnt_and_of_channels_those_that_are_open(topic: str) -> None:
    where = world({"teaches": 1.0, "topics": [topic]})
    learnt = known(where, after(where, skill=1.0))
    expected = {f"channel {name}" for name in OPEN} if topic == "channels" else {topic}
    assert learnt == dict.fromkeys(expected, 1.0)


def test_each_fact_is_taken_home_with_the_chance_to_teach_times_skill() -> None:
    where = world({"teaches": 0.6, "topics": EVERYTHING})
    rows = after(where)
    shares = known(where, rows)
    assert len(shares) == 3 + len(OPEN)
    assert max(abs(share - 0.6 * 0.5) for share in shares.values()) < 4 * np.sqrt(0.3 * 0.7 / rows.size)


def test_a_training_teaches_every_fact_and_every_open_channel_for_certain() -> None:
    where = world(**{f"outreach.{kind}.teaches": 0.0 for kind in composed("place=classroom").outreach})
    rows = grown(where)[:20]
    train(where, 0, rows)
    assert known(where, rows) == dict.fromkeys((*codes.FACT_NAMES, *(f"channel {name}" for name in OPEN)), 1.0)


@pytest.mark.parametrize("per_session", [0.4, 0.0, -0.2])
def test_trust_rises_or_falls_with_how_well_an_officer_teaches(per_session: float) -> None:
    where = world({"teaches": 0.6}, **{"learning.session_trust": per_session})
    before = attitudes_of(where, grown(where), TRUST)
    rows = after(where)
    change, gain = attitudes_of(where, rows, TRUST) - before, per_session * 0.6 * 0.5
    np.testing.assert_allclose(change, gain * (1.0 - before if gain > 0 else before), atol=1e-6)


@pytest.mark.parametrize(("by_officer", "hours"), [(False, 2.0), (True, 0.0)], ids=["another's", "nobody came"])
def test_a_session_without_an_officer_leaves_trust_in_immigration_alone(by_officer: bool, hours: float) -> None:
    where = world({"officer_hours": hours})
    before = attitudes_of(where, grown(where), TRUST)
    rows = after(where, by_officer)
    np.testing.assert_array_equal(attitudes_of(where, rows, TRUST), before)
