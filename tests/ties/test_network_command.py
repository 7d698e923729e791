"""The command ``network``: tables, figures and words in both languages."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from experiments.commands.network.body import SURVEY_COLUMNS, aligned, run
from experiments.composing.compose import compose
from experiments.results.output import Output
from experiments.texts import texts_of
from sim.ties.kinds import KINDS


def test_the_command_writes_tables_figures_and_one_hamlet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(compose(["place=classroom"]), Output(tmp_path), "id") == 0
    said = capsys.readouterr().out
    assert "Dusun kelas" in said and "sintetis" in said and "Semua laju perekrutan dikalikan" in said
    summary = pd.read_csv(tmp_path / "ties_summary.csv")
    assert summary["kind"].tolist() == [*KINDS, "all"]
    assert summary["ties"].iloc[:-1].sum() == summary["ties"].iloc[-1]
    survey = pd.read_csv(tmp_path / "survey.csv")
    assert tuple(survey.columns) == SURVEY_COLUMNS
    assert survey.groupby("network")["inside"].all().to_dict() == {
        "model": True,
        "watts_strogatz": False,
        "watts_strogatz_kin": False,
    }
    graph = nx.read_graphml(tmp_path / "hamlet.graphml")
    assert graph.number_of_edges() == len(pd.read_csv(tmp_path / "hamlet_ties.csv"))
    for name in ("survey.png", "survey.svg", "hamlet.png", "hamlet.svg"):
        assert (tmp_path / name).stat().st_size > 10_000
    assert (tmp_path / "hamlet.png").read_bytes()[:4] == b"\x89PNG"


def test_both_languages_have_every_text_with_the_same_places() -> None:
    for key, texts in texts_of("ties").items():
        assert set(texts) == {"en", "id"}, key
        places = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in texts.values()]
        assert places[0] == places[1], key


def test_a_table_is_aligned() -> None:
    assert aligned([["a", "bb"], ["ccc", "d"]]) == ["a    bb", "ccc   d"]


def test_ties_of_the_users_own_may_be_few(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a largest component some measures are unknown; the figure is drawn all the same."""
    ties = tmp_path / "ties.csv"
    ties.write_text("a,b\nK1/1/1,K1/2/1\n", encoding="utf-8")
    assert run(compose(["place=classroom", f"place.ties_csv='{ties}'"]), Output(tmp_path / "out"), "en") == 0
    assert "inside together" in capsys.readouterr().out
    assert (tmp_path / "out" / "survey.png").stat().st_size > 10_000
