"""A model of whose runs only a few counts are kept: all counts of ten thousand runs would fill a disk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.runner.fates import Paths
from experiments.runner.model import Model


class Kept:
    """Drives another model and hands out only some of its measures.

    Args:
        model: the model that is driven.
        names: the measures that are kept, in the order in which they are handed out.
    """

    def __init__(self, model: Model, names: Sequence[str]) -> None:
        self.model, self.names = model, tuple(names)
        self._columns: list[int] = []

    def measures(self, settings: Any) -> tuple[Any, ...]:
        """The measures that are kept, in the order of the last axis of :meth:`weekly`."""
        known = {one.name: one for one in self.model.measures(settings)}
        return tuple(known[name] for name in self.names)

    def fingerprint(self) -> str:
        """That of the model with the names of what is kept."""
        text = "\n".join([self.model.fingerprint(), *self.names])
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()

    def build(self, settings: Any) -> Any:
        """Villages and their ties, as the model builds them."""
        return self.model.build(settings)

    def start(self, settings: Any, built: Any) -> Any:
        """A world at week 0."""
        names = [one.name for one in self.model.measures(settings)]
        self._columns = [names.index(name) for name in self.names]
        return self.model.start(settings, built)

    def step(self, world: Any) -> None:
        """Run one week."""
        self.model.step(world)

    def fork(self, world: Any, settings: Any) -> Any:
        """A copy of the world that goes on under other settings."""
        return self.model.fork(world, settings)

    def weekly(self, world: Any) -> NDArray[np.float64]:
        """What was counted and is kept: [weeks, villages, names]."""
        return self.model.weekly(world)[:, :, self._columns]

    def paths(self, world: Any) -> Paths:
        """What happened to each person so far (copies)."""
        return self.model.paths(world)
