"""Villages and ties of the user's own: the mistakes in their files."""

from __future__ import annotations

from pathlib import Path

from sim.settings.villages_file import read_villages
from tests.conftest import Say


def csv(tmp_path: Path, text: str) -> str:
    path = tmp_path / "villages.csv"
    path.write_text(text, encoding="utf-8")
    return f"place.villages_csv='{path}'"


def test_missing_column(refused: Say, tmp_path: Path) -> None:
    assert refused("run", csv(tmp_path, "code,name,people\na,A,100\n")) == [
        "villages.csv: a header without households is not accepted "
        "(allowed: the columns code, name, people, households); add column households."
    ]


def test_negative_count_and_code_twice(refused: Say, tmp_path: Path) -> None:
    text = "code,name,people,households\na,A,-100,30\na,B,100,30\n"
    assert sorted(refused("run", csv(tmp_path, text), "weeks=0")) == [
        "villages.csv, line 2, column people: -100 is not accepted (allowed: a whole number from 1 to 200,000); "
        "correct the cell.",
        "villages.csv, line 3, column code: a is not accepted "
        "(allowed: a code that stands once (it is already in line 2)); give each village its own code.",
        "weeks: 0 is not accepted (allowed: a whole number from 1 to 3,000 weeks); choose a value in this range.",
    ]


def test_no_such_file(refused: Say, tmp_path: Path) -> None:
    assert refused("run", f"place.villages_csv='{tmp_path}/none.csv'") == [
        f"place.villages_csv: {tmp_path}/none.csv is not accepted (allowed: the path of a file that exists); "
        "correct the path."
    ]


def test_a_tie_to_an_unknown_person(refused: Say, tmp_path: Path) -> None:
    """Found only when the people are there; still nothing is left behind."""
    path = tmp_path / "ties.csv"
    path.write_text("a,b\nK1/1/1,K1/1/2\nK1/1/1,K9/1/1\n", encoding="utf-8")
    assert refused("run", "place=classroom", f"place.ties_csv='{path}'") == [
        "ties.csv, line 3: unknown person 'K9/1/1' is not accepted (allowed: the id of a person of this place, "
        "village code/household number/member number); correct the id."
    ]


def test_semicolons_and_decimal_commas_as_spreadsheets_write_them(tmp_path: Path) -> None:
    path = tmp_path / "semicolons.csv"
    path.write_bytes("\ufeffcode;name;people;households;travel_hours\r\na;A;900;250;2,5\r\n".encode())
    assert read_villages(path) == [
        {"code": "a", "name": "A", "people": 900, "households": 250, "travel_hours": 2.5},
    ]


def test_a_row_with_too_many_cells(refused: Say, tmp_path: Path) -> None:
    assert refused("run", csv(tmp_path, "code,name,people,households\na,A,900,250,7\n")) == [
        "villages.csv, line 2: one cell more (7) is not accepted (allowed: as many cells as the header has columns); "
        "look for a comma within a number or name."
    ]
