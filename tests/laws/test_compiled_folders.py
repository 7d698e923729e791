"""Compiled code of other states of the source goes when nobody has used it for long, and only then."""

from __future__ import annotations

import os
import time
from pathlib import Path

from sim.core.cache_folder import DAYS_KEPT, forget_unused
from sim.core.compiled import CACHE_FOLDER


def test_only_what_is_of_the_kind_and_unused_is_deleted(tmp_path: Path) -> None:
    names = ("compiled-now", "compiled-old", "compiled-recent", "other-old", "results")
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "loop.nbi").touch()
    long_ago = time.time() - (DAYS_KEPT + 1) * 86400
    for name in ("compiled-now", "compiled-old", "other-old", "results"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    forget_unused(tmp_path / "compiled-now")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(set(names) - {"compiled-old"})


def test_use_is_noted() -> None:
    assert time.time() - CACHE_FOLDER.stat().st_mtime < 86400
