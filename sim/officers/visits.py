"""Presence: in each village officers visit a hamlet, and meet some people there rather than others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.core.compiled import loop
from sim.core.draws import Word, draw, exponential, smallest
from sim.people.groups import CONTACT
from sim.people.hamlet_choice import choose_hamlet
from sim.state.codes import ADULT_WEEKS, AWAY_DOCUMENTED, AWAY_UNDOCUMENTED, FIRST_TRUST, IMMIGRATION

if TYPE_CHECKING:
    from sim.world import World


def visit(world: World) -> None:
    """Let those met gain trust, and those passed over in the same hamlet lose some, the more embedded officers are.

    As many are met as can be heard out in the hours listened this week.
    """
    state, responding = world.state, world.settings.responding
    world.visits = []
    counts = (state.listening_hours * world.settings.warning.officer_hears).astype(np.int64)
    visited = np.flatnonzero(counts)
    if not visited.size:
        return
    pairs = [_meet(world, village, int(counts[village])) for village in visited.tolist()]
    world.visits = pairs
    met, passed_over = (np.concatenate(rows) for rows in zip(*pairs, strict=True))
    embedded = state.embeddedness[world.population.village[passed_over]]
    _change_trust(world, met, np.full(met.size, responding.presence_trust))
    _change_trust(world, passed_over, -responding.presence_distance * embedded)
    world.count_rows("people_met", met)


def _meet(world: World, village: int, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Who is met, and who is neither met nor tied to a contact person."""
    people, state, ties = world.population, world.state, world.ties
    hamlet = choose_hamlet(world, village, "hamlet visited", 0)
    lo, hi = int(people.hamlet_first_row[hamlet]), int(people.hamlet_first_row[hamlet + 1])
    waits, connected = _waits(
        lo,
        hi,
        world.week,
        world.stream("met by an officer"),
        world.settings.warning.contact_weight,
        world.settings.responding.presence_tie_weight,
        people.key,
        people.birth_week,
        people.traits,
        state.status,
        ties.start,
        ties.other,
    )
    met = smallest(waits, count)
    rest = np.isfinite(waits) & ~connected
    rest[met] = False
    return np.asarray(lo + met, np.int64), np.asarray(lo + np.flatnonzero(rest), np.int64)


@loop
def _waits(
    lo: int,
    hi: int,
    week: int,
    meet_state: Word,
    contact_weight: float,
    tie_weight: float,
    keys: NDArray[np.uint64],
    birth_week: NDArray[np.int16],
    traits: NDArray[np.uint8],
    status: NDArray[np.uint8],
    start: NDArray[np.int64],
    other: NDArray[np.uint32],
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Selection keys of the residents lo..hi who are at home, and who of them is or knows a contact person."""
    waits = np.full(hi - lo, np.inf)
    connected = np.zeros(hi - lo, np.bool_)
    for i in range(lo, hi):
        if week - birth_week[i] < ADULT_WEEKS or status[i] == AWAY_UNDOCUMENTED or status[i] == AWAY_DOCUMENTED:
            continue
        weight = 1.0
        for t in range(start[i], start[i + 1]):
            if traits[other[t]] & CONTACT:
                weight = tie_weight
                connected[i - lo] = True
        if traits[i] & CONTACT:
            weight = contact_weight
            connected[i - lo] = True
        if weight > 0.0:
            waits[i - lo] = exponential(draw(meet_state, keys[i], 0, 0)) / weight
    return waits, connected


def _change_trust(world: World, rows: NDArray[np.int64], gains: NDArray[np.float64]) -> None:
    trust = np.full(rows.size, FIRST_TRUST + IMMIGRATION, np.int64)
    change_attitudes(rows, trust, gains, *world.mind())
