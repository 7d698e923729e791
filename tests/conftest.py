"""Helpers for talking to the command line inside the test's own process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.composing.library import Library
from experiments.main import main

Say = Callable[..., list[str]]


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Call the command, which must refuse with exit code 2 and write nothing; gives its sentences."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)

    def call(*arguments: str) -> list[str]:
        code = main(arguments)
        captured = capsys.readouterr()
        assert code == 2, captured
        assert captured.out == ""
        assert list(work.iterdir()) == []
        return sentences(captured.err)

    return call


def sentences(text: str) -> list[str]:
    """The sentences of a refusal, without what introduces them."""
    before = ("The first run after", "kentongan: note: ")  # it compiles; something else that was noticed
    lines = [line for line in text.splitlines() if not line.startswith(before)]
    first, *rest = lines
    if not rest:
        return [first.removeprefix("kentongan: ")]
    assert first == f"kentongan: {len(rest)} mistakes in the input, so nothing was run:"
    assert all(line.startswith("  - ") for line in rest)
    return [line.removeprefix("  - ") for line in rest]


def names(group: str) -> str:
    """The packaged files of a group, as a sentence lists them."""
    return ", ".join(Library().options(group))
