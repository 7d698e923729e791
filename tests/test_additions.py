"""The additions that CONTRIBUTING shows work as they stand there, in just the files it names."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### ([^\n]+: \d files)\n(.*?)(?=^##)", TEXT, re.S | re.M))


def changes(section: str) -> dict[str, list[tuple[str, str]]]:
    """File to pieces of text that are replaced; a new file's text is put in the place of nothing."""
    found = {path: [("", text)] for path, text in re.findall(r"^`([\w/.]+)`\n\n```\w+\n(.*?)```", section, re.S | re.M)}
    for block in re.findall(r"^```diff\n(.*?)```", section, re.S | re.M):
        for path, lines in re.findall(r"^--- (\S+)\n(.*?)(?=^--- |\Z)", block, re.S | re.M):
            found[path] = [(_side(piece, "-"), _side(piece, "+")) for piece in lines.split("@@\n")]
    return found


def _side(piece: str, sign: str) -> str:
    """The lines before a change (minus) or after it (plus)."""
    return "".join(line[line[0] != "\n" :] for line in piece.splitlines(keepends=True) if line[0] in (" ", "\n", sign))


def added(title: str, folder: Path) -> Path:
    """A copy of the project with the addition, which touches as many files as its title says."""
    (name,) = (name for name in SECTIONS if name.startswith(title))
    edits = changes(SECTIONS[name])
    assert f"{len(edits)} files" in name
    for part in ("sim", "experiments", "configs", "tests", "scripts", "docs", "README.md", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    for path, pieces in edits.items():
        file = folder / path
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        for before, after in pieces:
            assert (text.count(before) == 1) if before else not text, f"{path} has not just one place for:\n{before}"
            text = text.replace(before, after) if before else after
        file.write_text(text, encoding="utf-8")
    return folder


def ran(folder: Path, *words: str) -> str:
    """What a Python prints that knows the copy alone; nothing is compiled, which would take minutes."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NUMBA_DISABLE_JIT": "1", "MPLBACKEND": "Agg"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def passes(folder: Path, *words: str) -> None:
    ran(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *words)


AGREES = """
from tests.plain_model.test_agrees import side_by_side
from tests.plain_model.busy import busy_settings
plain, real = side_by_side(busy_settings(weeks=16))
print(*(f"{name}={value}" for name, value in zip(real.tally.index, real.tally.weekly.sum(axis=(0, 1)))))
"""


def totals(printed: str) -> dict[str, float]:
    """Measures by name."""
    return {name: float(value) for name, value in (word.split("=") for word in printed.split())}


def test_there_are_five() -> None:
    assert [title.split(":")[0] for title in SECTIONS] == [
        "A measure",
        "A command",
        "A rule",
        "A stage, or a hidden step",
        "An attribute of villagers that sways reporting",
    ]


def test_a_measure(tmp_path: Path) -> None:
    copy = added("A measure", tmp_path)
    found = totals(ran(copy, "-c", AGREES))
    assert 0 < found["reports_leaked_false"] < found["reports_leaked"]
    passes(copy, "tests/rules/test_odd.py", "-k", "measures")
    ran(copy, "-m", "scripts.columns")
    assert "| `reports_leaked_false` | reports | flow |" in (copy / "docs" / "columns.md").read_text(encoding="utf-8")
    ran(copy, "-m", "experiments", "run", "place=classroom", "weeks=60", "--output", "o")
    for table in ("weekly.csv", "groups.csv"):
        assert "reports_leaked_false" in (copy / "o" / table).read_text(encoding="utf-8")


def test_a_command(tmp_path: Path) -> None:
    copy = added("A command", tmp_path)
    assert "\n  measures " in ran(copy, "-m", "experiments", "--help")
    passes(copy, "tests/cli/test_measures.py")


def test_a_rule(tmp_path: Path) -> None:
    copy = added("A rule", tmp_path)
    passes(copy, "tests/rules/test_contract.py", "tests/rules/test_worked_examples.py", "-k", "closeness")
    assert totals(ran(copy, "-c", AGREES))["reports_sent"] > 0
    ran(copy, "-m", "scripts.formulas")
    assert "closeness_weight * strength to the accused ^ 2" in (copy / "sim" / "ODD.md").read_text(encoding="utf-8")


def test_a_hidden_step(tmp_path: Path) -> None:
    copy = added("A stage", tmp_path)
    assert "\u00b7 hold_market" in ran(copy, "-m", "experiments", "week")
    assert totals(ran(copy, "-c", AGREES))["fear"] < totals(ran(ROOT, "-c", AGREES))["fear"]


REPORTS = """
from sim import load_settings
from sim.people.groups import ELDER
from sim.week import run_week
from tests.building import start
world = start(load_settings(place="classroom", weeks=80, **{"place.rate_factor": 60, "warning.elder": WEIGHT}))
for _ in range(80):
    run_week(world)
by_elders = world.population.traits[world.state.reports["witness"]] & ELDER != 0
print(f"elders={by_elders.sum()} others={(~by_elders).sum()}")
"""


def test_an_attribute(tmp_path: Path) -> None:
    copy = added("An attribute", tmp_path)
    silent, outspoken = (totals(ran(copy, "-c", REPORTS.replace("WEIGHT", weight))) for weight in ("-10", "10"))
    assert silent["elders"] == 0 and outspoken["elders"] >= 5
    assert silent["others"] > 10 and outspoken["others"] > 10
