"""Patterns: what is found is right on made-up runs, verdicts follow, files are checked, the command writes it all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from experiments.analysis.intervals import Interval, mean_interval
from experiments.composing.compose import compose
from experiments.composing.library import Library, packaged
from experiments.evidence.patterns.finding import Finding, check_measures, count, find, verdict
from experiments.evidence.patterns.pattern import Expected, Pattern
from experiments.evidence.patterns.plan import Planned, all_units, plan_patterns
from experiments.evidence.patterns.reading import GROUP, read_patterns
from experiments.main import main
from experiments.runner.fates import FATES
from experiments.runner.kentongan_model import KentonganModel
from experiments.runner.store import Result
from scripts.columns import columns_of
from sim.measures.catalogue import Measure
from tests.conftest import Say

MEASURES = (
    Measure("leave", "persons", "those who leave", "yang berangkat", "flow"),
    Measure("offers", "offers", "offers", "tawaran", "flow"),
    Measure("at_work", "recruiters", "recruiters", "perekrut", "stock"),
)
NAMES = Library().options(GROUP)
ALL = read_patterns(None, Library())


def pattern(**changes: Any) -> Pattern:
    plain: dict[str, Any] = {
        "title": {"en": "A pattern", "id": "Pola"},
        "question": {"en": "Is it?", "id": "Apakah?"},
        "source": {"en": "nobody", "id": "tidak ada"},
        "place": "classroom",
        "programme": "no_programme",
        "weeks": 156,
        "window": [52, 156],
        "runs": 4,
        "scenarios": {"few": {}, "many": {}, "none": {}},
        "measure": {"count": ["leave"]},
        "compare": {"kind": "change", "scenario": "many", "against": "few"},
        "expected": {"direction": "more", "counts_from": 0.1},
    }
    return Pattern.model_validate({**plain, **changes})


def runs(*totals: tuple[float, float, float]) -> list[Result]:
    """One run each of two villages: leaving and offers in the window (twice that before it), recruiters a village."""
    found = []
    for leave, offers, at_work in totals:
        weekly = np.zeros((156, 2, 3))
        weekly[60] = np.array([leave, offers, 0.0]) / 2
        weekly[10] = np.array([leave, offers, 0.0])
        weekly[:, :, 2] = at_work
        found.append(Result(weekly, 0, dict.fromkeys(FATES, 0)))
    return found


FEW = runs((10, 100, 1), (12, 90, 1), (8, 110, 1), (14, 100, 1))
MANY = runs((20, 100, 2), (21, 80, 2), (19, 120, 2), (24, 100, 2))
NONE = runs((0, 100, 0), (0, 100, 0), (0, 100, 0), (2, 100, 0))


def found(one: Pattern, **results: list[Result]) -> Finding:
    given: Mapping[str, list[Result]] = results or {"few": FEW, "many": MANY, "none": NONE}
    planned = Planned("made_up", one, len(next(iter(given.values()))), dict.fromkeys(given))  # type: ignore[arg-type]
    return find(planned, {name: [count(planned, name, run, MEASURES) for run in runs] for name, runs in given.items()})


def test_a_change_is_the_paired_difference_over_the_other_scenario() -> None:
    finding = found(pattern())
    assert float(finding.interval.mean) == pytest.approx((84 - 44) / 44)
    assert finding.levels == pytest.approx({"few": 11 / 4, "many": 21 / 4, "none": 0.5 / 4})  # two villages, two years
    assert finding.verdict == "holds"


def test_a_difference_is_per_village_and_year_with_the_paired_interval() -> None:
    finding = found(pattern(compare={"kind": "difference", "scenario": "many", "against": "few"}))
    by_hand = mean_interval(np.array([10.0, 9.0, 11.0, 10.0]) / 4, np.arange(4))
    assert [float(getattr(finding.interval, end)) for end in ("mean", "low", "high")] == pytest.approx(
        [float(getattr(by_hand, end)) for end in ("mean", "low", "high")]
    )


def test_a_share_is_that_of_all_runs_together() -> None:
    shared = {"measure": {"count": ["leave"], "out_of": ["offers"]}}
    finding = found(pattern(**shared, compare={"kind": "level", "scenario": "many"}))
    assert float(finding.interval.mean) == pytest.approx(84 / 400)
    assert finding.levels["few"] == pytest.approx(44 / 400)
    assert float(found(pattern(**shared)).interval.mean) == pytest.approx((84 - 44) / 44)


def test_a_run_without_any_offers_does_not_spoil_a_share() -> None:
    shared = pattern(measure={"count": ["leave"], "out_of": ["offers"]})
    finding = found(shared, few=[*FEW, *runs((0, 0, 1))], many=[*MANY, *runs((0, 0, 1))])
    assert float(finding.interval.mean) == pytest.approx((84 - 44) / 44) and finding.interval.low < 1


def test_a_part_is_counted_from_the_floor() -> None:
    part = {"kind": "part", "scenario": "few", "against": "many", "floor": "none"}
    assert float(found(pattern(compare=part)).interval.mean) == pytest.approx((84 - 44) / (84 - 2))


def test_a_stock_is_a_weekly_mean_per_village() -> None:
    finding = found(pattern(measure={"count": ["at_work"]}))
    assert finding.levels["many"] == pytest.approx(2.0) and float(finding.interval.mean) == pytest.approx(1.0)


def test_a_scenario_may_count_other_weeks() -> None:
    early = {"scenarios": {"few": {"window": [0, 52]}, "many": {}}}
    finding = found(pattern(**early), few=FEW, many=FEW)
    assert float(finding.interval.mean) == pytest.approx(-0.75)  # twice as many before, in half the time


def test_only_some_villages_may_count() -> None:
    one = pattern(measure={"count": ["leave"], "villages": ["1.2"]})
    place = SimpleNamespace(villages=[SimpleNamespace(code=code) for code in ("1.1", "1.2")])
    scenario = SimpleNamespace(settings=SimpleNamespace(place=place))
    results = {"few": FEW, "many": [Result(run.weekly * [[[5], [2]]], 0, run.fates) for run in FEW], "none": NONE}
    planned = Planned("made_up", one, 4, dict.fromkeys(results, scenario))  # type: ignore[arg-type]
    counted = {name: [count(planned, name, run, MEASURES) for run in some] for name, some in results.items()}
    assert float(find(planned, counted).interval.mean) == pytest.approx(1.0)  # the second village: twice


@pytest.mark.parametrize(
    ("expected", "low", "high", "wanted"),
    [
        ({"direction": "more", "counts_from": 0.1}, 0.11, 0.3, "holds"),
        ({"direction": "more", "counts_from": 0.1}, 0.05, 0.3, "undecided"),
        ({"direction": "more", "counts_from": 0.1}, 0.01, 0.09, "fails"),
        ({"direction": "more", "counts_from": 0.1}, -0.3, -0.2, "fails"),
        ({"direction": "less", "counts_from": 0.1}, -0.3, -0.11, "holds"),
        ({"direction": "less", "counts_from": 0.1}, -0.3, -0.05, "undecided"),
        ({"direction": "less", "counts_from": 0.1}, -0.09, 0.3, "fails"),
        ({"direction": "nothing", "counts_from": 0.1}, -0.09, 0.09, "holds"),
        ({"direction": "nothing", "counts_from": 0.1}, -0.2, 0.05, "undecided"),
        ({"direction": "nothing", "counts_from": 0.1}, 0.11, 0.3, "fails"),
        ({"between": [0.2, 0.5]}, 0.2, 0.5, "holds"),
        ({"between": [0.2, 0.5]}, 0.1, 0.6, "undecided"),
        ({"between": [0.2, 0.5]}, 0.51, 0.6, "fails"),
        ({"direction": "more", "counts_from": 0.1}, float("nan"), float("nan"), "undecided"),
    ],
)
def test_verdicts(expected: dict[str, Any], low: float, high: float, wanted: str) -> None:
    interval = Interval(*(np.array(end) for end in ((low + high) / 2, low, high)))
    assert verdict(interval, Expected.model_validate(expected).band) == wanted


def test_enough_patterns_are_shipped_and_each_says_what_it_measures() -> None:
    assert len(ALL) >= 12
    planned = plan_patterns(ALL, compose([]), None, lambda name: name)
    check_measures(planned, KentonganModel().measures(compose([]).settings), {name: name for name in ALL})
    for one in planned:
        used = [name for name in one.pattern.compare.names.values() if name is not None]
        assert sorted(used) == sorted(one.scenarios), one.name  # none is run for nothing
        different = {(one.scenarios[name].digest, one.pattern.window_of(name)) for name in used}
        assert len(different) == len(used), one.name  # nothing is compared with itself


def test_what_patterns_have_in_common_is_run_once_on_the_same_seeds() -> None:
    two = {name: ALL[name] for name in ("untrained_prevents_less", "understaffed_prevents_less")}
    planned = plan_patterns(two, compose([]), 3, lambda name: name)
    units = all_units(planned, lambda unit: f"{unit.seed} {unit.baseline.digest}")
    assert len(units) == 3 * 3  # PIMPASA, untrained, understaffed
    assert {(unit.seed, unit.population_seed) for unit in units} == {(0, 0), (1, 1), (2, 2)}
    assert len({unit.place for unit in units}) == 1  # they share their villages too


@pytest.mark.parametrize("change", ["network.degree_spread=0.1", "leaving.returned_weeks=60"])
def test_villages_of_other_settings_are_not_shared(change: str) -> None:
    other = replace(plan_patterns({"no_trend": ALL["no_trend"]}, compose([change]), 2, str)[0])
    plain = plan_patterns({"no_trend": ALL["no_trend"]}, compose([]), 2, str)[0]
    assert plain.units("second_year")[0].place != other.units("second_year")[0].place


# -- the command ---


def own_folder(tmp_path: Path, **changes: Any) -> Path:
    folder = tmp_path / "mine" / GROUP
    folder.mkdir(parents=True)
    content = yaml.safe_load((packaged() / GROUP / "cash_advance.yaml").read_text(encoding="utf-8"))
    content |= {"place": "classroom", "weeks": 60, "window": [10, 60], "runs": 3, "shared": {"place.rate_factor": 20}}
    (folder / "own_one.yaml").write_text(yaml.safe_dump({**content, **changes}, sort_keys=False), encoding="utf-8")
    return folder.parent


def test_the_command_writes_everything_and_a_pattern_that_fails_is_a_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strong = {"no_advance": {"set": {"deciding.leave": -3.5}}, "advance": {"set": {"deciding.leave": -1}}}
    why = {"en": "it is turned round", "id": "arahnya dibalik"}
    less = {"direction": "less", "counts_from": 0.01}
    mine = own_folder(tmp_path, expected=less, scenarios=strong, runs=6, fails_because=why)
    arguments = ["check-patterns", "pattern=own_one", "--config-dir", str(mine), "--output", str(tmp_path / "out")]
    arguments.append("runs=6")  # exactly as many, whatever the stopping rule would say
    assert main(arguments) == 0
    table = pd.read_csv(tmp_path / "out" / "patterns.csv")
    assert list(table.columns) == columns_of("check-patterns/patterns.csv", ())
    (row,) = table.to_dict("records")
    assert (row["verdict"], row["runs"]) == ("fails", 6) and 0 < row["low"] < row["found"] < row["high"]
    stored = json.loads((tmp_path / "out" / "patterns.json").read_text(encoding="utf-8"))
    assert stored["patterns"][0]["levels"]["advance"] > stored["patterns"][0]["levels"]["no_advance"]
    for page, *wanted in (
        ("patterns.md", "| fails |", "Why not: it is turned round."),
        ("patterns_id.md", "| gagal |", "Mengapa tidak: arahnya dibalik."),
    ):
        text = (tmp_path / "out" / page).read_text(encoding="utf-8")
        assert all(some in text for some in wanted)
    assert len(list((tmp_path / "out" / "figures").iterdir())) == 4
    assert "fails" in capsys.readouterr().out

    before = {path: path.read_bytes() for path in (tmp_path / "out").glob("patterns.*")}
    assert main([*arguments, "--language", "id"]) == 0
    said = capsys.readouterr()
    assert "Tidak ada yang perlu dijalankan: semua 12 simulasi sudah tersimpan." in said.err and "gagal" in said.out
    assert {path: path.read_bytes() for path in before} == before


def test_a_pattern_is_for_its_own_command(refused: Say) -> None:
    assert refused("run", "pattern=bad_news") == [
        "pattern: 'bad_news' is not accepted (allowed: nothing here: it is no part of the settings); "
        "give it to kentongan check-patterns."
    ]


def test_a_misspelt_pattern(refused: Say) -> None:
    (sentence,) = refused("check-patterns", "pattern=bad_nws")
    assert sentence.startswith("pattern: 'bad_nws' is not accepted (allowed: advice_asked_for, ")
    assert sentence.endswith("; did you mean pattern=bad_news?")


def test_mistakes_in_the_commands_own_words(refused: Say) -> None:
    assert refused("check-patterns", "runs=1", "deciding.wage=99") == [
        "deciding.wage: 99 is not accepted (allowed: a number from -10 to 10 utility per log ratio); "
        "choose a value in this range.",
        "runs: 1 is not accepted (allowed: a whole number from 2 to 100,000 runs or null); "
        "choose a value in this range.",
    ]


def test_mistakes_in_a_pattern_of_ones_own(refused: Say, tmp_path: Path) -> None:
    mine = own_folder(
        tmp_path,
        scenarios={"no_advance": {}, "advance": {"window": [30, 20]}},
        compare={"kind": "change", "scenario": "advance", "against": "without"},
    )
    file = mine / GROUP / "own_one.yaml"
    assert refused("check-patterns", "pattern=own_one", "--config-dir", str(mine)) == [
        f"compare.against in {file}: 'without' is not accepted (allowed: no_advance, advance); "
        "name one of these scenarios.",
        f"scenarios.advance.window in {file}: [30, 20] is not accepted (allowed: two weeks from 0 to 60 (weeks), "
        "the earlier first); correct one of them.",
    ]


def test_an_expectation_without_a_size(refused: Say, tmp_path: Path) -> None:
    mine = own_folder(tmp_path, expected={"direction": "less"})
    assert refused("check-patterns", "pattern=own_one", "--config-dir", str(mine)) == [
        f"expected in {mine / GROUP / 'own_one.yaml'}: this combination is not accepted "
        "(allowed: direction and counts_from, or between); give one of the two."
    ]


def test_a_setting_that_does_not_exist_in_a_pattern(refused: Say, tmp_path: Path) -> None:
    mine = own_folder(tmp_path, shared={"deciding.wagee": 1})
    sentences = refused("check-patterns", "pattern=own_one", "--config-dir", str(mine))
    for sentence, scenario in zip(sentences, ("no_advance", "advance"), strict=True):
        assert sentence.startswith(f"deciding.wagee (scenario {scenario} in {mine / GROUP / 'own_one.yaml'}): this key")
        assert sentence.endswith("; did you mean deciding.wage?")


def test_a_measure_that_does_not_exist(refused: Say, tmp_path: Path) -> None:
    mine = own_folder(tmp_path, measure={"count": ["departurs"]})
    (sentence,) = refused("check-patterns", "pattern=own_one", "--config-dir", str(mine))
    assert sentence == (
        f"measure.count in {mine / GROUP / 'own_one.yaml'}: 'departurs' is not accepted (allowed: names of measures); "
        "take names from section 4 of sim/ODD.md."
    )


def test_a_village_that_does_not_exist(refused: Say, tmp_path: Path) -> None:
    mine = own_folder(tmp_path, measure={"count": ["arrests"], "villages": ["K9"]})
    assert refused("check-patterns", "pattern=own_one", "--config-dir", str(mine)) == [
        f"measure.villages in {mine / GROUP / 'own_one.yaml'}: 'K9' is not accepted (allowed: K1); "
        "take codes of the place that is run."
    ]
