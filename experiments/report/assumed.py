"""Which numbers behind the model are assumed: read off the sources that stand beside them in the configuration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from experiments.composing.mistakes import shown
from experiments.composing.tree import Tree, leaves
from sim.settings.quantity import is_described


@dataclass(frozen=True)
class Counted:
    """How many numbers stand behind the model, and how many of them are assumed."""

    numbers: int
    assumed: int


@dataclass(frozen=True)
class Number:
    """A number (or table of numbers) that stands beside its source."""

    key: str
    value: str
    range: str
    source: str

    @property
    def assumed(self) -> bool:
        """Whether nobody has measured it."""
        return self.source.strip().lower().startswith("assumed")


def numbers(tree: Tree) -> list[Number]:
    """All numbers with a source, by their dotted keys."""
    return [_number(key, node) for key, node in _described(tree)]


def counted(found: Sequence[Number]) -> Counted:
    """How many numbers there are, and how many of them are assumed."""
    return Counted(len(found), sum(number.assumed for number in found))


def _described(tree: Tree) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for key, node in leaves(tree):
        if is_described(node) and node.get("source"):
            found.append((key, node))
        elif isinstance(node, list):
            for position, entry in enumerate(node):
                if isinstance(entry, dict):
                    name = str(entry.get("code", position))
                    found += [(f"{key}.{name}.{below}", value) for below, value in _described(entry)]
    return found


def _number(key: str, node: dict[str, Any]) -> Number:
    low_high = node.get("range")
    return Number(key, shown(node["value"]), shown(low_high) if low_high else "", str(node["source"]))
