"""Whole settings drawn inside their valid ranges: the schema is walked, so new settings are drawn without being named.

What stands here by name is only what must stay small, and settings that name things.
"""

from __future__ import annotations

import copy
import sys
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

import annotated_types
import numpy as np
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from experiments.composing.tree import leaves as tree_leaves
from sim.core.errors import InputError
from sim.officers.triage import TRIAGES
from sim.recruiters.reactions import STRATEGIES
from sim.settings.tree import Settings, check_together

WEEKS = 20
LEFT_ALONE = ("weeks", "place.villages.0.people", "place.villages.0.households", "stages.")
"""The size of a run, a classroom for some weeks; and switches under which things rightly stay undone."""
NAMES = {"recruiting.strategy": STRATEGIES, "programme.officer_triage": TRIAGES}
"""Settings that name something, and what they may name."""
BUSIEST = 60
"""Most offers a week, with all recruiters at work: a draw each, in Python."""
MOST_PEOPLE = 500
"""Most recruiters and finders, all together: each is looked for in Python too."""
Strategy = st.SearchStrategy[Any]
Leaf = tuple[tuple[Any, ...], Any, Strategy]
"""A setting's keys, its value as shipped, and what it may be."""


def leaves(base: Settings) -> list[Leaf]:
    """Every setting of which another value can be drawn."""
    return list(_of_model(base, ()))


def _of_model(section: BaseModel, keys: tuple[Any, ...]) -> Iterator[Leaf]:
    for name, field in type(section).model_fields.items():
        yield from _of(field.annotation, field, getattr(section, name), (*keys, name))


def _of(kind: Any, field: FieldInfo | None, value: Any, keys: tuple[Any, ...]) -> Iterator[Leaf]:
    dotted = ".".join(map(str, keys))
    if dotted.startswith(LEFT_ALONE):
        return
    if isinstance(value, BaseModel):
        yield from _of_model(value, keys)
    elif isinstance(value, dict):
        inner, metadata = _plain(get_args(kind)[1])
        for name, below in value.items():
            yield from _of(inner, metadata, below, (*keys, name))
    elif isinstance(value, tuple) and value:
        inner, metadata = _plain(next(entry for entry in get_args(kind) if entry is not Ellipsis))
        for position, below in enumerate(value):
            yield from _of(inner, metadata, below, (*keys, position))
    else:
        found = (
            _plain_value(kind, field, dotted, value) if dotted not in NAMES else st.sampled_from(sorted(NAMES[dotted]))
        )
        if found is not None:
            yield keys, value, found


def _plain(kind: Any) -> tuple[Any, FieldInfo | None]:
    """A kind without its annotations, and these."""
    if get_origin(kind) is typing.Annotated:
        first, *rest = get_args(kind)
        return first, next((entry for entry in rest if isinstance(entry, FieldInfo)), None)
    return kind, None


def _plain_value(kind: Any, field: FieldInfo | None, dotted: str, value: Any) -> Strategy | None:
    members = [member for member in get_args(kind) if member is not types.NoneType]
    if isinstance(kind, types.UnionType) and len(members) < len(get_args(kind)):
        inner = _plain_value(members[0], field, dotted, value)
        return None if inner is None else st.one_of(st.none(), inner)
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if kind is bool:
        return st.booleans()
    if kind in (int, float):
        return _number(kind, *_range(field, dotted), value or 0)
    return None


def _range(field: FieldInfo | None, dotted: str) -> tuple[float, float]:
    metadata = field.metadata if field is not None else ()
    low = next((entry.ge for entry in metadata if isinstance(entry, annotated_types.Ge)), 0)
    high = next((entry.le for entry in metadata if isinstance(entry, annotated_types.Le)), None)
    if dotted.endswith("_week"):
        high = WEEKS + 2  # later than the run, but not by thousands of weeks
    return float(typing.cast(Any, low)), float(typing.cast(Any, 1 if high is None else high))


def _number(kind: type, low: float, high: float, shipped: float) -> Strategy:
    """Often an end of the range or something around the shipped value, which keeps a village going."""
    numbers: Any = st.integers if kind is int else st.floats
    around = sorted(max(low, min(shipped * factor, high)) for factor in (0.5, 2.0))
    extremes = [low, high]
    if kind is float:  # next to the ends, and where numbers lose their digits (subnormal)
        near = (np.nextafter(low, high), np.nextafter(high, low), *(sys.float_info.min * size for size in (0.5, 1.0)))
        extremes += [float(one) for one in near if low <= one <= high]
    ends = [st.sampled_from([kind(one) for one in extremes]), numbers(kind(low), kind(high))]
    return st.one_of(*ends, *[numbers(kind(around[0]), kind(around[1]))] * 4)


@dataclass(frozen=True)
class Drawn:
    """Settings that show themselves by what is not as shipped."""

    base: Settings
    settings: Settings

    def __repr__(self) -> str:
        before, now = (dict(tree_leaves(each.model_dump())) for each in (self.base, self.settings))
        return repr({key: value for key, value in now.items() if before.get(key) != value})


@st.composite
def drawn_settings(draw: st.DrawFn, base: Settings) -> Drawn:
    """Checked settings in which some or all of the shipped ones are changed.

    Where all are, little is left of a working village; where some are, the rest keeps it going. Changes that do not fit
    together are left out.
    """
    everything = leaves(base)
    some = st.lists(st.sampled_from(range(len(everything))), unique=True, min_size=10, max_size=60)
    chosen = range(len(everything)) if draw(st.integers(0, 2)) == 2 else sorted(draw(some))
    changes = [(everything[number][0], draw(everything[number][2])) for number in chosen]
    names = sorted(base.channels)
    subset = st.lists(st.sampled_from(names), unique=True, min_size=draw(st.sampled_from([0, 3])))
    changes += [(("programme", key), draw(subset)) for key in ("channels_open_always", "channels_open")]
    tree = base.model_dump()
    tree["weeks"] = WEEKS
    return Drawn(base, _accepted(tree, changes))


def _accepted(tree: dict[str, Any], changes: list[tuple[tuple[Any, ...], Any]]) -> Settings:
    """The settings with as many of the changes, in order, as fit together."""

    def attempt(tree: dict[str, Any], changes: list[tuple[tuple[Any, ...], Any]]) -> dict[str, Any]:
        changed = _changed(tree, changes)
        if _checked(changed) is not None:
            return changed
        if len(changes) == 1:
            return tree
        half = len(changes) // 2
        return attempt(attempt(tree, changes[:half]), changes[half:])

    settings = _checked(attempt(tree, changes))
    assert settings is not None
    return settings


def _changed(tree: dict[str, Any], changes: list[tuple[tuple[Any, ...], Any]]) -> dict[str, Any]:
    tree = copy.deepcopy(tree)
    for keys, value in changes:
        node: Any = tree
        for key in keys[:-1]:
            if isinstance(node[key], tuple):
                node[key] = list(node[key])
            node = node[key]
        node[keys[-1]] = value
    return tree


def _checked(tree: dict[str, Any]) -> Settings | None:
    try:
        settings = check_together(Settings.model_validate(tree))
    except (ValidationError, InputError):
        return None
    recruiting, place = settings.recruiting, settings.place
    posts = max(recruiting.recruiters_per_village * sum(village.pocket_intensity for village in place.villages), 1)
    offers = posts * recruiting.offers_per_week * place.rate_factor
    return settings if offers <= BUSIEST and posts * (1 + recruiting.finders) <= MOST_PEOPLE else None
