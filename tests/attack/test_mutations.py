"""Good files with something changed at random: whatever comes of it is read or refused in words, and in good time.

The short form changes each file some dozens of times, the long one (``make study``) some thousands.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.attack.inputs.experiments import experiment
from tests.attack.inputs.graphs import READ as GRAPHS
from tests.attack.inputs.ties import READ as TIES
from tests.attack.inputs.villages import READ as VILLAGES
from tests.attack.tries import QUICK, RUN_FILES, answered, contents

SHORT, LONG = 40, 1500
RUN = ("run", *QUICK)
BAD_DESIGN = ("compare", "experiment=mine", "--config-dir", "own", "experiment.seeds=0")  # composes, and runs nothing
FILES: dict[str, tuple[list[str | bytes], str, tuple[str, ...]]] = {
    "villages": (
        [content for content, _ in VILLAGES.values()],
        "villages.csv",
        (*RUN, "place.villages_csv=villages.csv"),
    ),
    "ties": (list(TIES.values()), "ties.csv", (*RUN, "place.ties_csv=ties.csv")),
    "graph": (list(GRAPHS.values()), "g.graphml", (*RUN, "place.ties_graphml=g.graphml")),
    "experiment": ([experiment()], "own/experiment/mine.yaml", BAD_DESIGN),
}
PIECES = [
    b'"',
    b"'",
    b",",
    b";",
    b"\n",
    b"\0",
    b"\xff",
    b"=",
    b"&a",
    b"*a",
    b"{",
    b"]",
    b"<",
    b"%",
    b"-",
    b"1e9",
    b"\t",
    b"#",
]


def flipped(text: bytes, chance: random.Random) -> bytes:
    """One bit the other way."""
    place = chance.randrange(8 * len(text))
    return text[: place // 8] + bytes([text[place // 8] ^ 1 << place % 8]) + text[place // 8 + 1 :]


def cut(text: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return text[: chance.randrange(len(text))]


def with_piece(text: bytes, chance: random.Random) -> bytes:
    """Something that means something, where it does not belong."""
    place = chance.randrange(len(text))
    return text[:place] + chance.choice(PIECES) + text[place:]


def without(text: bytes, chance: random.Random) -> bytes:
    """Some bytes are gone."""
    place = chance.randrange(len(text))
    return text[:place] + text[place + chance.randrange(1, 9) :]


def repeated(text: bytes, chance: random.Random) -> bytes:
    """Some bytes stand there twice."""
    place = chance.randrange(len(text))
    return text[:place] + text[place : place + chance.randrange(1, 40)] + text[place:]


CHANGES: list[Callable[[bytes, random.Random], bytes]] = [flipped, cut, with_piece, without, repeated]


def attack(name: str, number: int, here: Path) -> None:
    """Change the good files of a kind ``number`` times, the same in each run of the test."""
    good, file, words = FILES[name]
    chance = random.Random(f"{name} {number}")
    path = here / file
    path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(number):
        text = chance.choice(good)
        content = text if isinstance(text, bytes) else text.encode()
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            content = chance.choice(CHANGES)(content, chance) or b"\n"
        path.write_bytes(content)
        answer = answered([*words, "--output", "out"])
        assert answer.code in (0, 2), content
        assert len(answer.err.splitlines()) <= 20, content
        left = {path for path in contents(here) if path.startswith("out/")}
        assert left == (set() if answer.code == 2 else {f"out/{one}" for one in RUN_FILES}), content
        for one in left:
            (here / one).unlink()
        if left:
            (here / "out").rmdir()


@pytest.mark.parametrize("name", FILES)
def test_changed_files_are_read_or_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    attack(name, SHORT, tmp_path)


@pytest.mark.slow_study
@pytest.mark.parametrize("name", FILES)
def test_thousands_of_changed_files(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    attack(name, LONG, tmp_path)
