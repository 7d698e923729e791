"""What stands behind an expression in the code, as far as it is a part of the settings."""

from __future__ import annotations

import ast
import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.quantity import Section


@dataclass(frozen=True)
class Many:
    """A list, tuple or table of things of one kind."""

    of: Kind
    named: bool = False  # a table: iterating gives names, its values are the things


@dataclass(frozen=True)
class Each:
    """A tuple of things of different kinds, such as ``(name, channel)``."""

    parts: tuple[Kind, ...]


Kind = type[Section] | Many | Each | None


def kind_of(annotation: Any) -> Kind:
    """From a type in the schema."""
    if isinstance(annotation, typing.TypeAliasType):
        annotation = annotation.__value__
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return next((kind for kind in map(kind_of, inside) if kind is not None), None)
    if origin is dict and kind_of(inside[1]) is not None:
        return Many(kind_of(inside[1]), named=True)
    if origin in (list, tuple) and inside and kind_of(inside[0]) is not None:
        return Many(kind_of(inside[0]))
    return None


def kind_written(node: ast.expr | None, known: Mapping[str, type[Section]]) -> Kind:
    """From a type as it is written in the code: ``Channel``, ``list[Attitude]``, ``Programme | None``."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.BinOp):
        return kind_written(node.left, known) or kind_written(node.right, known)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        inside = list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
        table = node.value.id in ("dict", "Mapping")
        of = kind_written(inside[-1 if table else 0], known)
        return None if of is None else Many(of, named=table)
    return None


def element(kind: Kind) -> Kind:
    """What iterating over it gives."""
    return kind.of if isinstance(kind, Many) and not kind.named else None


def sections(root: type[Section]) -> Iterator[type[Section]]:
    """All parts of a schema, the root first."""
    seen: list[type[Section]] = [root]
    for section in seen:
        for field in section.model_fields.values():
            kind = kind_of(field.annotation)
            while isinstance(kind, Many):
                kind = kind.of
            if isinstance(kind, type) and kind not in seen:
                seen.append(kind)
        yield section


def owner(section: type[Section], name: str) -> type[Section]:
    """The class in which a field is declared."""
    return next(one for one in reversed(section.__mro__) if name in inspect.get_annotations(one))
