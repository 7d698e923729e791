"""Chance from its description alone: splitmix64 finalisers in a chain, keys of names by blake2b."""

from __future__ import annotations

import hashlib
import math

MASK = 2**64 - 1
SHARING_OUT = {
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
"""What only shares out something limited: the placebo run draws these anew, and nothing else."""


def fold(state: int, part: int) -> int:
    """One step of the chain: splitmix64, advanced by ``part + 1`` steps from ``state``."""
    z = (state + 0x9E3779B97F4A7C15 * (part + 1)) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def chain(state: int, *parts: int) -> int:
    """Several steps."""
    for part in parts:
        state = fold(state, part)
    return state


def name_key(*names: object) -> int:
    """Key of names: the first eight bytes, little end first, of blake2b over the names with 0x1F between them."""
    text = chr(0x1F).join(map(str, names))
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest(), "little")


def uniform(seed: int, purpose: str, actor: int, subject: int = 0, week: int = 0, n: int = 0) -> float:
    """The upper 52 bits of the chain, in the middle of their step: strictly between 0 and 1."""
    state = chain(0, seed, name_key(purpose), week, actor, subject, n)
    return (2 * (state >> 12) + 1) / 2**53


def exponential(u: float) -> float:
    """A waiting time of mean 1."""
    return -math.log(u)


def gumbel(u: float) -> float:
    """What is added to a utility so that the largest sum is a logit choice."""
    return -math.log(-math.log(u))


def poisson(mean: float, u: float) -> int:
    """How many terms of the distribution lie wholly below ``u``."""
    count, term = 0, math.exp(-mean)
    below = term
    while u > below and count < 1000:
        count += 1
        term *= mean / count
        below += term
    return count


class Chance:
    """The draws of one run."""

    def __init__(self, seed: int, placebo: int) -> None:
        self.seed = seed
        self.sharing_seed = fold(seed, name_key("placebo", placebo)) if placebo else seed
        self.week = 0

    def weekly(self, purpose: str, actor: int, subject: int = 0, n: int = 0) -> float:
        """A draw that is made anew each week."""
        seed = self.sharing_seed if purpose in SHARING_OUT else self.seed
        return uniform(seed, purpose, actor, subject, self.week, n)

    def once(self, purpose: str, actor: int, subject: int = 0, n: int = 0) -> float:
        """A draw that stays the same for the whole run."""
        return uniform(self.seed, purpose, actor, subject, 0, n)
