"""Attitudes: a personal level without events, plus changes that fade in closed form when read.

``mind[i, k]`` holds the change of attitude ``k`` of resident ``i`` as it was in week ``mind_week[i]``; what is left of
it later stands in ``fade[k, weeks]``. ``nature[k]`` holds mean, spread and lower end of the attitude. A person whom
nothing happened to costs nothing and never changes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop, rule
from sim.core.draws import Word, draw

Floats = NDArray[np.floating[Any]]


@rule
def level(base: float, change: float, low: float) -> float:
    """An attitude: the personal level plus what events changed, kept within [low, 1]."""
    return min(1.0, max(low, base + change))


@rule
def personal_base(mean: float, spread: float, u: float) -> float:
    """The level of a person without events: evenly spread around the mean."""
    return mean + spread * (2.0 * u - 1.0)


@rule
def shift(value: float, gain: float, low: float) -> float:
    """Change of an attitude by an event: a share of the room left above (gain > 0) or below (gain < 0)."""
    if gain >= 0.0:
        return gain * (1.0 - value)
    return gain * (value - low)


@rule
def attitude(
    i: Word,
    k: Word,
    week: int,
    mind: Floats,
    mind_week: NDArray[np.int16],
    fade: Floats,
    nature: Floats,
    attitude_keys: NDArray[np.uint64],
    base_state: Word,
    keys: NDArray[np.uint64],
) -> float:
    """Attitude ``k`` of resident ``i`` in ``week``."""
    base = nature[k, 0]
    if nature[k, 1] > 0.0:
        base = personal_base(nature[k, 0], nature[k, 1], draw(base_state, keys[i], attitude_keys[k], 0))
    change = 0.0
    if mind[i, k] != 0.0:
        change = mind[i, k] * fade[k, week - mind_week[i]]
    return level(base, change, nature[k, 2])


@rule
def change_attitude(
    i: Word,
    k: Word,
    gain: float,
    week: int,
    mind: Floats,
    mind_week: NDArray[np.int16],
    fade: Floats,
    nature: Floats,
    attitude_keys: NDArray[np.uint64],
    base_state: Word,
    keys: NDArray[np.uint64],
) -> None:
    """Apply an event's gain to attitude ``k`` of resident ``i``; older changes are faded to ``week`` first."""
    if gain == 0.0:
        return
    value = attitude(i, k, week, mind, mind_week, fade, nature, attitude_keys, base_state, keys)
    since = week - mind_week[i]
    if since > 0:
        for other in range(mind.shape[1]):
            if mind[i, other] != 0.0:
                mind[i, other] = mind[i, other] * fade[other, since]
        mind_week[i] = week
    mind[i, k] = mind[i, k] + shift(value, gain, nature[k, 2])


@loop
def attitudes_of(
    rows: NDArray[np.int64],
    k: int,
    week: int,
    mind: Floats,
    mind_week: NDArray[np.int16],
    fade: Floats,
    nature: Floats,
    attitude_keys: NDArray[np.uint64],
    base_state: Word,
    keys: NDArray[np.uint64],
) -> Floats:
    """Attitude ``k`` of several residents."""
    out = np.empty(rows.size, np.float64)
    for r in range(rows.size):
        out[r] = attitude(rows[r], k, week, mind, mind_week, fade, nature, attitude_keys, base_state, keys)
    return out


@loop
def change_attitudes(
    rows: NDArray[np.int64],
    ks: NDArray[np.int64],
    gains: Floats,
    week: int,
    mind: Floats,
    mind_week: NDArray[np.int16],
    fade: Floats,
    nature: Floats,
    attitude_keys: NDArray[np.uint64],
    base_state: Word,
    keys: NDArray[np.uint64],
) -> None:
    """Apply events one after the other: row, attitude, gain."""
    for r in range(rows.size):
        change_attitude(rows[r], ks[r], gains[r], week, mind, mind_week, fade, nature, attitude_keys, base_state, keys)
