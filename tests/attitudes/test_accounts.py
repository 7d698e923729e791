"""What came of reports is told: who hears it, what it changes, and what a claim without an answer does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.attitudes.accounts import hear, involve, open_account, tell_accounts
from sim.attitudes.attitudes import attitudes_of
from sim.outreach.publicity import announce
from sim.state import codes
from sim.world import World
from tests.building import make, paired, run, total

ONE, OTHER = np.array([16]), np.array([30])
GAINS = {
    "weeks": 40,
    "responding.answer_trust": 0.2,
    "responding.answer_effect": 0.4,
    "responding.silence_trust": -0.1,
    "responding.silence_effect": -0.2,
    "responding.leak_fear": 0.5,
    "responding.retold": 0.5,
}


def world(**changes: Any) -> World:
    """A hamlet in its tenth week, in which nothing has happened."""
    made = make("classroom", "pimpasa", {**GAINS, **changes})
    made.week = 10
    return made


def moved(after: World, attitude: int, row: int = 16) -> float:
    """Share of the room that an attitude has taken, since everybody stood at the personal level."""
    before = float(attitudes_of(world(), np.array([row]), attitude)[0])
    now = float(attitudes_of(after, np.array([row]), attitude)[0])
    return (now - before) / ((1 - before) if now > before else before)


@pytest.mark.parametrize(
    ("what", "trust", "effect", "fear"),
    [
        (codes.WAS_ANSWERED, 0.2, 0.4, 0.0),
        (codes.WAS_CHECKED, 0.2, 0.0, 0.0),
        (codes.WAS_SETTLED, 0.2, 0.4, 0.0),
        (codes.IGNORED, -0.1, -0.2, 0.0),
        (codes.LEAKED, -0.1, 0.0, 0.5),
        (codes.RELEASED, -0.1, -0.2, 0.5),
    ],
)
@pytest.mark.parametrize("hop", [0, 1, 3])
def test_it_moves_trust_effect_and_fear_by_half_as_much_with_each_telling(
    what: int, trust: float, effect: float, fear: float, hop: int
) -> None:
    after = world()
    hear(after, open_account(after, what, codes.SCHOOL, 0), ONE, hop)
    found = [moved(after, k) for k in (codes.FIRST_TRUST + codes.SCHOOL, codes.EXPECTED_EFFECT, codes.FEAR)]
    assert found == pytest.approx([gain * 0.5**hop for gain in (trust, effect, fear)], abs=1e-6)


def test_only_what_is_newer_than_all_that_was_heard_is_news() -> None:
    after = world()
    old, new = (open_account(after, codes.WAS_ANSWERED, codes.POLICE, 0) for _ in range(2))
    hear(after, new, ONE, 0)
    once = moved(after, codes.EXPECTED_EFFECT)
    for account in (old, new):
        hear(after, account, ONE, 0)
    assert moved(after, codes.EXPECTED_EFFECT) == once == pytest.approx(0.4, abs=1e-6)
    assert after.state.residents.account[16] == new


@pytest.mark.parametrize("first", [codes.CLAIMED, codes.IGNORED])
def test_a_claim_and_a_failure_one_after_the_other_cost_immigration_trust(first: int) -> None:
    after, second = world(), codes.IGNORED if first == codes.CLAIMED else codes.CLAIMED
    receiver = {codes.CLAIMED: codes.IMMIGRATION, codes.IGNORED: codes.POLICE}
    hear(after, open_account(after, first, receiver[first], 0), ONE, 0)
    before = float(attitudes_of(after, ONE, codes.FIRST_TRUST + codes.IMMIGRATION)[0])
    hear(after, open_account(after, second, receiver[second], 0), ONE, 0)
    now = float(attitudes_of(after, ONE, codes.FIRST_TRUST + codes.IMMIGRATION)[0])
    assert now == pytest.approx(0.9 * before, abs=1e-6)


def test_a_failure_long_forgotten_exposes_no_claim() -> None:
    after = world()
    hear(after, open_account(after, codes.IGNORED, codes.POLICE, 0), ONE, 0)
    after.week += after.settings.learning.warning_weeks + 1
    hear(after, open_account(after, codes.CLAIMED, codes.IMMIGRATION, 0), ONE, 0)
    assert moved(after, codes.FIRST_TRUST + codes.IMMIGRATION) == pytest.approx(0.2, abs=1e-6)


def test_kin_at_home_hear_at_once_and_others_along_ties_while_it_is_fresh() -> None:
    after = world(**{"learning.tell_chance": 1.0, "learning.participant_factor": 100.0})
    involve(after, open_account(after, codes.WAS_ANSWERED, codes.POLICE, 0), ONE)
    residents, kin = after.state.residents, after.kin(16)
    kin = kin[after.state.at_home(kin)]
    assert kin.size
    assert np.flatnonzero(residents.account == 0).tolist() == sorted([16, *kin])
    assert residents.account_hop[16] == 0
    assert (residents.account_hop[kin] == 1).all()
    after.week += 1
    tell_accounts(after)
    heard = np.flatnonzero(residents.account == 0)
    around = np.unique(np.concatenate([after.ties.of(int(row)) for row in (16, *kin)]))
    around = around[after.grown(around) & after.state.at_home(around)]
    assert set(around) <= set(heard)
    after.week += after.settings.learning.talk_weeks
    tell_accounts(after)
    assert (np.flatnonzero(residents.account == 0) == heard).all()


def test_nobody_abroad_hears_or_tells() -> None:
    after = world(**{"learning.tell_chance": 1.0, "learning.participant_factor": 100.0})
    after.state.residents.status[after.ties.of(16)] = codes.AWAY_DOCUMENTED
    involve(after, open_account(after, codes.WAS_ANSWERED, codes.POLICE, 0), ONE)
    after.week += 1
    tell_accounts(after)
    assert np.flatnonzero(after.state.residents.account == 0).tolist() == [16]


def announced(says: str, *whats: int, price: float = 10.0) -> World:
    """What participants of a session know after such outcomes in their village."""
    after = world(**{"programme.announces": says, "programme.start_week": 0, "prices.publicity": price})
    for what in whats:
        open_account(after, what, codes.POLICE, 0)
    announce(after, 0, np.concatenate((ONE, OTHER)))
    return after


@pytest.mark.parametrize(
    ("says", "whats", "told"),
    [
        ("nothing", (codes.WAS_ANSWERED,), None),
        ("outcomes", (codes.WAS_ANSWERED, codes.IGNORED), codes.IGNORED),
        ("outcomes", (), None),
        ("success", (codes.WAS_ANSWERED, codes.IGNORED), codes.WAS_ANSWERED),
        ("success", (codes.IGNORED,), codes.CLAIMED),
    ],
)
def test_officers_tell_the_latest_or_always_a_success(says: str, whats: tuple[int, ...], told: int | None) -> None:
    after = announced(says, *whats)
    heard = after.state.residents.account[[16, 30]]
    if told is None:
        assert (heard == codes.NOBODY).all()
    else:
        assert (after.state.accounts["what"][heard] == told).all()
    week = after.tally.weekly[10, :, after.tally.index["cost_publicity"]].sum()
    assert week == (0.0 if told is None else 20.0)


def test_the_part_that_is_left_at_each_telling_decides_how_far_answers_reach() -> None:
    strong = {"warning.expected_effect": 3.0, "warning.speak": -1.5, "responding.answer_effect": 0.9}
    alone, told = ({**strong, "responding.retold": left} for left in (0.0, 1.0))
    reports = paired("reports_sent", ("pimpasa", alone), ("pimpasa", told), range(1, 5), from_week=70)
    assert (reports[:, 1] > reports[:, 0]).sum() >= 3
    assert reports[:, 1].sum() > 1.03 * reports[:, 0].sum()


def test_many_hear_of_what_few_were_part_of() -> None:
    after = run(make("migrant_pocket", "pimpasa", {"weeks": 130}))
    assert total(after, "answers_heard") > 20 * total(after, "reports_received") > 200
    assert total(after, "failures_heard") > 0 == total(after, "claims_heard")


def test_what_nobody_was_part_of_is_heard_by_nobody() -> None:
    after = world()
    involve(after, open_account(after, codes.ARRESTED, codes.POLICE, 0, post=0), np.empty(0, np.int64))
    assert (after.state.residents.account == codes.NOBODY).all()
