"""The record beside every result: what was run, with what, and how to run it again."""

from __future__ import annotations

import json
import platform
import shlex
import subprocess
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

from experiments.composing.compose import Composed
from experiments.results.output import Output

NAME = "manifest.json"
_PACKAGES = ("numpy", "numba", "mesa", "pandas", "pydantic", "hydra-core")


def version() -> str:
    """The version of Kentongan, ``unknown`` where it is used without being installed."""
    return _version_of("kentongan") or "unknown"


def command_line(arguments: Sequence[str]) -> str:
    """What to type to run this again."""
    return shlex.join(["kentongan", *arguments])


def manifest(composed: Composed, arguments: Sequence[str], wall_seconds: float, notes: Sequence[str]) -> dict[str, Any]:
    """Everything needed to know and repeat a result that took ``wall_seconds``, with the notes told, as plain data."""
    from sim.core.compiled import SOURCE_HASH

    settings = composed.settings
    return {
        "command": command_line(arguments),
        "kentongan": version(),
        "source_hash": SOURCE_HASH,
        "git": git_state(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: _version_of(name) for name in _PACKAGES},
        "wall_seconds": round(wall_seconds, 2),
        "seed": settings.seed,
        "population_seed": settings.population_seed,
        "weeks": settings.weeks,
        "place_note": {
            "title": settings.place.title.model_dump(),
            "note": settings.place.note.model_dump(),
            "assumed": [sentence.model_dump() for sentence in settings.place.assumed],
            "rate_factor": settings.place.rate_factor,
        },
        "notes": list(notes),
        "choices": composed.choices,
        "settings": settings.model_dump(mode="json"),
        "experiment": composed.experiment,
    }


def write_manifest(
    output: Output, composed: Composed, arguments: Sequence[str], wall_seconds: float, notes: Sequence[str] = ()
) -> Path:
    """Write ``manifest.json`` of a command that took ``wall_seconds`` into the folder of results."""
    content = manifest(composed, arguments, wall_seconds, notes)
    return output.write_text(NAME, json.dumps(content, indent=2, ensure_ascii=False, default=str) + "\n")


def git_state() -> dict[str, Any] | None:
    """The commit that was run, and whether files were changed since; None outside a checkout."""
    root = Path(__file__).resolve().parents[2]
    commit = _git(root, "rev-parse", "HEAD") if (root / ".git").exists() else None
    if commit is None:
        return None
    changed = _git(root, "status", "--porcelain", "--", "sim", "experiments", "configs")
    return {"commit": commit, "changed_since": None if changed is None else bool(changed)}


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _version_of(package: str) -> str | None:
    try:
        return installed_version(package)
    except PackageNotFoundError:
        return None
