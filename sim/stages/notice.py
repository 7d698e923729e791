"""Stage 5, notice: those around an incident may notice it, by tie and visibility; each at most once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import Word, chain, draw, name_key, poisson, selection_keys, uniforms
from sim.incidents.incidents import close_where, open_sighting
from sim.incidents.rules import notice_chance
from sim.recruiters.pressure import recruiters_behind
from sim.state.codes import (
    ACCEPTED,
    ADULT_WEEKS,
    AWAY_DOCUMENTED,
    AWAY_UNDOCUMENTED,
    FOREIGNER,
    LAST_DEPARTURE,
    LAST_TRUE,
    LEGAL,
    NOBODY,
    REFUSED,
    VISITOR,
)

if TYPE_CHECKING:
    from sim.world import World


def notice(world: World) -> None:
    """Let strangers arrive, and let people notice what is open."""
    _strangers_arrive(world)
    state, people, ties = world.state, world.population, world.ties
    incidents, notices = state.incidents, state.notices
    visibility = _visibility(world)
    found, witness = _notices(
        state.open_incidents,
        visibility,
        world.week,
        world.stream("notice"),
        world.lookups.notice_chance,
        incidents["key"],
        incidents["person"],
        incidents["week"],
        incidents["recognised"],
        incidents["state"],
        incidents["kind"],
        incidents["first_notice"],
        recruiters_behind(world, state.open_incidents),
        state.recruiter_row,
        state.recruiter_finders,
        notices["witness"],
        notices["next"],
        people.key,
        people.birth_week,
        state.status,
        ties.start,
        ties.other,
        ties.kind,
        ties.strength,
    )
    new = np.unique(found[incidents["first_notice"][found] == NOBODY])
    rows = notices.append(found.size, incident=found, witness=witness, week=world.week)
    _chain_up(rows, notices["incident"], notices["next"], incidents["first_notice"])
    kinds = incidents["kind"][found]
    true = kinds <= LAST_TRUE
    for name, which in (("noticed_true", true), ("noticed_false", ~true)):
        world.count_rows(name, witness[which], villages=incidents["village"][found[which]])
    new_and_true = incidents["kind"][new] <= LAST_TRUE
    world.count_about("incidents_noticed", new[new_and_true])
    world.count_about("incidents_noticed_false", new[~new_and_true])
    _forget_old(world)


@loop
def _works_for(i: Word, post: Word, recruiter_row: NDArray[np.int64], finders: NDArray[np.int64]) -> bool:
    """Whether a resident is the recruiter at a post, or one of the finders."""
    if post < 0:
        return False
    if recruiter_row[post] == i:
        return True
    for place in range(finders.shape[1]):  # noqa: SIM110 - loops are compiled, generators are not
        if finders[post, place] == i:
            return True
    return False


def _visibility(world: World) -> NDArray[np.float64]:
    """How visible each open incident is this week."""
    state, warning = world.state, world.settings.warning
    incidents, rows = state.incidents, state.open_incidents
    kind, stage = incidents["kind"][rows], incidents["state"][rows]
    offered_now = incidents["week"][rows] == world.week
    out = np.where(offered_now, warning.visible_offer, 0.0)
    out[(incidents["private"][rows] == 1) & offered_now] *= warning.visible_private
    out[(stage == ACCEPTED) & ~offered_now] = warning.visible_preparation
    out[kind == LEGAL] = warning.visible_legal
    out[(kind == VISITOR) | (kind == FOREIGNER)] = warning.visible_visitor
    return out


@loop
def _notices(
    rows: NDArray[np.int64],
    visibility: NDArray[np.float64],
    week: int,
    notice_state: Word,
    chance_of_kind: NDArray[np.float64],
    incident_key: NDArray[np.uint64],
    person: NDArray[np.int64],
    offered_week: NDArray[np.int64],
    recognised: NDArray[np.uint8],
    incident_state: NDArray[np.uint8],
    incident_kind: NDArray[np.uint8],
    first_notice: NDArray[np.int64],
    behind: NDArray[np.int64],
    recruiter_row: NDArray[np.int64],
    finders: NDArray[np.int64],
    notice_witness: NDArray[np.int64],
    notice_next: NDArray[np.int64],
    keys: NDArray[np.uint64],
    birth_week: NDArray[np.int16],
    status: NDArray[np.uint8],
    start: NDArray[np.int64],
    other: NDArray[np.uint32],
    kind: NDArray[np.uint8],
    strength: NDArray[np.uint8],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Incidents noticed and by whom: the person asked who refuses and sees through it, then ties in order."""
    room = 0
    for r in range(rows.size):
        room += 1 + start[person[rows[r]] + 1] - start[person[rows[r]]]
    found = np.empty(room, np.int64)
    witness = np.empty(room, np.int64)
    count = 0
    for r in range(rows.size):
        inc = rows[r]
        i = person[inc]
        asked = incident_kind[inc] <= LAST_DEPARTURE and offered_week[inc] == week
        if asked and incident_state[inc] == REFUSED and recognised[inc] == 1:
            found[count] = inc
            witness[count] = i
            count += 1
        for t in range(start[i], start[i + 1]):
            j = np.int64(other[t])
            chance = notice_chance(chance_of_kind[kind[t]], strength[t] / 255.0, visibility[r])
            if chance <= 0.0 or draw(notice_state, keys[j], incident_key[inc], 0) >= chance:
                continue
            if week - birth_week[j] < ADULT_WEEKS or status[j] == AWAY_UNDOCUMENTED or status[j] == AWAY_DOCUMENTED:
                continue
            if _works_for(j, behind[r], recruiter_row, finders):  # what they do is no secret to them, but no warning
                continue
            seen = first_notice[inc]
            while seen >= 0 and notice_witness[seen] != j:
                seen = notice_next[seen]
            if seen < 0:
                found[count] = inc
                witness[count] = j
                count += 1
    return found[:count].copy(), witness[:count].copy()


