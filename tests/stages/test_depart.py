"""Who leaves, what becomes of them, who comes back, and what the documented route takes."""

from __future__ import annotations

import numpy as np

from sim.state.codes import (
    EXPLOITED,
    FARED_WELL,
    SMUGGLED,
)
from tests.building import make, paired, run, total
from tests.stages.isolated import WEEKS, adds_up, answers, chain, column


def test_outcomes_abroad_have_their_shares() -> None:
    world, s = chain(), chain().settings.leaving
    gone = np.flatnonzero(column("outcome") > 0)
    risk = np.where(column("trafficking")[gone] == 1, s.exploited_trafficked, s.exploited)
    risk = np.minimum(1.0, risk * np.where(column("advance")[gone] == 1, s.debt_factor, 1.0))
    shares = {EXPLOITED: risk, SMUGGLED: (1 - risk) * s.smuggled, FARED_WELL: (1 - risk) * (1 - s.smuggled)}
    assert gone.size == total(world, "undocumented_departures") > 200
    for outcome, chances in shares.items():
        assert adds_up(float(np.count_nonzero(column("outcome")[gone] == outcome)), chances), outcome


def test_migrants_come_back_after_a_quarter_and_an_exponential_stay() -> None:
    world, s = chain(), chain().settings.leaving
    gone = np.flatnonzero(column("outcome") > 0)
    mean = np.where(column("outcome")[gone] == EXPLOITED, s.stay_exploited, s.stay_undocumented)
    weeks_left = (7 * WEEKS - column("depart_day")[gone] - 1) // 7 - 13
    back = np.where(weeks_left >= 0, -np.expm1(-(weeks_left + 1) / mean), 0.0)
    assert adds_up(total(world, "returned_undocumented"), back)
    assert total(world, "returned_undocumented") > 30


def test_the_documented_route_takes_its_time_and_fails_as_often_as_it_should() -> None:
    """Chances over all offers: to turn to it, to get the letter, and to have it done by the end."""
    world, d = chain(), chain().settings.deciding
    _, _, goes = answers()
    days_left = 7 * WEEKS - 7 * column("week") - 8
    done = np.where(days_left >= 0, -np.expm1(-(days_left + 1) / (7 * d.documented_weeks)), 0.0)
    assert adds_up(total(world, "letters_refused"), goes * d.letter_refused)
    ended = goes * (1 - d.letter_refused) * done
    assert adds_up(total(world, "documented_failed"), ended * d.documented_failure)
    assert adds_up(total(world, "documented_departures"), ended * (1 - d.documented_failure))


POCKET = "migrant_pocket"


def test_a_village_that_refuses_every_letter_closes_the_documented_route() -> None:
    closed = run(make(POCKET, changes={"weeks": 104, "deciding.letter_refused": 1, "deciding.documented_weeks": 4}))
    ways = ("turned_documented", "redirected_documented", "redirected_by_kin")
    assert total(closed, "letters_refused") == sum(total(closed, name) for name in ways)
    assert total(closed, "letters_refused") > 20
    assert total(closed, "documented_departures", from_week=60) == 0


def test_help_with_papers_shortens_the_route_and_can_do_nothing() -> None:
    start = {
        "programme.start_week": 0,
        "programme.officers": 0,
        "programme.channels_open": [],
        "programme.outreach_intensity": 0,
    }
    start |= {"programme.route_help": True, "deciding.route_help": 0, "deciding.documented_failure": 0.5}
    left, all_ = ({**start, "deciding.hurdles_with_help": share} for share in (0, 1))
    for measure in ("documented_failed", "letters_refused"):
        helped = total(run(make(POCKET, "pimpasa", {**left, "weeks": 80})), measure)
        assert helped == 0
    counts = paired("documented_departures", ("pimpasa", all_), ("pimpasa", left), range(1, 4), weeks=104)
    assert (counts[:, 1] > 1.3 * counts[:, 0]).all()
    unhelped = {**start, "programme.route_help": False}
    same = paired("documented_departures", ("pimpasa", all_), ("pimpasa", unhelped), range(1, 4), weeks=104)
    assert (same[:, 0] == same[:, 1]).all() and same.sum() > 0


def test_who_was_trafficked_is_told_apart_from_who_was_smuggled() -> None:
    only = {"weeks": 104, "recruiting.trafficker_share": 0.5, "leaving.exploited": 0, "leaving.exploited_trafficked": 1}
    world = run(make(POCKET, changes={**only, "leaving.smuggled": 1}))
    assert total(world, "exploited") == total(world, "departures_trafficked") > 5
    assert total(world, "smuggled") == total(world, "undocumented_departures") - total(world, "exploited") > 5
    honest = run(make(POCKET, changes={**only, "recruiting.trafficker_share": 0}))
    assert total(honest, "departures_trafficked") == total(honest, "exploited") == 0


def test_a_debt_raises_exploitation() -> None:
    debts = {"recruiting.advance_share": 1, "recruiting.kin_invitations": 0, "leaving.exploited": 0.2}
    counts = paired(
        "exploited",
        ("no_programme", {**debts, "leaving.debt_factor": 1}),
        ("no_programme", {**debts, "leaving.debt_factor": 3}),
        range(1, 5),
    )
    assert counts[:, 1].sum() > 2 * counts[:, 0].sum() > 20


def test_bad_news_can_name_the_recruiter() -> None:
    news = {
        "weeks": 104,
        "stages.respond": False,
        "stages.report": False,
        "stages.talk": False,
        "leaving.exploited": 1,
        "leaving.exploited_trafficked": 1,
        "leaving.news_weeks": 4,
    }
    silent, named = (run(make(POCKET, changes={**news, "leaving.news_warns": share})) for share in (0, 1))
    assert total(silent, "warnings_passed") == 0
    assert total(named, "warnings_passed") > 50


def test_the_exploited_come_home_counted_and_after_their_own_time() -> None:
    soon = {"weeks": 104, "leaving.exploited": 1, "leaving.exploited_trafficked": 1, "leaving.stay_exploited": 1}
    late = {**soon, "leaving.stay_exploited": 1000}
    first, last = (run(make(POCKET, changes=changes)) for changes in (soon, late))
    assert total(first, "returned_exploited") > 20 > total(last, "returned_exploited")
