"""People, offers, reports, cases and hours are never created or lost: checked in every week and village.

What takes a ``busy`` world must hold in any world: ``test_any_settings.py`` asks it of worlds in which little happens.
Only the first of these checks says that this one is busy enough.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.measures.catalogue import OFFERS
from sim.state.codes import (
    ACCEPTED,
    CONSIDERING,
    DEPARTED,
    GATE_STOPPED,
    HAS_REPORTED,
    INCIDENT_NAMES,
    LAST_TRUE,
    NOBODY,
    PREPARING,
    RECEIVERS,
    REFUSED,
    REPORT_STATES,
    STATUS_NAMES,
    STAYED,
    TRAVELLING,
    TURNED_DOCUMENTED,
    WAITING,
)
from sim.week import run_week
from sim.world import World
from tests.building import by_village, make

WITH_DOCUMENTS = ("offers_licensed", "invitations_documented")
ALL_OFFERS = (*OFFERS, *WITH_DOCUMENTS)
WEEKS = 60
BUSY = {
    "weeks": WEEKS,
    "place.rate_factor": 12,
    "programme.start_week": 6,
    "programme.end_week": 50,
    "programme.outreach_intensity": 20,
    "programme.officer_hours": 14,
    "warning.speak": -1,
    "warning.visitors": 1.0,
    "warning.foreigners": 0.5,
    "responding.responders.village_office.capture": 0.3,
    "channels.village_office.capacity": 1,
    "warning.delay_days": 10,
    "responding.patience_weeks": 4,
    "responding.silence_weeks": 2,
    "responding.documented_after_counsel": 0.3,
    "responding.stay": 0,
    "leaving.passport_stop": 0.1,
    "leaving.stay_undocumented": 10,
    "recruiting.pressure_referred": 3,
    "responding.arrest_weeks": 1,
    "responding.prosecution": 1,
    "responding.verdict": 0.5,
    "recruiting.reactions": {"lie_low": 2, "go_private": 1, "move": 1, "quit": 1},
    "responding.trial_weeks": 2,
    "leaving.letter_stop": 0.05,
    "deciding.letter_refused": 0.1,
    "responding.responders.village_office.referral": 0.8,
}


class Busy:
    """A world that is run to its end, with what stood in its tables after each week."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.start = {name: self._status(code) for code, name in enumerate(STATUS_NAMES)}
        self.travelling, self.waiting, self.preparing = [], [], []
        while self.world.week < world.settings.weeks:
            run_week(self.world)
            self._note()

    def _status(self, code: int) -> NDArray[np.float64]:
        grown = self.world.population.residents(max(self.world.week - 1, 0))
        here = self.world.population.village[grown & (self.world.state.residents.status == code)]
        return np.bincount(here, minlength=self.world.villages).astype(float)

    def _note(self) -> None:
        state, villages = self.world.state, self.world.villages
        reports, cases = state.reports, state.cases
        about = state.incidents["village"][reports["incident"][reports["state"] == TRAVELLING]]
        self.travelling.append(np.bincount(about, minlength=villages))
        self.waiting.append(np.bincount(cases["village"][cases["state"] == WAITING], minlength=villages))
        self.preparing.append(self._status(PREPARING))

    def flow(self, *names: str) -> NDArray[np.float64]:
        """Some measures together, added up from the start: [weeks, villages]."""
        return np.asarray(np.cumsum(sum(self.stock(name) for name in names), axis=0))

    def stock(self, name: str) -> NDArray[np.float64]:
        """A measure by week and village."""
        return by_village(self.world, name)


@pytest.fixture(scope="module")
def busy() -> Busy:
    return Busy(make("migrant_pocket", "pimpasa", BUSY))


