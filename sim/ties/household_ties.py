"""Everybody in a household is tied to everybody else in it."""

from __future__ import annotations

import numpy as np

from sim.people.population import Population
from sim.ties.edges import Edges, edges
from sim.ties.kinds import HOUSEHOLD


def household_ties(population: Population) -> Edges:
    """All pairs within the households."""
    first, household = population.household_first_row, population.household
    rows = np.arange(population.size)
    after = first[household.astype(np.int64) + 1] - rows - 1  # members that follow in the same household
    a = np.repeat(rows, after)
    b = a + 1 + np.arange(a.size) - np.repeat(np.cumsum(after) - after, after)
    return edges(a, b, HOUSEHOLD)
