"""Public functions say what goes in and what comes out: shapes, units or ranges, errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docstring_contract import File, gaps, read

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path for room in ("sim", "experiments") for path in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_public_functions_say_shapes_units_and_errors(path: Path) -> None:
    found = list(gaps(read(path, ROOT)))
    assert not found, "\n".join(found)


COMPLETE = '''
def paid(who: NDArray[np.int64], wage: float) -> NDArray[np.float64]:
    """[n] what is paid to each of some persons.

    Args:
        who: [n] rows of the persons.
        wage: rupiah a week at most.

    Raises:
        InputError: if nobody is there.
    """
    if not who.size:
        raise InputError([])
'''


def test_a_complete_docstring_passes() -> None:
    assert not list(gaps(File(COMPLETE)))


@pytest.mark.parametrize(
    ("said", "instead", "gap"),
    [
        ("[n] rows of the persons", "the persons", "paid: shape of who"),
        ("[n] what", "What", "paid: shape of the result"),
        ("rupiah a week at most", "as agreed", "paid: unit or range of wage"),
        ("        wage: rupiah a week at most.\n", "", "paid: meaning of wage"),
        ("        InputError: if nobody is there.\n", "", "paid: Raises: InputError"),
        ("def paid(", "def _paid(", ""),
    ],
)
def test_each_gap_is_found(said: str, instead: str, gap: str) -> None:
    without = COMPLETE.replace(said, instead)
    assert without != COMPLETE
    assert list(gaps(File(without))) == ([gap] if gap else [])
