"""What officers come to notice themselves: they listen in the village, and hear of things from those who noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.codes import AWAY_DOCUMENTED, AWAY_UNDOCUMENTED, IMMIGRATION, NOBODY
from sim.compiled import loop
from sim.draws import pair_uniforms
from sim.people.groups import CONTACT
from sim.warning.relay import open_case
from sim.warning.report import accused_by
from sim.warning.rules import officer_hears_chance

if TYPE_CHECKING:
    from sim.world import World


def officers_notice(world: World) -> None:
    """Open cases of what officers heard in the hours they listened last week.

    They hear their contact persons rather than others, and anybody less often the larger the village. A recruiter
    tells them nothing of the own offers, and who is abroad cannot be met.
    """
    state, warning = world.state, world.settings.warning
    hours = np.where(world.has_officers(), state.listening_hours, 0.0)
    incidents, rows = state.incidents, state.open_incidents
    if not hours.any() or not rows.size:
        return
    villages = incidents["village"][rows]
    chance = _chances(
        rows,
        hours[villages],
        _meetable(world)[villages],
        warning.officer_hears,
        warning.contact_weight,
        warning.tells_officer,
        accused_by(world, rows),
        incidents["first_notice"],
        state.notices["witness"],
        state.notices["next"],
        state.status,
        world.population.traits,
    )
    u = pair_uniforms(world.stream("officer notices"), world.population.village_key[villages], incidents["key"][rows])
    seen = rows[(u < chance) & (incidents["case"][rows] == NOBODY)]
    for incident in seen:
        open_case(world, int(incident), IMMIGRATION, world.first_day)
    world.count("officer_noticed", incidents["village"][seen])


def _meetable(world: World) -> NDArray[np.float64]:
    """Residents of each village at the start, contact persons counted by their weight."""
    people = world.population
    contacts = people.residents() & ((people.traits & CONTACT) != 0)
    extra = np.bincount(people.village[contacts], minlength=world.villages)
    return world.residents_at_start + (world.settings.warning.contact_weight - 1.0) * extra


@loop
def _chances(
    rows: NDArray[np.int64],
    hours: NDArray[np.float64],
    people: NDArray[np.float64],
    per_hour: float,
    contact_weight: float,
    tells: float,
    accused: NDArray[np.int64],
    first_notice: NDArray[np.int64],
    witness: NDArray[np.int64],
    following: NDArray[np.int64],
    status: NDArray[np.uint8],
    traits: NDArray[np.uint8],
) -> NDArray[np.float64]:
    out = np.zeros(rows.size, np.float64)
    for r in range(rows.size):
        weight = 0.0
        notice = first_notice[rows[r]]
        while notice >= 0:
            i = witness[notice]
            if i != accused[r] and status[i] != AWAY_UNDOCUMENTED and status[i] != AWAY_DOCUMENTED:
                weight += contact_weight if traits[i] & CONTACT else 1.0
            notice = following[notice]
        out[r] = officer_hears_chance(hours[r], per_hour, tells, weight, people[r])
    return out
