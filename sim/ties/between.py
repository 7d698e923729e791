"""The tie between two residents, found in the sorted row of one of them."""

from __future__ import annotations

from sim.core.compiled import loop
from sim.ties.ties import Ties

NO_TIE = -1


@loop
def tie_between(i: int, j: int, ties: Ties) -> int:
    """Place of the tie between the residents of two rows in the table of ties, NO_TIE without one.

    Args:
        i: row of one.
        j: row of the other, NOBODY for nobody.
        ties: all ties.
    """
    lo, hi = ties.start[i], ties.start[i + 1]
    end = hi
    while lo < hi:
        middle = (lo + hi) // 2
        if ties.other[middle] < j:
            lo = middle + 1
        else:
            hi = middle
    if lo < end and ties.other[lo] == j:
        return int(lo)
    return NO_TIE


@loop
def strength_between(i: int, j: int, ties: Ties) -> float:
    """Strength (0-1) of the tie between the residents of two rows, 0 without one.

    Args:
        i: row of one.
        j: row of the other, NOBODY for nobody.
        ties: all ties.
    """
    tie = tie_between(i, j, ties)
    return float(ties.strength[tie]) / 255.0 if tie >= 0 else 0.0
