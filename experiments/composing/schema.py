"""Looking things up in the schema by their dotted key: is there such a setting, and what may it be?"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.settings.quantity import DESCRIBED

MAX_NAMES = 12
"""How many names a sentence lists before it says how many there are."""


@dataclass(frozen=True)
class Spot:
    """A place in the schema: its type, and the field with unit and range, where it is one."""

    kind: Any
    field: FieldInfo | None = None
    metadata: tuple[Any, ...] = ()

    @property
    def names(self) -> list[str] | None:
        """The keys that may stand here; None where any may."""
        for kind in _members(self.kind):
            if _is_model(kind):
                return list(kind.model_fields)
            keys = typing.get_args(kind)[0] if typing.get_origin(kind) is dict else None
            if typing.get_origin(keys) is Literal:
                return [str(name) for name in typing.get_args(keys)]
        return None

    def inside(self, key: str) -> Spot | None:
        """The spot under a key; None if there is no such key."""
        kinds = list(_members(self.kind))
        found = next((spot for kind in kinds if (spot := _inside(kind, key)) is not None), None)
        if found is not None:
            return found
        if key in DESCRIBED and not any(map(_is_model, kinds)):
            return self if key == "value" else Spot(Any)
        return None

    def is_open(self) -> bool:
        """Whether keys may be added and taken away here: a dictionary with names of the user's choice."""
        return any(typing.get_origin(kind) is dict for kind in _members(self.kind)) or self.kind is Any

    def is_table(self) -> bool:
        """Plain values under names of the user's choice: given anew, they replace the old ones."""
        for kind in _members(self.kind):
            if typing.get_origin(kind) is dict:
                name, value = typing.get_args(kind)
                return name is str and not any(_is_model(member) for member in _members(value))
        return False


def walk(root: type[BaseModel], keys: Sequence[str]) -> list[Spot]:
    """The spots from the root along a dotted key, as far as there are: one more than keys if it exists."""
    spots = [Spot(root)]
    for key in keys:
        below = spots[-1].inside(key)
        if below is None:
            break
        spots.append(below)
    return spots


def _inside(kind: Any, key: str) -> Spot | None:
    if kind is Any:
        return Spot(Any)
    if _is_model(kind):
        field = kind.model_fields.get(key)
        return None if field is None else Spot(field.annotation, field, tuple(field.metadata))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is dict:
        if typing.get_origin(arguments[0]) is Literal and key not in typing.get_args(arguments[0]):
            return None
        return _plain(arguments[1])
    if origin in (list, tuple) and key.isdigit():
        position = int(key) if origin is tuple and Ellipsis not in arguments else 0
        return _plain(arguments[position]) if position < len(arguments) else None
    return None


def _plain(kind: Any) -> Spot:
    if typing.get_origin(kind) is typing.Annotated:
        first, *metadata = typing.get_args(kind)
        field = next((entry for entry in metadata if isinstance(entry, FieldInfo)), None)
        return Spot(first, field, (*metadata, *(field.metadata if field else ())))
    return Spot(kind)


def _members(kind: Any) -> Iterator[Any]:
    """The alternatives of a union, without None; other types by themselves."""
    if typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        for member in typing.get_args(kind):
            if member is not types.NoneType:
                yield from _members(member)
    else:
        yield kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def unit_of(field: FieldInfo | None) -> str:
    """The unit of a setting; empty for what is counted or is no quantity."""
    extra = field.json_schema_extra if field is not None else None
    unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
    return "" if unit == "number" else unit


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, cut when there are many."""
    if len(names) <= MAX_NAMES:
        return ", ".join(names)
    return f"{', '.join(names[:MAX_NAMES])} and {len(names) - MAX_NAMES} more"


def allowed(spot: Spot) -> str:
    """What may stand at a spot, in words: ``a number from 0 to 48 hours``."""
    words = [_words(kind, spot) for kind in _members(spot.kind)]
    if types.NoneType in (spot.kind, *typing.get_args(spot.kind)):
        words.append("null")
    return " or ".join(dict.fromkeys(words))


def _words(kind: Any, spot: Spot) -> str:
    origin = typing.get_origin(kind)
    if origin is Literal:
        return _literals(kind)
    if kind in (int, float):
        return _number(kind, spot)
    if _is_model(kind):
        return f"settings with the keys {listed(list(kind.model_fields))}"
    if origin is dict:
        value = _plain(typing.get_args(kind)[1])
        return f"pairs of a key and {_words(value.kind, value)}"
    if origin in (list, tuple):
        return f"a list of {_several(_plain(typing.get_args(kind)[0]).kind)}"
    return {bool: "true or false", str: "text"}.get(kind, "another value")


def _literals(kind: Any) -> str:
    return listed([str(name) for name in typing.get_args(kind)])


def _several(kind: Any) -> str:
    if typing.get_origin(kind) is Literal:
        return _literals(kind)
    return {int: "whole numbers", float: "numbers", str: "names"}.get(kind, "entries")


def _number(kind: type, spot: Spot) -> str:
    noun, unit = "a whole number" if kind is int else "a number", unit_of(spot.field)
    if unit.split(" ")[0] == "share":
        noun, unit = "a share", unit.removeprefix("share").strip()
    return " ".join(part for part in (noun, _range(spot.metadata), unit) if part)


def _range(metadata: tuple[Any, ...]) -> str:
    ends = {name: getattr(entry, name) for entry in metadata for name in _ENDS if hasattr(entry, name)}
    if "ge" in ends and "le" in ends:
        return f"from {_figure(ends['ge'])} to {_figure(ends['le'])}"
    return " and ".join(f"{word} {_figure(ends[name])}" for name, word in _ENDS.items() if name in ends)


_ENDS = {"ge": "of at least", "gt": "above", "le": "of at most", "lt": "below"}


def _figure(end: Any) -> str:
    """A number with its thousands apart: 1000000.0 as 1,000,000."""
    if isinstance(end, float) and not end.is_integer():
        return f"{end:,g}"
    return f"{int(end):,}" if isinstance(end, int | float) else str(end)
