"""A property of one villager that can also be read for many villagers at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, Self, overload

import numpy as np
from numpy.typing import NDArray

from sim.agents.host import Host
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""
Read = Callable[[World, Rows], NDArray[Any]]
"""Reads one property of villagers out of a world, for some rows: [rows]."""


class OfRow(Protocol):
    """Whatever is a view of one row."""

    model: Host
    row: int


class Column[T]:
    """``villager.age`` is one value; ``Villager.age.of(world, rows)`` reads the same for many rows.

    Args:
        read: gives an array with the values of some rows of a world; its docstring explains the property.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self.__doc__ = read.__doc__

    def of(self, world: World, rows: Rows) -> NDArray[Any]:
        """The values of some rows: [rows]."""
        return self._read(world, rows)

    @overload
    def __get__(self, villager: None, owner: type) -> Self: ...

    @overload
    def __get__(self, villager: OfRow, owner: type) -> T: ...

    def __get__(self, villager: OfRow | None, owner: type) -> Self | T:
        """The column itself on the class, the villager's own value on a villager."""
        if villager is None:
            return self
        value: Any = self._read(villager.model.world, np.array([villager.row], np.int64))[0]
        own: T = value.item() if isinstance(value, np.generic) else value
        return own
