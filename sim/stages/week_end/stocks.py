"""What stands at the end of each week: residents by status, who knows what, what is open, recruiters by state."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.state import codes
from sim.world import World


def names_of_stocks(world: World) -> tuple[str, ...]:
    """What is counted in one pass over the residents: everybody, by status, by fact known."""
    facts = (*codes.FACT_NAMES, *world.arrays.channel_names)
    return ("residents", *codes.STATUS_NAMES, *(f"know_{fact}" for fact in facts))


def count_stocks(world: World) -> None:
    """Count the week's stocks in every village."""
    state, people, tally = world.state, world.population, world.tally
    residents = state.residents
    table = stocks_of(people.village_first_row, world.week, people.birth_week, residents.status, residents.fact_until)
    tally.weekly[world.week][:, [tally.index[name] for name in names_of_stocks(world)]] = table
    world.count_persons("local_actors_active", state.actor_row)
    tally.weekly[world.week, :, tally.index["embeddedness"]] = state.villages.embeddedness
    if world.week:  # whoever is 15 in the first week is a resident from the start
        world.happened("came_of_age", np.flatnonzero(people.birth_week == world.week - codes.ADULT_WEEKS))
    _count_open(world)
    _count_recruiters(world)


def _count_open(world: World) -> None:
    """What has begun and not ended: incidents, reports on their way, cases."""
    state, reports = world.state, world.state.reports
    concerned, villages = state.incidents["person"], state.incidents["village"]
    travelling = state.open_reports[reports["state"][state.open_reports] == codes.TRAVELLING]
    about = reports["incident"][travelling]
    world.count_persons("incidents_open", concerned[state.open_incidents])
    world.count_persons("reports_travelling", reports["witness"][travelling], villages[about])
    world.count_persons("cases_waiting", concerned[state.cases["incident"][state.open_cases]])


def _count_recruiters(world: World) -> None:
    """Recruiters where they work now, empty posts where they belong."""
    posts = world.state.posts
    for code, name in (
        (codes.ACTIVE, "recruiters_active"),
        (codes.LYING_LOW, "recruiters_lying_low"),
        (codes.IN_CUSTODY, "recruiters_in_custody"),
    ):
        world.count(name, posts.base[posts.state == code])
    there = posts.state != codes.VACANT
    world.count("posts_vacant", posts.village[~there])
    world.count("recruiters_away", posts.base[there & (posts.base != posts.village)])
    private = (posts.state == codes.ACTIVE) & (posts.private_until > world.week)
    world.count("recruiters_private", posts.base[private])
    world.count("finders", posts.base, np.count_nonzero(posts.finders != codes.NOBODY, axis=1))


@loop
def stocks_of(
    first_row: NDArray[np.int64],
    week: int,
    birth_week: NDArray[np.int16],
    status: NDArray[np.uint8],
    fact_until: NDArray[np.int16],
) -> NDArray[np.int32]:
    """Residents, residents by status and by fact known: [parts, 1 + statuses + facts]; part p has the rows
    ``first_row[p]`` up to ``first_row[p + 1]``.

    Args:
        first_row: [parts + 1] where each part begins.
        week: the one at whose end is counted.
        birth_week: [n] week of birth of each person.
        status: [n] code of each person's status.
        fact_until: [n, facts] week in which each fact is forgotten.
    """
    statuses, facts = len(codes.STATUS_NAMES), fact_until.shape[1]
    out = np.zeros((first_row.size - 1, 1 + statuses + facts), np.int32)
    for part in range(first_row.size - 1):
        by_status = np.zeros(1 + statuses, np.int32)
        by_fact = np.zeros(facts, np.int32)
        for i in range(first_row[part], first_row[part + 1]):
            grown = np.int32(week - birth_week[i] >= codes.ADULT_WEEKS)  # no branches: twice as fast
            by_status[0] += grown
            by_status[1 + status[i]] += grown
            for f in range(facts):
                by_fact[f] += grown * np.int32(fact_until[i, f] > week)
        out[part, : 1 + statuses] = by_status
        out[part, 1 + statuses :] = by_fact
    return out
