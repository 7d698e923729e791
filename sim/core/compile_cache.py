"""What keeps compiled code apart and whole: a name for the state of the source, and digests in numba's files.

Numba's cache holds pickles and machine code: a damaged file would stop every start or, worse, compute something else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from sim.core.cache_folder import is_whole, with_digest


def source_hash() -> str:
    """Hash of all Python source and tables (YAML) under ``sim/``: the same text gives the same folder."""
    digest = hashlib.blake2b(digest_size=8)
    root = Path(__file__).resolve().parent.parent
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.yaml")]):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def guard_cache() -> None:
    """Let numba write a digest at the end of each file of its cache, and pass over files without a right one."""
    from numba.core import caching

    plain: Any = caching.IndexDataCacheFile

    class Guarded(plain):
        """Files with digests. What reads them stops where the pickle ends, and so before the digest."""

        @contextmanager
        def _open_for_write(self, filepath: str) -> Iterator[BytesIO]:
            with super()._open_for_write(filepath) as file:
                buffer = BytesIO()
                yield buffer
                file.write(with_digest(buffer.getvalue()))

        def _load_index(self) -> Any:
            return super()._load_index() if is_whole(Path(self._index_path)) else {}

        def _load_data(self, name: str) -> Any:
            if not is_whole(Path(self._data_path(name))):
                raise OSError(f"{name} is damaged")  # for numba: as if it were not there
            return super()._load_data(name)

    caching.IndexDataCacheFile = Guarded
