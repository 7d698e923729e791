"""Tables as people bring them: each is read with its one meaning, or refused with one sentence that says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim.core.errors import InputError
from sim.core.notes import InputNote
from sim.core.sheets.readings import Locale
from sim.settings.villages_file import read_villages
from tests.attack.inputs.villages import HEAD, READ, REFUSED, TOLD


def villages(tmp_path: Path, content: str | bytes, locale: Locale | None = None) -> list[dict[str, Any]]:
    path = tmp_path / "villages.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_villages(path, locale)


@pytest.mark.parametrize("name", READ)
def test_it_is_read_with_its_one_meaning(tmp_path: Path, name: str) -> None:
    content, expected = READ[name]
    assert villages(tmp_path, content) == [expected]


@pytest.mark.parametrize("name", TOLD)
def test_what_was_doubtful_is_told(tmp_path: Path, name: str) -> None:
    content, expected, told = TOLD[name]
    with pytest.warns(InputNote) as notes:
        assert villages(tmp_path, content) == [expected]
    assert [str(note.message) for note in notes] == [told]


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_words(tmp_path: Path, name: str) -> None:
    content, expected = REFUSED[name]
    with pytest.raises(InputError) as caught:
        villages(tmp_path, content)
    assert caught.value.mistakes[0].sentence().startswith(expected)


@pytest.mark.parametrize(("locale", "people"), [("en", 1), ("id", 1000)])
def test_the_setting_says_which_language(tmp_path: Path, locale: Locale, people: int) -> None:
    assert villages(tmp_path, f"{HEAD}\n5301,Desa A,1.000,1\n", locale)[0]["people"] == people
