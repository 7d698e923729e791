"""Stage 5, notice: those around an incident may notice it, by tie and visibility; each at most once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns, loop, rule
from sim.core.draws import Word, chain, draw, name_key, poisson, selection_keys, uniforms
from sim.incidents.accused import recruiters_behind
from sim.incidents.incidents import close_where, open_sighting
from sim.incidents.rules import notice_chance
from sim.people.population import Persons
from sim.recruiters.met import meet
from sim.state import codes
from sim.state.columns import Incidents, Notices, Posts, takes_part
from sim.ties.ties import Ties
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


@columns
class Around(NamedTuple):
    """Who may notice: people and where they are, their ties, what was noticed before, who recruits, luck."""

    persons: Persons
    status: NDArray[np.uint8]
    ties: Ties
    incidents: Incidents
    notices: Notices
    posts: Posts
    chance_of_kind: NDArray[np.float64]
    """by kind of tie, of a tie of strength 1 to notice something fully visible"""
    draws: Word
    week: int


def notice(world: World) -> None:
    """Let strangers arrive, and let people notice what is open."""
    _strangers_arrive(world)
    state, table = world.state, world.state.incidents
    rows = state.open_incidents
    around = Around(
        world.population.persons,
        state.residents.status,
        world.ties,
        table.columns,
        state.notices.columns,
        state.posts,
        world.arrays.notice_chance,
        world.stream("notice"),
        world.week,
    )
    found, witness, post = _notices(rows, _visibility(world), recruiters_behind(world, rows), around)
    new = np.unique(found[table["first_notice"][found] == codes.NOBODY])
    notices = state.notices.append(found.size, incident=found, witness=witness, week=world.week)
    _chain_up(notices, state.notices.columns, table["first_notice"])
    kinds, villages = table["kind"][found], table["village"][found]
    world.happened("noticed", witness, incidents=found, villages=villages, kind=kinds)
    world.happened("first_noticed", incidents=new, kind=table["kind"][new])
    meet(world, witness, post)
    _forget_old(world)


def _visibility(world: World) -> NDArray[np.float64]:
    """How visible each open incident is this week."""
    state, warning = world.state, world.settings.warning
    incidents, rows = state.incidents, state.open_incidents
    kind, stage = incidents["kind"][rows], incidents["state"][rows]
    offered_now = incidents["week"][rows] == world.week
    out = np.where(offered_now, warning.visible_offer, 0.0)
    out[(incidents["private"][rows] == 1) & offered_now] *= warning.visible_private
    out[(stage == codes.ACCEPTED) & ~offered_now] = warning.visible_preparation
    out[kind == codes.LEGAL] = warning.visible_legal
    out[(kind == codes.VISITOR) | (kind == codes.FOREIGNER)] = warning.visible_visitor
    return out


@loop
def _notices(rows: Rows, visibility: NDArray[np.float64], behind: Rows, around: Around) -> tuple[Rows, Rows, Rows]:
    """Incidents noticed, by whom, and the recruiter behind: who refused what was seen through, then ties in order."""
    offer, ties = around.incidents, around.ties
    room = 0
    for r in range(rows.size):
        room += 1
        if visibility[r] > 0.0:
            room += ties.start[offer.person[rows[r]] + 1] - ties.start[offer.person[rows[r]]]
    found = np.empty(room, np.int64)
    witness = np.empty(room, np.int64)
    post = np.empty(room, np.int64)
    count = 0
    for r in range(rows.size):
        inc = rows[r]
        i = offer.person[inc]
        if _sees_through(inc, around):
            found[count], witness[count], post[count] = inc, i, behind[r]
            count += 1
        if visibility[r] <= 0.0:  # what was refused is still talk, and no longer to be seen
            continue
        for t in range(ties.start[i], ties.start[i + 1]):
            j = np.int64(ties.other[t])
            chance = notice_chance(around.chance_of_kind[ties.kind[t]], ties.strength[t] / 255.0, visibility[r])
            if chance <= 0.0 or draw(around.draws, around.persons.key[j], offer.key[inc], 0) >= chance:
                continue
            if not takes_part(around.status[j], around.week - around.persons.birth_week[j]):
                continue
            # what recruiters do is no secret to those who work for them, but no warning
            if _works_for(j, behind[r], around.posts) or _noticed_before(j, inc, around):
                continue
            found[count], witness[count], post[count] = inc, j, behind[r]
            count += 1
    return found[:count].copy(), witness[:count].copy(), post[:count].copy()


@rule
def _sees_through(inc: int, around: Around) -> bool:
    """Whether the person asked this week refused an offer that was seen to be irregular."""
    offer = around.incidents
    asked = offer.kind[inc] <= codes.LAST_DEPARTURE and offer.week[inc] == around.week
    sees: bool = asked and offer.state[inc] == codes.REFUSED and offer.recognised[inc] == 1
    return sees


@rule
def _works_for(i: Word, post: Word, posts: Posts) -> bool:
    """Whether a resident is the recruiter at a post, or one of the finders."""
    if post < 0:
        return False
    if posts.row[post] == i:
        return True
    for place in range(posts.finders.shape[1]):  # noqa: SIM110 - loops are compiled, generators are not
        if posts.finders[post, place] == i:
            return True
    return False


@rule
def _noticed_before(i: Word, inc: int, around: Around) -> bool:
    seen = around.incidents.first_notice[inc]
    while seen >= 0 and around.notices.witness[seen] != i:
        seen = around.notices.next[seen]
    found: bool = seen >= 0
    return found


@loop
def _chain_up(rows: Rows, notices: Notices, first_notice: Rows) -> None:
    """Put new notices at the head of their incidents' chains."""
    for r in range(rows.size):
        row = rows[r]
        notices.next[row] = first_notice[notices.incident[row]]
        first_notice[notices.incident[row]] = row


