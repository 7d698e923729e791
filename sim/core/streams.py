"""Chance of one run: its seeds, and the streams of its purposes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.core.draws import chain, name_key, stream

CAPACITY_PURPOSES = frozenset(
    {
        "target",
        "target at home",
        "target among ties",
        "travel",
        "where to",
        "hamlet of the round",
        "kin invited",
        "seat",
        "session hamlet",
        "report order",
        "order of settling",
        "hamlet visited",
        "met by an officer",
        "case order",
        "place as a local actor",
        "turn of a village",
        "order of advice",
    }
)
"""Draws that only share out what is limited: the placebo pair redraws these and nothing else."""


@dataclass(frozen=True)
class Chance:
    """The seeds behind all draws of a run.

    Attributes:
        seed: of everything but capacity.
        capacity_seed: of :data:`CAPACITY_PURPOSES`; another one in the placebo pair alone.
    """

    seed: int
    capacity_seed: int

    @classmethod
    def of(cls, seed: int, placebo: int) -> Chance:
        """Chance of a run.

        Args:
            seed: whole number that all chance in the weeks depends on.
            placebo: number of the other capacity draws; 0 for the ordinary ones.
        """
        return cls(seed, chain(seed, name_key("placebo", placebo)) if placebo else seed)

    def stream(self, purpose: str, week: int) -> np.uint64:
        """The stream of ``purpose`` in a ``week``, counted from 0."""
        return stream(self.capacity_seed if purpose in CAPACITY_PURPOSES else self.seed, purpose, week)

    def lasting_stream(self, purpose: str) -> np.uint64:
        """A stream that does not depend on the week: for what is drawn once about an incident."""
        return stream(self.seed, purpose, 0)
