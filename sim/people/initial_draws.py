"""Draws of many persons, households or hamlets at once, for what is decided before the first week."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import stream, uniforms


def before_start(seed: int, purpose: str) -> Any:
    """The state of all draws of one purpose under the population seed ``seed``, for loops."""
    return stream(seed, purpose, 0)


def answers(seed: int, purpose: str, actors: NDArray[np.uint64], n: int = 0) -> NDArray[np.float64]:
    """[actors] the ``n``-th uniform of a purpose for each of ``actors`` (keys), under the population seed ``seed``.

    The same question always has the same answer.
    """
    return uniforms(before_start(seed, purpose), actors, 0, n)
