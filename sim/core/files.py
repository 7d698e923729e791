"""Files that a setting names."""

from __future__ import annotations

from pathlib import Path

from sim.core.errors import InputError, Mistake

MOST_BYTES = 300_000_000
"""Largest file that is read, also after unpacking: several times a graph of a million ties."""


def existing_file(path: str | Path, setting: str) -> Path:
    """The file of a path that a setting gives.

    Raises:
        InputError: if there is none, or it is larger than MOST_BYTES.
    """
    try:
        found = Path(path).is_file() and Path(path).stat().st_size
    except (OSError, ValueError):  # longer than any path, or with characters that none has
        found = False
    if found is False:
        raise InputError([Mistake(setting, path, "the path of a file that exists", "correct the path")])
    insist_on_size(found, str(path))
    return Path(path)


def insist_on_size(count: int, where: str) -> None:
    """Refuse a file of ``count`` bytes, as many as it unpacks to, if that is too many to be read.

    Raises:
        InputError: if there are more than MOST_BYTES.
    """
    if count > MOST_BYTES:
        most = f"{MOST_BYTES / 1e6:,.0f} MB"
        raise InputError([Mistake(where, f"a file of more than {most}", f"at most {most}", "give a smaller one")])
