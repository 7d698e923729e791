"""A damaged cache of compiled code is passed over and made again, and only a private folder is used."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from sim.core import cache_folder as folders
from sim.core.cache_folder import cache_folder, is_private, is_whole

ROOT = Path(__file__).resolve().parent.parent.parent
DRAW = """
import numpy as np
from sim.core.draws import pair_uniforms, stream
keys = np.arange(5, dtype=np.uint64)
print(pair_uniforms(stream(1, "attack", 0), keys, keys).tolist())
"""


def drawn(cache: Path) -> str:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache), "NUMBA_DISABLE_JIT": "0"}
    done = subprocess.run([sys.executable, "-c", DRAW], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def files(cache: Path) -> list[Path]:
    return sorted([*cache.rglob("*.nbi"), *cache.rglob("*.nbc")])


def flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    place = chance.randrange(8 * len(content))
    content[place // 8] ^= 1 << place % 8
    path.write_bytes(bytes(content))


def test_damaged_files_are_passed_over_and_made_again(tmp_path: Path) -> None:
    expected = drawn(tmp_path)
    assert files(tmp_path) and all(map(is_whole, files(tmp_path)))
    chance = random.Random(1)
    for damage in ("flip", "cut", "empty", "foreign"):
        for path in files(tmp_path):
            if damage == "flip":
                flip(path, chance)
            elif damage == "cut":
                path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
            else:
                path.write_bytes(b"" if damage == "empty" else b"cos\nsystem\n(S'echo harm'\ntR.")
        assert drawn(tmp_path) == expected, damage
        assert all(map(is_whole, files(tmp_path))), damage


@pytest.mark.skipif(os.name == "nt", reason="folders have no such owners")
def test_a_folder_open_to_others_is_not_private(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir(mode=0o700)
    assert is_private(own)
    own.chmod(0o777)
    assert not is_private(own)
    own.chmod(0o700)
    (tmp_path / "link").symlink_to(own)
    assert not is_private(tmp_path / "link")


@pytest.mark.skipif(os.name == "nt", reason="folders have no such owners")
def test_a_usual_folder_to_which_others_can_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders.platformdirs, "user_cache_dir", lambda name: str(tmp_path / name))
    usual = cache_folder("compiled", "a")
    assert usual.parent == tmp_path / "kentongan" and usual.stat().st_mode & 0o077 == 0
    usual.chmod(0o777)
    assert tmp_path not in cache_folder("compiled", "a").parents
