"""``kentongan week``: everything that happens in a week of the model, in order."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.cli.command import Command, Own
from experiments.composing.meant import misnamed
from sim.core.errors import InputError

if TYPE_CHECKING:
    from sim.week import Step

HEADS = {
    "en": (
        "One week, in order. Numbered: the stages, which stages.NAME=false switches off for tests and teaching. "
        "Marked with a dot: hidden steps, which always run. Whatever happens is counted besides.",
        "reads",
        "writes",
        "nothing",
    ),
    "id": (
        "Satu minggu, berurutan. Bernomor: tahap, yang dapat dimatikan dengan stages.NAMA=false untuk uji dan "
        "pengajaran. Bertitik: langkah tersembunyi, yang selalu berjalan. Semua yang terjadi juga dihitung.",
        "membaca",
        "menulis",
        "tidak ada",
    ),
}


def run(config_dir: Path | None, language: str, steps: list[str]) -> int:
    """Print the steps asked for (all of them if none is named); returns the exit code.

    Raises:
        InputError: if a step is unknown.
    """
    from sim.week import WEEK

    names = [step.name for step in WEEK]
    todo = "choose one of these, or none for all"
    wrong = [name for name in steps if name not in names]
    if wrong:
        raise InputError([misnamed("week", name, names, todo, "kentongan week {}") for name in wrong])
    width = min(shutil.get_terminal_size((110, 24)).columns, 120)
    print(textwrap.fill(HEADS[language][0], width))
    number = count(1)
    for step in WEEK:
        mark = f"{next(number):>2}." if step.kind == "stage" else "  \u00b7"
        if not steps or step.name in steps:
            print("", *_lines(step, mark, language, width), sep="\n")
    return 0


def _lines(step: Step, mark: str, language: str, width: int) -> Iterator[str]:
    _, reads, writes, nothing = HEADS[language]
    yield f"{mark} {step.name}"
    yield from textwrap.wrap(getattr(step, language), width, initial_indent=" " * 4, subsequent_indent=" " * 4)
    room = max(len(reads), len(writes)) + 6
    for head, what in ((reads, step.reads), (writes, step.writes)):
        first = f"    {head}".ljust(room)
        yield from textwrap.wrap(what or nothing, width, initial_indent=first, subsequent_indent=" " * room)


COMMAND = Command(
    "week",
    11,
    "show what happens in a week of the model, in order",
    "Lists the steps of a week, stages and hidden ones: what each does, what it looks at, and all that it may change.",
    (
        ("kentongan week", "the whole week"),
        ("kentongan week report decide --language id", "two of its stages, in Indonesian"),
    ),
    words="STEP",
    writes=False,
    read=lambda words: Own([], {"steps": list(words)}, []),
    run=run,
)