def test_the_world_is_busy_enough_for_these_checks(busy: Busy) -> None:
    used = [
        "acceptances", "turned_documented", "stopped_by_counsel", "redirected_documented", "stopped_at_gate",
        "documented_failed", "reports_lost", "reports_filtered", "reports_captured", "reports_received",
        "cases_answered_in_time",
        "cases_expired", "cases_dropped", "cases_false_alarm", "sessions_cancelled", "returned_undocumented", "arrests",
        "offers_finder", "stopped_at_letter", "letters_refused", "verdicts", "recruiters_released", "recruiters_quit",
        "counselled_in_vain", "cool_offs_ended", "came_of_age", "incidents_noticed_false", "incidents_reported_false",
        "witnesses_silent", "reports_joined", "officer_noticed", "recruiters_lay_low", "hours_verifying",
        "returned_documented", "advice_given", "cases_by_asking", "reports_settled", "settled_by_leaders",
        "settled_by_kin", "stopped_by_kin", "answers_heard", "failures_heard",
    ]  # fmt: skip
    assert {name: busy.flow(name)[-1].sum() for name in used if busy.flow(name)[-1].sum() < 3} == {}
    assert np.sum(busy.travelling[-1]) > 0
    assert busy.flow("cases_reopened")[-1].sum() > 0
    assert min(len(busy.world.state.notices), len(busy.world.state.reports)) > 100


def test_every_resident_has_exactly_one_status(busy: Busy) -> None:
    assert sum(busy.stock(name) for name in STATUS_NAMES) == pytest.approx(busy.stock("residents"))
    assert (busy.stock("considering") == 0).all()
    assert (busy.world.state.residents.status != CONSIDERING).all()


def test_everybody_who_settles_or_ceases_to_is_counted(busy: Busy) -> None:
    came = ("came_of_age", "letters_refused", "documented_failed", "cool_offs_ended")
    back = ("returned_undocumented", "returned_documented")
    gained = busy.start["settled"] + busy.flow(*came, *back, "refusals")
    np.testing.assert_array_equal(gained - busy.flow(*ALL_OFFERS), busy.stock("settled"))


def test_everybody_who_is_stopped_settles_again_or_still_cools_off(busy: Busy) -> None:
    stopped = busy.start["stopped"] + busy.flow("stopped_by_counsel", "stopped_by_kin", "stopped_at_gate")
    np.testing.assert_array_equal(stopped, busy.flow("cool_offs_ended") + busy.stock("stopped"))


def test_residents_are_those_of_the_start_and_those_who_came_of_age(busy: Busy) -> None:
    np.testing.assert_array_equal(busy.stock("residents"), sum(busy.start.values()) + busy.flow("came_of_age"))


def test_everybody_counselled_stays_changes_the_route_or_is_determined(busy: Busy) -> None:
    answers = busy.flow("stopped_by_counsel", "redirected_documented", "counselled_in_vain")
    np.testing.assert_array_equal(busy.flow("counselled"), answers)
    by_whom = [f"stopped_by_{receiver}" for receiver in RECEIVERS]
    np.testing.assert_array_equal(busy.flow("stopped_by_counsel"), busy.flow(*by_whom))


def test_every_offer_is_refused_or_accepted_or_turned(busy: Busy) -> None:
    ends = busy.flow("refusals", "acceptances", "turned_documented")
    np.testing.assert_array_equal(busy.flow(*ALL_OFFERS), ends)
    assert (busy.flow(*OFFERS) <= busy.flow("incidents_true")).all()
    np.testing.assert_array_equal(busy.flow(*WITH_DOCUMENTS), busy.flow("incidents_licensed_offer"))


def test_everybody_who_accepts_departs_or_is_stopped_or_still_prepares(busy: Busy) -> None:
    ends = (
        *("undocumented_departures", "stopped_by_counsel", "redirected_documented", "stopped_at_gate"),
        *("stopped_by_kin", "redirected_by_kin"),
    )
    np.testing.assert_array_equal(busy.start["preparing"] + busy.flow("acceptances"), busy.flow(*ends) + busy.preparing)
    np.testing.assert_array_equal(busy.stock("preparing"), busy.preparing)


def test_every_procedure_ends_in_a_departure_or_fails_or_goes_on(busy: Busy) -> None:
    entered = busy.start["in_procedure"] + busy.flow("turned_documented", "redirected_documented", "redirected_by_kin")
    ended = busy.flow("letters_refused", "documented_departures", "documented_failed")
    np.testing.assert_array_equal(entered, ended + busy.stock("in_procedure"))


