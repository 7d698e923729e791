"""Public functions say the shape of arrays, meaning and unit of numbers, and which errors they raise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docstring_contract import File, gaps, read

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path for room in ("sim", "experiments") for path in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_public_functions_say_what_their_names_do_not(path: Path) -> None:
    assert list(gaps(read(path, ROOT))) == []


PLANTED = {
    "no shape of an argument": (
        'def f(keys: NDArray[np.int64]) -> None:\n    """Use the keys."""',
        ["f: shape of keys"],
    ),
    "no shape of the result": (
        'def f(x: str) -> NDArray[np.int64]:\n    """All ages."""',
        ["f: shape of the result"],
    ),
    "an alias without shape": (
        'Ints = NDArray[np.int64]\ndef f(keys: Ints) -> None:\n    """Use the keys."""',
        ["f: shape of keys"],
    ),
    "an alias that states the shape": (
        'Ints = NDArray[np.int64]\n"""Whole numbers: [n]."""\ndef f(keys: Ints) -> None:\n    """Use the keys."""',
        [],
    ),
    "a number that is not named": ('def f(seed: int) -> None:\n    """Begin anew."""', ["f: meaning of seed"]),
    "a number that only says its name": (
        'def f(seed: int) -> None:\n    """Begin anew.\n\n    Args:\n        seed: the seed.\n    """',
        ["f: meaning of seed"],
    ),
    "a number without unit": (
        'def f(length: float) -> None:\n    """Wait; ``length`` tells for what time."""',
        ["f: unit or range of length"],
    ),
    "a number with its unit": ('def f(length: float) -> None:\n    """Wait for ``length`` weeks."""', []),
    "a result without unit": ('def f() -> float:\n    """What is left."""', ["f: unit or range of the result"]),
    "an error that is not told of": (
        'def f() -> None:\n    """Try."""\n    raise InputError([])',
        ["f: Raises: InputError"],
    ),
    "an error told of": (
        'def f() -> None:\n    """Try.\n\n    Raises:\n        InputError: always.\n    """\n    raise InputError([])',
        [],
    ),
    "a method that adds nothing to its Protocol": (
        'class P(Protocol):\n    def f(self, k: int) -> None:\n        """Take ``k`` weeks."""\n'
        'class A:\n    def f(self, k: int) -> None:\n        """Do it quickly."""',
        [],
    ),
    "a constructor": (
        'class A:\n    """A thing."""\n    def __init__(self, length: int) -> None:\n        pass',
        ["A.__init__: meaning of length"],
    ),
    "a private helper": ("def _f(seed: int) -> float: ...", []),
}


@pytest.mark.parametrize(("source", "expected"), PLANTED.values(), ids=PLANTED)
def test_the_contract_notices(source: str, expected: list[str]) -> None:
    assert list(gaps(File(source))) == expected
