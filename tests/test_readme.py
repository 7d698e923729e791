"""What the README tells people to type works as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    """Code blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if line.strip()]
KENTONGAN = [line for line in COMMANDS if line.startswith("kentongan ")]
MAKE = [line.split()[1] for line in COMMANDS if line.startswith("make ")]


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run in an empty folder, so that nothing lands in the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)


def test_every_command_is_of_a_known_kind() -> None:
    assert len(KENTONGAN) >= 4
    assert set(MAKE) == {"demo", "test"}  # both run in .ci/run, in a clean clone
    assert len(COMMANDS) == len(KENTONGAN) + len(MAKE)


@pytest.mark.parametrize("command", KENTONGAN)
def test_a_command_of_the_readme_runs(command: str, tmp_path: Path) -> None:
    done = run([sys.executable, "-m", "experiments", *shlex.split(command)[1:]], tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("code", blocks("python"))
def test_python_of_the_readme_runs(code: str, tmp_path: Path) -> None:
    done = run([sys.executable, "-W", "ignore", "-c", code], tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("target", MAKE)
def test_targets_exist(target: str) -> None:
    assert re.search(rf"\b{target}\b", (ROOT / "Makefile").read_text())


def test_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert link.startswith("http") or (ROOT / link).exists(), link
