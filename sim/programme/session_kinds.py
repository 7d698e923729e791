"""The kinds of sessions as columns: what the loops over sessions read instead of the settings tree."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns
from sim.core.draws import name_key
from sim.people.group_weights import some_groups
from sim.people.groups import GROUPS
from sim.settings.outreach import OutreachKind
from sim.settings.quantity import own_or
from sim.settings.tree import Settings
from sim.state import codes

Floats = NDArray[np.float64]
OPEN, LEADERS, CENTRAL, NOMINATED, RANDOM = range(5)
"""Codes of who gets a seat, see :class:`~sim.settings.outreach.OutreachKind`."""
SEATING = ("open", "leaders", "central", "nominated", "random")
NO_LIMIT = 2**31
"""More seats than there are people."""


@columns
class SessionKinds(NamedTuple):
    """``S`` kinds of sessions in the order of the settings; ``F`` facts, ``G`` groups."""

    key: NDArray[np.uint64]
    """stable key of its name"""
    of_hamlet: NDArray[np.bool_]
    """whether one hamlet is invited, else the whole village"""
    seating: NDArray[np.int64]
    seats: NDArray[np.int64]
    turnout: Floats
    """share (0-1) of those invited who would come, where the village is fully open"""
    readiness: Floats
    """[S, G] how readily each group comes"""
    women: Floats
    """how readily women come, against men"""
    customary: Floats
    """how readily members of the customary community come, against others"""
    topics: Floats
    """[S, F] 1 for each fact that it is about, as if all channels were open, else 0"""
    teaches: Floats
    """chance to take home each fact that it is about, of a perfect educator"""
    officer_hours: Floats
    """of the officer who holds it, travel apart"""
    cost: Floats
    """rupiah a session"""
    told_how: NDArray[np.uint8]
    """code of whether others know who was told"""


def session_kinds(settings: Settings) -> SessionKinds:
    """All kinds of sessions of one set of settings."""
    kinds, learning = list(settings.outreach.values()), settings.learning
    topics = [*codes.FACT_NAMES, *["channels"] * len(settings.channels)]
    return SessionKinds(
        key=np.array([name_key("outreach kind", name) for name in settings.outreach], np.uint64),
        of_hamlet=np.array([one.gathers == "hamlet" for one in kinds], bool),
        seating=np.array([SEATING.index(one.seating) for one in kinds], np.int64),
        seats=np.array([one.seats or NO_LIMIT for one in kinds], np.int64),
        turnout=np.array([one.turnout for one in kinds], np.float64),
        readiness=np.array([_readiness(one, learning.others_readiness) for one in kinds], np.float64),
        women=np.array([_own_readiness(one, one.women_readiness) for one in kinds], np.float64),
        customary=np.array([_own_readiness(one, one.customary_readiness) for one in kinds], np.float64),
        topics=np.array([[topic in one.topics for topic in topics] for one in kinds], np.float64),
        teaches=np.array([own_or(one.teaches, learning.teaches) for one in kinds], np.float64),
        officer_hours=np.array([one.officer_hours for one in kinds], np.float64),
        cost=np.array([one.cost for one in kinds], np.float64),
        told_how=np.array([told_how(one) for one in kinds], np.uint8),
    )


def told_how(kind: OutreachKind) -> int:
    """Code of whether others know who was told, and whether these are a few chosen ones or whoever came."""
    if not kind.public:
        return codes.PRIVATELY
    return codes.PUBLICLY_BROADCAST if kind.seating == "open" else codes.PUBLICLY_SEEDED


def _readiness(kind: OutreachKind, others: float) -> Floats:
    """[groups] how readily each comes: those whom it is meant for, and others if they come at all."""
    meant = [GROUPS.index(name) for name in (GROUPS if kind.meant_for is None else kind.meant_for)]
    others = others if kind.others_come else 0.0
    if kind.seating == "random":
        others = float(others > 0.0)
    return some_groups(meant, 1.0, others)


def _own_readiness(kind: OutreachKind, readiness: float) -> float:
    """How readily some come, against others; all alike where seats go to anybody."""
    return float(readiness > 0.0) if kind.seating == "random" else readiness
