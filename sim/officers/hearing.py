"""What is heard of in a village: officers and local actors listen to people, of whom some have noticed something."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import pair_uniforms, plain_draw
from sim.incidents.accused import accused_by
from sim.incidents.cases import open_case
from sim.incidents.incidents import day_in_week
from sim.incidents.rules import officer_hears_chance
from sim.outreach.local_actors import acting
from sim.state import codes
from sim.state.columns import Incidents, Notices
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""
Floats = NDArray[np.float64]


def officers_hear(world: World) -> None:
    """Open cases of what officers heard in the hours they listened last week.

    They hear their contact persons rather than others, anybody less often the larger the village, and more in an hour
    the more embedded they are.
    """
    villages, people = world.state.villages, world.population
    known = 1.0 + world.settings.warning.embedded_hears * villages.embeddedness
    hours = np.where(world.policy.has_officers, villages.listening_hours * known, 0.0)
    if not hours.any() or not world.state.open_incidents.size:
        return
    for incident in _heard_of(
        world, "officer notices", hours, people.contacts, world.settings.warning.tells_officer
    ).tolist():
        take_up(world, incident, codes.IMMIGRATION, codes.BY_OFFICER)


def police_search(world: World) -> None:
    """Open cases of what the police found in the hours that no case needed last week, as officers who listen would."""
    hours = world.state.villages.search_hours
    if not hours.any() or not world.state.open_incidents.size:
        return
    for incident in _heard_of(
        world, "police search", hours, world.population.contacts, world.settings.warning.tells_officer
    ).tolist():
        take_up(world, incident, codes.POLICE, codes.BY_POLICE)


def local_actors_hear(world: World) -> None:
    """Open cases of what local actors heard this week, of the officer if there is one, else of the village office.

    Those they have ties with are to them what contact persons are to officers.
    """
    state, people = world.state, world.population
    per_actor = world.settings.programme.local_actor_hours
    actors = acting(world)
    if not actors.size or per_actor == 0.0 or not state.open_incidents.size:
        return
    hours = np.bincount(people.village[actors], minlength=world.villages) * np.float64(per_actor)
    tells = world.settings.warning.tells_local_actor
    for incident in _heard_of(world, "local actor notices", hours, _near(world, actors), tells).tolist():
        has_officer = world.policy.has_officers[state.incidents["village"][incident]]
        receiver = codes.IMMIGRATION if has_officer else codes.VILLAGE_OFFICE
        take_up(world, incident, receiver, codes.BY_LOCAL_ACTOR)


def take_up(world: World, incident: int, receiver: int, how: int) -> None:
    """Open a case of what was heard or asked, unless the receiver keeps it down.

    Args:
        world: the world.
        incident: row of what it is about.
        receiver: code of who heard of it, or was asked.
        how: code of the way, BY_OFFICER, BY_LOCAL_ACTOR or BY_ASKING.
    """
    if not is_kept_down(world, incident, receiver):
        open_case(world, incident, receiver, day_in_week(world, incident), how)


def is_kept_down(world: World, incident: int, receiver: int) -> bool:
    """Whether a ``receiver`` (code) keeps down an ``incident`` (row) without a report as with one: for good."""
    key = int(world.state.incidents["key"][incident])
    return bool(plain_draw(world.lasting_stream("rumour kept down"), key, receiver) < world.arrays.capture[receiver])


def _near(world: World, actors: Rows) -> NDArray[np.bool_]:
    """[n] who is a local actor or has a tie to one."""
    ties = world.ties
    near = np.zeros(world.population.size, bool)
    near[actors] = True
    near[np.concatenate([ties.of(int(row)) for row in actors])] = True
    return near


def _heard_of(world: World, purpose: str, hours: Floats, near: NDArray[np.bool_], tells: float) -> Rows:
    """Open incidents without a case that come to the ears of those who listen this week.

    Whoever is accused says nothing, and who is abroad cannot be met.

    Args:
        world: the world.
        purpose: name of the draws.
        hours: hours of listening in each village, [V].
        near: [n] who is met rather than others, by ``warning.contact_weight``.
        tells: chance that a witness who is met speaks of it.
    """
    state, people, warning = world.state, world.population, world.settings.warning
    rows, incidents = state.open_incidents, state.incidents.columns
    extra = np.add.reduceat(near, people.village_first_row[:-1], dtype=np.int64)
    meetable = world.residents_at_start + (warning.contact_weight - 1.0) * extra
    villages = incidents.village[rows]
    chance = _chances(
        rows,
        hours[villages],
        meetable[villages],
        warning.officer_hears,
        tells,
        near,
        warning.contact_weight,
        accused_by(world, rows),
        incidents,
        state.notices.columns,
        state.residents.status,
    )
    u = pair_uniforms(world.stream(purpose), people.village_key[villages], incidents.key[rows])
    return np.asarray(rows[(u < chance) & (incidents.case[rows] == codes.NOBODY)], np.int64)


@loop
def _chances(
    rows: Rows,
    hours: Floats,
    people: Floats,
    per_hour: float,
    tells: float,
    near: NDArray[np.bool_],
    contact_weight: float,
    accused: Rows,
    incidents: Incidents,
    notices: Notices,
    status: NDArray[np.uint8],
) -> Floats:
    """Chance of each incident to be heard of, from its witnesses who can be met and are not accused."""
    out = np.zeros(rows.size, np.float64)
    for r in range(rows.size):
        weight = 0.0
        notice = incidents.first_notice[rows[r]]
        while notice >= 0:
            i = notices.witness[notice]
            if i != accused[r] and status[i] != codes.AWAY_UNDOCUMENTED and status[i] != codes.AWAY_DOCUMENTED:
                weight += contact_weight if near[i] else 1.0
            notice = notices.next[notice]
        out[r] = officer_hears_chance(hours[r], per_hour, tells, weight, people[r])
    return out
