"""How the runner drives the model: the few calls it needs, in one place.

Tests put a small model of their own in its place.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from experiments.runner.fates import Paths


class Model(Protocol):
    """What can be compared: something with weeks, villages, measures and persons."""

    def measures(self, settings: Any) -> tuple[Any, ...]:
        """The measures (name, unit, kind), in the order of the last axis of :meth:`weekly`."""

    def fingerprint(self) -> str:
        """Changes whenever the same settings might give other results."""

    def build(self, settings: Any) -> Any:
        """Villages and their ties: the same for all runs of one population seed."""

    def start(self, settings: Any, built: Any) -> Any:
        """A world at week 0."""

    def step(self, world: Any) -> None:
        """Run one week."""

    def fork(self, world: Any, settings: Any) -> Any:
        """A copy of the world that goes on under other settings."""

    def weekly(self, world: Any) -> NDArray[np.float64]:
        """What was counted: [weeks, villages, measures]."""

    def paths(self, world: Any) -> Paths:
        """What happened to each person so far (copies)."""
