"""``kentongan template`` writes tables that can be filled in, read back and run."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.main import main
from sim.settings.villages_file import COLUMNS, read_villages
from sim.ties.exchange.columns import COLUMNS as TIES


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_template_of_villages_is_read_back_and_explains_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "villages"]) == 0
    assert "kentongan run place.villages_csv=villages_template.csv" in capsys.readouterr().out
    (village,) = read_villages("villages_template.csv")
    assert village["code"] == "34.01.12.2004" and village["signal"] == 0.8 and village["school"] is True
    assert set(village) == {column.name for column in COLUMNS} - {"number", "note"}
    text = Path("villages_template.csv").read_text(encoding="utf-8-sig")
    for column in COLUMNS:
        assert f"# {column.name}: {column.en} · {column.id}" in text and column.en and column.id


def test_both_templates_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "villages", "ties", "--language", "id"]) == 0
    assert capsys.readouterr().out.count("Ditulis ke ") == 2
    ties = Path("ties_template.csv").read_text(encoding="utf-8-sig")
    assert all(f"# {column.name}: {column.en} · {column.id}" in ties for column in TIES)
    short = ("place=classroom", "weeks=2", "programme=no_programme")
    assert main(["run", *short, "place.ties_csv=ties_template.csv", "--output", "o"]) == 0
    assert main(["run", *short, "place.villages_csv=villages_template.csv", "--output", "p"]) == 0


def test_nothing_is_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("ties_template.csv").write_text("mine")
    assert main(["template", "villages", "ties"]) == 2
    assert capsys.readouterr().err == (
        "kentongan: ties_template.csv: a file that is there already is not accepted (allowed: a new file); "
        "rename or remove it.\n"
    )
    assert Path("ties_template.csv").read_text() == "mine" and not Path("villages_template.csv").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "template: no table is not accepted (allowed: villages, ties); choose one of these"),
        (
            ["vilages"],
            "template: 'vilages' is not accepted (allowed: villages, ties); did you mean kentongan template ",
        ),
    ],
)
def test_what_there_is_is_said(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", *words]) == 2
    assert capsys.readouterr().err.startswith(f"kentongan: {said}")
