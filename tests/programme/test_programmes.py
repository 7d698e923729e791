"""Each named programme does what its description says, on paired seeds."""

from __future__ import annotations

import pytest

from experiments.composing.library import Library
from tests.building import make, paired, run, total

SEEDS = range(1, 3)
NONE = "no_programme"
EARLY = {"programme.start_week": 8}


def totals(measure: str, one: str, other: str, weeks: int = 104, **changes: object) -> tuple[float, float]:
    """Totals of a measure under two programmes that start early."""
    counts = paired(measure, (one, {**EARLY, **changes}), (other, {**EARLY, **changes}), SEEDS, weeks=weeks)
    first, second = counts.sum(axis=0)
    return float(first), float(second)


def test_enforcement_from_the_office_stops_more_at_the_gates_and_nobody_holds_sessions() -> None:
    without, enforced = totals("stopped_at_gate", NONE, "reactive_enforcement")
    assert enforced > 1.8 * without > 0
    assert totals("sessions_held", NONE, "reactive_enforcement") == (0, 0)


def test_the_resource_centre_works_without_an_officer() -> None:
    world = run(make("migrant_pocket", "migrant_resource_centre", {**EARLY, "weeks": 104}))
    assert total(world, "reports_resource_centre_desk") > 0
    assert total(world, "sessions_held") > 50
    assert total(world, "hours_outreach") == total(world, "hours_listening") == 0
    with_it, without = totals("undocumented_departures", "migrant_resource_centre", NONE)
    assert with_it < 0.97 * without


def test_leaders_and_schools_take_reports_where_they_are_asked_to() -> None:
    assert totals("reports_leader", "mollo_selatan", "pimpasa")[0] > 10
    assert totals("reports_school", "banjaroya", "pimpasa")[0] > 0
    assert totals("reports_school", "mollo_selatan", "pimpasa") == (0, 0)


def test_too_few_hours_cancel_sessions() -> None:
    short, enough = totals("sessions_cancelled", "understaffed", "pimpasa")
    assert short > 50 > enough


def test_untrained_officers_teach_less() -> None:
    untrained, trained = totals("facts_learned", "untrained", "pimpasa")
    assert untrained < 0.6 * trained


def test_without_coordination_less_is_passed_on() -> None:
    uncoordinated, coordinated = totals("cases_forwarded", "uncoordinated", "pimpasa")
    assert uncoordinated < 0.4 * coordinated


def test_in_a_remote_village_officers_travel_more_and_phones_help_less() -> None:
    remote, near = totals("hours_travel", "remote_village", "pimpasa")
    assert remote > 1.5 * near
    remote, near = totals("reports_hotline", "remote_village", "pimpasa")
    assert remote < 0.7 * near


def test_in_a_closed_community_fewer_come() -> None:
    closed, open_ = totals("session_participants", "closed_community", "pimpasa")
    assert closed < 0.75 * open_


def test_circumstances_hold_without_the_programme_too() -> None:
    settings = make("migrant_pocket", "remote_village", {}).settings
    assert settings.circumstances.travel_factor == 3
    assert settings.programme.title.en == "Remote village"


@pytest.mark.parametrize("name", Library().options("programme"))
def test_every_programme_says_what_it_stands_for_in_both_languages(name: str) -> None:
    programme = make("classroom", name, {}).settings.programme
    assert len(programme.description.en) > 60 and len(programme.description.id) > 60
    assert programme.description.en != programme.description.id


def test_partners_join_answers_where_agencies_work_together() -> None:
    standard, coordinated = totals("cases_answered_jointly", "pimpasa", "national_module")
    assert coordinated > 1.5 * standard > 0
    assert totals("cases_answered_jointly", "uncoordinated", "migrant_resource_centre")[0] == 0
    assert totals("cases_answered_jointly", "uncoordinated", "migrant_resource_centre")[1] > 0
