"""``kentongan check-levers``: everything is written, what is stored is not run again, and in Indonesian."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from experiments.composing.library import Library
from experiments.evidence.levers.finding import OF_DOSES, QUANTITIES
from experiments.main import main
from scripts.columns import columns_of
from scripts.kept_levers import KEPT

THREE = ("check-levers", "lever=[outreach_intensity,willingness,leak_fear]", "place=classroom", "weeks=80")


def test_the_command_on_three_levers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    words = [*THREE, "place.rate_factor=20", "--output", str(out)]
    assert main([*words, "runs=2"]) == 0
    told = capsys.readouterr()
    assert "Concepts and levers: 3; in classroom, 2 pairs of runs each; 22 runs in all" in told.err
    assert "Readiness to speak at all" in told.out and "CONCEPTS" in told.out and "Classroom hamlet: " in told.out

    table, doses = (pd.read_csv(out / name) for name in ("levers.csv", "doses.csv"))
    assert list(table.columns) == columns_of("check-levers/levers.csv", ())
    assert list(doses.columns) == columns_of("check-levers/doses.csv", ())
    assert len(table) == 3 * len(QUANTITIES) and len(doses) == 7 * len(OF_DOSES)
    row = table[(table.lever == "willingness") & (table.quantity == "reports")].iloc[0]
    assert row.level_more > row.level_less and row.low <= row.difference <= row.high
    assert (row.runs, row.weeks, json.loads(row.settings)) == (2, 28, {"warning.speak": [-5.0, -0.5]})
    held = doses[doses.quantity == "held"].level
    assert held.iloc[0] < held.iloc[2] < held.iloc[4]

    stored = json.loads((out / "levers.json").read_text(encoding="utf-8"))
    assert stored["command"].startswith("kentongan check-levers 'lever=[outreach_intensity,willingness,leak_fear]'")
    assert len(stored["levers"]) == len(table) and len(stored["doses"]) == len(doses)
    english, indonesian = ((out / name).read_text(encoding="utf-8") for name in ("levers.md", "levers_id.md"))
    assert "## When officers' hours become scarce" in english and "## Kapan jam petugas menjadi langka" in indonesian
    for language in ("en", "id"):
        for ending in ("png", "svg"):
            assert (out / "figures" / f"levers_lever_{language}.{ending}").stat().st_size > 1000

    assert main([words[0], "lever=willingness", *words[2:], "runs=3", "--language", "id"]) == 0
    told = capsys.readouterr()
    assert "4 dari 6 simulasi sudah tersimpan dan tidak diulang." in told.err
    assert "Kesediaan berbicara" in told.out and "KONSEP" in told.out
    assert set(pd.read_csv(out / "levers.csv").runs) == {3}


@pytest.mark.slow_study
def test_all_levers_in_the_short_form(tmp_path: Path) -> None:
    assert main(["check-levers", "short=true", "--output", str(tmp_path)]) == 0
    table = pd.read_csv(tmp_path / "levers.csv")
    assert set(table.lever) == set(Library().options("lever"))
    assert (table.moves != "same").groupby(table.lever).any().mean() > 0.8  # few do nothing at all
    assert not [name for name in KEPT if not (tmp_path / name).is_file()]
