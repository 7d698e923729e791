"""Counts by group and sex as a table, one row for each year, village, group and sex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.people.groups import GROUPS, SEXES
from sim.stages.week_end.by_group import WEEKS_A_YEAR, GroupCounts
from sim.world import World

if TYPE_CHECKING:
    import pandas as pd


def by_group_columns(world: World) -> dict[str, NDArray[Any]]:
    """Persons by year, village, group and sex, of a world made with ``by_group=True``.

    Flows are summed over the year, stocks are those of its last week that was run. Columns: ``year`` (from 1),
    ``weeks`` (run in that year), ``village`` (code), ``group``, ``sex``, and each measure that is of a person:
    [years * V * groups * sexes] each.
    """
    groups = world.tally.groups
    assert isinstance(groups, GroupCounts)
    years = -(-world.week // WEEKS_A_YEAR)
    counts = groups.read(world)[:years].reshape(-1, len(groups.names))
    about = (np.arange(1, years + 1), np.array(world.population.village_codes), np.array(GROUPS), np.array(SEXES))
    year, village, group, sex = (axis.ravel() for axis in np.meshgrid(*about, indexing="ij"))
    return {
        "year": year,
        "weeks": np.minimum(world.week - WEEKS_A_YEAR * (year - 1), WEEKS_A_YEAR),
        "village": village,
        "group": group,
        "sex": sex,
        **{name: _whole(counts[:, n]) for n, name in enumerate(groups.names)},
    }


def by_group_table(world: World) -> pd.DataFrame:
    """The same as a table."""
    import pandas

    return pandas.DataFrame(by_group_columns(world))


def _whole(column: NDArray[np.float64]) -> NDArray[Any]:
    """Whole numbers as such."""
    return column.astype(np.int64) if np.array_equal(column, np.floor(column)) else column
