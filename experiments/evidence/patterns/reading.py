"""From files to checked patterns, with every mistake in any of them."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.composing.library import Library, nearest
from experiments.composing.yaml_file import read_checked
from experiments.evidence.patterns.pattern import Pattern, check_pattern
from sim.core.errors import InputError, Mistake

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
            found[name] = read_checked(options[name], library.shown(options[name]), Pattern, check_pattern)
        except InputError as error:
            mistakes += error.mistakes
    if mistakes:
        raise InputError(mistakes)
    return found


def _unknown(name: str, options: list[str]) -> Mistake:
    meant = nearest(name, options)
    todo = f"did you mean pattern={meant}?" if meant else f"choose among these, for example pattern={options[0]}"
    return Mistake(GROUP, repr(name), ", ".join(options), todo)
