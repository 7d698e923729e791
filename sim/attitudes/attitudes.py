"""Attitudes: a personal level without events, plus changes that fade in closed form when read.

``change[i, k]`` holds the change of attitude ``k`` of resident ``i`` as it was in week ``since[i]``; what is left of it
later stands in ``fade[k, weeks]``. ``nature[k]`` holds mean, spread and lower end of the attitude. A person whom
nothing happened to costs nothing and never changes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.rules import level, personal_base, shift
from sim.core.compiled import columns, loop, rule
from sim.core.draws import Word, draw
from sim.world import World

Floats = NDArray[np.floating[Any]]
Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


@columns
class Attitudes(NamedTuple):
    """All that an attitude is read from, as loops take it; ``n`` residents, ``K`` attitudes."""

    week: int
    change: Floats
    """[n, K]"""
    since: NDArray[np.int16]
    """[n]"""
    nature: Floats
    """[K, 3]"""
    fade: Floats
    """[K, weeks]"""
    key: NDArray[np.uint64]
    """[K]"""
    levels: Word
    """state of the draws of personal levels"""
    person: NDArray[np.uint64]
    """[n] keys of the residents"""


def attitudes_in(world: World, week: int | None = None) -> Attitudes:
    """The attitudes of a world, as of a week (the current one, if None)."""
    people = world.state.residents
    at = world.week if week is None else week
    return Attitudes(at, people.attitude_change, people.attitude_week, *world.arrays.attitudes, world.population.key)


@rule
def attitude(i: Word, k: Word, now: Attitudes) -> float:
    """Attitude ``k`` of resident ``i`` in the week of ``now``: -1 to 1 for news, 0 to 1 for all others."""
    base = now.nature[k, 0]
    if now.nature[k, 1] > 0.0:
        base = personal_base(now.nature[k, 0], now.nature[k, 1], draw(now.levels, now.person[i], now.key[k], 0))
    change = 0.0
    if now.change[i, k] != 0.0:
        change = now.change[i, k] * now.fade[k, now.week - now.since[i]]
    return level(base, change, now.nature[k, 2])


@rule
def _change_attitude(i: Word, k: Word, gain: float, now: Attitudes) -> None:
    """Apply an event's gain to attitude ``k`` of resident ``i``; older changes are faded to this week first."""
    if gain == 0.0:
        return
    value = attitude(i, k, now)
    weeks = now.week - now.since[i]
    if weeks > 0:
        for other in range(now.change.shape[1]):
            if now.change[i, other] != 0.0:
                now.change[i, other] = now.change[i, other] * now.fade[other, weeks]
        now.since[i] = now.week
    now.change[i, k] = now.change[i, k] + shift(value, gain, now.nature[k, 2])


def attitudes_of(world: World, rows: Rows, k: int, week: int | None = None) -> NDArray[np.float64]:
    """Attitude ``k`` of several residents, as of a week (the current one, if None): [rows]."""
    return _read_each(rows, k, attitudes_in(world, week))


def change_attitudes(world: World, rows: Rows, k: int | Rows, gains: float | NDArray[np.float64]) -> None:
    """Apply events to attitudes of residents, one after the other.

    Args:
        world: the world.
        rows: of the residents.
        k: code of the attitude, one for all or one each: [rows].
        gains: share (-1 to 1) of the room left, one for all or one each: [rows].
    """
    if not rows.size:
        return
    each = gains if isinstance(gains, np.ndarray) else np.full(rows.size, gains, np.float64)
    of_each = k if isinstance(k, np.ndarray) else np.full(rows.size, k, np.int64)
    _change_each(rows, of_each, each, attitudes_in(world))


@loop
def _read_each(rows: Rows, k: int, now: Attitudes) -> NDArray[np.float64]:
    out = np.empty(rows.size, np.float64)
    for r in range(rows.size):
        out[r] = attitude(rows[r], k, now)
    return out


@loop
def _change_each(rows: Rows, k: Rows, gains: NDArray[np.float64], now: Attitudes) -> None:
    for r in range(rows.size):
        _change_attitude(rows[r], k[r], gains[r], now)
