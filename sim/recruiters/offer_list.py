"""Offers of a week before it is settled which of them a person hears out."""

from __future__ import annotations

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
        self._parts: list[Offers] = []

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
        rest = (source, recruiter, asker, private, undocumented)
        each = (one if isinstance(one, np.ndarray) else np.full(persons.size, one, np.int64) for one in rest)
        self._parts.append(Offers(persons, *each))

    def joined(self) -> Offers:
        """All offers."""
        none = Offers(*([np.empty(0, np.int64)] * len(Offers._fields)))
        return Offers(*(np.concatenate(columns) for columns in zip(none, *self._parts, strict=True)))
