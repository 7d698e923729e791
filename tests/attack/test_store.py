"""Whatever a disk does to a stored run: it is read as it was written, or run again and said; never anything else."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import numpy as np
import pytest

from experiments.results.output import HALF_WRITTEN_SECONDS
from experiments.runner.fates import FATES
from experiments.runner.store import Result, Store


def result() -> Result:
    weekly = np.arange(24.0).reshape(3, 2, 4)
    weekly[1, 1, 1] = 0.5
    return Result(weekly, 2, {name: number for number, name in enumerate(FATES)})


def same(one: Result | None) -> bool:
    it = result()
    return one is not None and np.array_equal(one.weekly, it.weekly) and (one.first_week, one.fates) == (2, it.fates)


def test_it_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save("aa1", result())
    assert same(store.load("aa1"))


def test_no_flipped_bit_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every bit of the file, one after the other."""
    store = Store(tmp_path)
    store.save("aa1", result())
    path = store.path("aa1")
    whole = path.read_bytes()
    unharmed = 0
    for bit in range(8 * len(whole)):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(bytes(damaged))
        found = store.load("aa1")
        if found is None:
            assert not path.exists()
            assert capsys.readouterr().err.startswith(f"kentongan: {path} is damaged (")
        else:
            assert same(found)
            unharmed += 1
    assert unharmed < 0.4 * 8 * len(whole)  # times, names and remarks of the archive are in no array


@pytest.mark.parametrize("length", [0, 1, 100, -1, -30])
def test_nothing_cut_short_is_used(tmp_path: Path, length: int) -> None:
    store = Store(tmp_path)
    store.save("aa1", result())
    path = store.path("aa1")
    path.write_bytes(path.read_bytes()[:length])
    assert store.load("aa1") is None and not path.exists()


def test_one_run_is_not_taken_for_another(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save("aa1", result())
    store.path("aa1").rename(store.path("aa2"))
    assert store.load("aa2") is None


def test_what_another_command_is_writing_is_left_alone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save("aa1", result())
    fresh, old = tmp_path / "aa" / "x.1-a.part", tmp_path / "aa" / "y.2-b.part"
    for path in (fresh, old):
        path.write_bytes(b"half")
    long_ago = time.time() - HALF_WRITTEN_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    store.sweep_up()
    assert fresh.exists() and not old.exists()


def test_what_the_machine_cannot_read_just_now_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path)
    store.save("aa1", result())

    def too_many(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(np, "load", too_many)
        assert store.load("aa1") is None
    assert "cannot be read (Too many open files); this run is repeated." in capsys.readouterr().err
    assert same(store.load("aa1"))
