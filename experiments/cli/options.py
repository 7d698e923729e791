"""Words of a command's own among the key=value of its command line: what they are, and taking them out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from hydra.core.override_parser.overrides_parser import OverridesParser
from pydantic import Field, ValidationError

from experiments.composing.mistakes import translated
from experiments.composing.overrides import asks, parse
from sim.core.errors import Mistake
from sim.settings.quantity import Section, quantity

MOST_READABLE = 60
"""Longest list of names, in characters, that stands in a folder's name."""


class OwnWords(Section):
    """What a command may be asked beside settings; which of them it takes stands in its ``Command.own``."""

    pattern: tuple[str, ...] | None = Field(None, description="names of patterns; null: all")
    place: tuple[str, ...] | None = Field(None, description="names of places; null: all of which something is known")
    fit: str | None = Field(None, description="name of a fit; null: default")
    runs: int | None = quantity("runs of each scenario", "runs", 2, 100000)
    workers: int = quantity("runs at the same time; 0 takes one for each core", "workers", 0, 1000)

    @property
    def subject(self) -> str:
        """What the folder of results is named after: ``all``, or the names asked for."""
        names = self.pattern or self.place
        if self.fit is not None or names is None:
            return self.fit or "all"
        text = "+".join(sorted(set(names)))
        return text if len(text) <= MOST_READABLE else hashlib.blake2b(text.encode(), digest_size=4).hexdigest()

    def asked(self) -> dict[str, str]:
        """What was asked for, as it is typed."""
        given = {
            name: getattr(self, name) for name in self.model_fields_set if getattr(self, name) != _UNASKED.get(name)
        }
        return {
            name: f"[{','.join(value)}]" if isinstance(value, tuple) else str(value) for name, value in given.items()
        }


_LISTS = ("pattern", "place")
"""Words that may be one name or a list of them."""
_UNASKED: dict[str, object] = {"runs": None, "workers": 0}


def take_own(words: Sequence[str], names: Sequence[str]) -> tuple[list[str], OwnWords | None, list[Mistake]]:
    """The words that are settings, the command's own (None if it has none of these), and mistakes in the latter."""
    if not names:
        return list(words), None, []
    rest = [word for word in words if not any(asks([word], name) for name in names)]
    mistakes: list[Mistake] = []
    found: dict[str, object] = {}
    parser = OverridesParser.create()
    for word in words:
        override = None if word in rest else parse(parser, word, mistakes)
        if override is None:
            continue
        key, value = override.get_key_element().lstrip("+~"), override.value()
        if key in found:
            mistakes.append(Mistake(key, f"{value} after {found[key]}", "one value", "take one of the two away"))
        found[key] = [value] if key in _LISTS and isinstance(value, str) else value
    try:
        own = OwnWords.model_validate({**_UNASKED, **found})
    except ValidationError as error:
        return rest, None, [*mistakes, *(mistake for _, mistake in translated(error, OwnWords))]
    return rest, own, mistakes
