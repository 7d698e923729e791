"""The four extensions that CONTRIBUTING walks through work as they stand there, and have an effect."""

from __future__ import annotations

import os
import re
import shlex
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from experiments.composing.compose import compose
from experiments.main import main
from experiments.runner.plan import make_scenario
from tests.conftest import Say

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`(mine/[\w/.]+)`\n\n```\w+\n(.*?)```", TEXT, re.S | re.M))
COMMANDS = re.findall(r"^(kentongan run .* --config-dir mine)$", TEXT, re.M)


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the files of the walk-through in ``mine``."""
    folder = tmp_path_factory.mktemp("walk")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@cache
def totals(folder: Path, command: str) -> pd.Series[float]:
    """Each measure summed over the weeks of a run."""
    output, before = folder / f"results {abs(hash(command))}", Path.cwd()
    os.chdir(folder)
    try:
        assert main([*shlex.split(command)[1:], "--output", str(output)]) == 0
    finally:
        os.chdir(before)
    weekly = pd.read_csv(output / "weekly.csv")
    return weekly.groupby("measure")["value"].sum()


def with_and_without(folder: Path, named: str, instead: str = "") -> tuple[pd.Series[float], ...]:
    """Totals of the command that names something, and of the same without the override that does."""
    command = next(command for command in COMMANDS if named in command)
    words = shlex.split(command)
    plain = [word for word in words if named not in word] + ([instead] if instead else [])
    return totals(folder, command), totals(folder, shlex.join(plain))


def test_there_are_four() -> None:
    assert len(FILES) == len(COMMANDS) == 4


def test_a_channel(folder: Path) -> None:
    there, absent = with_and_without(folder, "village_radio")
    assert there["reports_village_radio"] > 0
    assert absent["reports_village_radio"] == 0


def test_a_kind_of_outreach(folder: Path) -> None:
    held, none = with_and_without(folder, "puppet_theatre", instead="programme.outreach_intensity=0")
    assert held["sessions_held"] > 10
    assert held["know_warning_signs"] > 1.1 * none["know_warning_signs"]


def test_a_triage(folder: Path) -> None:
    """Where hours are short, what came in last is answered at once, what came in first waits until it is dropped."""
    newest, urgent = with_and_without(folder, "NewestFirst")
    answered, patience = ["cases_answered_in_time", "cases_expired", "cases_false_alarm"], 26 * 7
    new, old = (
        (one["response_time_days"] - patience * one["cases_dropped"]) / one[answered].sum() for one in (newest, urgent)
    )
    assert newest["cases_dropped"] > 10 < urgent["cases_dropped"] and new < 0.8 * old


def test_a_strategy(folder: Path) -> None:
    shy, usual = with_and_without(folder, "GoneAtTheFirstSign")
    assert shy["recruiters_lying_low"] > 1.5 * usual["recruiters_lying_low"]
    assert shy["offers_cold"] < usual["offers_cold"]


def test_its_source_is_part_of_the_name_of_a_run(tmp_path: Path) -> None:
    digests = []
    for weeks in (13, 13, 15):
        (tmp_path / "my_strategy.py").write_text(FILES["mine/my_strategy.py"].replace("+ 13", f"+ {weeks}"))
        settings = compose(["recruiting.strategy=my_strategy:GoneAtTheFirstSign"], tmp_path).settings
        digests.append(make_scenario("any", settings).digest)
    assert digests[0] == digests[1] != digests[2]


def test_worker_processes_find_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = ("weeks=50", "programme.start_week=20", "experiment.seeds=2", "experiment.max_seeds=2")
    more = ("experiment.beside=null", "experiment.outreach=[2]", "experiment.populations=2", "place.rate_factor=60")
    chosen = ("place=classroom", "recruiting.strategy=my_strategy:GoneAtTheFirstSign", "experiment.executor=processes")
    own = ("--config-dir", str(folder / "mine"), "--output", str(folder / "compared"))
    assert main(["compare", "experiment=demo", *chosen, *small, *more, *own]) == 0
    capsys.readouterr()
    assert pd.read_csv(folder / "compared" / "runs.csv")["seed"].nunique() == 2


BROKEN = {
    "syntax": ("def adapt(:\n", "which cannot be imported (SyntaxError: invalid syntax (syntax.py, line 1), line 1),"),
    "missing": ("import nothing_of_that_name\n", "which cannot be imported (ModuleNotFoundError: No module named "),
    "raises": ("1 / 0\n", "which cannot be imported (ZeroDivisionError: division by zero),"),
    "other": ("class Another:\n    pass\n", "of which there is no class,"),
    "without": ("class Mine:\n    pass\n", "which has no adapt,"),
    "asks": ("class Mine:\n    def __init__(self, x): ...\n    def adapt(self, r): ...\n", "which cannot be made ("),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_used_is_refused_in_one_sentence(refused: Say, tmp_path: Path, name: str) -> None:
    text, said = BROKEN[name]
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / f"{name}.py").write_text(text)
    sentences = refused("run", f"recruiting.strategy={name}:Mine", "--config-dir", str(tmp_path / "own"))
    assert len(sentences) == 1
    assert sentences[0].startswith("recruiting.strategy: '")
    assert f"{name}.py:Mine', {said}" in sentences[0]


def test_names_that_lead_nowhere(refused: Say) -> None:
    assert refused("run", "programme.officer_triage=nowhere:Mine", "recruiting.strategy=ignor") == [
        "recruiting.strategy: 'ignor' is not accepted (allowed: one of ignore, lie_low_under_pressure, "
        "react_to_pressure, or module:ClassName); correct the name.",
        "programme.officer_triage: 'nowhere:Mine', of which there is no module, is not accepted (allowed: a module in "
        "the folder given by --config-dir, or where Python finds it); correct the name.",
    ]


def test_a_triage_that_loses_cases_is_refused(refused: Say, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "loses.py").write_text(
        "class Loses:\n    def order(self, world, cases):\n        return cases[:-1]\n"
    )
    busy = ("place=classroom", "place.rate_factor=60", "weeks=80")
    said = refused("run", "programme.officer_triage=loses:Loses", *busy, "--config-dir", str(tmp_path / "own"))
    assert said[0].endswith(
        "loses.py:Loses', whose order gives back array([], dtype=int64), is not accepted (allowed: that order gives "
        f"back the same cases, each once); correct it ({tmp_path / 'own' / 'loses.py'}, line 2)."
    )
