"""What a person's group counts for just now: among recruiters' targets, audiences of sessions, future local actors."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.people.groups import GROUPS, group_now
from sim.people.population import Persons, Population
from sim.state.codes import ADULT_WEEKS


def some_groups(codes: Collection[int], weight: float, others: float) -> NDArray[np.float64]:
    """[groups] table with one weight for some groups and another for all others.

    Args:
        codes: of those groups.
        weight: of theirs (0 and above).
        others: weight of all others (0 and above).
    """
    return np.array([weight if code in codes else others for code in range(len(GROUPS))], np.float64)


def group_weights(
    people: Population,
    rows: NDArray[np.int64],
    week: int,
    table: NDArray[np.float64],
    returned_week: NDArray[np.int16],
    returned_weeks: int,
) -> NDArray[np.float64]:
    """[rows] weight of the group of each of some people in a week; 0 for children under 15.

    Args:
        people: the population.
        rows: of the people.
        week: the current one.
        table: [groups] weights by the numbers of the groups.
        returned_week: [n] week of each person's last return from abroad.
        returned_weeks: how long a person counts as a returned migrant.
    """
    return _weigh(rows, week, table, people.persons, returned_week, returned_weeks)


@loop
def _weigh(
    rows: NDArray[np.int64],
    week: int,
    table: NDArray[np.float64],
    persons: Persons,
    returned_week: NDArray[np.int16],
    returned_weeks: int,
) -> NDArray[np.float64]:
    out = np.zeros(rows.size, np.float64)
    for r in range(rows.size):
        i = rows[r]
        age = week - persons.birth_week[i]
        if age >= ADULT_WEEKS:
            since = week - returned_week[i]
            out[r] = table[group_now(persons.group[i], persons.traits[i], age, since, returned_weeks)]
    return out
