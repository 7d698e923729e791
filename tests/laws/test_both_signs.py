"""Ways to a report that evidence does not settle go both ways, and a programme can do harm."""

from __future__ import annotations

from typing import Any

import pytest

from tests.building import composed, paired

NONE = "no_programme"
CHANNELS = tuple(composed("place=classroom").channels)
SEEDS = range(1, 7)
# in one hamlet the same people see one offer after the other
HAMLET: dict[str, Any] = {"place.rate_factor": 60, "deciding.leave": -8, "weeks": 104}
RECEIVERS = tuple(composed("place=classroom").learning.trust.model_dump(exclude={"spread", "half_life"}))


def ratio(measure: str, first: tuple[str, Any], second: tuple[str, Any], place: str = "migrant_pocket") -> float:
    one, other = paired(measure, first, second, SEEDS, place=place, weeks=104).sum(axis=0)
    assert one > 80, (measure, one)
    return float(other / one)


@pytest.mark.parametrize(("weight", "limit"), [(3.0, 1.02), (-3.0, 0.98)])
def test_reports_by_others_may_draw_more_or_make_them_superfluous(weight: float, limit: float) -> None:
    noticed = {"warning.visible_preparation": 1, "warning.speak": 0}  # several witnesses of one incident
    change = ratio("reports_sent", (NONE, {**noticed, "warning.norm": 0}), (NONE, {**noticed, "warning.norm": weight}))
    assert change > limit if weight > 0 else change < limit


@pytest.mark.parametrize(("weight", "limit"), [(2.5, 1.2), (-2.5, 0.85)])
@pytest.mark.parametrize("through", ["trust", "expected_effect"])
def test_a_high_attitude_raises_or_lowers_reports_by_the_sign_of_its_weight(
    through: str, weight: float, limit: float
) -> None:
    if through == "trust":
        high = {f"learning.trust.{name}": 0.8 for name in RECEIVERS}
    else:
        high = {"learning.expected_effect.mean": 0.8}
    none, some = ({**high, "responding.stay_trust": 0, f"warning.{through}": size} for size in (0, weight))
    change = ratio("reports_sent", (NONE, none), (NONE, some))
    assert change > limit if weight > 0 else change < limit


def test_leaks_lower_later_reports() -> None:
    leaky = {**HAMLET, "warning.fear": -3, **{f"channels.{c}.leak": 1 for c in CHANNELS}}
    leaky |= {f"channels.{c}.anonymity": 0 for c in CHANNELS}
    calm, frightened = ({**leaky, "responding.leak_fear": size} for size in (0, 0.8))
    assert ratio("reports_sent", (NONE, calm), (NONE, frightened), "classroom") < 0.95


def test_a_channel_that_leaks_and_leads_nowhere_can_make_things_worse() -> None:
    """People use it instead of another, nothing comes of it, and who used it has more to fear."""
    shared = {**HAMLET, "programme.start_week": 0, "warning.fear": -3, "responding.leak_fear": 0.8}
    shared |= {"programme.outreach_intensity": 0, "programme.officer_hours": 0, "warning.speak": -1.5}
    bad = {"leak": 1, "anonymity": 0, "filtering": 1, "known": 1, "needs_phone": False, "users": "everybody"}
    shared |= {f"channels.whatsapp_group.{key}": value for key, value in bad.items()}
    without, with_it = ({**shared, "programme.channels_open": opened} for opened in ([], ["whatsapp_group"]))
    assert ratio("reports_received", ("pimpasa", without), ("pimpasa", with_it), "classroom") < 0.8


def test_officers_without_hours_to_answer_can_lower_reports() -> None:
    """More people know how to report, but who is left without an answer reports less from then on."""
    shared = {**HAMLET, "programme.start_week": 0, "warning.expected_effect": 3, "warning.trust": 2.5}
    shared |= {"responding.silence_weeks": 2, "programme.indicator": "none"}
    gentle, bitter = (
        {**shared, "responding.silence_trust": size, "responding.silence_effect": size} for size in (0, -1)
    )
    assert ratio("reports_sent", ("understaffed", gentle), ("understaffed", bitter), "classroom") < 0.9
