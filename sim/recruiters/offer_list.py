"""Offers of a week before it is settled which of them a person hears out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.state.codes import NOBODY


class Offers(NamedTuple):
    """Equally long columns: who is asked, how, for which recruiter's post, by which resident, and for which road."""

    person: NDArray[np.int64]
    source: NDArray[np.int64]
    recruiter: NDArray[np.int64]
    asker: NDArray[np.int64]
    private: NDArray[np.int64]
    undocumented: NDArray[np.int64]

    def only(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Offers:
        """Some of the offers, by whether each is ``which`` [offers] or by their places."""
        return Offers(*(column[which] for column in self))


class OfferList:
    """Collects offers, in the order in which they are made."""

    def __init__(self) -> None:
        self._parts: list[tuple[NDArray[np.int64] | int, ...]] = []

    def add(
        self,
        persons: NDArray[np.int64],
        source: int | NDArray[np.int64],
        recruiter: int = NOBODY,
        asker: int = NOBODY,
        private: bool = False,
        undocumented: bool = True,
    ) -> None:
        """Offers to some persons.

        Args:
            persons: rows of who is asked, [persons].
            source: code of how the offers come, one for all or one each: [persons].
            recruiter: number of the recruiter's post, NOBODY for kin abroad and agencies.
            asker: row of the resident who asks, NOBODY for a stranger or an agency.
            private: whether they are made out of sight.
            undocumented: whether they are to leave without documents.
        """
        self._parts.append((persons, source, recruiter, asker, private, undocumented))

    def joined(self) -> Offers:
        """All offers."""
        if not self._parts:
            return Offers(*([np.empty(0, np.int64)] * len(Offers._fields)))
        persons, *rest = zip(*self._parts, strict=True)
        sizes = np.array([some.size for some in persons])
        return Offers(np.concatenate(persons), *(_column(one, sizes) for one in rest))


def _column(values: Sequence[NDArray[np.int64] | int], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """One column of all offers, out of a value or one array for each part of it."""
    if any(isinstance(value, np.ndarray) for value in values):
        parts = zip(values, sizes.tolist(), strict=True)
        return np.concatenate([np.broadcast_to(np.asarray(value, np.int64), size) for value, size in parts])
    return np.repeat(np.array(values, np.int64), sizes)
