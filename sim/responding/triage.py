"""Which case an officer takes first: one small class each, chosen by name in ``programme.officer_triage``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.codes import ACCEPTED, FOREIGNER, LEGAL, VISITOR
from sim.draws import uniforms

if TYPE_CHECKING:
    from sim.world import World


class Triage(Protocol):
    """Puts waiting cases in order."""

    def order(self, world: World, cases: NDArray[np.int64]) -> NDArray[np.int64]:
        """The same cases, first to be taken first."""


class UrgentFirst:
    """Somebody who seems to prepare to leave first, then offers, then strangers; older cases first within these.

    A desk goes by what a report says, not by what is true: a harmless thing looks like what it is mistaken for.
    """

    def order(self, world: World, cases: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sort by severity, then age; a draw breaks ties."""
        incident = world.state.cases["incident"][cases]
        kind = world.state.incidents["kind"][incident]
        prepares = (world.state.incidents["state"][incident] == ACCEPTED) | (kind == LEGAL)
        severity = np.where((kind == FOREIGNER) | (kind == VISITOR), 1, np.where(prepares, 3, 2))
        return cases[np.lexsort((_ties(world, cases), world.state.cases["waiting_since"][cases], -severity))]


class OldestFirst:
    """In the order in which the cases began to wait."""

    def order(self, world: World, cases: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sort by age; a draw breaks ties."""
        return cases[np.lexsort((_ties(world, cases), world.state.cases["waiting_since"][cases]))]


def _ties(world: World, cases: NDArray[np.int64]) -> NDArray[np.float64]:
    incident = world.state.cases["incident"][cases]
    return uniforms(world.stream("case order"), world.state.incidents["key"][incident])


TRIAGES: dict[str, type[Triage]] = {"urgent_first": UrgentFirst, "oldest_first": OldestFirst}