@pytest.mark.parametrize("route", ["undocumented", "documented"])
def test_everybody_who_left_is_abroad_or_has_returned(busy: Busy, route: str) -> None:
    gone = busy.start[f"away_{route}"] + busy.flow(f"{route}_departures")
    np.testing.assert_array_equal(gone, busy.flow(f"returned_{route}") + busy.stock(f"away_{route}"))


@pytest.mark.parametrize(
    ("state", "measures"),
    [
        (REFUSED, ("refusals",)),
        (TURNED_DOCUMENTED, ("turned_documented", "redirected_documented", "redirected_by_kin")),
        (STAYED, ("stopped_by_counsel", "stopped_by_kin")),
        (GATE_STOPPED, ("stopped_at_gate",)),
        (DEPARTED, ("undocumented_departures",)),
        (ACCEPTED, ("preparing",)),
    ],
)
def test_every_offer_stands_in_the_state_that_was_counted(busy: Busy, state: int, measures: tuple[str, ...]) -> None:
    incidents = busy.world.state.incidents
    found = np.bincount(incidents["village"][incidents["state"] == state], minlength=busy.world.villages)
    counted = busy.stock("preparing")[-1] if measures == ("preparing",) else busy.flow(*measures)[-1]
    np.testing.assert_array_equal(found, counted)


def test_every_incident_has_ended_or_can_still_be_noticed(busy: Busy) -> None:
    begun = busy.flow(*(f"incidents_{name}" for name in INCIDENT_NAMES))
    np.testing.assert_array_equal(begun, busy.flow("incidents_closed") + busy.stock("incidents_open"))
    true = [f"incidents_{name}" for name in INCIDENT_NAMES[: LAST_TRUE + 1]]
    np.testing.assert_array_equal(busy.flow(*true), busy.flow("incidents_true"))


@pytest.mark.parametrize(
    ("column", "none", "measure"), [("first_notice", NOBODY, "noticed"), ("reports", 0, "reported")]
)
def test_every_incident_is_noticed_and_reported_or_not(busy: Busy, column: str, none: int, measure: str) -> None:
    incidents = busy.world.state.incidents
    for name, kind in (
        (f"incidents_{measure}", incidents["kind"] <= LAST_TRUE),
        (f"incidents_{measure}_false", incidents["kind"] > LAST_TRUE),
    ):
        known = incidents["village"][kind & (incidents[column] != none)]
        np.testing.assert_array_equal(np.bincount(known, minlength=busy.world.villages), busy.flow(name)[-1])


def test_every_witness_reports_or_stays_silent(busy: Busy) -> None:
    if busy.world.settings.stages.report:
        notices, incidents = busy.world.state.notices, busy.world.state.incidents
        silent = incidents["village"][notices["incident"][notices["stand"] != HAS_REPORTED]]
        ends = busy.flow("reports_sent")[-1] + np.bincount(silent, minlength=busy.world.villages)
        np.testing.assert_array_equal(busy.flow("noticed_true", "noticed_false")[-1], ends)
        at_first = busy.flow("noticed_true", "noticed_false") - busy.flow("witnesses_silent")
        assert (at_first <= busy.flow("reports_sent")).all()  # the others thought again


def test_every_departure_has_one_outcome(busy: Busy) -> None:
    outcomes = busy.flow("exploited", "smuggled", "fared_well")
    np.testing.assert_array_equal(outcomes, busy.flow("undocumented_departures"))


def test_whoever_is_stopped_at_a_gate_is_stopped_at_one_of_three(busy: Busy) -> None:
    gates = busy.flow("stopped_at_letter", "stopped_at_passport", "stopped_at_border")
    np.testing.assert_array_equal(gates, busy.flow("stopped_at_gate"))


