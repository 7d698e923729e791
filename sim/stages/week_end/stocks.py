"""What stands at the end of each week: residents by status, who knows what, what is open, recruiters by state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.state.codes import (
    ACTIVE,
    ADULT_WEEKS,
    FACT_NAMES,
    IN_CUSTODY,
    LYING_LOW,
    NOBODY,
    STATUS_NAMES,
    TRAVELLING,
    VACANT,
)

if TYPE_CHECKING:
    from sim.world import World


def names_of_stocks(world: World) -> tuple[str, ...]:
    """What is counted in one pass over the residents: everybody, by status, by fact known."""
    facts = (*FACT_NAMES, *world.lookups.channel_names)
    return ("residents", *STATUS_NAMES, *(f"know_{fact}" for fact in facts))


def count_stocks(world: World) -> None:
    """Count the week's stocks in every village."""
    state, people = world.state, world.population
    table = stocks_of(people.village_first_row, world.week, people.birth_week, state.status, state.fact_until)
    columns = [world.measure_index[name] for name in names_of_stocks(world)]
    world.weekly[world.week][:, columns] = table
    world.count_rows("local_actors_active", state.actor_row)
    world.weekly[world.week, :, world.measure_index["embeddedness"]] = state.embeddedness
    if world.week:  # whoever is 15 in the first week is a resident from the start
        world.count_rows("came_of_age", np.flatnonzero(people.birth_week == world.week - ADULT_WEEKS))
    _count_open(world)
    _count_recruiters(world)


def _count_open(world: World) -> None:
    """What has begun and not ended: incidents, reports on their way, cases."""
    state, reports = world.state, world.state.reports
    travelling = state.open_reports[reports["state"][state.open_reports] == TRAVELLING]
    where = state.incidents["village"][reports["incident"][travelling]]
    world.count_about("incidents_open", state.open_incidents)
    world.count_rows("reports_travelling", reports["witness"][travelling], villages=where)
    world.count_about("cases_waiting", state.cases["incident"][state.open_cases])


def _count_recruiters(world: World) -> None:
    """Recruiters where they work now, empty posts where they belong."""
    state = world.state
    for code, name in (
        (ACTIVE, "recruiters_active"),
        (LYING_LOW, "recruiters_lying_low"),
        (IN_CUSTODY, "recruiters_in_custody"),
    ):
        world.count(name, state.recruiter_base[state.recruiter_state == code])
    there = state.recruiter_state != VACANT
    world.count("posts_vacant", state.recruiter_village[~there])
    world.count("recruiters_away", state.recruiter_base[there & (state.recruiter_base != state.recruiter_village)])
    private = (state.recruiter_state == ACTIVE) & (state.recruiter_private_until > world.week)
    world.count("recruiters_private", state.recruiter_base[private])
    world.count("finders", state.recruiter_base, np.count_nonzero(state.recruiter_finders != NOBODY, axis=1))


def stocks_of(
    first_row: NDArray[np.int64],
    week: int,
    birth_week: NDArray[np.int16],
    status: NDArray[np.uint8],
    fact_until: NDArray[np.int16],
) -> NDArray[np.int32]:
    """Residents, residents by status and by fact known: [parts, 1 + statuses + facts]; part p has the rows
    ``first_row[p]`` up to ``first_row[p + 1]``.
    """
    return _count(first_row, week, birth_week, status, fact_until, len(STATUS_NAMES))


@loop
def _count(
    first_row: NDArray[np.int64],
    week: int,
    birth_week: NDArray[np.int16],
    status: NDArray[np.uint8],
    fact_until: NDArray[np.int16],
    statuses: int,
) -> NDArray[np.int32]:
    facts = fact_until.shape[1]
    out = np.zeros((first_row.size - 1, 1 + statuses + facts), np.int32)
    for part in range(first_row.size - 1):
        by_status = np.zeros(1 + statuses, np.int32)
        by_fact = np.zeros(facts, np.int32)
        for i in range(first_row[part], first_row[part + 1]):
            grown = np.int32(week - birth_week[i] >= ADULT_WEEKS)  # no branches: twice as fast
            by_status[0] += grown
            by_status[1 + status[i]] += grown
            for f in range(facts):
                by_fact[f] += grown * np.int32(fact_until[i, f] > week)
        out[part, : 1 + statuses] = by_status
        out[part, 1 + statuses :] = by_fact
    return out
