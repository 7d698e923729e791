"""Where compiled code is kept, and that nothing but what was put there comes out again.

Numba's cache holds pickles and machine code: a damaged file would stop every start or, worse, compute something else,
and a file of somebody else's could do anything. So each file ends with a digest of itself and counts as missing without
it, and the folder is one to which nobody else can write.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import platformdirs

DAYS_KEPT = 14
"""Days after its last use at which the compiled code of another state of the source is deleted."""
_DIGEST = 32


def source_hash() -> str:
    """Hash of all Python source and tables (YAML) under ``sim/``: the same text gives the same folder."""
    digest = hashlib.blake2b(digest_size=8)
    root = Path(__file__).resolve().parent.parent
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.yaml")]):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def cache_folder(source: str) -> Path:
    """A folder of its own for each state of the source, in the user's cache.

    Where that cannot be written, or others can write to it, one under the system's temporary folder that belongs to
    this user alone; else one that is new at each start.
    """
    with suppress(OSError):
        usual = _used(Path(platformdirs.user_cache_dir("kentongan")) / f"compiled-{source}")
        if os.name == "nt" or is_own(usual):
            return usual
    own = Path(tempfile.gettempdir()) / f"kentongan-{_user()}"
    with suppress(OSError):
        own.mkdir(mode=0o700, exist_ok=True)
        if is_private(own):
            return _used(own / f"compiled-{source}")
    return Path(tempfile.mkdtemp(prefix="kentongan-"))


def is_own(folder: Path) -> bool:
    """Whether nobody but this user can write to a folder."""
    about = folder.lstat()
    return not folder.is_symlink() and about.st_uid == os.getuid() and not about.st_mode & 0o022


def is_private(folder: Path) -> bool:
    """Whether a folder is this user's own and closed to all others."""
    if os.name == "nt":
        return False
    about = folder.lstat()
    return not folder.is_symlink() and about.st_uid == os.getuid() and not about.st_mode & 0o077


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "user"


def _used(folder: Path) -> Path:
    """Make the folder, or note that it is used; with a new one, those that nobody has used for long go."""
    is_new = not folder.exists()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(folder)
    with suppress(OSError):
        os.utime(folder)
    if is_new:
        forget_unused(folder)
    return folder


def forget_unused(folder: Path) -> None:
    """Delete the compiled code of other states of the source that was last used more than DAYS_KEPT days ago."""
    kind = folder.name.rpartition("-")[0]
    for other in folder.parent.glob(f"{kind}-*"):
        with suppress(OSError):  # gone meanwhile, or somebody else's
            if other != folder and other.stat().st_mtime < time.time() - DAYS_KEPT * 86400:
                shutil.rmtree(other)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()


def is_whole(path: Path) -> bool:
    """Whether a file of the cache ends with the digest of what stands before it; True if there is none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return True
    return content[-_DIGEST:] == _digest(content[:-_DIGEST])


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
                file.write(buffer.getvalue() + _digest(buffer.getvalue()))

        def _load_index(self) -> Any:
            return super()._load_index() if is_whole(Path(self._index_path)) else {}

        def _load_data(self, name: str) -> Any:
            if not is_whole(Path(self._data_path(name))):
                raise OSError(f"{name} is damaged")  # for numba: as if it were not there
            return super()._load_data(name)

    caching.IndexDataCacheFile = Guarded
