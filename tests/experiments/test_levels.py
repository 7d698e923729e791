"""Levels beside the evidence: what they are made of, and the command that shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.results import PlaceResults
from experiments.commands.check_levels.places import Places
from experiments.composing.compose import load_settings
from experiments.composing.design import NO_PROGRAMME
from experiments.evidence.levels import OF_TIES, RATIOS, evidence, level, near
from experiments.main import main
from experiments.results.output import Output
from experiments.runner.sweeping import new_sweep
from experiments.texts import LANGUAGES, Texts, texts_of
from scripts.columns import columns_of
from sim.measures.catalogue import MEASURES, Measure
from tests.conftest import Say


def results(totals: dict[str, list[float]], stocks: tuple[str, ...] = ()) -> PlaceResults:
    """A place of two villages over two years, with made-up totals of each run."""
    series = tuple(Measure(name, "", "", "", "stock" if name in stocks else "flow") for name in totals)
    columns = np.array(list(totals.values())).T
    runs = np.arange(len(columns))
    return PlaceResults("x", 1.0, 2, 5000, 52, 156, {}, runs, runs, series, {NO_PROGRAMME: columns})


def test_every_level_is_made_of_measures_and_has_a_name() -> None:
    names = {measure.name for measure in MEASURES}
    for row in evidence():
        ratio = RATIOS.get(row["quantity"])
        parts = {row["quantity"]} if ratio is None else {*ratio.top, *ratio.bottom}
        assert parts <= names or row["quantity"] in OF_TIES
        assert set(texts_of("report")[f"levels.of.{row['quantity']}"]) == set(LANGUAGES)


def test_departures_per_recruiter_are_per_year() -> None:
    place = results(
        {"undocumented_departures": [40, 80], "recruiters_active": [1, 2], "recruiters_lying_low": [1, 0]},
        ("recruiters_active", "recruiters_lying_low"),
    )
    assert float(level(place, "departures_per_recruiter").mean) == pytest.approx(60 / 2 / 2)


def test_a_share_of_which_none_was_seen_may_still_be_more() -> None:
    place = results({"referrals": [0, 0], "cases_answered_in_time": [4, 5], "cases_expired": [1, 0]})
    found = level(place, "share_referred")
    assert float(found.mean) == float(found.low) == 0.0
    assert (1 - float(found.high)) ** 10 == pytest.approx(0.05)  # ten cases without one happen in 1 of 20
    assert near(found, 0.0, 0.3) == "yes" and near(found, 0.05, 0.2) == "undecided" and near(found, 0.3, 0.4) == "low"


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["check-levels", "place=classroom", "weeks=70", "runs=3", "--output", str(tmp_path / "out")]
    assert main(arguments) == 0
    told = capsys.readouterr().out
    assert told.startswith("Classroom hamlet: 3 runs without a programme, 0.3 years each\nPer village and year")
    assert "True incidents that anybody reports" in told and "Contacts between households that are kin" in told
    assert "no figure known" in told
    table = pd.read_csv(tmp_path / "out" / "levels.csv")
    assert len(json.loads((tmp_path / "out" / "levels.json").read_text(encoding="utf-8"))) == len(table)
    assert list(table.columns) == columns_of("check-levels/levels.csv", ())
    assert set(table["place"]) == {"classroom"} and "share_false" in set(table["quantity"])
    assert len(list((tmp_path / "out" / "figures").iterdir())) == 4
    assert main([*arguments, "--language", "id"]) == 0
    assert "tidak ada angka" in capsys.readouterr().out


def places(folder: Path) -> Places:
    settings = load_settings(place="classroom", programme=NO_PROGRAMME, weeks=60)
    return Places({"classroom": settings}, new_sweep(Output(folder), "threads", 1), Texts("en"))


def evidence_of(low: float, high: float) -> dict[str, Any]:
    source = {"en": "nobody", "id": "tidak ada"}
    return {"quantity": "recruiters_active", "places": [], "low": low, "high": high, "known": "read", "source": source}


@pytest.mark.parametrize(
    ("band", "runs", "narrow", "where"),
    [((0.0, 100.0), 3, True, "yes"), ((50.0, 90.0), 3, True, "low"), ((0.0, 1e-6), 7, False, None)],
)
def test_places_are_run_until_their_levels_are_narrow_wherever_they_lie(
    band: tuple[float, float],
    runs: int,
    narrow: bool,
    where: str | None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("experiments.evidence.levels.evidence", lambda: [evidence_of(*band)])
    (row,) = places(tmp_path).levels((3, 3, 7)).to_dict("records")
    assert (row["runs"], row["narrow"]) == (runs, narrow)
    assert where is None or row["near"] == where


def test_what_is_still_wide_or_undecided_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["check-levels", "place=classroom", "weeks=60", "runs=2", "--output", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert ", still wide" in told and "Still wide: half of it is more than a third of the bar" in told


def test_mistakes(refused: Say) -> None:
    (sentence,) = refused("check-levels", "place=[classroom,nowhere]")
    assert sentence.startswith("place: 'nowhere' is not accepted (allowed: classroom, ")
    assert refused("check-levels", "weeks=40") == [
        "weeks: 40 is not accepted (allowed: more than 52, since the first 52 weeks are not counted); "
        "make the run longer."
    ]
