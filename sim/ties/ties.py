"""Who has contact with whom: the ties of a population as rows of a sparse matrix."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns


@columns
class Ties(NamedTuple):
    """Ties between n persons; each stands in both persons' rows. Nothing here changes during a run.

    The ties of row i are ``other[start[i]:start[i + 1]]``, in rising order, each other person once.
    """

    start: NDArray[np.int64]
    """[n+1] where the ties of each row begin."""
    other: NDArray[np.uint32]
    """[m] row of the other person."""
    kind: NDArray[np.uint8]
    """[m] kind, see ``sim/ties/kinds.py``."""
    strength: NDArray[np.uint8]
    """[m] strength times 255: 0 hardly any contact, 255 the closest."""

    def of(self, row: int) -> NDArray[np.uint32]:
        """[ties] the other persons (their rows) of one row's ties."""
        return self.other[self.start[row] : self.start[row + 1]]

    def rows(self) -> NDArray[np.int64]:
        """[m] the row in which each tie stands."""
        return np.repeat(np.arange(self.start.size - 1), np.diff(self.start))

    def degree(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """[rows] number of ties of each of some rows."""
        return self.start[rows + 1] - self.start[rows]
