"""What a choice of files comes to is kept between commands, and never differs from what they say."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.composing import gather as gathering
from experiments.composing.gather import Gathered, gather
from experiments.composing.hydra_files import compose_files
from experiments.composing.library import Library
from experiments.composing.overrides import read_any, read_plain

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own for what is kept; every call of ``gather`` is like that of a new command."""
    folder = tmp_path / "kept"
    folder.mkdir()
    monkeypatch.setattr(gathering, "kept_in", lambda: folder)
    monkeypatch.setattr(gathering, "_gather", gathering._gather.__wrapped__)
    yield folder


def anew(library: Library, choices: dict[str, str | None]) -> Gathered:
    return Gathered(*compose_files(library, choices))


@pytest.mark.parametrize("choices", [{}, {"place": "classroom", "programme": "banjaroya"}, {"experiment": "demo"}])
def test_what_is_kept_is_what_the_files_come_to(kept: Path, choices: dict[str, str | None]) -> None:
    library = Library()
    first, second = gather(library, choices), gather(library, choices)
    assert len(list(kept.iterdir())) == 1
    assert first is not second
    assert repr(first) == repr(second) == repr(anew(library, choices))


def test_an_edited_file_counts_at_once(kept: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine" / "prices"
    own.mkdir(parents=True)
    file, text = own / "default.yaml", (ROOT / "configs" / "prices" / "default.yaml").read_text()
    file.write_text(text)
    library = Library(tmp_path / "mine")
    before = gather(library, {})
    changed = text.replace("value: 75000", "value: 76000")
    assert changed != text and len(changed) == len(text)
    time = file.stat().st_mtime_ns
    file.write_text(changed)
    os.utime(file, ns=(time, time))  # as a copy that keeps times
    after = gather(library, {})
    assert repr(before) != repr(after) == repr(anew(library, {}))
    assert after.sources["prices.officer_hour"] == str(file)


@pytest.mark.parametrize("damage", ["empty", "cut", "foreign"])
def test_damage_is_passed_over(kept: Path, damage: str) -> None:
    library = Library()
    whole = gather(library, {})
    (file,) = kept.iterdir()
    content = file.read_bytes()
    file.write_bytes(
        {"empty": b"", "cut": content[:-40], "foreign": content.replace(b"kalibawang", b"kalibawanG")}[damage]
    )
    assert repr(gather(library, {})) == repr(whole)
    assert file.read_bytes() == content


def test_a_tree_that_json_cannot_say_is_not_kept(kept: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine" / "experiment"
    own.mkdir(parents=True)
    (own / "odd.yaml").write_text("# @package _global_\nexperiment: {table: {1: a}}\n")
    library = Library(tmp_path / "mine")
    assert gather(library, {"experiment": "odd"}).tree["experiment"]["table"] == {1: "a"}
    assert not list(kept.iterdir())


@given(st.from_regex(r"[a-z_.]{1,12}=-?[0-9A-Za-z_.]{0,12}", fullmatch=True))
def test_plain_words_and_numbers_are_read_as_hydra_reads_them(text: str) -> None:
    found = read_plain(text)
    if found is None:
        return
    theirs = read_any(text, [])
    assert repr(found) == repr(theirs)


@pytest.mark.parametrize("text", ["weeks=104", "seed=0", "place=kalibawang", "programme.outreach_intensity=-2.50"])
def test_what_is_typed_most_needs_no_grammar(text: str) -> None:
    assert repr(read_plain(text)) == repr(read_any(text, []))


@pytest.mark.parametrize("text", ["a=007", "a=1_0", "a=True", "a=NULL", "a=nan", "a=1e3", "a=", "place.ties_csv=ties"])
def test_whatever_may_be_read_otherwise_is_left_to_hydra(text: str) -> None:
    assert read_plain(text) is None


def test_a_misspelt_setting_is_answered_without_the_slow_packages() -> None:
    code = """
import sys
from experiments.main import main
code = main(["run", "programme.outreach_intensit=3"])
print(code, sorted({"mesa", "numba", "pandas", "hydra", "omegaconf", "matplotlib"} & set(sys.modules)))
"""
    for _ in range(2):  # the first may have to compose the files
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "2 []\n"
    assert "did you mean programme.outreach_intensity?" in done.stderr
