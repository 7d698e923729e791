"""Every purpose of a draw has a name of its own, and its draws are even and independent of all others."""

from __future__ import annotations

import ast
import re
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from sim.core import draws
from sim.core.compiled import U64
from sim.start import begin
from tests.building import build, run
from tests.laws.purposes import named, recorded, trees
from tests.laws.rare import RARE, SIGMAS
from tests.plain_model.busy import busy

Floats = NDArray[np.float64]
MANY = 20_000
NOT_IN_A_RUN = ("survey: ", "small world: ")
"""Purposes of the simulated survey and of the graph to compare with, which no week draws."""


TABLE = "PURPOSES"
"""What a table of purposes is called that are drawn by their number."""


@cache
def drawn() -> dict[str, frozenset[int]]:
    """Purposes of a busy run, its people and ties, each with the weeks it was drawn in."""
    with recorded() as seen:
        run(begin(busy(), *build(busy())))
    return {purpose: frozenset(weeks) for purpose, weeks in sorted(seen.items())}


@cache
def patterns() -> dict[str, list[str]]:
    """Where each purpose is named. Population purposes are named without their first word, and gates in a table."""
    found = dict(named())
    for purpose in drawn():
        short = purpose.removeprefix("population: ")
        if not any(re.fullmatch(pattern, purpose) or re.fullmatch(pattern, short) for pattern in found):
            found[re.escape(purpose)] = [
                f"{path}:{node.lineno}"
                for path, tree in trees().items()
                for table in tree.body
                if isinstance(table, ast.Assign) and getattr(table.targets[0], "id", "") == TABLE
                for node in ast.walk(table)
                if isinstance(node, ast.Constant) and node.value == purpose
            ]
    return found


def test_every_purpose_is_named_in_one_place() -> None:
    """Two decisions that share a name, an actor and a subject would share their luck."""
    assert len(drawn()) > 140
    assert {pattern: places for pattern, places in patterns().items() if len(set(places)) != 1} == {}


def test_no_purpose_fits_two_names() -> None:
    """A name with a gap, such as ``who finds 0``, must not be filled so that it says what another one says."""
    fits_two = {"memory of talk"}  # beside it stands ``memory of {where}``, where is a session or a training
    for purpose in drawn():
        short = purpose.removeprefix("population: ")
        fitting = [p for p in patterns() if re.fullmatch(p, purpose) or re.fullmatch(p, short)]
        assert len(fitting) == (2 if purpose in fits_two else 1), (purpose, fitting)


def test_the_busy_run_draws_everything_that_is_named() -> None:
    missing = [
        pattern
        for pattern in patterns()
        if not any(re.fullmatch(pattern, name) or re.fullmatch(f"population: {pattern}", name) for name in drawn())
    ]
    assert [one for one in missing if not one.replace("\\", "").startswith(NOT_IN_A_RUN)] == []


def test_what_is_drawn_once_is_not_drawn_again_each_week() -> None:
    """A draw for good has week 0; one that the weeks share with it would be the same draw in the first week."""
    lasting = {re.escape(word.value) for word in _given_to("lasting_stream")} | {
        re.escape(word.value) for word in _given_to("_lasting")
    }
    assert len(lasting) > 8
    for purpose, weeks in drawn().items():
        if any(re.fullmatch(pattern, purpose) for pattern in lasting):
            assert weeks == {0}, purpose


def _given_to(function: str) -> list[ast.Constant]:
    return [
        node.args[0]
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == function
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


# -- the draws ---


def sample(purpose: str, week: int = 3, subject: int = 9, n: int = 0) -> Floats:
    """Draws of many actors whose keys follow one another, the hardest case."""
    return draws.uniforms(draws.stream(1, purpose, week), np.arange(MANY, dtype=np.uint64), U64(subject), n)


@cache
def samples() -> Floats:
    """[purposes, draws] of one week and subject."""
    return np.stack([sample(purpose) for purpose in drawn()])


def correlations(one: Floats, other: Floats) -> Floats:
    """Rank by rank of two arrays, as numbers of standard errors."""
    middle = (one - 0.5) * (other - 0.5) * 12.0
    return np.abs(middle.mean(axis=-1)) * np.sqrt(one.shape[-1])


def test_draws_of_every_purpose_are_even() -> None:
    for purpose, values in zip(drawn(), samples(), strict=True):
        assert stats.kstest(values, "uniform").pvalue > RARE, purpose
        assert stats.chisquare(np.histogram(values, 100, (0, 1))[0]).pvalue > RARE, purpose


@pytest.mark.parametrize("step", [1, 2, 3, 7, 53])
def test_neighbouring_actors_are_independent(step: int) -> None:
    assert correlations(samples()[:, :-step], samples()[:, step:]).max() < SIGMAS


@pytest.mark.parametrize(
    "other", [{"week": 4}, {"week": 10}, {"subject": 10}, {"n": 1}], ids=["next week", "week 10", "next subject", "n"]
)
def test_draws_that_differ_in_one_part_of_the_question_are_independent(other: dict[str, int]) -> None:
    """Across weeks and subjects, actor by actor and with the next actor, in tables of ten by ten."""
    for purpose, values in zip(drawn(), samples(), strict=True):
        others = sample(purpose, **other)
        for shifted in (others, np.roll(others, 1)):
            assert correlations(values, shifted) < SIGMAS, purpose
            table = np.histogram2d(values, shifted, 10, ((0, 1), (0, 1)))[0]
            assert stats.chisquare(table.ravel()).pvalue > RARE, purpose


def test_purposes_are_independent_of_one_another() -> None:
    """Every pair of purposes: correlation of the draws, and of their distances from the middle."""
    for values in (2.0 * samples() - 1.0, np.abs(4.0 * samples() - 2.0) - 1.0):
        between = values @ values.T * (3.0 / np.sqrt(MANY))
        np.fill_diagonal(between, 0.0)
        assert np.abs(between).max() < SIGMAS


def test_a_purpose_that_two_decisions_shared_would_be_seen() -> None:
    """The tests above can fail: the same name gives the same draws, and a lopsided draw is no uniform one."""
    assert correlations(sample("notice"), sample("notice")) > 100
    assert stats.kstest(sample("notice") ** 1.1, "uniform").pvalue < RARE
