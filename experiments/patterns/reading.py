"""From files to checked patterns, with every mistake in any of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import ValidationError

from experiments.library import Library, nearest, read_mistakes
from experiments.mistakes import translated
from experiments.patterns.pattern import Pattern, check_pattern
from sim.errors import InputError, Mistake

GROUP = "pattern"


def read_patterns(names: Sequence[str] | None, library: Library) -> dict[str, Pattern]:
    """The patterns of these names, or all there are, in alphabetical order.

    Raises:
        InputError: with every mistake in the names and files.
    """
    options = library.options(GROUP)
    mistakes = [_unknown(name, list(options)) for name in dict.fromkeys(names or ()) if name not in options]
    found: dict[str, Pattern] = {}
    for name in [name for name in options if names is None or name in names]:
        try:
            found[name] = _read(options[name], library.shown(options[name]))
        except InputError as error:
            mistakes += error.mistakes
    if mistakes:
        raise InputError(mistakes)
    return found


def _unknown(name: str, options: list[str]) -> Mistake:
    meant = nearest(name, options)
    todo = f"did you mean pattern={meant}?" if meant else f"choose among these, for example pattern={options[0]}"
    return Mistake(GROUP, repr(name), ", ".join(options), todo)


def _read(path: Path, shown: str) -> Pattern:
    unreadable = list(read_mistakes(path))
    if unreadable:
        raise InputError(unreadable)
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return check_pattern(Pattern.model_validate(content))
    except ValidationError as error:
        found = [mistake for _, mistake in translated(error, Pattern)]
    except InputError as error:
        found = error.mistakes
    raise InputError([mistake._replace(where=f"{mistake.where} in {shown}") for mistake in found])
