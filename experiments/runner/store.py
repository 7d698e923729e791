"""Results on disk: one file for each scenario and seed, under a key of settings, seed and code.

Each state of the code has a folder of its own, so that what no longer can be used is easily seen and deleted.

A result is written beside its place and moved there, so a file either holds a whole result or is not there. A
file that cannot be read is reported in one line and computed again.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.results.output import sweep_up
from experiments.runner.fates import FATES

_OF_THE_MACHINE = {errno.EMFILE, errno.ENFILE, errno.EACCES, errno.EPERM, errno.EIO, errno.ENOMEM}
"""Errors that say nothing against the file."""


@dataclass(frozen=True, eq=False)
class Result:
    """What is kept of one run."""

    weekly: NDArray[np.float64]
    """Counts [weeks, villages, measures] from ``first_week`` on."""
    first_week: int
    fates: dict[str, int]
    """Counts by the names of ``FATES``, against the paired run."""


def run_key(*parts: object) -> str:
    """The name of a run out of everything its result depends on."""
    text = json.dumps([str(part) for part in parts])
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


class Store:
    """A folder of results, named after the state of the code that they belong to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Where the result of this key stands; a hundred folders keep each of them small."""
        return self.folder / key[:2] / f"{key}.npz"

    def __contains__(self, key: str) -> bool:
        return self.path(key).exists()

    def save(self, key: str, result: Result) -> None:
        """Store a result at once and whole."""
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        counts = np.array([result.fates[name] for name in FATES], np.int64)
        half_written = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}.part")
        try:
            with half_written.open("wb") as file:
                arrays: dict[str, Any] = {
                    "weekly": _compact(result.weekly),
                    "first_week": np.int64(result.first_week),
                    "fates": counts,
                }
                np.savez_compressed(file, **arrays, digest=_digest(key, arrays))
            half_written.replace(path)
        finally:
            half_written.unlink(missing_ok=True)

    def load(self, key: str) -> Result | None:
        """The result of this key; None if there is none that is whole, which is said.

        A damaged file is removed; one that the machine cannot read just now (too many open files, no right) stays.
        """
        path = self.path(key)
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
                arrays = {name: data[name] for name in ("weekly", "first_week", "fates")}
                if not np.array_equal(data["digest"], _digest(key, arrays)):
                    raise ValueError("something else than was written")
            fates = dict(zip(FATES, arrays["fates"].tolist(), strict=True))
            return Result(arrays["weekly"].astype(np.float64), int(arrays["first_week"]), fates)
        except FileNotFoundError:
            return None
        except MemoryError:
            raise
        except Exception as error:  # a damaged archive may raise anything
            if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
                print(f"kentongan: {path} cannot be read ({error.strerror}); this run is repeated.", file=sys.stderr)
                return None
            said = f"{path} is damaged ({type(error).__name__})"
            print(f"kentongan: {said}; it is removed, and this run is repeated.", file=sys.stderr)
            path.unlink(missing_ok=True)
            return None

    def of_other_code(self) -> tuple[int, int]:
        """How many results of other states of the code lie beside this folder, and their bytes."""
        others = (folder for folder in self.folder.parent.glob("*") if folder != self.folder)
        sizes = [path.stat().st_size for folder in others for path in folder.rglob("*.npz")]
        return len(sizes), sum(sizes)

    def sweep_up(self) -> None:
        """Remove what killed runs have left half-written long ago."""
        sweep_up(self.folder, "*/*.part")


def _digest(key: str, arrays: Mapping[str, Any]) -> NDArray[np.uint8]:
    """A digest of some arrays with their shapes, under the name of their run: one run is not taken for another."""
    digest = hashlib.blake2b(key.encode(), digest_size=16)
    for name, array in arrays.items():
        digest.update(f"{name} {array.dtype.str} {array.shape}".encode() + np.ascontiguousarray(array).tobytes())
    return np.frombuffer(digest.digest(), np.uint8)


def _compact(weekly: NDArray[np.float64]) -> NDArray[Any]:
    """Whole numbers as int32 where nothing is lost; they pack to a tenth."""
    whole = weekly.astype(np.int32)
    return whole if np.array_equal(whole, weekly) else weekly
