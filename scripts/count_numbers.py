"""How many numbers the model has, by one rule for all commits: ``python -m scripts.count_numbers [place=...]``.

Every entry of a table counts as one number; the cells of single villages do not count, nor does the design of an
experiment. Without words it is the configuration of ``place=kalibawang``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from scripts.listed import count_numbers, tree_of

USUAL = ("place=kalibawang",)


def report(overrides: Sequence[str] = ()) -> str:
    """The counts of a composed configuration in words, a line each."""
    chosen = tuple(overrides) or USUAL
    counts = count_numbers(tree_of(*chosen))
    lines = {
        f"numbers with a source ({' '.join(chosen)})": counts.sourced,
        "  of these assumed": counts.assumed,
        "  of these with a range of their own": counts.ranged,
        "plain numbers, chosen and not estimated": counts.plain,
    }
    width = max(map(len, lines))
    return "\n".join(f"{words:<{width}}  {count:>5}" for words, count in lines.items())


if __name__ == "__main__":
    print(report(sys.argv[1:]))
