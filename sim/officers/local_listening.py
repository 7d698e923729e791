"""What local actors hear of in the village and pass on: to the officer if there is one, else to the village office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.officers.hearing import heard_of
from sim.stages.relay import open_case
from sim.state.codes import IMMIGRATION, VILLAGE_OFFICE

if TYPE_CHECKING:
    from sim.world import World


def local_actors_notice(world: World) -> None:
    """Open cases of what local actors heard this week.

    Those they have ties with are to them what contact persons are to officers.
    """
    state, people = world.state, world.population
    per_actor = world.settings.programme.local_actor_hours
    if not state.actor_row.size or per_actor == 0.0 or not state.open_incidents.size:
        return
    hours = np.bincount(people.village[state.actor_row], minlength=world.villages) * np.float64(per_actor)
    seen = heard_of(world, "local actor notices", hours, _near(world), world.settings.warning.tells_local_actor)
    officers = world.has_officers()
    villages = state.incidents["village"]
    for incident in seen:
        receiver = IMMIGRATION if officers[villages[incident]] else VILLAGE_OFFICE
        open_case(world, int(incident), receiver, world.first_day)
    world.count_about("local_actor_noticed", seen)


def _near(world: World) -> NDArray[np.int64]:
    """Rows of the local actors and of everybody with a tie to one, each once, in order."""
    actors, ties = world.state.actor_row, world.ties
    near = np.zeros(world.population.size, bool)
    near[actors] = True
    near[np.concatenate([ties.of(int(row)) for row in actors])] = True
    return np.flatnonzero(near)
