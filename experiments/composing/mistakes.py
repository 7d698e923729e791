"""From what the schema refuses to sentences for people: where, what stands there, what may, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from experiments.composing.meant import nearest
from experiments.composing.schema import Spot, allowed, listed, walk
from sim.core.errors import InputError, Mistake

MAX_SHOWN = 60
"""Longest value that a sentence shows in full."""

Where = Callable[[str], str]
"""Turns a dotted key into a place the user knows, such as ``seats in mine/outreach/film.yaml``."""


def unknown_key(
    keys: Sequence[str], root: type[BaseModel], where: Where = str, others: Sequence[str] = ()
) -> Mistake | None:
    """The mistake in a dotted key that is not a setting; None if it is one.

    ``others`` are all dotted keys there are: a key that only lacks its section is found among them.
    """
    spots = walk(root, keys)
    if len(spots) > len(keys):
        return None
    parent, wrong = ".".join(keys[: len(spots) - 1]), keys[len(spots) - 1]
    place = where(".".join(keys[: len(spots)]))
    names = spots[-1].names
    if names is None:
        return Mistake(place, "this key", f"{parent} as {allowed(spots[-1])}", f"set {parent} itself")
    return misspelt(place, wrong, names, parent, others)


def misspelt(place: str, wrong: str, names: Sequence[str], parent: str, others: Sequence[str] = ()) -> Mistake:
    """A name that is not among the ones there are, with the nearest of them."""
    meant = nearest(wrong, list(names))
    full = _with_section(wrong, others) or (_join(parent, meant) if meant else None)
    todo = f"did you mean {full}?" if full else "correct the name or take it out"
    return Mistake(place, "this key", listed(_by_nearness(wrong, names) if meant else list(names)), todo)


def _by_nearness(word: str, names: Sequence[str]) -> list[str]:
    """All names in order, or only the nearest first where there are too many to show."""
    ratio = {name: difflib.SequenceMatcher(None, word, name).ratio() for name in names}
    return sorted(names, key=lambda name: (-round(ratio[name], 1), name))


def _with_section(wrong: str, others: Sequence[str]) -> str | None:
    """The shortest key that only lacks its section; a stage's switch, which is for tests, only if there is no other."""
    keys = (key for key in others if key.rsplit(".", 1)[-1] == wrong)
    return min(keys, key=lambda key: (key.startswith("stages."), len(key)), default=None)


def _join(*parts: str) -> str:
    return ".".join(part for part in parts if part)


def translated(
    error: ValidationError, root: type[BaseModel], where: Where = str, prefix: str = ""
) -> list[tuple[str, Mistake]]:
    """Every mistake the schema found, each with its dotted key; keys start with ``prefix``.

    Where a setting may be of several kinds, the schema complains once for each: one sentence is kept.
    """
    found: dict[tuple[str, str], Mistake] = {}
    for details in error.errors():
        for key, mistake in _translate(dict(details), root, where, prefix):
            found.setdefault((key, str(mistake.value) if details["type"] == "value_error" else ""), mistake)
    return [(key, mistake) for (key, _), mistake in found.items()]


def _translate(
    details: dict[str, Any], root: type[BaseModel], where: Where, prefix: str
) -> Iterator[tuple[str, Mistake]]:
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, InputError):
        for mistake in cause.mistakes:
            yield mistake.where, mistake
        return
    keys = [str(part) for part in details["loc"]]
    if details["type"] in ("extra_forbidden", "literal_error") and keys[-1] == "[key]":
        keys = keys[:-1]
    spots = walk(root, keys)
    inside = keys[: len(spots) - 1] if details["type"] != "extra_forbidden" else keys
    key = _join(prefix, *inside)
    yield key, _mistake(details, key, keys, spots, where)


def _mistake(details: dict[str, Any], key: str, keys: Sequence[str], spots: list[Spot], where: Where) -> Mistake:
    place, spot = where(key), spots[-1]
    if spot.names is not None and details["type"] == "extra_forbidden":
        return misspelt(place, keys[len(spots) - 1], spot.names, key.rpartition(".")[0])
    if spot.names is not None and _is_key_error(details, keys, spots):
        wrong = keys[len(spots) - 1]
        return misspelt(where(f"{key}.{wrong}"), wrong, spot.names, key)
    if details["type"] == "missing":
        return Mistake(place, "no value", allowed(spot), "add this setting")
    if details["type"] == "value_error":
        value = "this combination" if isinstance(details["input"], dict) else shown(details["input"])
        todo = details["msg"].removeprefix("Value error, ").rstrip(".")
        return Mistake(place, value, "settings that fit together", todo)
    return Mistake(place, shown(details["input"]), allowed(spot), _todo(details, spot))


def _is_key_error(details: dict[str, Any], keys: Sequence[str], spots: list[Spot]) -> bool:
    return details["type"] == "literal_error" and str(details["loc"][-1]) == "[key]" and len(spots) <= len(keys)


def _todo(details: dict[str, Any], spot: Spot) -> str:
    kind = str(details["type"])
    if kind.startswith(("greater_than", "less_than")):
        return "choose a value in this range"
    if kind == "literal_error":
        meant = nearest(str(details["input"]), [name.strip() for name in allowed(spot).split(",")])
        return f"did you mean {meant}?" if meant else "choose one of these"
    return "give a value of this kind"


def shown(value: object) -> str:
    """A value as it looks in YAML, shortened when long."""
    text = _flow(value)
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 3]}..."


def _flow(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(entry) for entry in value) + "]"
    return repr(value)
