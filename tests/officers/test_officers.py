"""Officers: how they become embedded, what their presence does for and against trust, and how many serve a village."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.attitudes.attitudes import attitudes_of
from sim.officers.rules import standing_after, transfer_chance
from sim.state.codes import FIRST_TRUST, IMMIGRATION
from sim.world import World
from tests.building import make, paired, run, series, total

PIMPASA = "pimpasa"
NOW = {"programme.start_week": 0, "weeks": 104}
NO_PRESENCE = {"responding.presence_trust": 0, "responding.presence_distance": 0, "warning.embedded_hears": 0}
KIN_EVERYWHERE = {
    "programme.officer_kin_share": 1,
    "responding.kin_embeddedness": 0.7,
    "responding.embedding_hours": 100,
}
# immigration's channels alone, known by all; trust weighs as much, and officers have as many hours, as ranges allow
TRUSTING: dict[str, Any] = {
    **NOW,
    **NO_PRESENCE,
    "warning.trust": 2.5,
    "programme.officer_hours": 40,
    "programme.channels_open_always": [],
    "programme.channels_open": ["officer_visit", "hotline", "whatsapp_group"],
    **{f"channels.{name}.known": 1 for name in ("officer_visit", "hotline", "whatsapp_group")},
}


def test_standing_grows_by_hours_and_halves_without() -> None:
    standing = 0.0
    for _ in range(20):
        standing = standing_after(standing, 5.0, 400.0, 26.0)
    assert standing == pytest.approx(1 - np.exp(-100 / 400))
    for _ in range(26):
        standing = standing_after(standing, 0.0, 400.0, 26.0)
    assert standing == pytest.approx((1 - np.exp(-100 / 400)) / 2)


def embeddedness(world: World) -> list[float]:
    return series(world, "embeddedness").tolist()


def test_transfers_take_standing_away_and_the_next_begins_anew() -> None:
    alone = {**NOW, "programme.officers": 1, "programme.officer_kin_share": 0}
    stay = run(make("classroom", PIMPASA, {**alone, "programme.officer_transfer": 0}))
    go = run(make("classroom", PIMPASA, {**alone, "programme.officer_transfer": 6}))
    assert total(stay, "officers_transferred") == 0 and (np.diff(embeddedness(stay)) > 0).all()
    transferred = np.flatnonzero(series(go, "officers_transferred")[:-1])
    after = np.array(embeddedness(go))[transferred + 1]
    most = 1 - np.exp(-go.settings.programme.officer_hours / go.settings.responding.embedding_hours)
    assert (after <= most).all() and embeddedness(stay)[-1] > 5 * most
    np.testing.assert_array_less(0, np.delete(np.diff(embeddedness(go)), transferred))
    assert total(go, "officers_transferred") == pytest.approx(104 * transfer_chance(6), rel=0.5)


def test_kin_make_a_start_and_nobody_serving_means_no_embeddedness() -> None:
    changes = {**NOW, **KIN_EVERYWHERE, "programme.officer_transfer": 0, "programme.end_week": 40}
    changes["learning.trust.half_life"] = 26
    with_kin = run(make("migrant_pocket", PIMPASA, changes))
    strangers = run(make("migrant_pocket", PIMPASA, {**changes, "programme.officer_kin_share": 0}))
    assert (with_kin.tally.weekly[0, :, with_kin.tally.index["embeddedness"]] >= 0.7).all()
    assert (strangers.tally.weekly[0, :, strangers.tally.index["embeddedness"]] < 0.3).all()
    assert embeddedness(with_kin)[40:] == [0.0] * 64
    served = with_kin.state.standing[with_kin.state.standing >= 0]
    assert served.size == with_kin.villages and (served < 0.5**2).all()  # 64 weeks are more than two half-lives


def test_without_its_three_effects_embeddedness_changes_nothing_else() -> None:
    one = run(make("migrant_pocket", PIMPASA, {**NOW, **NO_PRESENCE, "weeks": 52}))
    other = run(make("migrant_pocket", PIMPASA, {**NOW, **NO_PRESENCE, **KIN_EVERYWHERE, "weeks": 52}))
    rest = [m for name, m in one.tally.index.items() if name != "embeddedness"]
    np.testing.assert_array_equal(one.tally.weekly[:, :, rest], other.tally.weekly[:, :, rest])
    assert sum(embeddedness(other)) > sum(embeddedness(one))


def mean_trust(changes: dict[str, Any]) -> float:
    world = run(make("migrant_pocket", PIMPASA, {**NOW, **NO_PRESENCE, **KIN_EVERYWHERE, **changes}))
    rows = np.flatnonzero(world.population.residents())
    return float(np.mean(attitudes_of(world, rows, FIRST_TRUST + IMMIGRATION)))


def test_presence_raises_the_trust_of_those_met_and_lowers_that_of_those_passed_over() -> None:
    none = mean_trust({})
    assert mean_trust({"responding.presence_trust": 0.15}) > none + 0.005
    assert mean_trust({"responding.presence_distance": 0.1}) < none - 0.001


@pytest.mark.parametrize(
    ("changes", "limit", "sign"),
    [
        ({"responding.presence_trust": 0.15}, 1.05, 1),
        ({"responding.presence_distance": 0.3, **KIN_EVERYWHERE}, 0.95, -1),
    ],
    ids=["wins people over", "puts them off"],
)
def test_presence_may_raise_or_lower_reports(changes: dict[str, float], limit: float, sign: int) -> None:
    counts = paired("reports_sent", (PIMPASA, TRUSTING), (PIMPASA, {**TRUSTING, **changes}), range(1, 7), weeks=104)
    first, second = counts.sum(axis=0)
    assert first > 100 and sign * (second / first - limit) > 0, counts


def test_embedded_officers_hear_more() -> None:
    known = {**NOW, **NO_PRESENCE, **KIN_EVERYWHERE, "programme.officer_transfer": 0}
    more = {**known, "warning.embedded_hears": 2}
    first, second = paired("officer_noticed", (PIMPASA, known), (PIMPASA, more), range(1, 7), weeks=104).sum(axis=0)
    assert second > 1.2 * first > 50


def test_officers_beyond_the_number_of_villages_serve_too() -> None:
    one_each = make("migrant_pocket", PIMPASA, {**NOW, "weeks": 12, "programme.officers": 4})
    two_each = make("migrant_pocket", PIMPASA, {**NOW, "weeks": 12, "programme.officers": 8})
    assert one_each.villages == 4
    spent = []
    for world in (one_each, two_each):
        run(world)
        uses = ("hours_travel", "hours_outreach", "hours_answering", "hours_listening")
        spent.append(sum(total(world, name) for name in uses))
    responding = one_each.settings.responding
    desks = sum(responding.of("hours", name) for name in responding.responders) * 4 * 12
    assert spent[1] - spent[0] > 0.9 * 12 * 4 * one_each.settings.programme.officer_hours - desks
    assert total(two_each, "people_met") > 1.2 * total(one_each, "people_met")


def test_what_is_heard_is_kept_down_as_what_is_reported() -> None:
    """Whoever sides with the recruiter does so without a report, too."""
    loyal, captured = ({**NOW, "responding.responders.immigration.capture": share} for share in (0.0, 1.0))
    first, second = (run(make("migrant_pocket", PIMPASA, {**changes, "weeks": 60})) for changes in (loyal, captured))
    heard = [total(world, "officer_noticed") + total(world, "local_actor_noticed") for world in (first, second)]
    assert heard[0] > 10 and heard[1] == 0
