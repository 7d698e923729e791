"""Events are tables: append-only columns that grow, never Python objects."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray


def dtypes_of(kind: type) -> dict[str, type[np.generic]]:
    """The types of the columns of a named tuple, out of its annotations."""

    def dtype(hint: Any) -> type[np.generic]:
        last = get_args(hint)[-1]  # NDArray[T] is an alias with the argument T, or an array of dtype[T]
        found: type[np.generic] = get_args(last)[0] if get_args(last) else last
        return found

    return {name: dtype(hint) for name, hint in get_type_hints(kind).items()}


class Table[C]:
    """Columns of equal length; rows are only ever appended, their values may change.

    Args:
        kind: the named tuple of its columns, each annotated as an array of some type.
        capacity: rows there is room for before the columns grow.

    Attributes:
        columns: all columns as loops take them: views of their ``size`` values, until rows are appended.
    """

    columns: C

    def __init__(self, kind: type[C], capacity: int = 64) -> None:
        self.size = 0
        self.kind = kind
        self._columns = {name: np.zeros(capacity, dtype) for name, dtype in dtypes_of(kind).items()}
        self._look()

    def _look(self) -> None:
        """Take views of the columns, which are looked at many times for each row that is appended."""
        self._views = {name: column[: self.size] for name, column in self._columns.items()}
        self.columns = self.kind(*self._views.values())

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, name: str) -> NDArray[Any]:
        """The column ``name``: a view of its ``size`` values."""
        return self._views[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self._columns)

    def append(self, count: int, **values: Any) -> NDArray[np.int64]:
        """Append ``count`` rows (columns not named are zero) and return their indices: [count]."""
        first, last = self.size, self.size + count
        self._grow(last)
        self.size = last
        for name, value in values.items():
            self._columns[name][first:last] = value
        self._look()
        return np.arange(first, last)

    def copy(self) -> Table[C]:
        """An independent copy, without spare room."""
        twin = Table(self.kind, 0)
        twin.size = self.size
        twin._columns = {name: self[name].copy() for name in self._columns}
        twin._look()
        return twin

    def _grow(self, needed: int) -> None:
        for name, column in self._columns.items():
            if column.size < needed:
                larger = np.zeros(max(needed, 64, column.size * 2), column.dtype)
                larger[: self.size] = column[: self.size]
                self._columns[name] = larger
