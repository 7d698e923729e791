"""Persons prevented and induced: one run against its pair, person by person.

A person may leave more than once in two years (and return in between), so what is compared are each person's
counted departures; then net averted departures are exactly prevented minus induced.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FATES = ("prevented", "induced", "prevented_stayed", "prevented_documented", "prevented_at_gate", "prevented_delayed")
"""Counted for each run; the last four split the first, in the order in which :func:`compare` decides."""


@dataclass(frozen=True, eq=False)
class Paths:
    """What happened to each person in a run, cumulated since week 0; arrays of one row a person."""

    departed_undocumented: NDArray[np.integer]
    departed_documented: NDArray[np.integer]
    stopped_at_gate: NDArray[np.integer]
    on_the_way: NDArray[np.bool_]
    """Whether the person prepares to leave, without documents or in the documented procedure, when the run ends."""

    def since(self, start: Paths) -> Paths:
        """The counts since an earlier look at the same run."""
        return Paths(
            _minus(self.departed_undocumented, start.departed_undocumented),
            _minus(self.departed_documented, start.departed_documented),
            _minus(self.stopped_at_gate, start.stopped_at_gate),
            self.on_the_way,
        )


def compare(without: Paths, with_it: Paths) -> dict[str, int]:
    """Departures prevented and induced by the programme, and where the prevented ones ended.

    Both are counts within the effect window. Each prevented departure is put down to one end: the person left with
    documents; still prepares when the run ends, either way; was stopped at a gate; or simply stayed.
    """
    difference = _minus(without.departed_undocumented, with_it.departed_undocumented)
    prevented = np.maximum(difference, 0)
    documented = prevented * (with_it.departed_documented > without.departed_documented)
    rest = prevented - documented
    delayed = rest * with_it.on_the_way
    rest = rest - delayed
    gate = rest * (with_it.stopped_at_gate > without.stopped_at_gate)
    counts = (prevented, np.maximum(-difference, 0), rest - gate, documented, gate, delayed)
    return {name: int(count.sum()) for name, count in zip(FATES, counts, strict=True)}


def _minus(left: NDArray[np.integer], right: NDArray[np.integer]) -> NDArray[np.int64]:
    difference: NDArray[np.int64] = left.astype(np.int64) - right.astype(np.int64)
    return difference
