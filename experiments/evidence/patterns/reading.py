"""From files to checked patterns, with every mistake in any of them."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.composing.library import Library
from experiments.composing.yaml_file import read_group
from experiments.evidence.patterns.pattern import Pattern, check_pattern

GROUP = "pattern"


def read_patterns(names: Sequence[str] | None, library: Library) -> dict[str, Pattern]:
    """The patterns of these names, or all there are, in alphabetical order.

    Raises:
        InputError: with every mistake in the names and files.
    """
    return read_group(GROUP, names, library, Pattern, check_pattern)
