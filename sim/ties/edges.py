"""Pairs of persons with a kind, before they become rows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.ties.ties import Ties


class Edges(NamedTuple):
    """Undirected pairs; the same pair may stand more than once, with the closest kind to count."""

    a: NDArray[np.uint32]
    b: NDArray[np.uint32]
    kind: NDArray[np.uint8]


def edges(a: NDArray[np.integer], b: NDArray[np.integer], kind: int) -> Edges:
    """Pairs of one kind (its code), between the rows ``a`` [pairs] and ``b`` [pairs]."""
    return Edges(a.astype(np.uint32), b.astype(np.uint32), np.full(a.size, kind, np.uint8))


def together(parts: list[Edges]) -> Edges:
    """All pairs of several lists."""
    return Edges(*(np.concatenate([part[column] for part in parts]) for column in range(3)))


def edges_of(ties: Ties) -> Edges:
    """The pairs behind rows of ties, each once."""
    rows = ties.rows().astype(np.uint32)
    once = rows < ties.other
    return Edges(rows[once], ties.other[once], ties.kind[once])
