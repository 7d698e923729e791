"""A comparison that is killed, damaged or run by two commands at once ends in the bytes of an undisturbed one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.attack.inputs.experiments import experiment
from tests.attack.test_campaign import CALL, ROOT
from tests.processes import PATIENCE

SHORT, LONG = 3, 40
CHANGES: dict[str, Any] = {
    "seeds": 6,
    "max_seeds": 6,
    "outreach": [0, 2],
    "reference": {"channels": "all", "outreach": 2},
}
WORDS = ["compare", "experiment=mine", "place=classroom", "--config-dir", "own", "--output", "out"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such signals")


def start(here: Path) -> subprocess.Popen[bytes]:
    """The comparison as a program with a group of processes of its own."""
    program = [sys.executable, "-c", CALL.format(root=str(ROOT)), *WORDS]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(program, cwd=here, start_new_session=True, **quiet)  # type: ignore[call-overload,no-any-return]


def finish(process: subprocess.Popen[bytes]) -> str:
    """Wait for its end, which is a good one; what it said."""
    said = process.communicate(timeout=PATIENCE)[1].decode()
    assert process.returncode == 0, said
    return said


def results(here: Path) -> dict[str, bytes]:
    """What is written, but for the record of when."""
    files = [path for path in (here / "out").rglob("*") if path.is_file() and "runs" not in path.parts]
    assert not [path for path in files if path.suffix == ".part"]
    return {path.name: path.read_bytes() for path in files if path.name != "manifest.json"}


def folder(here: Path, executor: str) -> Path:
    """A folder with the experiment in it."""
    path = here / "own" / "experiment" / "mine.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(experiment(executor=executor, workers=2, **CHANGES), encoding="utf-8")
    return here


@pytest.fixture(scope="module", params=["threads", "processes"])
def undisturbed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, float]:
    """The executor, the folder of a comparison that nothing happened to, and how many seconds it took."""
    here = folder(tmp_path_factory.mktemp("undisturbed"), request.param)
    begun = time.monotonic()
    finish(start(here))
    return request.param, here, time.monotonic() - begun


def kill_again_and_again(undisturbed: tuple[str, Path, float], here: Path, times: int) -> None:
    """Kill it at random moments, flip a bit of what it stored, and let it end."""
    executor, whole, seconds = undisturbed
    folder(here, executor)
    chance = random.Random(times)
    for _ in range(times):
        process = start(here)
        time.sleep(chance.uniform(0.2, seconds))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
    stored = sorted((here / "out").rglob("*.npz"))
    if stored:
        damaged = chance.choice(stored)
        content = bytearray(damaged.read_bytes())
        content[len(content) // 2] ^= 8
        damaged.write_bytes(bytes(content))
    for leftover in (here / "out").rglob("*.part"):
        os.utime(leftover, (0, 0))  # an hour has gone by
    said = finish(start(here))
    assert not stored or f"{damaged.name} is damaged" in said
    assert results(here) == results(whole)


def test_killed_at_random_moments(undisturbed: tuple[str, Path, float], tmp_path: Path) -> None:
    kill_again_and_again(undisturbed, tmp_path, SHORT)


@pytest.mark.slow_study
def test_killed_dozens_of_times(undisturbed: tuple[str, Path, float], tmp_path: Path) -> None:
    kill_again_and_again(undisturbed, tmp_path, LONG)


def test_two_commands_on_one_folder(undisturbed: tuple[str, Path, float], tmp_path: Path) -> None:
    executor, whole, _ = undisturbed
    folder(tmp_path, executor)
    both = [start(tmp_path), start(tmp_path)]
    for process in both:
        assert "damaged" not in finish(process)
    assert results(tmp_path) == results(whole)
