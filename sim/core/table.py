"""Events are tables: append-only columns that grow, never Python objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


class Table:
    """Columns of equal length; rows are only ever appended, their values may change.

    Args:
        columns: name and dtype of each column.
    """

    def __init__(self, columns: Mapping[str, DTypeLike], capacity: int = 64) -> None:
        self.size = 0
        self._columns: dict[str, NDArray[Any]] = {name: np.zeros(capacity, dtype) for name, dtype in columns.items()}

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, name: str) -> NDArray[Any]:
        """The column ``name``: a view of its ``size`` values."""
        return self._columns[name][: self.size]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self._columns)

    def append(self, count: int, **values: Any) -> NDArray[np.int64]:
        """Append ``count`` rows (columns not named are zero) and return their indices."""
        first, last = self.size, self.size + count
        self._grow(last)
        self.size = last
        for name, value in values.items():
            self._columns[name][first:last] = value
        return np.arange(first, last)

    def copy(self) -> Table:
        """An independent copy, without spare room."""
        twin = Table({})
        twin.size = self.size
        twin._columns = {name: self[name].copy() for name in self._columns}
        return twin

    def _grow(self, needed: int) -> None:
        for name, column in self._columns.items():
            if column.size < needed:
                larger = np.zeros(max(needed, 64, column.size * 2), column.dtype)
                larger[: self.size] = column[: self.size]
                self._columns[name] = larger