def test_every_recruiter_is_at_work_lying_low_in_custody_or_gone(busy: Busy) -> None:
    there = sum(busy.stock(f"recruiters_{name}").sum(axis=1) for name in ("active", "lying_low", "in_custody"))
    came = busy.world.state.posts.state.size + busy.flow("recruiters_entered").sum(axis=1)
    gone = busy.flow("verdicts", "recruiters_quit").sum(axis=1)
    np.testing.assert_array_equal(came - gone, there)


def test_every_post_is_held_or_vacant(busy: Busy) -> None:
    names = ("recruiters_active", "recruiters_lying_low", "recruiters_in_custody", "posts_vacant")
    held = sum(busy.stock(name).sum(axis=1) for name in names)
    np.testing.assert_array_equal(held, np.full(busy.world.week, busy.world.state.posts.state.size))
    assert (busy.stock("recruiters_away").sum(axis=1) <= held).all()


def test_every_local_actor_is_at_work_or_gave_up(busy: Busy) -> None:
    stayed = busy.flow("local_actors_trained") - busy.flow("local_actors_dropped")
    np.testing.assert_array_equal(stayed, busy.stock("local_actors_active"))


def test_every_arrest_ends_in_a_verdict_or_a_release_or_goes_on(busy: Busy) -> None:
    ends = busy.flow("verdicts", "recruiters_released").sum(axis=1)
    custody = busy.stock("recruiters_in_custody").sum(axis=1)
    np.testing.assert_array_equal(busy.flow("arrests").sum(axis=1), ends + custody)


def test_every_report_is_lost_captured_received_or_travels(busy: Busy) -> None:
    ends = busy.flow("reports_lost", "reports_filtered", "reports_settled", "reports_captured", "reports_received")
    np.testing.assert_array_equal(busy.flow("reports_sent"), ends + busy.travelling)
    np.testing.assert_array_equal(busy.stock("reports_travelling"), busy.travelling)
    reports = busy.world.state.reports
    assert len(reports) == busy.flow("reports_sent")[-1].sum() and (reports["state"] < len(REPORT_STATES)).all()


def test_no_report_on_its_way_is_forgotten(busy: Busy) -> None:
    state = busy.world.state
    travelling = np.flatnonzero(state.reports["state"] == TRAVELLING)
    assert np.isin(travelling, state.open_reports).all()
    assert (state.reports["arrive_day"][travelling] >= busy.world.first_day).all()


def test_every_report_received_and_everything_heard_of_opens_a_case_or_joins_one(busy: Busy) -> None:
    came = busy.flow("reports_received", "officer_noticed", "local_actor_noticed", "cases_by_asking", "cases_by_police")
    np.testing.assert_array_equal(came, busy.flow("cases_opened", "cases_reopened", "reports_joined"))


def test_reports_add_up_by_truth_and_by_channel(busy: Busy) -> None:
    np.testing.assert_array_equal(busy.flow("reports_true", "reports_false"), busy.flow("reports_sent"))
    channels = [f"reports_{name}" for name in busy.world.settings.channels]
    np.testing.assert_array_equal(busy.flow(*channels), busy.flow("reports_sent"))


def test_nobody_notices_or_reports_an_incident_twice(busy: Busy) -> None:
    for table in (busy.world.state.notices, busy.world.state.reports):
        pairs = np.stack([table["incident"], table["witness"]])
        assert np.unique(pairs, axis=1).shape == pairs.shape


def test_every_case_is_answered_expired_false_dropped_or_waits(busy: Busy) -> None:
    ends = ("cases_answered_in_time", "cases_expired", "cases_false_alarm", "cases_dropped")
    begun = busy.flow("cases_opened", "cases_reopened")
    np.testing.assert_array_equal(begun, busy.flow(*ends) + busy.waiting)
    np.testing.assert_array_equal(busy.stock("cases_waiting"), busy.waiting)
    cases = busy.world.state.cases
    assert np.unique(cases["incident"]).size == len(cases)  # reports merge


def test_incidents_have_keys_of_their_own(busy: Busy) -> None:
    keys = busy.world.state.incidents["key"]
    assert np.unique(keys).size == keys.size


