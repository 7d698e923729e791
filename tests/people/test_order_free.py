"""Who lives in a village depends on that village and the seed alone."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from tests.people.small import columns, people_of

A, B, C = ("a", 700, 210), ("b", 420, 120), ("c", 560, 160)


def test_another_village_changes_nobody() -> None:
    two, three = people_of(A, B), people_of(A, B, C)
    for village in range(2):
        for name, values in columns(two, village).items():
            assert np.array_equal(values, columns(three, village)[name]), name


def test_where_a_village_stands_changes_nobody() -> None:
    alone, second, listed_first = people_of(B), people_of(A, B), people_of(B, A)
    for name, values in columns(alone, 0).items():
        assert np.array_equal(values, columns(second, 1)[name]), name
        assert np.array_equal(values, columns(listed_first, 1)[name]), name


def test_another_seed_changes_people() -> None:
    assert not np.array_equal(columns(people_of(A), 0)["sex"], columns(people_of(A, seed=2), 0)["sex"])


FINGERPRINT = """
import hashlib, numpy as np
from tests.ties.small import built
population, ties, _ = built(("a", 120, 34), ("b", 90, 25))
digest = hashlib.sha256()
for part in (population, ties):
    for name, column in (part._asdict() if isinstance(part, tuple) else vars(part)).items():
        if isinstance(column, np.ndarray):
            digest.update(name.encode() + column.tobytes())
print(digest.hexdigest())
"""


def test_people_and_ties_are_the_same_bits_without_compilation(capsys: pytest.CaptureFixture[str]) -> None:
    exec(FINGERPRINT, {})
    plain = subprocess.run(
        [sys.executable, "-c", FINGERPRINT],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert capsys.readouterr().out == plain
