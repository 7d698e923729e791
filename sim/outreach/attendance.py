"""Who takes part in sessions: those who come, up to the seats there are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns, loop, rule
from sim.core.draws import Word, draw, exponential, smallest
from sim.outreach.seating import seat_factor
from sim.outreach.session import Sessions
from sim.people.groups import CUSTOMARY, WOMAN, group_now
from sim.people.population import Persons
from sim.programme.session_kinds import SessionKinds
from sim.state.columns import Residents, takes_part
from sim.ties.ties import Ties
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


@columns
class Invited(NamedTuple):
    """Whom sessions may invite, and by which streams of draws."""

    persons: Persons
    residents: Residents
    ties: Ties
    village_first_row: Rows
    village_first_hamlet: Rows
    hamlet_first_row: Rows
    hamlet_key: NDArray[np.uint64]
    hamlet_size: NDArray[np.float64]
    openness: NDArray[np.float64]
    week: int
    returned_weeks: int
    hamlet_draws: Word
    turnout_draws: Word
    seat_draws: Word


class Seated(NamedTuple):
    """Who sits in which session."""

    rows: Rows
    """of the participants, session after session, [rows]"""
    of: Rows
    """[rows] which of the sessions"""


def seat(world: World, sessions: Sessions) -> Seated:
    """Who takes part in each of some sessions, in order; where somebody sits twice, twice."""
    people = world.population
    invited = Invited(
        people.persons,
        world.state.residents,
        world.ties,
        people.village_first_row,
        people.village_first_hamlet,
        people.hamlet_first_row,
        people.hamlet_key,
        people.hamlet_size,
        world.arrays.villages.openness,
        world.week,
        world.settings.leaving.returned_weeks,
        world.stream("session hamlet"),
        world.stream("turnout"),
        world.stream("seat"),
    )
    rows, first = _seat_each(sessions, world.arrays.session_kinds, invited)
    return Seated(rows, np.repeat(np.arange(sessions.kind.size), np.diff(first)))


@loop
def _seat_each(sessions: Sessions, kinds: SessionKinds, invited: Invited) -> tuple[Rows, Rows]:
    """Rows of the participants, and where those of each session begin: [sessions + 1]."""
    count = sessions.kind.size
    span = np.empty((count, 2), np.int64)
    room = 0
    for s in range(count):
        span[s, 0], span[s, 1] = _whom(s, sessions, kinds, invited)
        room += min(kinds.seats[sessions.kind[s]], span[s, 1] - span[s, 0])
    rows = np.empty(room, np.int64)
    first = np.zeros(count + 1, np.int64)
    for s in range(count):
        lo, hi = span[s]
        waits = np.empty(hi - lo, np.float64)
        for i in range(lo, hi):
            waits[i - lo] = _wait(i, s, sessions, kinds, invited)
        has_seat = np.zeros(hi - lo, np.bool_)
        has_seat[smallest(waits, min(kinds.seats[sessions.kind[s]], hi - lo))] = True
        first[s + 1] = first[s]
        for i in range(lo, hi):
            if has_seat[i - lo]:
                rows[first[s + 1]] = i
                first[s + 1] += 1
    return rows[: first[-1]].copy(), first


@rule
def _whom(s: int, sessions: Sessions, kinds: SessionKinds, invited: Invited) -> tuple[int, int]:
    """The first row of those invited, and the one after the last: of the village, or of one hamlet drawn by size."""
    village = sessions.village[s]
    if not kinds.of_hamlet[sessions.kind[s]]:
        return invited.village_first_row[village], invited.village_first_row[village + 1]
    chosen, least = -1, np.inf
    for hamlet in range(invited.village_first_hamlet[village], invited.village_first_hamlet[village + 1]):
        if invited.hamlet_size[hamlet] <= 0.0:
            continue
        u = draw(invited.hamlet_draws, invited.hamlet_key[hamlet], sessions.key[s], 0)
        wait = exponential(u) / invited.hamlet_size[hamlet]
        if wait < least:
            chosen, least = hamlet, wait
    return invited.hamlet_first_row[chosen], invited.hamlet_first_row[chosen + 1]


@rule
def _wait(i: int, s: int, sessions: Sessions, kinds: SessionKinds, invited: Invited) -> float:
    """Selection key of one of those invited: the smaller, the sooner a seat; infinite for who does not come."""
    persons, kind = invited.persons, sessions.kind[s]
    age = invited.week - persons.birth_week[i]
    if not takes_part(invited.residents.status[i], age):
        return np.inf
    since = invited.week - invited.residents.returned_week[i]
    group = group_now(persons.group[i], persons.traits[i], age, since, invited.returned_weeks)
    by_sex = kinds.women[kind] if persons.sex[i] == WOMAN else 1.0
    by_custom = kinds.customary[kind] if persons.traits[i] & CUSTOMARY else 1.0
    weight = kinds.readiness[kind, group] * (by_sex * by_custom)
    turnout = kinds.turnout[kind] * invited.openness[sessions.village[s]]
    if weight <= 0.0 or draw(invited.turnout_draws, persons.key[i], sessions.key[s], 0) >= turnout:
        return np.inf
    wait = exponential(draw(invited.seat_draws, persons.key[i], sessions.key[s], 0)) / weight
    key: float = wait / seat_factor(i, kinds.seating[kind], persons, invited.ties)
    return key
