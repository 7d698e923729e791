"""Folders of results: judged before the work, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.main import main
from experiments.results import output as module
from experiments.results.output import Output, write_table, write_text
from sim.core.errors import InputError, Mistake
from tests.conftest import Say

ALLOWED = "is not accepted (allowed: a folder that can be written); name another one with --output DIR."


def test_a_file_in_the_way(refused: Say, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert refused("run", "--output", str(file)) == [f"output folder {file}: this path, which is a file, {ALLOWED}"]
    assert refused("run", "--output", str(file / "a" / "b")) == [
        f"output folder {file}/a/b: a path through {file}, which is a file, {ALLOWED}"
    ]


def test_a_folder_without_the_right_to_write(refused: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The administrator may write anywhere, so the answer of the system is put in its mouth."""
    monkeypatch.setattr(module.os, "access", lambda path, mode: False)
    assert refused("run", "--output", str(tmp_path)) == [
        f"output folder {tmp_path}: this folder, where you may not write, {ALLOWED}"
    ]
    assert refused("run", "--output", str(tmp_path / "new" / "er"), "weeks=0")[1:] == [
        f"output folder {tmp_path}/new/er: a folder in {tmp_path}, where you may not write, {ALLOWED}"
    ]


def test_a_disk_that_refuses(refused: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "touch", refuse)
    folder = tmp_path / "new"
    assert refused("run", "--output", str(folder)) == [
        f"output folder {folder}: this folder (Read-only file system) {ALLOWED}"
    ]
    assert not folder.exists()


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "gone")
    with pytest.raises(InputError) as error:
        Output(link)
    assert str(error.value) == (f"output folder {link}: a folder behind {link}, a link that leads nowhere {ALLOWED}")


def test_a_mistake_found_late_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise InputError([Mistake("ties.csv, line 2", "person 'x'", "persons of the place", "correct the cell")])

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.commands.run.body.run", broken)
    assert main(["run", "place=classroom"]) == 2
    assert capsys.readouterr().err == (
        "kentongan: ties.csv, line 2: person 'x' is not accepted (allowed: persons of the place); correct the cell.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_files_are_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "note.txt"
    write_text(path, "first\n")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "second \ud800")
    assert path.read_bytes() == b"first\n"
    assert [file.name for file in path.parent.iterdir()] == ["note.txt"]


def test_tables(tmp_path: Path) -> None:
    table = pd.DataFrame({"name": ["a", "b", "c"], "value": [1.0, 0.1, float("nan")]})
    write_table(table, tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes() == b"name,value\na,1\nb,0.1\nc,\n"
    write_table(table, tmp_path / "table.parquet")
    assert pd.read_parquet(tmp_path / "table.parquet").equals(table)