USES_OF_OFFICERS = ("travel", "outreach", "answering_officers", "listening", "unused")


def test_every_hour_of_officers_has_one_use_or_none(busy: Busy) -> None:
    world, programme = busy.world, busy.world.settings.programme
    uses = sum(busy.stock(f"hours_{use}") for use in USES_OF_OFFICERS)
    had = busy.stock("hours_officers").sum(axis=1)
    np.testing.assert_allclose(uses.sum(axis=1), had, rtol=0, atol=1e-9 * max(1.0, had.max()))
    there = [world.schedule.works(week).any() for week in range(world.week)]
    most = np.where(there, programme.officers * programme.officer_hours, 0.0)
    if programme.budget is None:
        np.testing.assert_allclose(had, most)
    assert (had <= most * (1 + 1e-9)).all()  # a budget may reach for a part only
    assert (uses >= 0).all()
    # listening is what somebody was met for
    met = busy.stock("hours_listening") * world.settings.warning.officer_hears
    np.testing.assert_allclose(met, busy.stock("people_met"), atol=1e-9)
    assert (busy.stock("hours_verifying") <= busy.stock("hours_answering") + 1e-9).all()
    assert (busy.stock("hours_answering_officers") <= busy.stock("hours_answering") + 1e-9).all()


def test_every_rupiah_has_one_use(busy: Busy) -> None:
    sums = ("cost_rupiah", "cost_existing")
    uses = [name for name in busy.world.tally.index if name.startswith("cost_") and name not in sums]
    assert (busy.stock("cost_existing") <= busy.stock("cost_rupiah") * (1 + 1e-12)).all()
    paid = sum(busy.stock(name) for name in uses)
    np.testing.assert_allclose(paid, busy.stock("cost_rupiah"), rtol=1e-12)


def test_nothing_is_reported_or_taken_up_before_it_began(busy: Busy) -> None:
    state = busy.world.state
    reports, cases, day = state.reports, state.cases, state.incidents["day"]
    assert (reports["sent_day"] >= day[reports["incident"]]).all()
    assert (cases["opened_day"] >= day[cases["incident"]]).all()
    assert np.array_equal(day // 7, state.incidents["week"])


def test_no_year_of_the_programme_costs_more_than_its_budget(busy: Busy) -> None:
    world, programme = busy.world, busy.world.settings.programme
    if programme.budget is None:
        return
    works = np.array([world.schedule.works(week) for week in range(world.week)])
    own = np.where(works, busy.stock("cost_rupiah") - busy.stock("cost_existing"), 0.0)
    years = np.array([world.schedule.year(week) for week in range(world.week)])
    for year in np.unique(years):
        assert (own[years == year].sum(axis=0) <= programme.budget * (1 + 1e-9) + 1e-6).all()


def test_every_session_is_held_by_somebody(busy: Busy) -> None:
    others = busy.flow("sessions_village", "sessions_local_actors", "sessions_extra")
    assert (others <= busy.flow("sessions_held")).all()


def test_officers_never_spend_more_hours_than_they_have() -> None:
    changes = {
        **BUSY,
        **{f"responding.responders.{name}.hours": 0 for name in ("village_office", "police", "immigration")},
    }
    world = make("migrant_pocket", "pimpasa", changes)
    while world.week < WEEKS:
        run_week(world)
    uses = ("hours_travel", "hours_outreach", "hours_answering", "hours_listening")
    spent = sum(world.tally.weekly[:, :, world.tally.index[name]] for name in uses).sum(axis=1)
    programme = world.settings.programme
    limit = programme.officers * programme.officer_hours
    running = np.arange(WEEKS)
    running = (running >= programme.start_week) & (running < programme.end_week)
    assert (spent <= limit + 1e-9).all() and (spent[~running] == 0).all()
    # what is not spent is less than a visit to listen would take
    travel = max(village.travel_hours for village in world.settings.place.villages)
    assert (spent[running] >= limit - 2 * travel * world.villages - 1e-9).all()
    assert spent[running].max() == pytest.approx(limit)
