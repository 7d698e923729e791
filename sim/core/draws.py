"""Chance as a function: the same question always gets the same answer.

Every draw is ``uniform(seed, purpose, actor, subject, week, n)``. Nothing is a stream, so who is asked first, on
which thread, or in which process cannot matter, and two scenarios share every draw whose question they share.

*Purposes*, villages, channels and options enter by name (:func:`name_key`), people and incidents by their stable
keys, never by a running number. The hash is a chain of splitmix64 finalisers (Steele, Lea & Flood 2014,
"Fast splittable pseudorandom number generators").

Loops fold the parts they share once (:func:`stream`) and the rest per draw (:func:`draw`)::

    uniform(seed, purpose, actor, subject, week, n) == draw(stream(seed, purpose, week), actor, subject, n)
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import U64, loop, rule

_MASK = U64(0xFFFFFFFFFFFFFFFF)
_GOLDEN = U64(0x9E3779B97F4A7C15)
_MIX_1 = U64(0xBF58476D1CE4E5B9)
_MIX_2 = U64(0x94D049BB133111EB)
_S30, _S27, _S31, _S12, _ONE = U64(30), U64(27), U64(31), U64(12), U64(1)
Word = int | np.integer[Any]
"""A whole number of Python or NumPy: states, keys, weeks."""

# 52 bits in the middle of their steps are exact in a float: no uniform is rounded to 1, and logarithms stay finite
_TO_UNIT = 1.0 / 4503599627370496.0  # 2**-52
_HALF_STEP = 0.5 / 4503599627370496.0


@rule
def fold(state: Word, part: Word) -> int:
    """Mix one more part of the question into the state; both are unsigned 64-bit values."""
    z = (U64(state) + _GOLDEN * (U64(part) + _ONE)) & _MASK
    z = ((z ^ (z >> _S30)) * _MIX_1) & _MASK
    z = ((z ^ (z >> _S27)) * _MIX_2) & _MASK
    mixed: int = z ^ (z >> _S31)
    return mixed


@rule
def unit(state: Word) -> float:
    """A 64-bit state as a number strictly between 0 and 1 (52 bits)."""
    return float(U64(state) >> _S12) * _TO_UNIT + _HALF_STEP


@rule
def draw(state: Word, actor: Word, subject: Word, n: Word) -> float:
    """The uniform of one actor about one subject, within a :func:`stream`."""
    return unit(fold(fold(fold(state, actor), subject), n))


@rule
def gumbel(u: float) -> float:
    """A standard Gumbel number, of any sign, from a uniform ``u`` (0-1): added to utilities it makes a logit choice."""
    return -math.log(-math.log(u))


@rule
def exponential(u: float) -> float:
    """A standard exponential number (0 and above, on average 1) from a uniform ``u`` (0-1)."""
    return -math.log(u)


@rule
def poisson(mean: float, u: float) -> int:
    """A Poisson number from one uniform ``u`` (0-1), by inversion: right for a ``mean`` from 0 to 500."""
    count = 0
    term = math.exp(-mean)
    total = term
    while u > total and count < 1000:
        count += 1
        term *= mean / count
        total += term
    return count


@lru_cache(maxsize=65536)
def name_key(*names: object) -> int:
    """A stable 64-bit key of one or several names (a purpose, a village code, a channel)."""
    text = "\x1f".join(str(name) for name in names)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=4096)
def stream(seed: Word, purpose: str, week: Word) -> np.uint64:
    """What all draws of one purpose in one week share; ``seed`` and ``week`` are whole numbers."""
    return np.uint64(_plain_fold(_purpose_state(int(seed), purpose), week))


@lru_cache(maxsize=4096)
def _purpose_state(seed: int, purpose: str) -> int:
    return _plain_fold(_plain_fold(0, seed), name_key(purpose))


def uniform(seed: Word, purpose: str, actor: Word, subject: Word, week: Word, n: Word = 0) -> float:
    """The draw of ``purpose`` by ``actor`` about ``subject`` in ``week``, the ``n``-th such: in (0, 1)."""
    return plain_draw(stream(seed, purpose, week), actor, subject, n)


def plain_draw(state: Word, actor: Word, subject: Word = 0, n: Word = 0) -> float:
    """:func:`draw` outside loops: a number strictly between 0 and 1."""
    return (chain(state, actor, subject, n) >> 12) * _TO_UNIT + _HALF_STEP


def chain(state: Word, *parts: Word) -> int:
    """:func:`fold` several parts outside loops: a state of 64 bits."""
    state = int(state)
    for part in parts:
        state = _plain_fold(state, int(part))
    return state


def _plain_fold(state: Word, part: Word) -> int:
    """:func:`fold` on Python's own integers, for the few draws made outside loops."""
    mask = 0xFFFFFFFFFFFFFFFF
    z = (state + 0x9E3779B97F4A7C15 * ((int(part) & mask) + 1)) & mask
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
    return z ^ (z >> 31)


def uniforms(state: Word, actors: NDArray[np.uint64], subject: Word = 0, n: Word = 0) -> NDArray[np.float64]:
    """One draw for each of ``actors`` about the same subject, the array form of :func:`draw`: [actors]."""
    return _uniforms(state, actors, np.uint64(subject), n)


@loop
def _uniforms(state: Word, actors: NDArray[np.uint64], subject: Word, n: Word) -> NDArray[np.float64]:
    out = np.empty(actors.size, np.float64)
    for i in range(actors.size):
        out[i] = draw(state, actors[i], subject, n)
    return out


@loop
def pair_uniforms(state: Word, actors: NDArray[np.uint64], subjects: NDArray[np.uint64]) -> NDArray[np.float64]:
    """One draw for each pair of ``actors`` [pairs] and ``subjects`` [pairs] by their keys: [pairs]."""
    out = np.empty(actors.size, np.float64)
    for i in range(actors.size):
        out[i] = draw(state, actors[i], subjects[i], 0)
    return out


def selection_keys(
    state: Word, actors: NDArray[np.uint64], subject: Word, weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Exponential draws of ``actors`` divided by ``weights``, for :func:`smallest`: [actors] all three.

    Infinite where the weight is not positive.
    """
    return _selection_keys(state, actors, np.uint64(subject), weights)


@loop
def _selection_keys(
    state: Word, actors: NDArray[np.uint64], subject: Word, weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    out = np.empty(actors.size, np.float64)
    for i in range(actors.size):
        out[i] = np.inf
        if weights[i] > 0.0:
            out[i] = exponential(draw(state, actors[i], subject, 0)) / weights[i]
    return out


@loop
def smallest(keys: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Positions of the ``k`` smallest finite ones of ``keys`` [n], smallest first (ties by position): [up to k].

    With keys of exponential draws divided by weights this picks ``k`` candidates in proportion to their weights,
    and taking one candidate away only moves the next one in. Keys that are not finite are never picked.
    """
    found = np.empty(max(k, 0), np.int64)
    count = 0
    for i in range(keys.size):
        value = keys[i]
        if not np.isfinite(value) or (count == k and (k <= 0 or value >= keys[found[count - 1]])):
            continue
        place = count if count < k else k - 1
        while place > 0 and keys[found[place - 1]] > value:
            if place < k:
                found[place] = found[place - 1]
            place -= 1
        found[place] = i
        if count < k:
            count += 1
    return found[:count]
