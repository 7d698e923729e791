"""Places: the shipped ones, villages from a user's CSV, and every mistake in such a file word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from sim.core.errors import InputError
from sim.settings.place import PlaceSettings
from sim.settings.villages_file import read_villages
from tests.building import composed
from tests.people.small import place_of


def test_kalibawang_has_the_counts_that_were_read() -> None:
    villages = composed("place=kalibawang").place.villages
    assert sum(village.people for village in villages) == 33_387
    assert {(v.people, v.households) for v in villages if v.name == "Banjaroyo"} == {(8521, 3040)}


def test_mollo_selatan_has_its_seven_villages() -> None:
    names = [village.name for village in composed("place=mollo_selatan").place.villages]
    assert names == ["Biloto", "Kesetnana", "Tuasene", "Oinlasi", "Bisene", "Noinbila", "Bikekneno"]


def test_neighbours_are_the_next_villages_unless_given() -> None:
    place = place_of(("a", 10, 4), ("b", 10, 4), ("c", 10, 4))
    assert place.neighbour_pairs == (("a", "b"), ("b", "c"))
    given = PlaceSettings.model_validate({**place.model_dump(), "neighbours": [["a", "c"]]})
    assert given.neighbour_pairs == (("a", "c"),)


@pytest.mark.parametrize(
    ("villages", "text"),
    [
        ((("a", 10, 11),), "village a has more households \\(11\\) than people \\(10\\)"),
        ((("a", 10, 4), ("a", 10, 4)), "village code a stands more than once"),
    ],
)
def test_villages_that_cannot_be(villages: tuple[tuple[str, int, int], ...], text: str) -> None:
    with pytest.raises(ValidationError, match=text):
        place_of(*villages)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "villages.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_villages_from_a_csv(tmp_path: Path) -> None:
    text = "code,name,people,households,signal,church,note\nx1,Satu,300,90,0.5,yes,a\nx2,Dua,200,70,,,\n"
    place = PlaceSettings.model_validate(
        {**composed("place=kalibawang").place.model_dump(), "villages_csv": str(written(tmp_path, text))}
    )
    first, second = place.villages
    assert (first.code, first.people, first.signal, first.church) == ("x1", 300, 0.5, True)
    assert second.signal == place.csv_village.signal and second.travel_hours == place.csv_village.travel_hours


def sentences(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_villages(written(tmp_path, text))
    return [mistake.sentence() for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "",
            "villages.csv: an empty file is not accepted (allowed: a header with code, name, people, households, and "
            "lines below it); fill it.",
        ),
        (
            "code,name,people,households\n",
            "villages.csv: a header without lines below it is not accepted "
            "(allowed: a header and at least one village); add a line a village.",
        ),
        (
            "code,name,people\na,A,10\n",
            "villages.csv: a header without households is not accepted "
            "(allowed: the columns code, name, people, households); add column households.",
        ),
        (
            "code,name,people,households\na,A,-5,2\n",
            "villages.csv, line 2, column people: -5 is not accepted (allowed: a whole number from 1 to 200,000); "
            "correct the cell.",
        ),
        (
            "code,name,people,households\na,A,0,2\n",
            "villages.csv, line 2, column people: 0 is not accepted (allowed: a whole number from 1 to 200,000); "
            "correct the cell.",
        ),
        (
            "code,name,people,households\na,A,10.5,2\n",
            "villages.csv, line 2, column people: 10.5 is not accepted (allowed: a whole number from 1 to 200,000); "
            "correct the cell.",
        ),
        (
            "code,name,people,households\na,A,10,\n",
            "villages.csv, line 2, column households: an empty cell is not accepted "
            "(allowed: a whole number from 1 to 100,000); correct the cell.",
        ),
        (
            "code,name,people,households\na,A,10,12\n",
            "villages.csv, line 2, column households: 12 is not accepted "
            "(allowed: at most as many households as people (10)); correct one of the two cells.",
        ),
        (
            "code,name,people,households\na,A,10,2\na,B,10,2\n",
            "villages.csv, line 3, column code: a is not accepted "
            "(allowed: a code that stands once (it is already in line 2)); give each village its own code.",
        ),
        (
            "code,name,people,households,signal\na,A,10,2,180%\n",
            "villages.csv, line 2, column signal: 180% is not accepted "
            "(allowed: a number from 0 to 1, or a percentage); correct the cell.",
        ),
        (
            "code,name,people,households,school\na,A,10,2,perhaps\n",
            "villages.csv, line 2, column school: perhaps is not accepted (allowed: yes or no, "
            "ya or tidak); correct the cell.",
        ),
        (
            "code,name,people,households,travel_hours\na,A,10,2,100\n",
            "villages.csv, line 2, column travel_hours: 100 is not accepted (allowed: a number from 0 to 72); "
            "correct the cell.",
        ),
    ],
)
def test_each_mistake_in_its_words(tmp_path: Path, text: str, expected: str) -> None:
    assert sentences(tmp_path, text) == [expected]


def test_an_unknown_column_is_named_with_the_known_ones(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, "code,name,people,households,sawah\na,A,10,2,1\n")
    assert sentence.startswith("villages.csv, line 1: column sawah is not accepted (allowed: columns code, name,")


def test_all_mistakes_of_a_file_come_together(tmp_path: Path) -> None:
    text = "code,name,people,households\na,A,-5,x\nb b,,10,2\n"
    assert [s.split(" is not")[0] for s in sentences(tmp_path, text)] == [
        "villages.csv, line 2, column people: -5",
        "villages.csv, line 2, column households: x",
        "villages.csv, line 3, column code: b b",
        "villages.csv, line 3, column name: an empty cell",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="allowed: the path of a file that exists"):
        read_villages(tmp_path / "none.csv")
