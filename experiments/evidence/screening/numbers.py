"""Every number of a composed configuration, and those among them that are screened: the ones beside a range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.composing.meant import nearest
from experiments.composing.schema import walk
from experiments.composing.tree import Tree
from sim.core.errors import InputError, Mistake
from sim.settings.quantity import is_described
from sim.settings.tree import Settings

VILLAGES = "place.villages"
"""Cells of single villages say which village is meant; what they share stands in ``place.csv_village``."""
DUMMY = "dummy"
"""A number that enters nothing."""


@dataclass(frozen=True)
class Number:
    """One number of a configuration: an entry of a table or list counts as one."""

    key: str
    value: float
    range: tuple[float, float] | None
    """Its range of uncertainty; None without one."""
    source: str | None
    """What is said of where it is from; None for a plain number, which is chosen and not estimated."""

    @property
    def is_assumed(self) -> bool:
        """Whether its source says that nobody has measured it."""
        return self.source is not None and self.source.strip().lower().startswith("assumed")


@dataclass(frozen=True)
class Factor:
    """A number that is moved through its range."""

    key: str
    low: float
    high: float
    whole: bool = False
    """Whether only whole numbers are valid."""

    def at(self, share: float) -> float:
        """The value at a ``share`` (0-1) of the way through the range, in the unit of the setting."""
        value = self.low + share * (self.high - self.low)
        return round(value) if self.whole else value

    @property
    def group(self) -> str:
        """The part of the settings it stands in: its key without the last word."""
        return self.key.rpartition(".")[0] or self.key


def numbers_of(tree: Tree) -> list[Number]:
    """Every number of a composed configuration, but the cells of single villages and the design of an experiment."""
    return list(_below({key: node for key, node in tree.items() if key != "experiment"}, ""))


def _below(node: Any, key: str) -> Iterator[Number]:
    if key == VILLAGES:
        return
    if is_described(node):
        given = node.get("range")
        yield from _plain(node["value"], key, (float(given[0]), float(given[1])) if given else None, node.get("source"))
    elif isinstance(node, dict | list):
        for name, below in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _below(below, f"{key}.{name}" if key else str(name))
    else:
        yield from _plain(node, key, None, None)


def _plain(value: Any, key: str, ends: tuple[float, float] | None, source: str | None) -> Iterator[Number]:
    if isinstance(value, dict | list):
        for name, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _plain(below, f"{key}.{name}", ends, source)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield Number(key, value, ends, source)


def factors_of(numbers: Sequence[Number]) -> tuple[Factor, ...]:
    """The numbers that have a range."""
    return tuple(Factor(one.key, *one.range, _is_whole(one.key)) for one in numbers if one.range is not None)


def _is_whole(key: str) -> bool:
    kind = walk(Settings, key.split("."))[-1].kind
    return kind is int or kind == int | None


def chosen(factors: Sequence[Factor], names: Sequence[str] | None) -> tuple[Factor, ...]:
    """Those of the factors that are named by their keys or by a part of the settings above them; all for None.

    Raises:
        InputError: for a name that is no number with a range, and no part with one.
    """
    if names is None:
        return tuple(factors)
    mistakes = []
    for name in dict.fromkeys(names):
        if not any(_is_under(one.key, name) for one in factors):
            meant = nearest(name, [*(one.key for one in factors), *sorted(_above(factors))])
            allowed = "settings that stand beside their range, such as deciding.leave, or parts with such ones"
            todo = f"did you mean setting={meant}?" if meant else "name one of these, for example setting=deciding"
            mistakes.append(Mistake("setting", repr(name), allowed, todo))
    if mistakes:
        raise InputError(mistakes)
    return tuple(one for one in factors if any(_is_under(one.key, name) for name in names))


def _above(factors: Sequence[Factor]) -> set[str]:
    """Every part of the settings with a factor somewhere below it."""
    paths = [one.key.split(".") for one in factors]
    return {".".join(path[:length]) for path in paths for length in range(1, len(path))}


def _is_under(key: str, name: str) -> bool:
    return f"{key}.".startswith(f"{name}.")
