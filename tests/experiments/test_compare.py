"""``kentongan compare`` with the real model: a small hamlet, a few weeks, everything written."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.composing.compose import compose
from experiments.composing.design import Design
from experiments.main import main
from experiments.runner.fates import FATES
from experiments.runner.kentongan_model import KentonganModel
from experiments.runner.places import place_plans
from tests.processes import wait_until

SMALL = (
    "experiment=demo",
    "place=classroom",
    "weeks=60",
    "programme.start_week=34",
    "experiment.outreach=[0,2]",
    "experiment.seeds=3",
    "experiment.max_seeds=3",
    "experiment.populations=3",
    "experiment.interim_seeds=2",
    "experiment.beside=null",
)


def command(folder: Path, *more: str) -> list[str]:
    return ["compare", *SMALL, *more, "--output", str(folder)]


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare") / "whole"
    own = folder.with_name("own")
    own.mkdir()
    assert main(command(folder, "--config-dir", str(own))) == 0
    return folder


def test_everything_is_written(done: Path) -> None:
    assert set(tables(done)) == {"contrasts.csv", "levels.csv", "runs.csv", "scenarios.csv", "weekly.csv"}
    text = (done / "report.html").read_text(encoding="utf-8")
    assert "Classroom hamlet (recruiting rates ×3)" in text
    assert "placeholder" not in text
    assert f"kentongan compare --config-dir {done.with_name('own')} experiment=demo" in text
    assert len(list((done / "figures").glob("hamlet.*"))) == 4
    assert json.loads((done / "manifest.json").read_text())["experiment"]["seeds"] == 3
    runs = pd.read_csv(done / "runs.csv")
    assert len(runs) == 3 * (4 + 2)
    np.testing.assert_allclose(runs["prevented"] - runs["induced"], runs["departures_averted"])
    assert (runs["rate_factor"] > 1).all()
    split = runs[list(FATES[2:])].sum(axis=1)
    np.testing.assert_allclose(split, runs["prevented"])


def test_again_nothing_is_run_and_runs_of_other_code_are_named_and_left_alone(
    done: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tables(done)
    stored = next(done.glob("runs/*/*/*.npz"))
    old = done / "runs" / "another version" / "ab" / stored.name
    old.parent.mkdir(parents=True)
    shutil.copy(stored, old)
    assert main(command(done)) == 0
    said = capsys.readouterr().err
    assert "another version of the code or its packages made, and that are not used: 1 (0.1 MB)." in said
    assert f"Of {done}/runs, everything but {stored.parent.parent.name} may be deleted." in said
    assert "Nothing had to be run: all 18 runs were stored." in said
    assert tables(done) == before
    assert old.exists()
    shutil.rmtree(old.parent.parent)


def test_killed_and_started_again_with_threads(done: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    program = [sys.executable, "-m", "experiments", *command(folder)]
    process = subprocess.Popen(program, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    wait_until(lambda: any(folder.glob("runs/*/*/*.npz")), process)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert not (folder / "report.html").exists()
    stored = len(list(folder.glob("runs/*/*/*.npz")))
    assert 0 < stored < 18
    assert main(command(folder, "experiment.executor=threads")) == 0
    assert tables(folder) == tables(done)


def test_what_is_asked_for_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(tmp_path, "experiment.reference.outreach=3", "experiment.seeds=1")) == 2
    told = capsys.readouterr().err
    assert "experiment.reference.outreach: 3 is not accepted (allowed: 0, 2); name one of these." in told
    assert "experiment.seeds" in told
    assert not list(tmp_path.iterdir())


def test_before_it_starts_a_programme_changes_nothing() -> None:
    composed = compose(SMALL)
    plan = place_plans(composed, Design.model_validate(composed.experiment))[0]
    unit, model = plan.unit(1), KentonganModel()
    built = model.build(unit.baseline.settings)
    with_it = next(scenario for scenario in unit.scenarios if scenario.name == "all-2")
    straight, shared = (model.start(settings, built) for settings in (with_it.settings, unit.baseline.settings))
    for _ in range(plan.start_week):
        model.step(straight)
        model.step(shared)
    forked = model.fork(shared, with_it.settings)
    for _ in range(plan.start_week, plan.weeks):
        model.step(straight)
        model.step(forked)
    np.testing.assert_array_equal(model.weekly(forked), model.weekly(straight))
    assert model.weekly(straight)[:, :, straight.tally.index["sessions_held"]].sum() > 0


@pytest.mark.filterwarnings("ignore:the programme would start")
def test_who_left_with_documents_is_known_by_person() -> None:
    settings = compose(["place=classroom", "weeks=60", "place.rate_factor=30"]).settings
    model = KentonganModel()
    world = model.start(settings, model.build(settings))
    for _ in range(settings.weeks):
        model.step(world)
    counted = world.tally.weekly[:, :, world.tally.index["documented_departures"]].sum()
    assert counted > 0
    assert model.paths(world).departed_documented.sum() == counted


def test_ties_of_a_file_that_has_changed_are_other_runs(tmp_path: Path) -> None:
    ties = tmp_path / "ties.csv"
    digests = []
    for line in ("K1/1/1,K1/2/1", "K1/1/1,K1/3/1"):
        ties.write_text(f"a,b\n{line}\n", encoding="utf-8")
        composed = compose([*SMALL, f"place.ties_csv='{ties}'"])
        plan = place_plans(composed, Design.model_validate(composed.experiment))[0]
        digests.append([scenario.digest for scenario in plan.scenarios])
    assert all(before != after for before, after in zip(*digests, strict=True))


def test_both_sides_of_a_pair_share_what_is_not_the_programme() -> None:
    composed = compose([*SMALL, "channels.hotline.known=0.2", "programme.officers=3"])
    plan = place_plans(composed, Design.model_validate(composed.experiment))[0]
    assert plan.without_programme.channels["hotline"].known == 0.2
    assert plan.without_programme.programme.officers == 0
    with_it, without = plan.with_programme.model_dump(), plan.without_programme.model_dump()
    assert {key for key in with_it if with_it[key] != without[key]} == {"programme"}
    hours = {
        (unit.settings.programme.officers, unit.settings.programme.officer_hours)
        for unit in plan.unit(0).scenarios
        if unit.cell
    }
    assert len(hours) == 1  # all cells have the same officer hours


def test_the_main_comparison_is_the_one_that_was_asked_for() -> None:
    composed = compose(["experiment=outreach_by_channel"])
    design = Design.model_validate(composed.experiment)
    main_place, beside = place_plans(composed, design)
    assert len(main_place.cells) == 20
    assert {cell.outreach for cell in main_place.cells} == {0, 1, 2, 4}
    assert (main_place.start_week, main_place.weeks, design.seeds) == (52, 156, 100)
    assert (main_place.place, beside.place) == ("kalibawang", "migrant_pocket")
    channels = {
        scenario.cell.channels: scenario.settings.programme.channels_open
        for scenario in main_place.unit(0).scenarios
        if scenario.cell
    }
    assert channels["existing"] == []
    assert set(channels["all"]) == {name for name, one in channels.items() if one == [name]}


def test_an_unknown_place_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [word for word in command(tmp_path) if not word.startswith("experiment.beside")]
    assert main([*words, "experiment.beside.place=migrant_poket"]) == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith("kentongan: experiment.beside.place: 'migrant_poket' is not accepted")
    assert "migrant_pocket" in told


def test_what_exists_anyway_is_the_same_on_both_sides_of_a_pair() -> None:
    composed = compose(
        ["experiment=demo", "programme.channels_open_always=[village_office]", "programme.coordination_before=0.4"]
    )
    for plan in place_plans(composed, Design.model_validate(composed.experiment)):
        without = plan.without_programme.programme
        assert list(without.channels_open_always) == ["village_office"]
        assert without.coordination == without.coordination_before == 0.4
        assert without.outreach_intensity == 0 and without.channels_open == []
