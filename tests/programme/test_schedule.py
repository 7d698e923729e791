"""Phases: a programme in one village, in several one after the other, off and on again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.runner.plan import PlacePlan
from sim.programme.schedule import Schedule
from sim.settings.programme import Phase
from tests.building import composed, make, run

WEEKS = 40
CODES = [village.code for village in composed("place=migrant_pocket").place.villages]


def phase(villages: list[str] | None, start: int, end: int | None) -> dict[str, Any]:
    return {"villages": villages, "start_week": start, "end_week": end}


def weekly(changes: dict[str, Any]) -> NDArray[np.float64]:
    return run(make("migrant_pocket", "pimpasa", {"weeks": WEEKS, **changes})).tally.weekly


def sessions(*phases: dict[str, Any]) -> NDArray[np.bool_]:
    """In which weeks and villages a session was held or had no hours: one falls due each week."""
    changes = {"weeks": WEEKS, "programme.schedule": list(phases), "programme.outreach_intensity": 52 / 12}
    changes |= {"programme.continued": [], "programme.local_actors": 0}
    world = run(make("migrant_pocket", "pimpasa", changes))
    held, cancelled = (
        world.tally.weekly[:, :, world.tally.index[f"sessions_{what}"]] for what in ("held", "cancelled")
    )
    return np.asarray(held + cancelled > 0)


@pytest.mark.parametrize("villages", [None, CODES[1:2]])
@pytest.mark.parametrize("end", [None, 23])
def test_one_phase_is_what_start_end_and_villages_say(villages: list[str] | None, end: int | None) -> None:
    plain = {"programme.start_week": 9, "programme.end_week": end, "programme.villages": villages}
    np.testing.assert_array_equal(weekly(plain), weekly({"programme.schedule": [phase(villages, 9, end)]}))


def test_cutting_a_phase_in_two_changes_nothing() -> None:
    whole, cut = [phase(None, 9, None)], [phase(None, 9, 20), phase(None, 20, None)]
    np.testing.assert_array_equal(weekly({"programme.schedule": whole}), weekly({"programme.schedule": cut}))


def test_villages_start_one_after_the_other() -> None:
    due = sessions(*(phase([code], 5 * n, None) for n, code in enumerate(CODES)))
    for n in range(len(CODES)):
        np.testing.assert_array_equal(due[:, n], np.arange(WEEKS) >= 5 * n)


def test_a_programme_is_switched_off_and_on_again() -> None:
    due = sessions(phase(None, 4, 10), phase(None, 20, 30))
    weeks = np.arange(WEEKS)
    expected = ((weeks >= 4) & (weeks < 10)) | ((weeks >= 20) & (weeks < 30))
    for n in range(len(CODES)):
        np.testing.assert_array_equal(due[:, n], expected)


def test_effort_counts_where_and_while_a_phase_runs() -> None:
    phases = [phase(CODES[:1], 2, 4), phase(CODES[1:], 3, 6)]
    world = make("migrant_pocket", "reactive_enforcement", {"weeks": 8, "programme.schedule": phases})
    efforts = []
    while world.week < 8:
        efforts.append(world.policy.gate_effort.tolist())
        run(world, 1)
    rest = len(CODES) - 1
    first, others = [1, 1, 3, 3, 1, 1, 1, 1], [1, 1, 1, 3, 3, 3, 1, 1]
    assert efforts == [[one, *[other] * rest] for one, other in zip(first, others, strict=True)]


def test_pairs_branch_at_the_first_of_all_phases() -> None:
    late_first = [phase(CODES[:1], 30, None), phase(CODES[1:], 17, 20)]
    settings = composed("place=migrant_pocket").with_changes({"programme.schedule": late_first})
    plan = PlacePlan("migrant_pocket", settings, settings, (), {}, 1)
    assert plan.start_week == settings.programme.first_week == 17
    np.testing.assert_array_equal(
        weekly({"programme.schedule": late_first})[:17], weekly({"programme.start_week": 39})[:17]
    )


def test_in_another_place_the_phases_hold_for_all_villages() -> None:
    programme = (
        composed("place=migrant_pocket")
        .with_changes({"programme.schedule": [phase(CODES[:1], 5, 9), phase(CODES[1:], 7, None)]})
        .programme
    )
    assert programme.everywhere().schedule == (
        Phase(villages=None, start_week=5, end_week=9),
        Phase(villages=None, start_week=7, end_week=None),
    )
    assert composed("place=migrant_pocket").programme.everywhere().schedule is None


def test_weeks_are_counted_from_where_the_programme_began_without_a_break() -> None:
    phases = [phase(["a"], 2, 4), phase(["a", "b"], 4, 8), phase(["b"], 10, 12), phase(["b"], 6, 9), phase(["b"], 5, 7)]
    programme = composed("place=classroom").programme.model_copy(
        update={"schedule": tuple(Phase.model_validate(one) for one in phases)}
    )
    schedule = Schedule(programme, ("a", "b", "c"))
    counted = np.array([schedule.weeks_running(week) for week in range(13)]).T.tolist()
    assert counted == [
        [-1, -1, 0, 1, 2, 3, 4, 5, -1, -1, -1, -1, -1],
        [-1, -1, -1, -1, 0, 1, 2, 3, 4, -1, 0, 1, -1],
        [-1] * 13,
    ]
