"""One fact in a village where all know all: talk follows its Markov chain, and the chain its mean-field curve.

With n residents who are all tied at strength s, k of whom know the fact and tell for as long as they live, somebody who
does not know it learns it within a week unless each of the k fails to tell and be believed:

    p(k) = 1 - (1 - tell_chance s take_up)^k,      k' = k + Binomial(n - k, p(k))

The mean-field curve puts k/n = x in place of chance, x' = x + (1 - x) p(n x), and is near a logistic curve of rate
n tell_chance s take_up. Fluctuations of x are of the order 1 / sqrt(n), the gap of the mean of the order 1 / n.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.stages.talk import talk
from sim.start import begin
from sim.state.codes import ADULT_WEEKS, KNOWN_FOR_GOOD, SETTLED, WARNING_SIGNS
from sim.ties.kinds import FRIEND
from sim.ties.ties import Ties
from tests.building import chosen, people_and_ties
from tests.laws.rare import SIGMAS, near

Floats = NDArray[np.float64]
WEEKS, SEEDS = 12, 120
TELL, TAKE_UP, STRENGTH = 0.011, 0.6, 0.5
CHANGES = {
    "learning.tell_chance": TELL,
    "learning.take_up": TAKE_UP,
    "learning.awareness_pull": 0.0,
    "learning.memory_weeks": 5000,
    "learning.talk_weeks": 260,
    "weeks": WEEKS + 1,
}


@cache
def everybody_tied() -> tuple[Ties, NDArray[np.int64]]:
    """Ties of all residents of the classroom to all others, and the residents."""
    people, _ = people_and_ties("classroom")
    grown = np.flatnonzero(-people.birth_week.astype(np.int64) >= ADULT_WEEKS)
    degree = np.zeros(people.size, np.int64)
    degree[grown] = grown.size - 1
    others = np.concatenate([grown[grown != row] for row in grown]).astype(np.uint32)
    kind, strength = np.full(others.size, FRIEND, np.uint8), np.full(others.size, round(255 * STRENGTH), np.uint8)
    return Ties(np.concatenate(([0], np.cumsum(degree))), others, kind, strength), grown


def curve(seed: int, knowing: int) -> Floats:
    """Share of the residents who know the fact, by week."""
    ties, grown = everybody_tied()
    settings = chosen("classroom", changes={**CHANGES, "seed": seed})
    world = begin(settings, people_and_ties("classroom")[0], ties)
    state = world.state
    state.residents.status[:] = SETTLED
    state.residents.fact_until[:] = 0
    state.residents.fact_until[grown[:knowing], WARNING_SIGNS] = KNOWN_FOR_GOOD
    state.residents.talk_until[grown[:knowing]] = KNOWN_FOR_GOOD
    shares = []
    for _ in range(WEEKS):
        shares.append(float(np.mean(state.residents.fact_until[grown, WARNING_SIGNS] > world.week)))
        talk(world)
        world.week += 1
    return np.array(shares)


def chance_to_tell() -> float:
    return TELL * TAKE_UP * round(255 * STRENGTH) / 255


def mean_field(start: float, contacts: float) -> Floats:
    """The recursion of the share; ``contacts`` is n times the chance that one person tells another and is believed."""
    shares = [start]
    for _ in range(WEEKS - 1):
        share = shares[-1]
        shares.append(share + (1 - share) * -math.expm1(-contacts * share))
    return np.array(shares)


@cache
def markov(n: int, knowing: int, each: float) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the share by week, of the exact chain."""
    now = np.zeros(n + 1)
    now[knowing] = 1.0
    learns = -np.expm1(np.arange(n + 1) * math.log1p(-each))
    step = np.zeros((n + 1, n + 1))
    for k in range(n + 1):
        step[k, k:] = stats.binom.pmf(np.arange(n - k + 1), n - k, learns[k])
    shares, means, spreads = np.arange(n + 1) / n, [], []
    for _ in range(WEEKS):
        mean = float(now @ shares)
        means.append(mean)
        spreads.append(math.sqrt(max(float(now @ shares**2) - mean**2, 0.0)))
        now = now @ step
    return np.array(means), np.array(spreads)


def test_talk_follows_the_chain_and_the_mean_field_curve() -> None:
    """In the mean within sampling error, in the spread within that of a variance, and near the curve as 1 / n."""
    n = everybody_tied()[1].size
    knowing = n // 10
    found = np.stack([curve(seed, knowing) for seed in range(SEEDS)])
    mean, spread = markov(n, knowing, chance_to_tell())
    assert mean[0] < 0.15 and 0.8 < mean[-1] < 0.99  # the steep part of the curve lies within the weeks looked at
    for week in range(1, WEEKS):
        assert near(found[:, week].mean(), mean[week], spread[week] / math.sqrt(SEEDS)), week
        assert abs(found[:, week].std(ddof=1) / spread[week] - 1) < SIGMAS / math.sqrt(2 * (SEEDS - 1)), week
    smooth = mean_field(knowing / n, n * -math.log1p(-chance_to_tell()))
    assert np.abs(mean - smooth).max() < 3 / n
    assert np.abs(found.mean(axis=0) - smooth).max() < 3 / n + SIGMAS * spread.max() / math.sqrt(SEEDS)


def test_the_gap_to_the_mean_field_curve_shrinks_as_1_over_n_and_the_spread_as_1_over_its_root() -> None:
    contacts, gaps, spreads = 0.25, [], []
    for n in (100, 200, 400):
        mean, spread = markov(n, n // 10, -math.expm1(-contacts / n))
        gaps.append(np.abs(mean - mean_field(0.1, contacts)).max())
        spreads.append(spread.max())
    for wide, narrow in pairwise(gaps):
        assert 1.8 < wide / narrow < 2.2
    for wide, narrow in pairwise(spreads):
        assert 1.35 < wide / narrow < 1.48


def test_the_mean_field_curve_is_near_the_logistic_one_where_talk_is_slow() -> None:
    """With few contacts a week the recursion is a step of x' = contacts x (1 - x)."""
    contacts = 0.05
    shares = mean_field(0.3, contacts)
    logistic = 1 / (1 + (1 / 0.3 - 1) * np.exp(-contacts * np.arange(WEEKS)))
    assert np.abs(shares - logistic).max() < contacts**2 * WEEKS / 4
