"""The table of the week says what each step writes: nothing else changes, and everything that is said does change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.laws.guarded import TOO_LITTLE

ROOT = Path(__file__).resolve().parents[2]
WEEKS = 54
"""Long enough for a year's budget to end, and for refusals to be forgotten."""


@cache
def found() -> dict[str, Any]:
    """What a run in plain Python shows, with everything locked that a step does not say it writes."""
    command = [sys.executable, "-m", "tests.laws.guarded", str(WEEKS)]
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_no_step_writes_what_it_does_not_say() -> None:
    assert found()["unsaid"] == ""


def test_everything_that_is_said_to_be_written_is_written() -> None:
    assert found()["unseen"] == []


def test_a_step_that_says_too_little_is_caught() -> None:
    assert found()["caught"] == [list(case) for case in TOO_LITTLE]
