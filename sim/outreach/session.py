"""Sessions of a week as they are held: one by one where hours and money are settled, as columns in the loops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns


@dataclass(frozen=True)
class Session:
    """A session: where, of which kind, and who holds it."""

    village: int
    kind: int
    """Number of its kind, in the order of the settings."""
    key: int
    """The session in draws of who comes."""
    number: int
    """The session in draws of what a participant learns."""
    skill: float
    """Of whoever holds it, as an educator (0-1)."""
    by_officer: bool


@columns
class Sessions(NamedTuple):
    """Several sessions as columns, in the order in which they are held; see :class:`Session`."""

    village: NDArray[np.int64]
    kind: NDArray[np.int64]
    key: NDArray[np.uint64]
    number: NDArray[np.uint64]
    skill: NDArray[np.float64]
    by_officer: NDArray[np.bool_]


def as_columns(sessions: Sequence[Session]) -> Sessions:
    """Some sessions as columns: [sessions] each."""
    return Sessions(
        village=np.array([one.village for one in sessions], np.int64),
        kind=np.array([one.kind for one in sessions], np.int64),
        key=np.array([one.key for one in sessions], np.uint64),
        number=np.array([one.number for one in sessions], np.uint64),
        skill=np.array([one.skill for one in sessions], np.float64),
        by_officer=np.array([one.by_officer for one in sessions], bool),
    )
