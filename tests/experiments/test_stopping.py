"""The stopping rule: batches until the interval is narrow, whatever it says, and a known number of runs at most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from experiments.analysis.intervals import Interval
from experiments.commands.check_patterns.batches import Batches
from experiments.composing.compose import compose
from experiments.evidence.patterns.finding import Finding
from experiments.evidence.patterns.page import patterns_page
from experiments.evidence.patterns.plan import ONLY, plan_patterns
from experiments.evidence.stopping import MOST, bar, narrow
from experiments.report.figures.patterns import draw
from experiments.runner.plan import Unit
from experiments.runner.store import Result
from experiments.texts import Language, Texts
from sim.settings.text import Text
from tests.experiments.test_patterns import MEASURES, pattern

INFINITE = float("inf")
Leave = Callable[[int], float]
"""How many leave in the run of a seed."""


@pytest.mark.parametrize(
    ("low", "high", "size"),
    [(0.2, INFINITE, 0.2), (-INFINITE, -0.05, 0.05), (-0.1, 0.1, 0.1), (0.2, 0.5, 0.15), (0.049, 0.196, 0.0735)],
)
def test_the_bar_is_the_size_asked_about_or_half_of_a_band(low: float, high: float, size: float) -> None:
    assert bar(low, high) == pytest.approx(size)


@pytest.mark.parametrize(("half", "wanted"), [(0.03, True), (0.0334, False), (float("nan"), False)])
@pytest.mark.parametrize("mean", [-0.5, 0.0, 0.1, 3.0])
def test_a_third_of_the_bar_is_narrow_wherever_the_interval_lies(mean: float, half: float, wanted: bool) -> None:
    assert narrow(Interval(*map(np.array, (mean, mean - half, mean + half))), 0.1, INFINITE) is wanted


class Fake:
    """Stands for a sweep: made-up runs, and a record of how many were asked for."""

    def __init__(self, usual: str, leave: Leave) -> None:
        self.usual, self.leave, self.ran = usual, leave, list[int]()
        self.worker = SimpleNamespace(key=lambda unit, scenario: f"{scenario.digest} {unit.seed}")

    def count(self, units: Sequence[Unit]) -> tuple[int, int]:
        return len(units), self.ran[-1] if self.ran else 0

    def run(self, units: Sequence[Unit], _: object) -> None:
        self.ran.append(len(units))

    def whole(self, units: Sequence[Unit], *_: object) -> list[dict[str, Result]]:
        (unit,) = units
        weekly = np.zeros((156, 1, 3))
        weekly[60, 0, 0] = 100.0 if unit.baseline.digest == self.usual else self.leave(unit.seed)
        return [{ONLY: Result(weekly, 0, {})}]


def looked_for(leave: Leave, most: int = MOST) -> tuple[Finding, list[int]]:
    """Whether 10% more leave than 100, in batches of ten; and how many units were asked for in each round."""
    scenarios = {"few": {}, "many": {"set": {"deciding.wage_ratio": 5}}}
    one = plan_patterns({"own": pattern(scenarios=scenarios, runs=10)}, compose([]), None, str)
    fake = Fake(one[0].scenarios["few"].digest, leave)
    shown: Any = SimpleNamespace(more=lambda *_: None, note=lambda _: None)
    batches = Batches(one, fake, MEASURES, Texts("en"))  # type: ignore[arg-type]
    (finding,) = batches.findings(most, shown)
    return finding, fake.ran


def by_turns(mean: float, apart: float) -> Leave:
    return lambda seed: mean + (apart if seed % 2 else -apart)


@pytest.mark.parametrize(
    ("mean", "verdict"), [(100.0, "fails"), (110.0, "undecided"), (500.0, "holds"), (50.0, "fails")]
)
def test_runs_are_added_until_the_interval_is_narrow_whatever_it_says(mean: float, verdict: str) -> None:
    # by hand: half = t(39) x 10% / sqrt(39) = 3.24% of change at 40 runs, t(29) x 10% / sqrt(29) = 3.80% at 30
    finding, ran = looked_for(by_turns(mean, 10.0))
    assert float(finding.interval.half_width) == pytest.approx(0.0324, abs=1e-4)
    assert (finding.planned.runs, finding.is_narrow, finding.verdict) == (40, True, verdict)
    assert ran == [20, 40, 60, 80]  # two scenarios


def test_no_more_runs_than_the_most_and_what_is_open_then_is_said() -> None:
    finding, _ = looked_for(by_turns(120.0, 1000.0))
    assert (finding.planned.runs, finding.is_narrow, finding.verdict) == (MOST, False, "undecided")
    for language, wide in (("en", "| 400, still wide | undecided |"), ("id", "| 400, masih lebar | belum terjawab |")):
        assert wide in page(finding, language)


def test_a_number_of_runs_takes_the_rules_place() -> None:
    finding, ran = looked_for(by_turns(120.0, 1000.0), most=0)
    assert (finding.planned.runs, ran) == (10, [20])


def test_the_page_says_the_rule_in_both_languages() -> None:
    finding, _ = looked_for(by_turns(100.0, 1.0))
    assert "at most a third of the bar, whatever it said, and at most 400" in page(finding, "en")
    assert "paling besar sepertiga ukuran acuan, apa pun hasilnya, dan paling banyak 400" in page(finding, "id")


def test_patterns_with_a_mechanism_of_their_own_are_counted_and_shown_apart() -> None:
    plain, _ = looked_for(by_turns(500.0, 1.0))
    text = Text(en="what was built", id="yang dibangun")
    touched = plain.planned.pattern.model_copy(update={"built_for": text})
    both = [plain, replace(plain, planned=replace(plain.planned, pattern=touched))]
    names = {measure.name: measure for measure in MEASURES}
    shown = patterns_page(both, names, "x.png", ("kentongan", "x"), Texts("en"))
    assert "Of 1 patterns on which nothing was built 1 hold, 0 fail; undecided: 0." in shown
    assert "Of 1 for which a mechanism was built (†) 1 hold, 0 fail; undecided: 0." in shown
    assert (
        shown.index("| holds |")
        < shown.index("## Patterns for which a mechanism was built")
        < shown.rindex("| holds |")
    )
    assert "Built for it: what was built." in shown
    shown = patterns_page(both, names, "x.png", ("kentongan", "x"), Texts("id"))
    assert "buktinya lebih lemah" in shown and "Dibangun untuknya: yang dibangun." in shown
    picture = draw(both, Texts("en"))
    assert picture is not None
    rows = [label.get_text() for label in picture.axes[0].get_yticklabels()]
    legend = [label.get_text() for label in picture.legends[0].get_texts()]
    assert rows == ["A pattern", "A pattern †"] and "a mechanism was built for it" in legend


def page(finding: Finding, language: Language) -> str:
    names = {measure.name: measure for measure in MEASURES}
    return patterns_page([finding], names, "x.png", ("kentongan", "x"), Texts(language))
