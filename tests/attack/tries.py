"""One row of the campaign: what somebody gives to a command, and what they should get."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from experiments.main import main

QUICK = ("place=classroom", "weeks=2", "programme.start_week=1")
"""Settings of a run that is over at once."""
RUN_FILES = ("groups.csv", "manifest.json", "summary.csv", "weekly.csv")
MOST_LINES = 20
"""Longest answer to a mistake."""


class Try(NamedTuple):
    """Something that people bring, and the answer to it."""

    kind: str
    """What it is a kind of: the rows of ``docs/robustness.md``."""
    what: str
    """What is odd about it."""
    words: Sequence[str]
    """The command line. All paths in it are seen from the folder in which the files stand."""
    code: int
    """Exit code: 0 taken with its one meaning, 2 refused in words."""
    says: Sequence[str] = ()
    """Words that stand in the answer."""
    files: Mapping[str, str | bytes] = MappingProxyType({})
    """Files that the user has, by path."""
    before: Callable[[Path], object] | None = None
    """What else has happened to the folder before."""
    leaves: Sequence[str] = RUN_FILES
    """What is new in the folder ``out`` after success; after a refusal nothing is new anywhere."""


class Answer(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


def given(one: Try, here: Path) -> None:
    """Lay out the files of a try in the folder ``here``."""
    for name, content in one.files.items():
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if one.before is not None:
        one.before(here)


def answered(words: Sequence[str]) -> Answer:
    """What the command answers, called in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    return Answer(code, out.getvalue(), err.getvalue())


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every path below a folder, with the content of those that are files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def complaints(one: Try, answer: Answer, before: dict[str, bytes | None], here: Path) -> list[str]:
    """What is not as it should be; empty if everything is."""
    after, text = contents(here), answer.out + answer.err
    found = [f"exit code {answer.code}"] * (answer.code != one.code)
    found += [f"does not say {part!r}" for part in one.says if part not in text]
    found += ["a traceback"] * ("Traceback" in text)
    if one.code == 2:
        found += [f"{path} is new or changed" for path in after if after[path] != before.get(path, b"no such")]
        found += [f"{len(answer.err.splitlines())} lines"] * (len(answer.err.splitlines()) > MOST_LINES)
        found += ["prints beside its refusal"] * bool(answer.out)
    else:
        left = sorted(
            path.split("/")[1] for path in after if path.count("/") == 1 and path[:4] == "out/" and path not in before
        )
        found += [f"leaves {left}"] * (left != sorted(one.leaves))
    return [*found[:5], f"it answered {text[:1500]!r}"] if found else []
