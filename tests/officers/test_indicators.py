"""What officers are judged by moves their hours to it and away from the rest; partners add to answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.building import make, paired, run

PIMPASA = "pimpasa"
NOW: dict[str, Any] = {"programme.start_week": 0, "weeks": 104}
SEEDS = range(1, 5)


def judged_by(indicator: str, incentive: float, **changes: Any) -> dict[str, Any]:
    return {**NOW, **changes, "programme.indicator": indicator, "programme.incentive": incentive}


def ratio(measure: str, one: dict[str, Any], other: dict[str, Any]) -> float:
    """The second total over the first one's."""
    first, second = paired(measure, (PIMPASA, one), (PIMPASA, other), SEEDS, weeks=104).sum(axis=0)
    assert first > 50, (measure, first)
    return float(second / first)


@pytest.mark.parametrize(
    ("indicator", "incentive"), [("none", 0.9), ("sessions", 0), ("reports", 0), ("cases_answered", 0)]
)
def test_no_indicator_or_no_incentive_changes_nothing(indicator: str, incentive: float) -> None:
    base, same = (
        run(make("migrant_pocket", PIMPASA, {**judged_by(*by), "weeks": 40}))
        for by in (("none", 0.0), (indicator, incentive))
    )
    np.testing.assert_array_equal(base.tally.weekly, same.tally.weekly)


def test_officers_judged_by_sessions_hold_more_and_listen_less() -> None:
    none, sessions = judged_by("none", 0), judged_by("sessions", 0.8)
    assert ratio("sessions_held", none, sessions) > 1.5
    assert ratio("hours_listening", none, sessions) < 0.8


def test_officers_judged_by_reports_listen_more_and_hold_fewer_sessions() -> None:
    none, reports = judged_by("none", 0), judged_by("reports", 0.9)
    assert ratio("hours_listening", none, reports) > 1.05
    assert ratio("sessions_held", none, reports) < 0.5


def test_officers_judged_by_answers_drop_fewer_cases_and_hold_fewer_sessions() -> None:
    scarce = {"programme.officer_hours": 10, "programme.outreach_intensity": 4, "place.rate_factor": 3}
    none, answers = judged_by("none", 0, **scarce), judged_by("cases_answered", 0.9, **scarce)
    assert ratio("sessions_held", none, answers) < 0.5
    assert ratio("cases_dropped", none, answers) < 0.9


def joint(share: float, **of_ngo: float) -> dict[str, Any]:
    changes = {f"responding.partners.ngo.{key}": value for key, value in of_ngo.items()}
    partners = {"programme.partners": ["ngo"], "programme.joint_answers": share}
    return {**NOW, "place.rate_factor": 3, **partners, **changes}


def test_partners_that_never_take_part_change_nothing() -> None:
    base, same = (
        run(make("migrant_pocket", PIMPASA, {**joint(0, persuasion=persuasion), "weeks": 60}))
        for persuasion in (0.0, 5.0)
    )
    np.testing.assert_array_equal(base.tally.weekly, same.tally.weekly)


@pytest.mark.parametrize(("persuasion", "sign"), [(4.0, 1), (-4.0, -1)])
def test_a_partners_advice_may_help_or_harm(persuasion: float, sign: int) -> None:
    alone, together = joint(1, persuasion=0, route=0), joint(1, persuasion=persuasion, route=0)
    change = ratio("stopped_by_counsel", alone, together)
    assert change > 1.1 if sign > 0 else change < 0.5


def test_a_partner_may_open_the_documented_route() -> None:
    alone = joint(1, persuasion=0, route=0)
    assert ratio("redirected_documented", alone, joint(1, persuasion=0, route=3)) > 1.5
