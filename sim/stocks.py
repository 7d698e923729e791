"""What stands at the end of each week: residents by status, who knows what, recruiters by state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.codes import ACTIVE, ADULT_WEEKS, FACT_NAMES, IN_CUSTODY, LYING_LOW, NOBODY, STATUS_NAMES
from sim.compiled import loop

if TYPE_CHECKING:
    from sim.world import World

STOCKS = ("residents", *STATUS_NAMES, *(f"know_{fact}" for fact in FACT_NAMES))


def count_stocks(world: World) -> None:
    """Count the week's stocks in every village, in one pass over the residents."""
    state, people = world.state, world.population
    table = _count(
        people.village_first_row,
        world.week,
        people.birth_week,
        state.status,
        state.fact_until,
        len(STATUS_NAMES),
        len(FACT_NAMES),
    )
    for column, name in enumerate(STOCKS):
        world.weekly[world.week, :, world.measure_index[name]] = table[:, column]
    world.count("local_actors_active", people.village[state.actor_row])
    world.weekly[world.week, :, world.measure_index["embeddedness"]] = state.embeddedness
    for code, name in (
        (ACTIVE, "recruiters_active"),
        (LYING_LOW, "recruiters_lying_low"),
        (IN_CUSTODY, "recruiters_in_custody"),
    ):
        world.count(name, state.recruiter_base[state.recruiter_state == code])
    private = (state.recruiter_state == ACTIVE) & (state.recruiter_private_until > world.week)
    world.count("recruiters_private", state.recruiter_base[private])
    world.count("finders", state.recruiter_base, np.count_nonzero(state.recruiter_finders != NOBODY, axis=1))


@loop
def _count(
    first_row: NDArray[np.int64],
    week: int,
    birth_week: NDArray[np.int16],
    status: NDArray[np.uint8],
    fact_until: NDArray[np.int16],
    statuses: int,
    facts: int,
) -> NDArray[np.int64]:
    villages = first_row.size - 1
    out = np.zeros((villages, 1 + statuses + facts), np.int64)
    for v in range(villages):
        counts = np.zeros(out.shape[1], np.int64)
        for i in range(first_row[v], first_row[v + 1]):
            if week - birth_week[i] < ADULT_WEEKS:
                continue
            counts[0] += 1
            counts[1 + status[i]] += 1
            for f in range(facts):
                counts[1 + statuses + f] += np.int64(fact_until[i, f] > week)  # no branch: twice as fast
        out[v] = counts
    return out
