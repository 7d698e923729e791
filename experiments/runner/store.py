"""Results on disk: one file for each scenario and seed, under a key of settings, seed and code.

Each state of the code has a folder of its own, so that what no longer can be used is easily seen and deleted.

A result is written beside its place and moved there, so a file either holds a whole result or is not there. A
file that cannot be read is reported in one line and computed again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.runner.fates import FATES


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
                np.savez_compressed(
                    file, weekly=_compact(result.weekly), first_week=np.int64(result.first_week), fates=counts
                )
            half_written.replace(path)
        finally:
            half_written.unlink(missing_ok=True)

    def load(self, key: str) -> Result | None:
        """The result of this key; None if there is none that can be read (a broken file is removed)."""
        path = self.path(key)
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
                fates = dict(zip(FATES, (int(count) for count in data["fates"]), strict=True))
                return Result(data["weekly"].astype(np.float64), int(data["first_week"]), fates)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            print(f"{path.name} cannot be read ({type(error).__name__}); this run is repeated.", file=sys.stderr)
            path.unlink(missing_ok=True)
            return None

    def of_other_code(self) -> tuple[int, int]:
        """How many results of other states of the code lie beside this folder, and their bytes."""
        others = (folder for folder in self.folder.parent.glob("*") if folder != self.folder)
        sizes = [path.stat().st_size for folder in others for path in folder.rglob("*.npz")]
        return len(sizes), sum(sizes)

    def sweep_up(self) -> None:
        """Remove what killed runs have left half-written."""
        for leftover in self.folder.glob("*/*.part"):
            leftover.unlink(missing_ok=True)


def _compact(weekly: NDArray[np.float64]) -> NDArray[Any]:
    """Whole numbers as int32 where nothing is lost; they pack to a tenth."""
    whole = weekly.astype(np.int32)
    return whole if np.array_equal(whole, weekly) else weekly
