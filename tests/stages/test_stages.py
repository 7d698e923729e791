"""Every stage of the week moves a measure that is named here, and switching it off shows."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from tests.building import composed, make, run, total

BUSY = {
    "weeks": 60,
    "programme.start_week": 0,
    "place.rate_factor": 3,
    "recruiting.pressure_answered": 2,
    "responding.prosecution": 1,
    "responding.arrest_weeks": 1,
    "responding.feedback": 1,
}
# in one hamlet the same people see one offer after the other, so that answers have somebody to convince
TALKATIVE = {
    "place.rate_factor": 60,
    "weeks": 104,
    "deciding.leave": -8,
    "warning.expected_effect": 3,
    "warning.trust": 2.5,
    "responding.answer_trust": 0.4,
    "responding.answer_effect": 0.5,
    "responding.retold": 0.8,
}


class Shows(NamedTuple):
    """What a measure does when the stage is switched off: at most (or, above 1, at least) so many times as much."""

    measure: str
    times: float
    place: str = "migrant_pocket"


STAGES = {
    "outreach": [Shows("sessions_held", 0), Shows("know_warning_signs", 0.8), Shows("reports_sent", 0.85)],
    "talk": [Shows("tellings", 0), Shows("know_warning_signs", 0.9), Shows("facts_learned", 0.6)],
    "approach": [Shows("offers_cold", 0), Shows("offers_kin_abroad", 0), Shows("acceptances", 0)],
    "decide": [Shows("refusals", 0), Shows("acceptances", 0), Shows("considering", 100)],
    "notice": [Shows("noticed_true", 0), Shows("reports_sent", 0)],
    "report": [Shows("reports_sent", 0), Shows("cases_opened", 0.8)],
    "relay": [Shows("reports_received", 0), Shows("cases_opened", 0), Shows("undocumented_departures", 1.1)],
    "respond": [Shows("cases_answered_in_time", 0), Shows("counselled", 0.5), Shows("undocumented_departures", 1.1)],
    "gates": [Shows("stopped_at_gate", 0), Shows("undocumented_departures", 1.001)],
    "depart": [Shows("undocumented_departures", 0), Shows("documented_departures", 0), Shows("preparing", 2)],
    "adapt": [Shows("recruiters_lying_low", 0), Shows("arrests", 0), Shows("offers_cold", 1.3)],
    "feedback": [Shows("reports_sent", 0.9, "classroom")],
}


@cache
def totals(place: str, off: str | None) -> dict[str, float]:
    """Measures over some seeds, with one stage switched off."""
    seeds, programme = (range(1, 9), "no_programme") if place == "classroom" else ((1, 2), "pimpasa")
    changes = BUSY | (TALKATIVE if place == "classroom" else {}) | ({f"stages.{off}": False} if off else {})
    worlds = [run(make(place, programme, changes | {"seed": seed})) for seed in seeds]
    return {measure.name: sum(total(world, measure.name) for world in worlds) for measure in worlds[0].tally.measures}


def test_the_table_holds_every_stage_in_order() -> None:
    assert list(STAGES) == list(composed("place=classroom").stages.model_dump())


@pytest.mark.parametrize("stage", STAGES)
def test_switching_a_stage_off_shows(stage: str) -> None:
    for measure, times, place in STAGES[stage]:
        on, off = totals(place, None)[measure], totals(place, stage)[measure]
        if measure == "considering":  # everybody who is asked goes on considering
            assert on == 0 and off > times
        elif times > 1:
            assert off >= times * on > 0, (measure, on, off)
        else:
            assert off <= times * on and on > 0, (measure, on, off)
