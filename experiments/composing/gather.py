"""Gathering the configuration files of one choice into one tree, as Hydra composes them.

Hydra takes a second for it, so what a choice of files came to is kept between commands, under a digest of all that it
depends on: the text of each file, the choice, and the code that composes.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

import sim.settings
from experiments.composing.library import Library
from experiments.composing.tree import Tree
from sim.core.cache_folder import DAYS_KEPT, cache_folder, with_digest, without_digest


@dataclass(frozen=True)
class Gathered:
    """The tree before single settings are changed, the file behind each setting, the choice in each group."""

    tree: Tree
    sources: dict[str, str]
    choices: dict[str, str | None]


def gather(library: Library, choices: Mapping[str, str | None]) -> Gathered:
    """Compose the files; kept for the next time as long as no file changes. The result must not be changed.

    Raises:
        InputError: if a file cannot be read, or names another that does not exist.
    """
    return _gather(library.own, tuple(choices.items()), library.state())


def resolved(tree: Tree) -> Tree:
    """A copy of the tree with every ``${reference}`` to another setting replaced by its value.

    Raises:
        InputError: if a reference leads nowhere.
    """
    if "${" not in repr(tree):
        return copy.deepcopy(tree)
    from experiments.composing.hydra_files import resolve

    return resolve(tree)


@lru_cache(maxsize=64)
def _gather(own: Path | None, choices: tuple[tuple[str, str | None], ...], _state: object) -> Gathered:
    library = Library(own)
    path = kept_in() / f"{_question(library, choices)}.json"
    kept = _kept(path)
    if kept is not None:
        return kept
    from experiments.composing.hydra_files import compose_files

    gathered = Gathered(*compose_files(library, dict(choices)))
    with suppress(OSError):  # no room, or no right: composed again the next time
        _keep(path, gathered)
    return gathered


@cache
def kept_in() -> Path:
    """The folder for what this state of the composing code, the schema and the libraries has composed."""
    digest = hashlib.blake2b(digest_size=8)
    for package in ("hydra-core", "omegaconf", "PyYAML"):
        digest.update(f"{package} {version(package)}\n".encode())
    for folder in (Path(__file__).parent, *map(Path, sim.settings.__path__)):
        for path in sorted(folder.glob("*.py")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return cache_folder("composed", digest.hexdigest())


def _question(library: Library, choices: tuple[tuple[str, str | None], ...]) -> str:
    """A digest of the choice and of every file, by the path that mistakes name it by."""
    digest = hashlib.blake2b(repr(choices).encode(), digest_size=16)
    for path in library.files():
        content = path.read_bytes()
        digest.update(f"\0{library.shown(path)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _kept(path: Path) -> Gathered | None:
    with suppress(OSError):
        content = without_digest(path.read_bytes())
        return None if content is None else Gathered(**json.loads(content))
    return None


def _keep(path: Path, gathered: Gathered) -> None:
    text = json.dumps(asdict(gathered))
    if repr(json.loads(text)) != repr(asdict(gathered)):
        return  # something that JSON cannot say, such as a number as a key
    for old in _unused(path.parent):
        old.unlink(missing_ok=True)
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    half.write_bytes(with_digest(text.encode()))
    os.replace(half, path)


def _unused(folder: Path) -> Iterator[Path]:
    """What was kept so long ago that its files have probably changed since."""
    long_ago = time.time() - DAYS_KEPT * 86400
    return (path for path in folder.iterdir() if path.stat().st_mtime < long_ago)
