"""What local actors hear of in the village and pass on: to the officer if there is one, else to the village office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.codes import AWAY_DOCUMENTED, AWAY_UNDOCUMENTED, IMMIGRATION, NOBODY, VILLAGE_OFFICE
from sim.compiled import loop
from sim.draws import pair_uniforms
from sim.warning.relay import open_case
from sim.warning.report import accused_by
from sim.warning.rules import officer_hears_chance

if TYPE_CHECKING:
    from sim.world import World


def local_actors_notice(world: World) -> None:
    """Open cases of what local actors heard this week.

    Those they have ties with are to them what contact persons are to officers.
    """
    state, people, warning = world.state, world.population, world.settings.warning
    incidents, rows = state.incidents, state.open_incidents
    per_actor = world.settings.programme.local_actor_hours
    if not state.actor_row.size or per_actor == 0.0 or not rows.size:
        return
    near = _near(world)
    hours = per_actor * np.bincount(people.village[state.actor_row], minlength=world.villages)
    extra = np.bincount(people.village[near], minlength=world.villages)
    meetable = world.residents_at_start + (warning.contact_weight - 1.0) * extra
    villages = incidents["village"][rows]
    chance = _chances(
        rows,
        hours[villages],
        meetable[villages],
        warning.officer_hears,
        warning.contact_weight,
        warning.tells_local_actor,
        near,
        accused_by(world, rows),
        incidents["first_notice"],
        state.notices["witness"],
        state.notices["next"],
        state.status,
    )
    u = pair_uniforms(world.stream("local actor notices"), people.village_key[villages], incidents["key"][rows])
    seen = rows[(u < chance) & (incidents["case"][rows] == NOBODY)]
    officers = world.has_officers()
    for incident in seen:
        receiver = IMMIGRATION if officers[incidents["village"][incident]] else VILLAGE_OFFICE
        open_case(world, int(incident), receiver, world.first_day)
    world.count("local_actor_noticed", incidents["village"][seen])


def _near(world: World) -> NDArray[np.int64]:
    """Rows of the local actors and of everybody with a tie to one, each once, in order."""
    actors, ties = world.state.actor_row, world.ties
    around = [ties.of(int(row)) for row in actors]
    return np.unique(np.concatenate((actors, *around)).astype(np.int64))


@loop
def _chances(
    rows: NDArray[np.int64],
    hours: NDArray[np.float64],
    people: NDArray[np.float64],
    per_hour: float,
    near_weight: float,
    tells: float,
    near: NDArray[np.int64],
    accused: NDArray[np.int64],
    first_notice: NDArray[np.int64],
    witness: NDArray[np.int64],
    following: NDArray[np.int64],
    status: NDArray[np.uint8],
) -> NDArray[np.float64]:
    out = np.zeros(rows.size, np.float64)
    for r in range(rows.size):
        weight = 0.0
        notice = first_notice[rows[r]]
        while notice >= 0:
            i = witness[notice]
            if i != accused[r] and status[i] != AWAY_UNDOCUMENTED and status[i] != AWAY_DOCUMENTED:
                place = np.searchsorted(near, i)
                weight += near_weight if place < near.size and near[place] == i else 1.0
            notice = following[notice]
        out[r] = officer_hears_chance(hours[r], per_hour, tells, weight, people[r])
    return out
