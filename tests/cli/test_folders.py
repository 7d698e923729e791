"""Where results go by themselves: the same settings to the same folder, other settings to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.composing.compose import compose
from experiments.composing.library import packaged
from experiments.main import main
from experiments.results.folders import default_folder


def folder(command: str, *overrides: str, own: Path | None = None) -> str:
    path = default_folder(command, compose(overrides, own))
    assert path.parent == Path("outputs") / command
    return path.name


@pytest.mark.parametrize(
    ("overrides", "name"),
    [
        ((), "kalibawang-pimpasa-seed1"),
        (("seed=5", "place=classroom"), "classroom-pimpasa-seed5"),
        (("weeks=208",), "kalibawang-pimpasa-seed1-weeks_208"),
        (("programme.outreach_intensity=4",), "kalibawang-pimpasa-seed1-programme.outreach_intensity_4"),
        (("programme.channels_open=[hotline]",), "kalibawang-pimpasa-seed1-programme.channels_open_hotline"),
        (("channels.hotline.known=0.2", "weeks=60"), "kalibawang-pimpasa-seed1-channels.hotline.known_0.2-weeks_60"),
        (("weeks=60", "channels.hotline.known=0.2"), "kalibawang-pimpasa-seed1-channels.hotline.known_0.2-weeks_60"),
    ],
)
def test_a_run_is_named_by_what_was_asked_for(overrides: tuple[str, ...], name: str) -> None:
    assert folder("run", *overrides) == name


def test_a_change_that_changes_nothing_has_no_name() -> None:
    weeks = compose([]).settings.weeks
    assert folder("run", f"weeks={weeks}") == folder("run")


def test_many_changes_have_a_short_name() -> None:
    changes = ["programme.outreach_mix={sermon: 1}", "programme.officer_hours=20", "channels.hotline.known=0.2"]
    first, same, other = (
        folder("run", *changes),
        folder("run", *reversed(changes)),
        folder("run", *changes[:2], "channels.hotline.known=0.3"),
    )
    assert first == same != other
    assert len(first) == len("kalibawang-pimpasa-seed1-") + 8


def test_a_network_is_named_by_what_it_is_built_of() -> None:
    assert folder("network", "place=classroom") == "classroom"
    assert folder("network", "place=classroom", "population_seed=3") == "classroom-population_seed_3"
    assert folder("network", "place=classroom", "leaving.returned_weeks=60") == "classroom-leaving.returned_weeks_60"
    assert folder("network", "place=classroom", "programme.officers=1", "leaving.smuggled=0", "seed=4") == "classroom"


def test_a_comparison_with_more_runs_goes_on_in_its_folder() -> None:
    assert folder("compare", "experiment=demo") == "demo"
    assert folder("compare", "experiment=demo", "place=classroom") == "demo-classroom"
    more = ("experiment.seeds=9", "experiment.max_seeds=9", "experiment.workers=1", "experiment.precision=1")
    assert folder("compare", "experiment=demo", *more) == "demo"
    assert folder("compare", "experiment=demo", "experiment.beside=null", *more) == "demo-beside_null"
    assert folder("compare", "experiment=demo", "weeks=90") == "demo-weeks_90"


def test_files_of_ones_own_count_by_what_they_say(tmp_path: Path) -> None:
    """Two folders with a channel of the same name, or one folder before and after a change, do not meet."""
    text = (packaged() / "channel" / "hotline.yaml").read_text(encoding="utf-8")
    names = [folder("run", own=_empty(tmp_path / "none"))]
    for name, known in (("one", 0.1), ("two", 0.2), ("two", 0.3)):
        path = tmp_path / name / "channel" / "radio.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{_without(text, 'known')}\nknown: {known}\n", encoding="utf-8")
        names.append(folder("run", own=tmp_path / name))
    assert names[0] == folder("run")
    assert len(set(names)) == 4


def _empty(path: Path) -> Path:
    path.mkdir()
    return path


def _without(text: str, key: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(f"{key}:"))


def test_a_second_run_leaves_the_first_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for extra in ((), ("programme.outreach_intensity=0",), ("programme.outreach_intensity=0",)):
        assert main(["run", "place=classroom", "weeks=8", *extra]) == 0
    found = sorted(path.name for path in (tmp_path / "outputs" / "run").iterdir())
    assert found == [
        "classroom-pimpasa-seed1-programme.outreach_intensity_0-weeks_8",
        "classroom-pimpasa-seed1-weeks_8",
    ]