def _strangers_arrive(world: World) -> None:
    """Strangers come to stay with somebody: harmless visitors, and foreigners without papers."""
    warning, people = world.settings.warning, world.population
    for kind, name, rate in (
        (codes.VISITOR, "visitor", warning.visitors),
        (codes.FOREIGNER, "foreigner", warning.foreigners),
    ):
        rows = _hosts(world, name, rate * world.settings.place.rate_factor)
        if rows.size:
            draws = world.stream(f"stay of a {name}")
            stay = warning.visitor_weeks * selection_keys(draws, people.key[rows], 0, np.ones(rows.size))
            open_sighting(world, kind, rows, world.week + 1 + stay.astype(np.int64), name)


def _hosts(world: World, name: str, rate: float) -> Rows:
    """Whom this week's strangers stay with, of all villages; ``rate`` is a week and 1,000 people."""
    people = world.population
    # per row, not per resident: a host who is a child or away is drawn in vain, which makes up for it
    means = rate * np.diff(people.village_first_row) / 1000
    u = uniforms(world.stream(f"{name}s arrive"), people.village_key)
    some = np.flatnonzero(u > 0.999 * np.exp(-means)).tolist()  # to most villages nobody comes this week
    counts = {village: poisson(float(means[village]), float(u[village])) for village in some}
    hosts = [_host(world, village, name, n) for village, count in counts.items() for n in range(count)]
    return np.unique(np.array([host for host in hosts if host != codes.NOBODY], np.int64))


def _host(world: World, village: int, name: str, n: int) -> int:
    """A grown-up of the village who is at home, drawn evenly; NOBODY if the draw hits somebody who is not."""
    people = world.population
    lo, hi = people.village_first_row[village], people.village_first_row[village + 1]
    u = world.uniform(f"host of a {name}", chain(people.village_key[village], name_key(name)), 0, n)
    row = int(lo + int(u * (hi - lo)))
    age = world.week - int(people.birth_week[row])
    return row if takes_part(int(world.state.residents.status[row]), age) else codes.NOBODY


def _forget_old(world: World) -> None:
    """Close what is over: offers refused some weeks ago, ended stays and legal preparations."""
    incidents, rows = world.state.incidents, world.state.open_incidents
    prepares = (incidents["kind"][rows] <= codes.LAST_DEPARTURE) & (incidents["state"][rows] == codes.ACCEPTED)
    close_where(world, ~(prepares | (incidents["until"][rows] > world.week + 1)))
