"""Forged papers, the village's letter, trafficking apart from smuggling, debts, and news that names a recruiter."""

from __future__ import annotations

from tests.building import make, paired, run, total

POCKET = "migrant_pocket"


def test_perfectly_forged_papers_pass_every_gate() -> None:
    gates = {
        "weeks": 60,
        "recruiting.kin_invitations": 0,
        "recruiting.forged_share": 1,
        "leaving.letter_stop": 0.3,
        "leaving.passport_stop": 0.3,
        "leaving.border_stop": 0.3,
    }
    good = run(make(POCKET, changes={**gates, "leaving.forged_factor": 0}))
    assert total(good, "stopped_at_gate") == 0 < total(good, "undocumented_departures")
    assert total(good, "departures_forged") == total(good, "undocumented_departures")
    bad = run(make(POCKET, changes={**gates, "leaving.forged_factor": 1}))
    for gate in ("letter", "passport", "border"):
        assert total(bad, f"stopped_at_{gate}") > 0
    none = run(make(POCKET, changes={**gates, "recruiting.forged_share": 0}))
    assert total(none, "departures_forged") == 0


def test_a_village_that_refuses_every_letter_closes_the_documented_route() -> None:
    closed = run(make(POCKET, changes={"weeks": 104, "deciding.letter_refused": 1, "deciding.documented_weeks": 4}))
    assert total(closed, "letters_refused") == total(closed, "turned_documented") + total(
        closed, "redirected_documented"
    )
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


def test_an_advance_already_spent_makes_counsel_weaker() -> None:
    common = {"recruiting.advance_share": 1, "recruiting.kin_invitations": 0, "programme.start_week": 0}
    counts = paired(
        "stopped_by_counsel",
        ("pimpasa", {**common, "responding.leave_debt": 0}),
        ("pimpasa", {**common, "responding.leave_debt": 3}),
        range(1, 7),
    )
    assert counts[:, 1].sum() < 0.6 * counts[:, 0].sum() and counts[:, 0].sum() > 20


def test_bad_news_can_name_the_recruiter() -> None:
    news = {
        "weeks": 104,
        "stages.respond": False,
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
