"""Every try of the campaign gets the answer that its row says: in this process, and one of each kind as a command.

Whatever people bring: an exit code of 0 or 2, no traceback, nothing half-written, no answer over 20 lines, and none
that takes longer than ten runs of a classroom.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.commands import commands
from tests.attack.table import KINDS, TRIES, of_kind
from tests.attack.tries import Answer, Try, answered, complaints, contents, given
from tests.processes import PATIENCE

ROOT = Path(__file__).resolve().parent.parent.parent
CALL = "import sys; sys.path.insert(0, {root!r}); from experiments.main import main; sys.exit(main(sys.argv[1:]))"
LONGEST = 10
"""Times as long as a good run an answer may take."""


def called(words: list[str], here: Path) -> Answer:
    """What the command answers, called as a program of its own."""
    program = [sys.executable, "-c", CALL.format(root=str(ROOT)), *words]
    done = subprocess.run(program, cwd=here, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE)
    return Answer(done.returncode, done.stdout, done.stderr)


def with_output(one: Try) -> list[str]:
    """The words of a try, with a folder for what the command writes unless it names one."""
    words = list(one.words)
    writes = bool(words) and words[0] in commands() and commands()[words[0]].writes
    asks = {"--help", "--output"} & set(words)
    return [*words, "--output", "out"] if writes and not asks else words


@pytest.fixture(scope="session")
def patience(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that an answer may take: those of a good run, called as a program, times ten."""
    here = tmp_path_factory.mktemp("good")
    good = ["run", "place=classroom", "weeks=6", "--output", "out"]
    assert called(good, here).code == 0  # compiles, where nothing is compiled yet
    begun = time.monotonic()
    assert called(good, here).code == 0
    return LONGEST * (time.monotonic() - begun)


@pytest.mark.parametrize("one", TRIES, ids=lambda one: f"{one.kind}: {one.what}")
def test_everybody_gets_an_answer(one: Try, patience: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given(one, tmp_path)
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path)
    begun = time.monotonic()
    answer = answered(with_output(one))
    took = time.monotonic() - begun
    assert complaints(one, answer, before, tmp_path) == []
    assert took < patience


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", [0, 2])
def test_the_command_itself_answers_the_same(kind: str, code: int, tmp_path: Path) -> None:
    tries = [one for one in of_kind(kind) if one.code == code]
    if not tries:
        assert kind == "the value of a setting" and code == 0
        return
    given(tries[0], tmp_path)
    before = contents(tmp_path)
    assert complaints(tries[0], called(with_output(tries[0]), tmp_path), before, tmp_path) == []


def test_the_campaign_is_large_and_no_try_stands_twice() -> None:
    assert len(TRIES) >= 300
    assert len({(one.kind, one.what) for one in TRIES}) == len(TRIES)
    assert {0, 2} == {one.code for one in TRIES}
    assert {one.words[0] for one in TRIES if one.words} >= set(commands())


def test_a_wrong_answer_shows(tmp_path: Path) -> None:
    """The campaign itself can fail, each of its demands by itself."""
    one = Try("any", "any", ("run",), 2, ("weeks",))
    good = Answer(2, "", "kentongan: weeks\n")
    assert complaints(one, good, {}, tmp_path) == []
    for bad in (
        good._replace(code=0),
        good._replace(err="kentongan: days\n"),
        good._replace(err=good.err + "Traceback (most recent call last)"),
        good._replace(err=good.err * 21),
        good._replace(out="x"),
    ):
        assert complaints(one, bad, {}, tmp_path), bad
    (tmp_path / "half.part").write_text("x")
    assert complaints(one, good, {}, tmp_path)
    assert complaints(one._replace(code=0), Answer(0, "weeks", ""), {}, tmp_path)
