"""``kentongan template``: an example of a table of one's own, with every column explained."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from experiments.cli.command import Command, Own
from experiments.composing.meant import misnamed
from sim.core.errors import InputError, Mistake

KINDS = {"villages": "place.villages_csv", "ties": "place.ties_csv"}
"""Tables there are templates of, and the setting that takes each."""
WRITTEN = {
    "en": "Written to {file}. Replace the example by your own lines, and run: kentongan run {setting}={file}",
    "id": "Ditulis ke {file}. Ganti contohnya dengan baris Anda, lalu jalankan: kentongan run {setting}={file}",
}
INTRODUCTION = (
    "Lines that begin with # and a blank are not read. "
    "Numbers may be written as in English or in Indonesian, but in one way.",
    "Baris yang diawali # dan spasi tidak dibaca. "
    "Angka boleh ditulis cara Inggris atau Indonesia, asal satu cara saja.",
)


def run(config_dir: Path | None, language: str, kinds: list[str]) -> int:
    """Write the templates asked for into the current folder; returns the exit code.

    Raises:
        InputError: if a kind is unknown or none is named, or a file of that name is there already.
    """
    todo = f"choose one of these, for example kentongan template {next(iter(KINDS))}"
    mistakes = [
        misnamed("template", one, list(KINDS), todo, "kentongan template {}") for one in kinds if one not in KINDS
    ]
    if not kinds:
        mistakes.append(Mistake("template", "no table", ", ".join(KINDS), todo))
    files = {kind: Path(f"{kind}_template.csv") for kind in kinds}
    for file in files.values():
        if file.exists():
            mistakes.append(Mistake(str(file), "a file that is there already", "a new file", "rename or remove it"))
    if mistakes:
        raise InputError(mistakes)
    for kind, file in files.items():
        _write(file, text(kind))
        print(WRITTEN[language].format(file=file, setting=KINDS[kind]))
    return 0


def _write(file: Path, content: str) -> None:
    try:
        with file.open("x", encoding="utf-8-sig", newline="") as stream:  # never through a link to somewhere else
            stream.write(content)
    except OSError as error:
        said, allowed = f"a file that cannot be written ({error.strerror})", "a folder with room for a new file"
        raise InputError([Mistake(str(file), said, allowed, "go to another folder")]) from None


def text(kind: str) -> str:
    """The template of a kind of table: remarks in both languages, the header, an example."""
    from sim.settings.villages_file import COLUMNS as VILLAGES
    from sim.ties.exchange.columns import COLUMNS as TIES

    columns = VILLAGES if kind == "villages" else TIES
    stream = StringIO()
    stream.write("sep=,\r\n")
    writer = csv.writer(stream)
    writer.writerows([f"# {line}"] for line in (*INTRODUCTION, *map(_about, columns)))
    writer.writerow(column.name for column in columns)
    writer.writerow(column.example for column in columns)
    return stream.getvalue()


def _about(column: Any) -> str:
    return f"{column.name}: {'; '.join(_parts(column))}"


def _parts(column: Any) -> Iterator[str]:
    texts = {"number": (column.limits.text, column.limits.text_id), "yes or no": ("yes or no", "ya atau tidak")}
    allowed = " \u00b7 ".join(texts.get(column.reads, ()))
    need = "needed \u00b7 wajib" if column.required else "may be left out \u00b7 boleh dikosongkan"
    yield f"{column.en} \u00b7 {column.id}"
    yield f"{allowed} ({need})" if allowed else need
    if column.also:
        yield f"also called \u00b7 juga disebut: {', '.join(column.also)}"


COMMAND = Command(
    "template",
    12,
    "write an example of a table of villages or ties, with every column explained",
    "Writes villages_template.csv or ties_template.csv into the current folder: columns, what they mean in English and "
    "Indonesian, what they allow, and an example line. A spreadsheet opens it as it stands.",
    (
        ("kentongan template villages", "a table of villages of one's own"),
        ("kentongan template ties", "a table of ties between persons"),
    ),
    words="|".join(KINDS),
    writes=False,
    read=lambda words: Own([], {"kinds": list(words)}, []),
    run=run,
)
