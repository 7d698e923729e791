"""The same settings give the same bits in another process, without compiling, in threads and after a fork."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from tests.building import build, built, run
from tests.laws.worlds import differing, fingerprint, ran
from tests.plain_model.busy import busy

ROOT = Path(__file__).resolve().parents[2]


def start(weeks: int, **environment: str) -> subprocess.Popen[str]:
    """Start another process that prints a fingerprint."""
    command = [sys.executable, "-m", "tests.laws.run_one", str(weeks)]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True)


def test_other_processes_and_plain_python_give_the_same_bits() -> None:
    """Other hash seeds of Python's own, and no compiling at all."""
    other = start(20, PYTHONHASHSEED="1")
    plain = start(20, PYTHONHASHSEED="2", NUMBA_DISABLE_JIT="1")
    here = fingerprint(ran(busy(), 20))
    assert other.communicate()[0].strip() == here
    assert plain.communicate()[0].strip() == here


def test_threads_give_the_same_bits_as_one_after_the_other() -> None:
    settings = [busy().with_changes({"seed": seed}) for seed in (1, 2)]
    serial = [ran(one, 30) for one in settings]
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(lambda one: ran(one, 30), settings))
    assert differing(*serial)
    for alone, beside in zip(serial, together, strict=True):
        assert not differing(alone, beside)


def test_a_fork_goes_on_like_the_run_it_left() -> None:
    straight = ran(busy(), 40)
    trunk = ran(busy(), 17)
    before = fingerprint(trunk)
    fork = trunk.fork()
    assert not differing(fork, trunk)
    run(fork, 23)
    assert not differing(fork, straight)
    assert fingerprint(trunk) == before, "running a fork changed the world it came from"
    run(trunk, 23)
    assert not differing(trunk, straight)


def test_forks_under_other_settings_leave_each_other_alone() -> None:
    trunk = ran(busy(), 10)
    other = busy().with_changes({"programme.outreach_intensity": 0, "seed": 5})
    branch, straight = trunk.fork(other), trunk.fork()
    run(branch, 10)
    run(straight, 10)
    assert differing(branch, straight)
    assert not differing(straight, ran(busy(), 20))


def test_people_and_ties_are_not_touched_by_a_run() -> None:
    ran(busy(), 20)
    for used, new in zip(built(busy()), build(busy()), strict=True):
        for name, value in parts(new).items():
            theirs = parts(used)[name]
            assert (theirs == value).all() if isinstance(value, np.ndarray) else theirs == value, name


def parts(thing: Any) -> dict[str, Any]:
    """Columns and plain values of people or ties."""
    if isinstance(thing, tuple):
        return thing._asdict()  # type: ignore[attr-defined,no-any-return]
    flat = {}
    for name, value in vars(thing).items():
        flat |= parts(value) if hasattr(value, "_asdict") else {name: value}
    return flat
