"""The only place that knows how numba is set up.

Loops are compiled with :func:`loop`; scalar rules are marked with :func:`rule`, which leaves them plain Python
functions for tests and lets compiled loops inline them.

Two facts shape this file. A compiled function's cache does not notice an edit in another file, so the cache
folder carries a hash of the source of ``sim/``. And with compilation switched off (``NUMBA_DISABLE_JIT=1``)
NumPy's ``uint64`` would warn about the overflow that hashing lives on, so :data:`U64` is then plain ``int``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs


def _source_hash() -> str:
    """Hash of all Python source and tables (YAML) under ``sim/``: the same text gives the same folder."""
    digest = hashlib.blake2b(digest_size=8)
    root = Path(__file__).resolve().parent.parent
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.yaml")]):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


DAYS_KEPT = 14
"""Days after its last use at which the compiled code of another state of the source is deleted."""


def _cache_folder(source: str) -> Path:
    """A folder of its own for each state of the source; falls back to a temporary one if home is read-only."""
    wanted = Path(platformdirs.user_cache_dir("kentongan")) / f"compiled-{source}"
    try:
        _use(wanted)
    except OSError:
        wanted = Path(tempfile.gettempdir()) / f"kentongan-compiled-{source}"
        _use(wanted)
    return wanted


def _use(folder: Path) -> None:
    """Make the folder, or note that it is used; with a new one, those that nobody has used for long go."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # somebody else's folder is only read
        os.utime(folder)
    if is_new:
        forget_unused(folder)


def forget_unused(folder: Path) -> None:
    """Delete the compiled code of other states of the source that was last used more than DAYS_KEPT days ago."""
    kind = folder.name.rpartition("-")[0]
    for other in folder.parent.glob(f"{kind}-*"):
        with suppress(OSError):  # gone meanwhile, or somebody else's
            if other != folder and other.stat().st_mtime < time.time() - DAYS_KEPT * 86400:
                shutil.rmtree(other)


SOURCE_HASH = _source_hash()
CACHE_FOLDER = _cache_folder(SOURCE_HASH)
os.environ.setdefault("NUMBA_CACHE_DIR", str(CACHE_FOLDER))

# numba reads its settings when it is imported, so the cache folder must be named first
import numba  # noqa: E402
from numba.extending import register_jitable  # noqa: E402

JIT: bool = not numba.config.DISABLE_JIT
"""False when compilation is switched off; results are the same bits, only slower."""

U64: Any = np.uint64 if JIT else int
"""The unsigned 64-bit type of hashing: a numba type when compiled, plain ``int`` (masked) when not."""


def loop[F: Callable[..., Any]](function: F) -> F:
    """Compile a loop over columns: cached on disk, without the interpreter's lock, NumPy's error rules."""
    compiled: F = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return compiled


def rule[F: Callable[..., Any]](function: F) -> F:
    """Mark a scalar rule: plain Python when called from Python, inlined when called from a compiled loop."""
    marked: F = register_jitable(function)
    return marked


def columns[T: type](kind: T) -> T:
    """Mark a named tuple of columns that loops take as one argument.

    Numba is told what kind of thing it is; else it spends some 45 ms on each class at the first call.
    """
    if JIT:
        from numba.core.typing.typeof import typeof_impl

        typeof_impl.register(kind, typeof_impl.dispatch(tuple))
    return kind


def is_compiled_before() -> bool:
    """Whether this state of the source has left compiled loops in the cache folder."""
    return any(CACHE_FOLDER.rglob("*.nbi"))
