"""What the README tells people to type works as it stands there."""

from __future__ import annotations

import json
import re
import shlex
import warnings
from pathlib import Path

import pytest

from experiments.composing.compose import compose
from experiments.composing.design import Design
from experiments.main import main
from experiments.runner.places import place_plans

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    """Code blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if line.strip()]
KENTONGAN = [line for line in COMMANDS if line.startswith("kentongan ")]
MAKE = [line.split()[1] for line in COMMANDS if line.startswith("make ")]


FEWER = {f"experiment.{name}=10": f"experiment.{name}=4" for name in ("seeds", "max_seeds")}
"""How often a comparison is run here: that it may be run as often as it says is another test's."""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is run in an empty folder, so that nothing lands in the checkout."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")


def test_every_command_is_of_a_known_kind() -> None:
    assert len(KENTONGAN) >= 4
    assert set(MAKE) == {"demo", "test"}  # both run in .ci/run, in a clean clone
    assert len(COMMANDS) == len(KENTONGAN) + len(MAKE)


@pytest.mark.parametrize("command", KENTONGAN)
def test_a_command_of_the_readme_runs(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [FEWER.get(word, word) for word in shlex.split(command)[1:]]
    assert main(words) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("command", [command for command in KENTONGAN if " compare " in command])
def test_a_comparison_of_the_readme_can_be_planned_as_it_stands(command: str) -> None:
    composed = compose(shlex.split(command)[2:])
    design = Design.model_validate(composed.experiment)
    assert f"experiment.seeds={design.seeds} experiment.max_seeds={design.max_seeds}" in command
    (plan,) = place_plans(composed, design)
    assert len(plan.units(range(design.max_seeds))) == design.max_seeds


@pytest.mark.parametrize("code", blocks("python"))
def test_python_of_the_readme_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(code, {"__name__": "__main__"})
    assert "synthetic person K1/39/3" in capsys.readouterr().out


@pytest.mark.parametrize("target", MAKE)
def test_targets_exist(target: str) -> None:
    assert re.search(rf"\b{target}\b", (ROOT / "Makefile").read_text())


def test_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert link.startswith("http") or (ROOT / link).exists(), link


def test_what_acts_is_what_the_kept_results_say() -> None:
    rows = json.loads((ROOT / "docs" / "levers.json").read_text(encoding="utf-8"))["levers"]
    of_departures = [one for one in rows if one["quantity"] == "undocumented"]
    moving = [
        sum(one["moves"] in ("more", "less") for one in of_departures if one["place"] == place)
        for place in ("kalibawang", "migrant_pocket")
    ]
    said = re.search(r"each of (\d+) concepts.*?: (\d+) of them.*?and (\d+) in a district", README, re.S)
    assert said is not None
    concepts = len({one["lever"] for one in rows})
    assert tuple(map(int, said.groups())) == (concepts, *moving)
