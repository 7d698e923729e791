"""Rules are plain functions of numbers: chances stay chances, and every rule moves the way it says."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.attitudes.attitudes import level, personal_base, shift
from sim.attitudes.rules import known_until, recognise_chance, tell_chance
from sim.core.draws import exponential, gumbel, poisson, selection_keys, smallest, uniform
from sim.deciding.rules import documented_utility, gain_abroad, leave_utility, risk_felt
from sim.incidents.rules import channel_utility, notice_chance, speak_utility
from sim.migration.rules import exploitation_risk, gate_stops, outcome
from sim.officers.rules import change_route_utility, leave_anyway_utility, stay_utility
from sim.programme.parameter_arrays import make_arrays
from sim.recruiters.rules import target_weight
from sim.stages.outreach import sessions_due
from sim.state.codes import EXPLOITED, FARED_WELL, SMUGGLED
from tests.building import composed

share = st.floats(0, 1)
weight = st.floats(-10, 10)
inside = st.floats(0, 1, exclude_min=True, exclude_max=True)
whole = st.integers(0, 2**64 - 1)


def over(*numbers: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try a property on some dozens of numbers, the same ones every time."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        return settings(max_examples=60, deadline=None, derandomize=True, database=None)(given(*numbers)(test))

    return decorate


@over(share, share, share)
def test_noticing_is_a_chance_that_grows_with_tie_strength_and_visibility(
    tie: float, strength: float, seen: float
) -> None:
    chance = notice_chance(tie, strength, seen)
    assert 0 <= chance <= min(tie, strength, seen)
    assert notice_chance(tie, 1.0, seen) >= chance and notice_chance(tie, strength, 1.0) >= chance


@over(share, share, st.floats(1, 100), st.booleans())
def test_telling_is_a_chance_and_participants_tell_more(
    base: float, strength: float, factor: float, spoke: bool
) -> None:
    chance = tell_chance(base, strength, factor, spoke)
    assert 0 <= chance <= 1
    assert tell_chance(base, strength, factor, True) == min(1, factor * tell_chance(base, strength, factor, False))


@over(share, share, st.booleans())
def test_recognition_takes_the_chance_that_fits_the_facts(informed: float, uninformed: float, knows: bool) -> None:
    assert recognise_chance(knows, informed, uninformed) == (informed if knows else uninformed)


@over(share, st.floats(-1, 1), st.booleans())
def test_an_event_closes_a_share_of_the_room_so_repeated_ones_saturate(start: float, gain: float, news: bool) -> None:
    low = -1.0 if news else 0.0
    value, steps = start, []
    for _ in range(50):
        change = shift(value, gain, low)
        assert change * gain >= 0
        value += change
        steps.append(abs(change))
        assert low - 1e-12 <= value <= 1 + 1e-12
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(steps))


@over(share, st.floats(0, 0.5), inside, st.floats(-3, 3))
def test_attitudes_stay_within_their_bounds(mean: float, spread: float, u: float, change: float) -> None:
    assert 0.0 <= level(personal_base(mean, spread, u), change, 0.0) <= 1.0
    assert -1.0 <= level(0.0, change, -1.0) <= 1.0


@over(st.floats(1, 5000), st.integers(0, 3000), inside)
def test_memory_lasts_at_least_a_week_and_fits_its_column(mean: float, week: int, u: float) -> None:
    until = known_until(week, mean, u)
    assert week < until <= 32766
    assert known_until(week, mean, min(u * 1.01, 0.999999)) <= until


def test_memory_fades_as_an_exponential() -> None:
    u = (np.arange(40_000) + 0.5) / 40_000
    for mean in (5.0, 60.0):
        until = np.array([known_until(0, mean, x) for x in u])
        for weeks in (1, 5, 20, 100):
            assert (until > weeks).mean() == pytest.approx(math.exp(-weeks / mean), abs=2e-4)


@over(share, share)
def test_gates_stop_their_share_and_nobody_with_forged_papers(u: float, stop: float) -> None:
    assert gate_stops(u, stop, False) == (u < stop)
    assert not gate_stops(u, stop, True)
    assert not gate_stops(u, 0.0, False)


@over(inside, share, share)
def test_outcomes_share_out_the_departures(u: float, exploited: float, smuggled: float) -> None:
    only = (1 - exploited) * smuggled
    expected = EXPLOITED if u < exploited else SMUGGLED if u < exploited + only else FARED_WELL
    assert outcome(u, exploited, smuggled) == expected


@over(share, st.floats(0, 20))
def test_a_debt_multiplies_the_risk_up_to_certainty(base: float, factor: float) -> None:
    assert exploitation_risk(base, False, factor) == base
    assert exploitation_risk(base, True, factor) == min(1.0, base * factor)


@over(share, st.floats(-5, 10), st.integers(0, 20), share, st.floats(15, 60))
def test_targets_are_weighed_by_what_can_be_seen(
    need: float, by_need: float, refusals: int, left: float, age: float
) -> None:
    asked = target_weight(1.5, 1.0, need, by_need, refusals, left, age, 17.0, 45.0)
    assert (asked > 0) == (17 <= age <= 45 and (left**refusals > 0)) or asked < 1e-300
    assert target_weight(1.5, 1.0, need, by_need, refusals + 1, left, age, 17.0, 45.0) <= asked
    if asked > 0:
        assert asked == pytest.approx(1.5 * math.exp(by_need * need) * left**refusals)


@over(st.floats(-20, 0), share, share)
def test_only_a_risk_that_is_seen_is_felt_and_more_by_the_aware(risk: float, unaware: float, awareness: float) -> None:
    assert risk_felt(False, risk, unaware, awareness) == 0.0
    felt = risk_felt(True, risk, unaware, awareness)
    assert risk - 1e-12 <= felt <= risk * unaware + 1e-12
    assert risk_felt(True, risk, unaware, 1.0) <= felt <= risk_felt(True, risk, unaware, 0.0)


@over(st.lists(weight, min_size=10, max_size=10), st.integers(0, 9), st.floats(0, 5))
def test_utilities_grow_with_each_of_their_parts(parts: list[float], which: int, more: float) -> None:
    raised = [part + more * (n == which) for n, part in enumerate(parts)]
    assert leave_utility(*raised) >= leave_utility(*parts) - 1e-9
    assert documented_utility(*raised[:6]) >= documented_utility(*parts[:6]) - 1e-9
    assert change_route_utility(*raised[:4]) >= change_route_utility(*parts[:4]) - 1e-9


@over(share, share, st.floats(0, 10), st.floats(0, 10), st.floats(0.1, 50))
def test_need_and_wages_pull(need: float, other: float, by_need: float, by_wage: float, ratio: float) -> None:
    low, high = sorted((need, other))
    assert gain_abroad(low, by_need, by_wage, ratio) <= gain_abroad(high, by_need, by_wage, ratio)
    assert gain_abroad(need, by_need, by_wage, ratio) <= gain_abroad(need, by_need, by_wage, 2 * ratio)
    assert leave_anyway_utility(by_need, low, 0.0, 0.0, 0.0) <= leave_anyway_utility(by_need, high, 0.0, 0.0, 0.0)
    assert stay_utility(0.0, 0.0, by_need, low) <= stay_utility(0.0, 0.0, by_need, high)


@over(weight, weight, share, weight, share, weight, st.integers(0, 50))
def test_speaking_up_counts_trust_from_one_half_and_at_most_three_reports(
    speak: float, by_trust: float, trust: float, by_effect: float, effect: float, norm: float, reports: int
) -> None:
    value = speak_utility(speak, by_trust, trust, by_effect, effect, norm, reports, 0.0, 0.0)
    assert value == speak_utility(speak, by_trust, trust, by_effect, effect, norm, min(reports, 3), 0.0, 0.0)
    assert speak_utility(speak, by_trust, 0.5, by_effect, 0.5, norm, 0, 0.0, 0.0) == pytest.approx(speak)
    mirrored = speak_utility(speak, -by_trust, 1 - trust, by_effect, effect, norm, reports, 0.0, 0.0)
    assert mirrored == pytest.approx(value)


@over(weight, st.floats(-10, 0), share, share, share, st.floats(-5, 0), st.floats(0, 48))
def test_fear_and_distance_hold_back_and_anonymity_takes_the_fear_away(
    speak: float, by_fear: float, fear: float, other: float, anonymity: float, by_hour: float, hours: float
) -> None:
    low, high = sorted((fear, other))
    assert channel_utility(speak, by_fear, high, anonymity, 0.0, by_hour, hours) <= channel_utility(
        speak, by_fear, low, anonymity, 0.0, by_hour, hours
    )
    assert channel_utility(speak, by_fear, fear, 1.0, 0.0, by_hour, 0.0) == pytest.approx(speak)
    assert channel_utility(speak, by_fear, fear, anonymity, 0.0, by_hour, hours) <= speak + 1e-9


@over(st.floats(0, 20), inside)
def test_poisson_is_the_inverse_of_its_distribution(mean: float, u: float) -> None:
    count = poisson(mean, u)

    def up_to(k: int) -> float:
        return math.fsum(math.exp(-mean) * mean**j / math.factorial(j) for j in range(k + 1))

    assert up_to(count) >= u - 1e-9
    assert count == 0 or up_to(count - 1) < u + 1e-9


@over(whole, whole, whole, st.integers(0, 3000), whole)
def test_draws_lie_strictly_inside_zero_and_one_and_never_change(
    seed: int, actor: int, subject: int, week: int, n: int
) -> None:
    u = uniform(seed, "a purpose", actor, subject, week, n)
    assert 0 < u < 1
    assert u == uniform(seed, "a purpose", actor, subject, week, n)
    assert u != uniform(seed, "another purpose", actor, subject, week, n)
    assert math.isfinite(gumbel(u)) and exponential(u) > 0


@over(st.integers(1, 40), st.integers(0, 40), st.integers(0, 1000))
def test_taking_one_candidate_away_only_moves_the_next_one_in(people: int, seats: int, week: int) -> None:
    actors = np.arange(people, dtype=np.uint64)
    weights = np.ones(people)
    before = set(smallest(selection_keys(np.uint64(week), actors, 7, weights), seats))
    assert len(before) == min(people, seats)
    weights[0] = 0.0
    after = set(smallest(selection_keys(np.uint64(week), actors, 7, weights), seats))
    assert 0 not in after
    assert before - {0} <= after and len(after - before) <= 1


@over(st.floats(0, 60), st.integers(1, 600))
def test_sessions_add_up_to_the_intensity(per_month: float, weeks: int) -> None:
    held = sum(sessions_due(per_month, week) for week in range(weeks))
    assert abs(held - per_month * 12 / 52 * weeks) < 1 + 1e-6


def test_half_of_a_change_of_mind_is_left_after_its_half_life() -> None:
    tree = composed("place=classroom")
    fade, learning = make_arrays(tree).attitudes.fade, tree.learning
    half_lives = [learning.awareness.half_life, learning.expected_effect.half_life, learning.fear.half_life]
    for row, half_life in zip(fade[:4], [*half_lives, learning.news_half_life], strict=True):
        assert row[0] == 1.0
        assert row[int(half_life)] == pytest.approx(0.5 ** (int(half_life) / half_life))
        assert row[10] ** 2 == pytest.approx(row[20])
