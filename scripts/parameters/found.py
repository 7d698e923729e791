"""Every setting of the model with meaning, unit and valid range (from the schema) and its values (from the YAML)."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import annotated_types
from pydantic.fields import FieldInfo

from experiments.composing.tree import Tree
from sim.settings.quantity import Section, is_described
from sim.settings.text import Text
from sim.settings.tree import Settings

ENTRIES = "*"
"""Stands in a key for the entries of a table: ``channels.*.leak``."""


@dataclass(frozen=True)
class Parameter:
    """One setting, whatever its value."""

    key: str
    field: FieldInfo

    @property
    def section(self) -> str:
        """The part of the settings it stands in: the first word of its key, or ``run``."""
        return self.key.split(".")[0] if "." in self.key else "run"

    @property
    def is_words(self) -> bool:
        """Whether it only says to people what something is."""
        return any(kind in (Text, tuple[Text, ...]) for kind in self.kinds) or self.key.endswith((".code", ".name"))

    @property
    def kinds(self) -> list[Any]:
        """Its types, without None."""
        kind = self.field.annotation
        several = typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
        return [one for one in several if one is not types.NoneType]

    @property
    def is_number(self) -> bool:
        """Whether its value is one number."""
        return self.kinds in ([int], [float])

    @property
    def is_table(self) -> bool:
        """Whether its value is several numbers: by age, by group, by kind."""
        return any(
            typing.get_origin(kind) in (dict, tuple) and _is_numeric(typing.get_args(kind)) for kind in self.kinds
        )

    @property
    def unit(self) -> str:
        """Its unit; empty for what is no quantity."""
        extra = self.field.json_schema_extra
        unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
        return "" if unit == "number" else unit

    @property
    def valid(self) -> tuple[float | None, float | None]:
        """Lowest and highest value that is accepted at all."""
        low = next((limit.ge for limit in self.field.metadata if isinstance(limit, annotated_types.Ge)), None)
        high = next((limit.le for limit in self.field.metadata if isinstance(limit, annotated_types.Le)), None)
        return typing.cast("tuple[float | None, float | None]", (low, high))


@dataclass(frozen=True)
class Value:
    """What stands in the YAML for a setting."""

    value: Any
    range: tuple[float, float] | None = None
    source: str = ""

    @classmethod
    def of(cls, node: Any) -> Value:
        """From a node of the configuration, with or without its source."""
        if not is_described(node):
            return cls(node)
        low_high = node.get("range")
        return cls(node["value"], tuple(low_high) if low_high else None, str(node.get("source", "")))


def _is_numeric(inside: tuple[Any, ...]) -> bool:
    last = [kind for kind in inside if kind is not Ellipsis][-1]
    last = typing.get_args(last)[0] if typing.get_origin(last) is typing.Annotated else last
    return last in (int, float)


def parameters() -> list[Parameter]:
    """All settings in the order of the schema; entries of tables of settings once, under ``*``."""
    return [one for one in _below(Settings, "") if not one.is_words]


def _below(section: type[Section], prefix: str) -> Iterator[Parameter]:
    for name, field in section.model_fields.items():
        key, (inside, several) = f"{prefix}{name}", _section_in(field.annotation)
        if inside in (None, Text) or key == "programme.schedule":  # its phases repeat three settings of the programme
            yield Parameter(key, field)
        else:
            yield from _below(inside, f"{key}.{ENTRIES}." if several else f"{key}.")


def _section_in(annotation: Any) -> tuple[Any, bool]:
    """The part of the settings that a field holds (None if it is a plain value), and whether it holds several."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation, False
    inside = [one for one in typing.get_args(annotation) if isinstance(one, type) and issubclass(one, Section)]
    return (inside[0], True) if inside else (None, False)


def values(tree: Tree, key: str) -> Mapping[str, Value]:
    """What a composed configuration has for a key: under the key itself, or under the name of each entry of ``*``."""
    return {name: Value.of(node) for name, node in _at(tree, key.split("."), "").items()}


def _at(node: Any, path: list[str], name: str) -> dict[str, Any]:
    if not path:
        return {name: node}
    first, *rest = path
    if first != ENTRIES:
        return _at(node[first], rest, name) if isinstance(node, dict) and first in node else {}
    entries = node.items() if isinstance(node, dict) else ((one["code"], one) for one in node)
    return {entry: one for entry, below in entries for one in _at(below, rest, entry).values()}
