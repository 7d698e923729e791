"""From files to checked patterns, with every mistake in any of them."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.composing.library import Library
from experiments.composing.meant import misnamed
from experiments.composing.yaml_file import read_checked
from experiments.evidence.patterns.pattern import Pattern, check_pattern
from sim.core.errors import InputError

GROUP = "pattern"


def read_patterns(names: Sequence[str] | None, library: Library) -> dict[str, Pattern]:
    """The patterns of these names, or all there are, in alphabetical order.

    Raises:
        InputError: with every mistake in the names and files.
    """
    options = library.options(GROUP)
    names_there = list(options)
    otherwise = f"choose among these, for example pattern={names_there[0]}"
    unknown = [name for name in dict.fromkeys(names or ()) if name not in options]
    mistakes = [misnamed(GROUP, name, names_there, otherwise, "pattern={}") for name in unknown]
    found: dict[str, Pattern] = {}
    for name in [name for name in options if names is None or name in names]:
        try:
            found[name] = read_checked(options[name], library.shown(options[name]), Pattern, check_pattern)
        except InputError as error:
            mistakes += error.mistakes
    if mistakes:
        raise InputError(mistakes)
    return found
