"""The draws: known values, evenness, independence, and choices that a new candidate or option disturbs little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sim.core import draws
from sim.core.limits import MOST_AT_ONCE
from tests.plain_model import chance

WORD = st.integers(0, 2**64 - 1)
PURPOSES = ("notice", "answer an offer", "seat", "who is heard out", "report")
FEW = settings(max_examples=60, deadline=None)


def test_the_chain_is_splitmix64() -> None:
    """The published first values of splitmix64 from the state 1234567, and the values of our own keys."""
    published = [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
    assert [chance.fold(1234567, n) for n in range(5)] == published
    assert [draws.chain(1234567, n) for n in range(5)] == published


def test_known_values() -> None:
    """Values that must never change: runs of earlier versions would no longer be repeatable."""
    assert draws.name_key("village", "34.01.12.2004") == chance.name_key("village", "34.01.12.2004") == VILLAGE_KEY
    assert draws.uniform(1, "notice", 2, 3, 4, 5) == chance.uniform(1, "notice", 2, 3, 4, 5) == NOTICE_DRAW
    assert draws.uniform(2**63 - 1, "report", 2**64 - 1, 2**64 - 1, 2999, 0) == REPORT_DRAW


VILLAGE_KEY = 739946392486299493
NOTICE_DRAW = 0.560889184228247
REPORT_DRAW = 0.2493402133879935


@FEW
@given(st.integers(0, 2**63 - 1), st.sampled_from(PURPOSES), WORD, WORD, st.integers(0, 3000), st.integers(0, 2**31))
def test_all_forms_of_a_draw_agree(seed: int, purpose: str, actor: int, subject: int, week: int, n: int) -> None:
    expected = chance.uniform(seed, purpose, actor, subject, week, n)
    state = draws.stream(seed, purpose, week)
    assert 0 < expected < 1
    assert draws.uniform(seed, purpose, actor, subject, week, n) == expected
    assert draws.plain_draw(state, actor, subject, n) == expected
    actors = np.array([actor], np.uint64)
    assert draws.uniforms(state, actors, subject, n)[0] == chance.uniform(seed, purpose, actor, subject, week, n)
    first = chance.uniform(seed, purpose, actor, subject, week)
    assert draws.pair_uniforms(state, actors, np.array([subject], np.uint64))[0] == first
    key = draws.selection_keys(state, actors, subject, np.array([0.5]))[0]
    assert key == chance.exponential(first) / 0.5


def sample(purpose: str, week: int = 3, subject: int = 9, count: int = 20_000) -> np.ndarray:
    """Draws of many actors whose keys follow one another, the hardest case."""
    return draws.uniforms(draws.stream(1, purpose, week), np.arange(count, dtype=np.uint64), subject)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_draws_are_even(purpose: str) -> None:
    values = sample(purpose)
    assert stats.kstest(values, "uniform").pvalue > 1e-3
    assert stats.chisquare(np.histogram(values, 100, (0, 1))[0]).pvalue > 1e-3
    low_bits = (values * 2**52).astype(np.int64) % 64
    assert stats.chisquare(np.bincount(low_bits, minlength=64)).pvalue > 1e-3


def test_draws_that_differ_in_one_part_of_the_question_are_independent() -> None:
    base = sample("notice")
    others = {
        "next actor": np.roll(base, 1),
        "week": sample("notice", week=4),
        "subject": sample("notice", subject=10),
        "purpose": sample("report"),
        "n": draws.uniforms(draws.stream(1, "notice", 3), np.arange(base.size, dtype=np.uint64), 9, 1),
        "seed": draws.uniforms(draws.stream(2, "notice", 3), np.arange(base.size, dtype=np.uint64), 9),
    }
    for name, other in others.items():
        table = np.histogram2d(base, other, 10, ((0, 1), (0, 1)))[0]
        assert stats.chi2_contingency(table).pvalue > 1e-3, name
        assert abs(np.corrcoef(base, other)[0, 1]) < 4 / np.sqrt(base.size), name


def test_no_draw_is_rounded_to_0_or_1() -> None:
    """Logarithms of draws stay finite even at the ends."""
    for state in (0, 2**64 - 1):
        u = draws.unit(np.uint64(state))
        assert 0 < u < 1
        assert np.isfinite(draws.gumbel(u)) and np.isfinite(draws.exponential(u))


def test_actor_and_subject_are_not_exchangeable() -> None:
    assert draws.uniform(1, "tell", 2, 3, 0) != draws.uniform(1, "tell", 3, 2, 0)


@pytest.mark.parametrize("mean", [0.01, 0.7, 3.0, 40.0, float(MOST_AT_ONCE)])
def test_poisson_numbers(mean: float) -> None:
    counts = [draws.poisson(mean, float(u)) for u in sample("offers of a recruiter", count=4000)]
    assert abs(np.mean(counts) - mean) < 4 * np.sqrt(mean / len(counts))
    assert counts[:200] == [chance.poisson(mean, float(u)) for u in sample("offers of a recruiter", count=4000)[:200]]


KEYS = st.lists(st.one_of(st.floats(0, 5), st.sampled_from([1.0, 2.0, np.inf, np.nan])), max_size=30)


@FEW
@given(KEYS, st.integers(0, 35))
def test_smallest_is_a_sort(keys: list[float], k: int) -> None:
    values = np.array(keys, np.float64)
    order = [int(i) for i in np.argsort(values, kind="stable") if np.isfinite(values[i])]
    assert draws.smallest(values, k).tolist() == order[:k]


@FEW
@given(st.integers(0, 10_000), st.integers(2, 25), st.integers(1, 24), st.data())
def test_taking_a_candidate_away_only_moves_the_next_in(seed: int, size: int, k: int, data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, size - 1))
    actors = np.arange(size, dtype=np.uint64)
    weights = 1.0 + np.arange(size) % 3
    state = draws.stream(seed, "target", 0)
    before = set(draws.smallest(draws.selection_keys(state, actors, 1, weights), k).tolist())
    weights[gone] = 0.0
    after = set(draws.smallest(draws.selection_keys(state, actors, 1, weights), k).tolist())
    assert before - {gone} <= after
    assert len(after - before) <= (gone in before)


@FEW
@given(st.lists(st.floats(-3, 3), min_size=2, max_size=6), st.floats(-3, 3), WORD, WORD)
def test_a_new_option_moves_nobody_between_old_ones(
    utilities: list[float], new: float, actor: int, incident: int
) -> None:
    state = draws.stream(1, "report", 0)
    values = [
        utility + draws.gumbel(draws.plain_draw(state, actor, incident, draws.name_key("channel", n)))
        for n, utility in enumerate([*utilities, new])
    ]
    before, after = int(np.argmax(values[:-1])), int(np.argmax(values))
    assert after in (before, len(utilities))


def test_choices_by_gumbel_draws_are_logit() -> None:
    utilities = np.array([0.0, 0.5, -1.0])
    noise = np.stack([-np.log(-np.log(sample("report", subject=option))) for option in range(3)])
    chosen = np.bincount((utilities[:, None] + noise).argmax(axis=0), minlength=3)
    expected = np.exp(utilities) / np.exp(utilities).sum() * chosen.sum()
    assert stats.chisquare(chosen, expected).pvalue > 1e-3


def test_selection_follows_the_weights() -> None:
    """One of three picked by weights 1, 2 and 5, many times."""
    picked = np.zeros(3)
    for week in range(3000):
        keys = draws.selection_keys(
            draws.stream(1, "target", week), np.arange(3, dtype=np.uint64), 0, np.array([1.0, 2, 5])
        )
        picked[draws.smallest(keys, 1)] += 1
    assert stats.chisquare(picked, np.array([1, 2, 5]) / 8 * 3000).pvalue > 1e-3
