"""Draws of many persons, households or hamlets at once, for what is decided before the first week."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import stream, uniforms


def before_start(seed: int, purpose: str) -> Any:
    """The state of all draws of one purpose, for loops.

    ``seed`` is the whole number behind all chance about the people.
    """
    return stream(seed, purpose, 0)


def answers(seed: int, purpose: str, actors: NDArray[np.uint64], n: int = 0) -> NDArray[np.float64]:
    """One uniform for each of the keys ``actors`` [n]: [n]; the same question always has the same answer.

    ``seed`` is the whole number behind all chance about the people, ``n`` the number of the question where one is asked
    often.
    """
    return uniforms(before_start(seed, purpose), actors, 0, n)
