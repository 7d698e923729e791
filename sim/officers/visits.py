"""Presence: in each village officers visit a hamlet, and meet some people there rather than others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.core.compiled import loop
from sim.core.draws import Word, draw, exponential, smallest
from sim.people.groups import CONTACT
from sim.people.population import Persons
from sim.state.codes import FIRST_TRUST, IMMIGRATION
from sim.state.columns import takes_part
from sim.ties.ties import Ties
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def visit(world: World) -> None:
    """Let those met gain trust, and those passed over in the same hamlet lose some, the more embedded officers are.

    As many are met as can be heard out in the hours there were for it this week. Listening is what somebody was met
    for; the other hours led to nothing.
    """
    villages, responding = world.state.villages, world.settings.responding
    counts = (villages.listening_hours * world.settings.warning.officer_hears).astype(np.int64)
    visited = np.flatnonzero(counts)
    pairs = [_meet(world, village, int(counts[village])) for village in visited.tolist()]
    _count_hours(world, visited, np.array([met.size for met, _ in pairs], np.int64))
    if not visited.size:
        return
    met, passed_over = (np.concatenate(rows) for rows in zip(*pairs, strict=True))
    embedded = villages.embeddedness[world.population.village[passed_over]]
    change_attitudes(world, met, FIRST_TRUST + IMMIGRATION, responding.presence_trust)
    change_attitudes(world, passed_over, FIRST_TRUST + IMMIGRATION, -responding.presence_distance * embedded)
    world.happened("met", met)
    world.happened("passed_over", passed_over)


def _count_hours(world: World, visited: Rows, met: Rows) -> None:
    """Count hours of listening and unused ones: ``met`` are the numbers of people met in each of the ``visited``."""
    hours, used = world.state.villages.listening_hours, np.zeros(world.villages)
    used[visited] = met / world.settings.warning.officer_hears if visited.size else 0.0
    for village in np.flatnonzero(hours).tolist():
        world.count("hours_listening", village, float(used[village]))
        world.count("hours_unused", village, float(hours[village] - used[village]))
    hours[:] = used


def _meet(world: World, village: int, count: int) -> tuple[Rows, Rows]:
    """Who is met, and who is neither met nor tied to a contact person."""
    people = world.population
    rows = people.rows_of_hamlet(people.one_hamlet(village, world.stream("hamlet visited"), 0))
    waits, connected = _waits(
        rows,
        world.week,
        world.stream("met by an officer"),
        world.settings.warning.contact_weight,
        people.persons,
        world.state.residents.status,
        world.ties,
    )
    met = smallest(waits, count)
    rest = np.isfinite(waits) & ~connected
    rest[met] = False
    return np.asarray(rows[met], np.int64), np.asarray(rows[rest], np.int64)


@loop
def _waits(
    rows: Rows,
    week: int,
    draws: Word,
    contact_weight: float,
    persons: Persons,
    status: NDArray[np.uint8],
    ties: Ties,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Selection keys of those of some residents who are at home, and who of them is or knows a contact person."""
    waits = np.full(rows.size, np.inf)
    connected = np.zeros(rows.size, np.bool_)
    for r in range(rows.size):
        i = rows[r]
        if not takes_part(status[i], week - persons.birth_week[i]):
            continue
        is_contact = persons.traits[i] & CONTACT != 0
        weight = contact_weight if is_contact else 1.0
        connected[r] = is_contact
        for t in range(ties.start[i], ties.start[i + 1]):
            if persons.traits[ties.other[t]] & CONTACT:
                connected[r] = True
        if weight > 0.0:
            waits[r] = exponential(draw(draws, persons.key[i], 0, 0)) / weight
    return waits, connected
