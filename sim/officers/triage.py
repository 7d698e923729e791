"""Which case an officer takes first: one small class each, chosen by name in ``programme.officer_triage``.

A class of the user's own is chosen as ``module:ClassName`` (:mod:`sim.core.user_code`).
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import uniforms
from sim.core.own_methods import method_named, wrong_answer
from sim.state.codes import ACCEPTED, FOREIGNER, LEGAL, VISITOR
from sim.world import World


class Triage(Protocol):
    """Puts waiting cases in order."""

    def order(self, world: World, cases: NDArray[np.int64]) -> NDArray[np.int64]:
        """The same ``cases``, by their rows [cases], first to be taken first: [cases]."""


class UrgentFirst:
    """Somebody who seems to prepare to leave first, then offers, then strangers; older cases first within these.

    A desk goes by what a report says, not by what is true: a harmless thing looks like what it is mistaken for.
    """

    def order(self, world: World, cases: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sort ``cases`` [cases] by severity, then age; a draw breaks ties: [cases]."""
        incident = world.state.cases["incident"][cases]
        kind = world.state.incidents["kind"][incident]
        prepares = (world.state.incidents["state"][incident] == ACCEPTED) | (kind == LEGAL)
        severity = np.where((kind == FOREIGNER) | (kind == VISITOR), 1, np.where(prepares, 3, 2))
        return cases[np.lexsort((_ties(world, cases), world.state.cases["waiting_since"][cases], -severity))]


class OldestFirst:
    """In the order in which the cases began to wait."""

    def order(self, world: World, cases: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sort ``cases`` [cases] by age; a draw breaks ties: [cases]."""
        return cases[np.lexsort((_ties(world, cases), world.state.cases["waiting_since"][cases]))]


def _ties(world: World, cases: NDArray[np.int64]) -> NDArray[np.float64]:
    incident = world.state.cases["incident"][cases]
    return uniforms(world.stream("case order"), world.state.incidents["key"][incident])


TRIAGES: dict[str, type[Triage]] = {"urgent_first": UrgentFirst, "oldest_first": OldestFirst}


def in_order(world: World, cases: NDArray[np.int64]) -> NDArray[np.int64]:
    """Waiting cases (their rows) as the triage named in the settings puts them: [cases].

    Raises:
        InputError: if there is no such triage, or a user's own gives back other cases than it was given.
    """
    name, setting = world.settings.programme.officer_triage, "programme.officer_triage"
    answer = method_named(name, TRIAGES, setting)(world, cases.copy())
    if name not in TRIAGES and not _are_the_same(answer, cases):
        raise wrong_answer(name, TRIAGES, setting, answer, "the same cases, each once")
    return np.asarray(answer, np.int64)


def _are_the_same(answer: object, cases: NDArray[np.int64]) -> bool:
    """Whether what a user's own triage gives back are the cases it was given, as whole numbers, each once."""
    try:
        ordered = np.asarray(answer)
    except ValueError:  # lists of different lengths
        return False
    whole = ordered.dtype.kind in "iu" or cases.size == 0  # an empty list has no type of its own
    return whole and ordered.shape == cases.shape and np.array_equal(np.sort(ordered), np.sort(cases))
