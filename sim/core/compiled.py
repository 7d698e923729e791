"""The only place that knows how numba is set up.

Loops are compiled with :func:`loop`; scalar rules are marked with :func:`rule`, which leaves them plain Python
functions for tests and lets compiled loops inline them.

Two facts shape this file. A compiled function's cache does not notice an edit in another file, so the cache
folder carries a hash of the source of ``sim/``. And with compilation switched off (``NUMBA_DISABLE_JIT=1``)
NumPy's ``uint64`` would warn about the overflow that hashing lives on, so :data:`U64` is then plain ``int``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from sim.core.cache_folder import cache_folder
from sim.core.compile_cache import guard_cache, source_hash

SOURCE_HASH = source_hash()
CACHE_FOLDER = cache_folder("compiled", SOURCE_HASH)
os.environ.setdefault("NUMBA_CACHE_DIR", str(CACHE_FOLDER))

# numba reads its settings when it is imported, so the cache folder must be named first
import numba  # noqa: E402
from numba.extending import register_jitable  # noqa: E402

guard_cache()
# At its first loop numba imports SciPy's linear algebra, a sixth of a second, to find out whether it can offer np.kron
if "scipy.linalg" not in sys.modules and "numba.np.arraymath" not in sys.modules:
    sys.modules["scipy.linalg.cython_blas"] = None  # type: ignore[assignment]
    import numba.np.arraymath

    del sys.modules["scipy.linalg.cython_blas"]

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
