"""Counts by group and sex as a table, one row for each year, village, group and sex."""

from __future__ import annotations

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
    index = pd.MultiIndex.from_product(
        [range(1, years + 1), world.population.village_codes, GROUPS, SEXES], names=["year", "village", "group", "sex"]
    )
    table = index.to_frame(index=False)
    table.insert(1, "weeks", (world.week - WEEKS_A_YEAR * (table["year"] - 1)).clip(upper=WEEKS_A_YEAR))
    return table.join(pd.DataFrame({name: _whole(counts[:, n]) for n, name in enumerate(groups.names)}))


def _whole(column: NDArray[np.float64]) -> NDArray[Any]:
    """Whole numbers as such."""
    return column.astype(np.int64) if np.array_equal(column, np.floor(column)) else column
