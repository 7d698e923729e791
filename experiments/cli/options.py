"""Words of a command's own among the key=value of its command line: those that several have, and taking them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.cli.command import Own, Word
from sim.core.errors import Mistake

RUNS = Word("runs", int | None, "runs of each scenario", None, "runs", 2, 100_000)
WORKERS = Word("workers", int, "runs at the same time; 0 takes one for each core", 0, "workers", 0, 1000)
MOST_READABLE = 60
"""Longest list of names, in characters, that stands in a folder's name."""


def take_own(words: Sequence[str], own: Sequence[Word]) -> Own:
    """Take a command's own words out of a command line, and check them by a schema, as settings are."""
    if not own:
        return Own(list(words), {}, [])
    from pydantic import ValidationError, create_model

    from experiments.composing.mistakes import translated
    from experiments.composing.overrides import asks, parse
    from sim.settings.quantity import Section, quantity

    rest = [word for word in words if not any(asks([word], one.name) for one in own)]
    lists = [one.name for one in own if one.kind == NAMES]
    found: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for word in words:
        change = None if word in rest else parse(word, mistakes)
        if change is None:
            continue
        key, value = change.key, change.value
        if key in found:
            mistakes.append(Mistake(key, f"{value} after {found[key]}", "one value", "take one of the two away"))
        if key in lists and value == []:
            mistakes.append(Mistake(key, "an empty list", "one name or more", "name one, or leave it out for all"))
        found[key] = [value] if key in lists and isinstance(value, str) else value
    fields: dict[str, Any] = {one.name: (one.kind, quantity(one.meaning, one.unit, one.low, one.high)) for one in own}
    schema = create_model("OwnWords", __base__=Section, **fields)
    try:
        checked = dict(schema.model_validate({one.name: one.default for one in own} | found))
    except ValidationError as error:
        return Own(rest, {}, [*mistakes, *(mistake for _, mistake in translated(error, schema))])
    return Own(rest, checked, mistakes, subject=_subject(checked[own[0].name]))


NAMES = tuple[str, ...] | None
"""The kind of a word that is one name or a list of them."""


def _subject(asked: str | tuple[str, ...] | None) -> str:
    """What the folder of results is named after: ``all``, or the names asked for."""
    if not asked:
        return "all"
    if isinstance(asked, str):
        return asked
    text = "+".join(sorted(set(asked)))
    if len(text) <= MOST_READABLE:
        return text
    import hashlib

    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def typed(asked: Mapping[str, object]) -> list[str]:
    """Words as they are typed."""
    lists = {name: f"[{','.join(value)}]" for name, value in asked.items() if isinstance(value, tuple)}
    return [f"{name}={value}" for name, value in {**asked, **lists}.items()]
