"""``kentongan list``: what there is to choose from, one line of description each."""

from __future__ import annotations

import shutil
import sys
import textwrap
from pathlib import Path
from typing import Any, TextIO

import yaml

from experiments.composing.library import Library, nearest
from sim.core.errors import InputError, Mistake

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
}
"""What can be listed: its group of files, and the heading in each language."""

_LANGUAGES = ("en", "id")
_OWN = {"en": "yours", "id": "milik Anda"}


def run(kinds: list[str], config_dir: Path | None = None, language: str = "en", stream: TextIO | None = None) -> int:
    """Print the lists asked for (all of them if none is named).

    Raises:
        InputError: if a kind is unknown or the user's folder has mistakes.
    """
    library = Library(config_dir)
    mistakes = [*_unknown(kinds), *library.mistakes()]
    if mistakes:
        raise InputError(mistakes)
    out = stream or sys.stdout
    for position, kind in enumerate(kinds or list(KINDS)):
        if position:
            print(file=out)
        _print_kind(kind, library, language, out)
    return 0


def _unknown(kinds: list[str]) -> list[Mistake]:
    names = list(KINDS)
    mistakes = []
    for kind in kinds:
        if kind not in KINDS:
            meant = nearest(kind, names)
            todo = f"did you mean kentongan list {meant}?" if meant else "choose one of these, or none for all"
            mistakes.append(Mistake("list", repr(kind), ", ".join(names), todo))
    return mistakes


def _print_kind(kind: str, library: Library, language: str, out: TextIO) -> None:
    group, *headings = KINDS[kind]
    options = library.options(group)
    print(headings[_LANGUAGES.index(language)], file=out)
    width = max([len(name) for name in options], default=0)
    room = max(shutil.get_terminal_size((110, 24)).columns - width - 4, 40)
    for name, path in options.items():
        own = f" ({_OWN[language]}: {path})" if library.is_own(path) else ""
        lines = textwrap.wrap(_description(path, language) + own, room) or [""]
        print(f"  {name:<{width}}  {lines[0]}", file=out)
        for line in lines[1:]:
            print(f"  {'':<{width}}  {line}", file=out)


def _description(path: Path, language: str) -> str:
    """What the file says of itself; experiments and some programmes in a part of that name."""
    content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    for part in (content, content.get("experiment"), content.get("programme")):
        for key in ("description", "question", "note", "title"):
            text = part.get(key) if isinstance(part, dict) else None
            if isinstance(text, dict):
                text = text.get(language) or text.get("en")
            if isinstance(text, str):
                return " ".join(text.split())
    return ""
