"""Rows of a symmetric sparse matrix from a list of pairs, by counting sort: linear in time, no comparison."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop


@loop
def rows_of_pairs(
    size: int, a: NDArray[np.uint32], b: NDArray[np.uint32], kind: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint8]]:
    """Start of each row, the others in it in rising order, and their kind.

    Each pair comes to stand in both rows, once, with its smallest kind; pairs of equals are left out.
    """
    count = np.zeros(size + 1, np.int64)
    for e in range(a.size):
        if a[e] != b[e]:
            count[a[e] + 1] += 1
            count[b[e] + 1] += 1
    for i in range(size):
        count[i + 1] += count[i]
    total = count[size]
    # first by the other end, then, keeping that order, by the row: the others of a row come out sorted
    end = count[:size].copy()
    row_by_other = np.empty(total, np.uint32)
    kind_by_other = np.empty(total, np.uint8)
    for e in range(a.size):
        if a[e] != b[e]:
            row_by_other[end[b[e]]] = a[e]
            kind_by_other[end[b[e]]] = kind[e]
            end[b[e]] += 1
            row_by_other[end[a[e]]] = b[e]
            kind_by_other[end[a[e]]] = kind[e]
            end[a[e]] += 1
    end = count[:size].copy()
    other = np.empty(total, np.uint32)
    kinds = np.empty(total, np.uint8)
    for i in range(size):
        for t in range(count[i], count[i + 1]):
            row = row_by_other[t]
            place = end[row]
            if place > count[row] and other[place - 1] == i:
                kinds[place - 1] = min(kinds[place - 1], kind_by_other[t])
            else:
                other[place] = i
                kinds[place] = kind_by_other[t]
                end[row] = place + 1
    return _closed_up(count, end, other, kinds)


@loop
def _closed_up(
    start: NDArray[np.int64], end: NDArray[np.int64], other: NDArray[np.uint32], kinds: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint8]]:
    """The same rows without the gaps that pairs listed twice have left."""
    size = end.size
    tight = np.zeros(size + 1, np.int64)
    for i in range(size):
        tight[i + 1] = tight[i] + end[i] - start[i]
    for i in range(size):
        for t in range(end[i] - start[i]):
            other[tight[i] + t] = other[start[i] + t]
            kinds[tight[i] + t] = kinds[start[i] + t]
    return tight, other[: tight[size]].copy(), kinds[: tight[size]].copy()


def listed_by(size: int, owner: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Start of each owner's list and the positions in it, in rising order; a negative owner is nobody."""
    order = np.argsort(owner, kind="stable")
    start = np.searchsorted(owner, np.arange(size + 1), sorter=order)
    return start - start[0], order[start[0] :]
