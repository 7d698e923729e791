"""Choices, targets and helpers that are made of draws follow the distributions that they stand for."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from sim.core import draws
from sim.core.limits import MOST_AT_ONCE
from sim.recruiters.recruiter import Recruiter
from tests.building import make
from tests.laws.rare import RARE, fits, near

MANY = 40_000
ACTORS = np.arange(MANY, dtype=np.uint64)


def sample(purpose: str, subject: int = 0, week: int = 5) -> NDArray[np.float64]:
    return draws.uniforms(draws.stream(3, purpose, week), ACTORS, np.uint64(subject))


def test_exponential_numbers() -> None:
    values = np.array([draws.exponential(float(u)) for u in sample("time")])
    assert stats.kstest(values, "expon").pvalue > RARE
    for power, (moment, variance) in enumerate(((1.0, 1.0), (2.0, 20.0), (6.0, 684.0)), start=1):
        assert near(float((values**power).mean()), moment, np.sqrt(variance / MANY))


def test_gumbel_numbers() -> None:
    values = np.array([draws.gumbel(float(u)) for u in sample("taste")])
    assert stats.kstest(values, "gumbel_r").pvalue > RARE
    assert near(float(values.mean()), float(np.euler_gamma), np.pi / np.sqrt(6 * MANY))


@pytest.mark.parametrize("mean", [0.003, 0.4, 2.5, 30.0, float(MOST_AT_ONCE)])
def test_poisson_numbers(mean: float) -> None:
    counts = np.array([draws.poisson(mean, float(u)) for u in sample("count")])
    cells = np.arange(counts.max() + 2)
    shares = stats.poisson.pmf(cells, mean)
    shares[-1] = stats.poisson.sf(cells[-2], mean)
    assert fits(np.bincount(counts, minlength=cells.size), shares)
    assert near(float(counts.mean()), mean, np.sqrt(mean / MANY))
    assert near(float(counts.var()), mean, np.sqrt((mean + 2 * mean**2) / MANY))


@pytest.mark.parametrize("utilities", [[0.0, 0.0], [0.0, 0.5, -1.0], [-3.9, 2.0, 0.3, -0.2, 1.0], [0.0, -6.0]], ids=str)
def test_choices_by_gumbel_draws_are_logit(utilities: list[float]) -> None:
    """The form in which offers, reports and counsel are answered: utility plus a draw keyed by the option's name."""
    state = draws.stream(3, "answer", 0)
    names = [np.uint64(draws.name_key("option", number)) for number in range(len(utilities))]
    noise = np.stack([-np.log(-np.log(draws.uniforms(state, ACTORS, 7, name))) for name in names])
    chosen = np.bincount((np.array(utilities)[:, None] + noise).argmax(axis=0), minlength=len(utilities))
    assert fits(chosen, np.exp(utilities) / np.exp(utilities).sum())


def successive(weights: list[float], k: int) -> dict[tuple[int, ...], float]:
    """Chance of each order in which k are drawn without replacement, each time in proportion to the weights left."""
    chances = {}
    for order in permutations(range(len(weights)), k):
        left, chance = sum(weights), 1.0
        for one in order:
            chance *= weights[one] / left
            left -= weights[one]
        chances[order] = chance
    return chances


@pytest.mark.parametrize(
    ("weights", "k"), [([1.0, 1.0, 1.0], 1), ([1.0, 2.0, 5.0], 2), ([0.5, 1.0, 3.0, 0.2], 3), ([4.0, 1.0], 2)], ids=str
)
def test_the_k_smallest_are_successive_sampling_without_replacement(weights: list[float], k: int) -> None:
    expected = successive(weights, k)
    assert sum(expected.values()) == pytest.approx(1.0)
    counts = dict.fromkeys(expected, 0)
    candidates = np.arange(len(weights), dtype=np.uint64)
    state = draws.stream(3, "target", 1)
    for asker in range(MANY // 2):
        keys = draws.selection_keys(state, candidates, np.uint64(asker), np.array(weights))
        counts[tuple(draws.smallest(keys, k).tolist())] += 1
    assert fits(np.array(list(counts.values())), np.array(list(expected.values())))


def test_who_weighs_nothing_is_never_drawn() -> None:
    weights = np.where(ACTORS % 2 == 0, 1.0, 0.0)
    chosen = draws.smallest(draws.selection_keys(draws.stream(3, "target", 1), ACTORS, np.uint64(0), weights), MANY)
    assert set(chosen.tolist()) == set(range(0, MANY, 2))


def test_hamlets_are_chosen_in_proportion_to_their_people() -> None:
    world = make("kalibawang")
    first = world.population.village_first_hamlet
    sizes = np.diff(world.population.hamlet_first_row[first[0] : first[1] + 1])
    chosen = [world.population.one_hamlet(0, world.stream("hamlet of the round"), asker) for asker in range(4000)]
    assert fits(np.bincount(np.array(chosen) - first[0], minlength=sizes.size), sizes / sizes.sum())


def test_a_recruiter_chooses_among_reactions_by_their_weights() -> None:
    world = make("migrant_pocket")
    recruiter = Recruiter(world, 0)
    weights = {"lie_low": 8.0, "go_private": 2.0, "move": 0.5, "nothing": 0.0}
    counts = dict.fromkeys(weights, 0)
    for week in range(8000):
        world.week = week
        counts[str(recruiter.choose("reaction", weights))] += 1
    assert counts.pop("nothing") == 0
    assert fits(np.array(list(counts.values())), np.array([8.0, 2.0, 0.5]) / 10.5)
    assert recruiter.choose("reaction", {"nothing": 0.0}) is None