@loop
def _chain_up(
    rows: NDArray[np.int64],
    incident: NDArray[np.int64],
    following: NDArray[np.int64],
    first_notice: NDArray[np.int64],
) -> None:
    """Put new notices at the head of their incidents' chains."""
    for r in range(rows.size):
        row = rows[r]
        following[row] = first_notice[incident[row]]
        first_notice[incident[row]] = row


def _strangers_arrive(world: World) -> None:
    """Strangers come to stay with somebody: harmless visitors, and foreigners without papers."""
    warning, people = world.settings.warning, world.population
    for kind, name, rate in (
        (VISITOR, "visitor", warning.visitors),
        (FOREIGNER, "foreigner", warning.foreigners),
    ):
        rows = _hosts(world, name, rate * world.settings.place.rate_factor)
        if not rows.size:
            continue
        stay = warning.visitor_weeks * selection_keys(
            world.stream(f"stay of a {name}"), people.key[rows], 0, np.ones(rows.size)
        )
        opened = open_sighting(world, kind, rows, world.week + 1 + stay.astype(np.int64), name)
        if kind == FOREIGNER:
            world.count_about("incidents_true", opened)


def _hosts(world: World, name: str, rate: float) -> NDArray[np.int64]:
    """Whom this week's strangers stay with, of all villages; ``rate`` is a week and 1,000 people."""
    people = world.population
    # per row, not per resident: a host who is a child or away is drawn in vain, which makes up for it
    means = rate * np.diff(people.village_first_row) / 1000
    u = uniforms(world.stream(f"{name}s arrive"), people.village_key)
    counts = [poisson(*pair) for pair in zip(means.tolist(), u.tolist(), strict=True)]
    hosts = [_host(world, village, name, n) for village, count in enumerate(counts) for n in range(count)]
    return np.unique(np.array([host for host in hosts if host != NOBODY], np.int64))


def _host(world: World, village: int, name: str, n: int) -> int:
    """A grown-up of the village who is at home, drawn evenly; NOBODY if the draw hits somebody who is not."""
    people = world.population
    lo, hi = people.village_first_row[village], people.village_first_row[village + 1]
    u = world.uniform(f"host of a {name}", chain(people.village_key[village], name_key(name)), 0, n)
    row = int(lo + int(u * (hi - lo)))
    grown = world.week - int(people.birth_week[row]) >= ADULT_WEEKS
    there = world.state.status[row] not in (AWAY_UNDOCUMENTED, AWAY_DOCUMENTED)
    return row if grown and there else NOBODY


def _forget_old(world: World) -> None:
    """Close what can no longer be noticed: refused offers, ended stays and legal preparations."""
    state = world.state
    incidents, rows = state.incidents, state.open_incidents
    kind = incidents["kind"][rows]
    lasting = np.where(
        kind <= LAST_DEPARTURE, incidents["state"][rows] == ACCEPTED, incidents["until"][rows] > world.week + 1
    )
    close_where(world, ~lasting)
