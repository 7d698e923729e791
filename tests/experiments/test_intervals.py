"""Intervals: known answers."""

import numpy as np
import pytest
from scipy import stats

from experiments.analysis.intervals import all_at_once, mean_interval, ratio_interval


def test_one_run_a_population_is_the_classical_t_interval() -> None:
    values = np.random.default_rng(1).normal(3.0, 2.0, 40)
    interval = mean_interval(values, np.arange(40))
    low, high = stats.t.interval(0.95, 39, values.mean(), stats.sem(values))
    assert (interval.low, interval.high) == pytest.approx((low, high))


def test_equal_populations_are_the_t_interval_of_their_means() -> None:
    values = np.random.default_rng(2).normal(size=(30, 4))
    clusters = np.tile(np.arange(5), 6)
    means = np.stack([values[clusters == name].mean(axis=0) for name in range(5)])
    interval = mean_interval(values, clusters)
    low, high = stats.t.interval(0.95, 4, means.mean(axis=0), stats.sem(means))
    np.testing.assert_allclose(interval.low, low)
    np.testing.assert_allclose(interval.high, high)


def test_copies_of_a_population_add_no_certainty() -> None:
    few = mean_interval(np.array([1.0, 2.0, 4.0]), np.array([0, 1, 2]))
    many = mean_interval(np.repeat([1.0, 2.0, 4.0], 50), np.repeat([0, 1, 2], 50))
    assert many.half_width == pytest.approx(few.half_width)


def test_no_spread_has_no_width_and_one_population_no_interval() -> None:
    assert mean_interval(np.full(5, 2.0), np.arange(5)).half_width == 0.0
    assert np.isnan(mean_interval(np.array([1.0, 2.0]), np.array([7, 7])).low)


def test_ratio_of_paired_totals() -> None:
    bottom = np.random.default_rng(3).uniform(5, 15, 60)
    exact = ratio_interval(0.25 * bottom, bottom, np.arange(60))
    assert exact.mean == pytest.approx(0.25)
    assert exact.half_width == pytest.approx(0.0, abs=1e-12)
    assert np.isnan(ratio_interval(bottom, 0.0 * bottom, np.arange(60)).mean)


def test_intervals_hold_as_often_as_they_say() -> None:
    draws = np.random.default_rng(4)
    clusters = np.tile(np.arange(10), 4)
    shared = draws.normal(size=(2000, 10))[:, clusters]  # runs of one population go together
    interval = mean_interval((shared + draws.normal(size=(2000, 40))).T, clusters)
    assert np.mean((interval.low <= 0) & (interval.high >= 0)) == pytest.approx(0.95, abs=0.015)


def test_many_intervals_together_need_a_higher_level() -> None:
    assert all_at_once(0.95, 1) == pytest.approx(0.95)
    assert all_at_once(0.95, 20) == pytest.approx(0.9975)


def fieller(top: np.ndarray, bottom: np.ndarray) -> tuple[float, float]:  # type: ignore[type-arg]
    """The textbook formula with one run a population: the ratios that a t-test does not refuse."""
    count = top.size
    reach = stats.t.ppf(0.975, count - 1) ** 2 / count
    own, both, under = np.var(top, ddof=1), np.cov(top, bottom)[0, 1], np.var(bottom, ddof=1)
    a = bottom.mean() ** 2 - reach * under
    b = -2 * (top.mean() * bottom.mean() - reach * both)
    c = top.mean() ** 2 - reach * own
    low, high = sorted(np.roots([a, b, c]))
    return float(low), float(high)


def test_a_ratio_has_fiellers_interval() -> None:
    draws = np.random.default_rng(5)
    bottom = draws.poisson(2.0, 12).astype(float)
    top = draws.normal(0.3, 1.0, 12) + 0.4 * bottom
    interval = ratio_interval(top, bottom, np.arange(12))
    assert (interval.low, interval.high) == pytest.approx(fieller(top, bottom))
    assert interval.high - interval.mean > interval.mean - interval.low  # a small divisor makes it lopsided


def test_a_ratio_to_what_may_be_nothing_has_no_interval() -> None:
    bottom = np.array([0.0, 0.0, 0.0, 3.0])
    interval = ratio_interval(np.array([1.0, -1.0, 0.0, 2.0]), bottom, np.arange(4))
    assert interval.mean == pytest.approx(2 / 3)
    assert np.isnan(interval.low) and np.isnan(interval.high)


def test_ratios_with_few_populations_hold_as_often_as_they_say() -> None:
    draws = np.random.default_rng(6)
    bottom = draws.poisson(4.0, (5, 4000)).astype(float)
    top = 0.5 * bottom + draws.normal(0.0, 1.0, (5, 4000))
    interval = ratio_interval(top, bottom, np.arange(5))
    given = ~np.isnan(interval.low)
    assert given.mean() > 0.9
    assert np.mean((interval.low <= 0.5) & (interval.high >= 0.5) & given) / given.mean() == pytest.approx(
        0.95, abs=0.015
    )
