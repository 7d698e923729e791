"""Sessions as they were held, by whom: some that are planned are cancelled, and others hold some that nobody plans."""

from __future__ import annotations

import pandas as pd

HELD = "sessions_held"
OF_THE_PLAN = "sessions_officers"
"""Those that ``programme.outreach_intensity`` plans, by officers and partners."""
HOLDERS = (OF_THE_PLAN, "sessions_local_actors", "sessions_village")
"""What sessions held are made of."""
MONTHS_A_YEAR = 12


def held_by_plan(scenarios: pd.DataFrame, place: str) -> pd.DataFrame:
    """Sessions held, in all and by whom, a row for each number planned.

    Args:
        scenarios: the table of that name.
        place: which of its places.

    Returns:
        per village and month, the mean over channel sets: columns HELD and HOLDERS, indexed by what is planned for
        officers and partners, from least to most.
    """
    wanted = (
        (scenarios["place"] == place) & (scenarios["channels"] != "") & scenarios["quantity"].isin([HELD, *HOLDERS])
    )
    means = scenarios[wanted].pivot_table(index="outreach", columns="quantity", values="with", aggfunc="mean")
    found: pd.DataFrame = means[[HELD, *HOLDERS]] / MONTHS_A_YEAR
    return found


def who_held(held: pd.DataFrame) -> list[str]:
    """Those of HOLDERS who held any session; ``held`` as :func:`held_by_plan` gives it."""
    return [name for name in HOLDERS if held[name].any()]
