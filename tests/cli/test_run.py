"""``kentongan run``: what it prints, what it writes, and that it can be repeated."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from experiments.commands.run.body import simulate, summary_columns
from experiments.main import main
from sim import load_settings

FACTOR = load_settings(place="classroom").place.rate_factor
COMMAND = ["run", "place=classroom", "weeks=60", "seed=3"]
NOTHING_STARTS = pytest.mark.filterwarnings("ignore:the programme would start")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results") / "new" / "one"
    assert main([*COMMAND, "--output", str(folder)]) == 0
    return folder


def test_files(results: Path) -> None:
    assert sorted(path.name for path in results.iterdir()) == [
        "groups.csv",
        "manifest.json",
        "summary.csv",
        "weekly.csv",
    ]


def test_weekly_is_tidy_and_whole(results: Path) -> None:
    weekly = pd.read_csv(results / "weekly.csv", dtype={"village": str})
    assert list(weekly.columns) == ["week", "village", "measure", "value"]
    assert not weekly.duplicated(["week", "village", "measure"]).any()
    world = simulate(load_settings(place="classroom", weeks=60, seed=3))
    assert len(weekly) == world.tally.weekly.size
    assert (weekly["value"].to_numpy() == world.tally.weekly.reshape(-1)).all()


def test_summary_adds_up_flows_and_ends_with_stocks(results: Path) -> None:
    weekly = pd.read_csv(results / "weekly.csv")
    summary = pd.read_csv(results / "summary.csv").set_index(["year", "village", "measure"])["value"]
    offers = weekly[weekly["measure"] == "offers_kin_abroad"]
    assert summary["all", "all", "offers_kin_abroad"] == offers["value"].sum()
    assert summary["1", "all", "offers_kin_abroad"] == offers[offers["week"] < 52]["value"].sum()
    assert summary["2", "all", "residents"] == weekly.query("measure == 'residents' and week == 59")["value"].sum()
    assert summary["all", "all", "residents"] == summary["2", "all", "residents"]


def test_groups_and_sexes_add_up_to_the_summary(results: Path) -> None:
    groups = pd.read_csv(results / "groups.csv", dtype={"village": str})
    summary = pd.read_csv(results / "summary.csv", dtype=str).astype({"value": float})
    assert list(groups.columns[:5]) == ["year", "weeks", "village", "group", "sex"]
    assert len(groups) == 2 * 8 * 2 and set(groups["weeks"]) == {52, 8}
    by_year = groups.groupby("year").sum(numeric_only=True).drop(columns="weeks")
    wide = summary[summary["village"] == "all"].pivot(index="year", columns="measure", values="value")
    for year in (1, 2):
        assert (by_year.loc[year] == wide.loc[str(year), by_year.columns]).all()
    assert by_year["residents"].gt(0).all() and by_year["awareness"].gt(0).all()
    assert not {"cost_rupiah", "hours_travel", "recruiters_active"} & set(groups.columns)


def test_manifest(results: Path) -> None:
    content = json.loads((results / "manifest.json").read_text(encoding="utf-8"))
    assert content["command"] == f"kentongan run place=classroom weeks=60 seed=3 --output {results}"
    assert (content["seed"], content["population_seed"], content["weeks"]) == (3, 1, 60)
    assert content["choices"]["place"] == "classroom"
    assert content["settings"]["programme"]["officers"] == 2
    assert content["place_note"]["rate_factor"] == FACTOR
    assert set(content["packages"]) >= {"numpy", "numba", "mesa"}
    assert len(content["source_hash"]) == 16
    assert content["wall_seconds"] > 0


def test_the_same_command_gives_the_same_tables(results: Path, tmp_path: Path) -> None:
    assert main([*COMMAND, "--output", str(tmp_path)]) == 0
    for name in ("weekly.csv", "summary.csv", "groups.csv"):
        assert (tmp_path / name).read_bytes() == (results / name).read_bytes()


def test_what_is_printed(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(COMMAND) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0].startswith("Classroom hamlet, PIMPASA: 1 village, ")
    assert lines[0].endswith(" residents aged 15 and over, 60 weeks, seed 3")
    assert lines[1] == "The villages and their people are synthetic."
    assert lines[2] == (
        f"All recruiting rates are multiplied by {FACTOR:g} here, so levels are not those of a real village."
    )
    assert [line for line in lines if line and not line.startswith(" ")][3:6] == [
        "True departures",
        "Reports",
        "Sessions held",
    ]
    assert "(the last year has 8 weeks)" in lines
    assert lines[-2] == "One run is not an effect: departures averted need paired runs (kentongan compare)."
    folder = Path("outputs/run/classroom-pimpasa-seed3-weeks_60")
    assert lines[-1] == f"Written to {folder}: weekly.csv, summary.csv, groups.csv and manifest.json"
    assert (folder / "manifest.json").exists()
    assert "averted" not in "\n".join(lines[:-2])


def test_in_indonesian(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([*COMMAND, "--language", "id", "--output", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert f"Semua laju perekrutan dikalikan {FACTOR:g} di sini" in out
    assert "keberangkatan nonprosedural sebenarnya" in out


@NOTHING_STARTS
def test_years_of_a_short_run() -> None:
    summary = summary_columns(simulate(load_settings(place="classroom", weeks=5)))
    assert set(zip(summary["year"], summary["weeks"], strict=True)) == {("1", 5), ("all", 5)}


@NOTHING_STARTS
def test_a_word_before_compiling(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.commands.run.body.is_compiled_before", lambda: False)
    monkeypatch.setattr("experiments.commands.run.body.JIT", True)
    simulate(load_settings(place="classroom", weeks=1))
    assert capsys.readouterr().err == (
        "The first run after installing or changing the model compiles it: about 25 s, once.\n"
    )


def test_a_start_while_the_run_settles_is_told(recwarn: pytest.WarningsRecorder) -> None:
    """As many leave from the second quarter on; who measures in the first should know that fewer do."""
    told = "the programme starts in week 5: in a run's first 13 weeks"
    load_settings("place=classroom", "programme.start_week=5")
    assert [str(one.message)[: len(told)] for one in recwarn.list] == [told]
    recwarn.clear()
    load_settings("place=classroom", "programme.start_week=13")
    load_settings("place=classroom", "programme=no_programme")
    assert not recwarn.list
