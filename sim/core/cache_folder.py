"""A folder of this user's alone for what can be made again, and files that show whether they are whole.

What stands there is taken as true without being checked again, so nobody else may be able to write to it, and a file
counts as missing unless it ends with a digest of itself.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import platformdirs

DAYS_KEPT = 14
"""Days after its last use at which a folder for another state of the source is deleted."""
_DIGEST = 32


def cache_folder(kind: str, source: str) -> Path:
    """A folder of its own for each kind of thing and state of the source that makes it, in the user's cache.

    Where that cannot be written, or others can write to it, one under the system's temporary folder that belongs to
    this user alone; else one that is new at each start.
    """
    with suppress(OSError):
        usual = _used(Path(platformdirs.user_cache_dir("kentongan")) / f"{kind}-{source}")
        if os.name == "nt" or is_own(usual):
            return usual
    own = Path(tempfile.gettempdir()) / f"kentongan-{_user()}"
    with suppress(OSError):
        own.mkdir(mode=0o700, exist_ok=True)
        if is_private(own):
            return _used(own / f"{kind}-{source}")
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
    """Delete the folders of the same kind for other states of the source, last used more than DAYS_KEPT days ago."""
    kind = folder.name.rpartition("-")[0]
    for other in folder.parent.glob(f"{kind}-*"):
        with suppress(OSError):  # gone meanwhile, or somebody else's
            if other != folder and other.stat().st_mtime < time.time() - DAYS_KEPT * 86400:
                shutil.rmtree(other)


def with_digest(content: bytes) -> bytes:
    """What a file of the cache holds: the content, and a digest of it."""
    return content + _digest(content)


def is_whole(path: Path) -> bool:
    """Whether a file of the cache ends with the digest of what stands before it; True if there is none."""
    try:
        return without_digest(path.read_bytes()) is not None
    except FileNotFoundError:
        return True


def without_digest(written: bytes) -> bytes | None:
    """The content of a file of the cache; None if its digest is not there or not right."""
    content, digest = written[:-_DIGEST], written[-_DIGEST:]
    return content if digest == _digest(content) else None


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()
