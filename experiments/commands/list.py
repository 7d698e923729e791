"""``kentongan list``: what there is to choose from, one line of description each."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from experiments.cli.command import Command, Own
from experiments.composing.meant import misnamed
from sim.core.errors import InputError

KINDS = {
    "places": ("place", "Places (place=NAME)", "Tempat (place=NAMA)"),
    "programmes": ("programme", "Programmes (programme=NAME)", "Program (programme=NAMA)"),
    "channels": (
        "channel",
        "Reporting channels (names for programme.channels_open)",
        "Saluran laporan (nama untuk programme.channels_open)",
    ),
    "outreach": (
        "outreach",
        "Kinds of outreach (names for programme.outreach_mix)",
        "Jenis penyuluhan (nama untuk programme.outreach_mix)",
    ),
    "experiments": ("experiment", "Experiments (experiment=NAME)", "Eksperimen (experiment=NAMA)"),
    "patterns": (
        "pattern",
        "Patterns (kentongan check-patterns pattern=NAME)",
        "Pola (kentongan check-patterns pattern=NAMA)",
    ),
    "levers": (
        "lever",
        "Concepts and levers (kentongan check-levers lever=NAME)",
        "Konsep dan pengungkit (kentongan check-levers lever=NAMA)",
    ),
}
"""What can be listed: its group of files, and the heading in each language."""

_OWN = {"en": "yours", "id": "milik Anda"}


def run(config_dir: Path | None, language: str, kinds: list[str]) -> int:
    """Print the lists asked for (all of them if none is named); returns the exit code.

    Raises:
        InputError: if a kind is unknown or the user's folder has mistakes.
    """
    from experiments.composing.library import Library

    library = Library(config_dir)
    todo = "choose one of these, or none for all"
    mistakes = [misnamed("list", kind, list(KINDS), todo, "kentongan list {}") for kind in kinds if kind not in KINDS]
    mistakes += library.mistakes()
    if mistakes:
        raise InputError(mistakes)
    print("\n\n".join("\n".join(_lines(kind, library, language)) for kind in kinds or KINDS))
    return 0


def _lines(kind: str, library: Any, language: str) -> Iterator[str]:
    group, *headings = KINDS[kind]
    options = library.options(group)
    yield headings[language == "id"]
    width = max(map(len, options), default=0)
    room = max(shutil.get_terminal_size((110, 24)).columns - width - 4, 40)
    for name, path in options.items():
        own = f" ({_OWN[language]}: {path})" if library.is_own(path) else ""
        first, *more = textwrap.wrap(_description(path, language) + own, room) or [""]
        yield f"  {name:<{width}}  {first}"
        yield from (f"  {'':<{width}}  {line}" for line in more)


def _description(path: Path, language: str) -> str:
    """What the file says of itself; experiments and some programmes in a part of that name."""
    from sim.core.yaml_text import read_yaml

    content: Any = read_yaml(path)
    for part in (content, content.get("experiment"), content.get("programme")):
        for key in ("description", "question", "note", "title"):
            text = part.get(key) if isinstance(part, dict) else None
            if isinstance(text, dict):
                text = text.get(language) or text.get("en")
            if isinstance(text, str):
                return " ".join(text.split())
    return ""


COMMAND = Command(
    "list",
    10,
    "list places, programmes, channels, outreach kinds, experiments, patterns and levers",
    "Lists what there is to choose from, with one line of description each.",
    (
        ("kentongan list", "everything"),
        ("kentongan list programmes channels --language id", "two of the lists, in Indonesian"),
        ("kentongan list --config-dir mine", "together with files of your own"),
    ),
    words="|".join(KINDS),
    writes=False,
    read=lambda words: Own([], {"kinds": list(words)}, []),
    run=run,
)
