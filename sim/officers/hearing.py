"""What is heard of in a village: those who listen meet people, and some of these have noticed something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import pair_uniforms
from sim.incidents.rules import officer_hears_chance
from sim.stages.report import accused_by
from sim.state.codes import AWAY_DOCUMENTED, AWAY_UNDOCUMENTED, NOBODY

if TYPE_CHECKING:
    from sim.world import World


def heard_of(
    world: World, purpose: str, hours: NDArray[np.float64], near: NDArray[np.int64], tells: float
) -> NDArray[np.int64]:
    """Open incidents without a case that come to the ears of those who listen this week.

    Whoever is accused says nothing, and who is abroad cannot be met.

    Args:
        world: the world.
        purpose: name of the draws.
        hours: hours of listening in each village, [V].
        near: rows of the people who are met rather than others, by ``warning.contact_weight``.
        tells: chance that a witness who is met speaks of it.
    """
    state, people, warning = world.state, world.population, world.settings.warning
    incidents, rows = state.incidents, state.open_incidents
    extra = np.bincount(people.village[near], minlength=world.villages)
    meetable = world.residents_at_start + (warning.contact_weight - 1.0) * extra
    is_near = np.zeros(people.key.size, bool)
    is_near[near] = True
    villages = incidents["village"][rows]
    chance = _chances(
        rows,
        hours[villages],
        meetable[villages],
        warning.officer_hears,
        warning.contact_weight,
        tells,
        is_near,
        accused_by(world, rows),
        incidents["first_notice"],
        state.notices["witness"],
        state.notices["next"],
        state.status,
    )
    u = pair_uniforms(world.stream(purpose), people.village_key[villages], incidents["key"][rows])
    return np.asarray(rows[(u < chance) & (incidents["case"][rows] == NOBODY)], np.int64)


@loop
def _chances(
    rows: NDArray[np.int64],
    hours: NDArray[np.float64],
    people: NDArray[np.float64],
    per_hour: float,
    near_weight: float,
    tells: float,
    is_near: NDArray[np.bool_],
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
                weight += near_weight if is_near[i] else 1.0
            notice = following[notice]
        out[r] = officer_hears_chance(hours[r], per_hour, tells, weight, people[r])
    return out
