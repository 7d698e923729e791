"""From files to checked levers and concepts, with every mistake in any of them."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.composing.library import Library
from experiments.composing.yaml_file import read_group
from experiments.evidence.levers.lever import Lever, check_lever

GROUP = "lever"


def read_levers(names: Sequence[str] | None, library: Library) -> dict[str, Lever]:
    """The levers and concepts of these names, or all there are, in alphabetical order.

    Raises:
        InputError: with every mistake in the names and files.
    """
    return read_group(GROUP, names, library, Lever, check_lever)
