"""Counts by group and sex as a table, one row for each year, village, group and sex."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.people.groups import GROUPS, SEXES
from sim.stages.week_end.by_group import WEEKS_A_YEAR, GroupCounts
from sim.world import World


def by_group_table(world: World) -> pd.DataFrame:
    """Persons by year, village, group and sex, of a world made with ``by_group=True``.

    Flows are summed over the year, stocks are those of its last week that was run. Columns: ``year`` (from 1),
    ``weeks`` (run in that year), ``village`` (code), ``group``, ``sex``, and each measure that is of a person.
    """
    groups = world.tally.groups
    assert isinstance(groups, GroupCounts)
    years = -(-world.week // WEEKS_A_YEAR)
    counts = groups.read(world)[:years].reshape(-1, len(groups.names))
    rows = list(product(range(years), world.population.village_codes, GROUPS, SEXES))
    keys = {
        "year": [year + 1 for year, *_ in rows],
        "weeks": [min(WEEKS_A_YEAR, world.week - WEEKS_A_YEAR * year) for year, *_ in rows],
        "village": [village for _, village, _, _ in rows],
        "group": [group for *_, group, _ in rows],
        "sex": [sex for *_, sex in rows],
    }
    return pd.DataFrame(keys | {name: _whole(counts[:, n]) for n, name in enumerate(groups.names)})


def _whole(column: NDArray[np.float64]) -> NDArray[Any]:
    """Whole numbers as such."""
    return column.astype(np.int64) if np.array_equal(column, np.floor(column)) else column
