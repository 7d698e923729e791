"""What the steps of all trajectories show: elementary effects of each number, and whether it acts.

The bar is 1% of the quantity's mean over all runs, or what the dummy moves, whichever is larger. With common random
numbers the dummy moves nothing, so two more yardsticks stand beside it: how much another seed moves (``chance``), and
whether the effects point one way (the interval of their mean, ``mu``). A number can act by shuffling luck alone: it
then has no direction and does not clearly move more than another seed does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd

from experiments.analysis.intervals import mean_interval
from experiments.evidence.screening.numbers import DUMMY
from experiments.evidence.screening.plan import LEVELS, QUANTITIES, STEP, Floats, Outcome, Plan

Verdict = Literal["acts", "dead", "noisy"]
VERDICTS: tuple[Verdict, ...] = ("acts", "noisy", "dead")
"""In the order in which they are shown; ``noisy``: the interval holds the bar."""
SHARE_OF_MEAN = 0.01
FEWEST = 5
"""Trajectories without which nothing is said to act: a bootstrap over fewer is too narrow, or has no width at all."""
RESAMPLES = 1000
"""Bootstrap samples of trajectories behind the interval of ``mu_star``."""


def effects_table(plan: Plan, outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """One row a quantity and moved name (a number or a group): its effects, the bar, and the verdict.

    Effects are changes of the quantity, per village and year, over the whole of a range.
    """
    shares, found, again = (np.array([getattr(one, name) for one in outcomes]) for name in ("shares", "found", "again"))
    rows = []
    for position, quantity in enumerate(QUANTITIES):
        rows += _rows(plan, quantity, shares, found[:, :, position], again[:, position])
    return pd.DataFrame(rows)


def _rows(plan: Plan, quantity: str, shares: Floats, found: Floats, again: Floats) -> list[dict[str, Any]]:
    from SALib.analyze.morris import analyze

    every = analyze(
        plan.problem,
        shares.reshape(-1, shares.shape[2]),
        found.reshape(-1),
        num_resamples=RESAMPLES,
        num_levels=LEVELS,
        seed=np.random.default_rng(0),
    )
    by_name = {
        str(name): (float(star), float(half), float(sigma))
        for name, star, half, sigma in zip(
            every["names"], every["mu_star"], every["mu_star_conf"], every["sigma"], strict=True
        )
    }
    mean, chance = float(found.mean()), float(np.abs(again - found[:, 0]).mean() / STEP)
    bar = max(SHARE_OF_MEAN * abs(mean), by_name[DUMMY][0])
    directed = {} if plan.by_group else _directed(plan, shares, found)
    ends = {one.key: (one.low, one.high) for one in plan.factors}
    rows: list[dict[str, Any]] = []
    for name in plan.moved:
        star, half, sigma = by_name[name]
        low, high = max(star - half, 0.0), star + half
        mu = directed.get(name, (np.nan,) * 3)
        of_range = ends.get(name, (0.0, 1.0) if name == DUMMY else (np.nan, np.nan))
        said = verdict(low, high, bar)
        if said == "acts" and len(shares) < FEWEST:
            said = "noisy"
        direction = "up" if mu[1] > 0.0 else "down" if mu[2] < 0.0 else ""
        rows.append(
            {
                "setting": name,
                "quantity": quantity,
                "low": of_range[0],
                "high": of_range[1],
                "mu_star": star,
                "mu_star_low": low,
                "mu_star_high": high,
                "sigma": sigma,
                "mu": mu[0],
                "mu_low": mu[1],
                "mu_high": mu[2],
                "mean": mean,
                "bar": bar,
                "dummy": by_name[DUMMY][0],
                "chance": chance,
                "verdict": said,
                "direction": direction,
                "only_luck": bool(said == "acts" and not direction and not plan.by_group and low <= chance),
            }
        )
    return rows


def verdict(low: float, high: float, bar: float) -> Verdict:
    """Whether a number acts: its effect, from ``low`` to ``high``, lies above the ``bar``, all in one unit."""
    if high <= bar:
        return "dead"
    return "acts" if low > bar else "noisy"


def _directed(plan: Plan, shares: Floats, found: Floats) -> dict[str, tuple[float, float, float]]:
    """Mean effect with its sign, and the ends of its interval over trajectories, by name."""
    steps, changes = np.diff(shares, axis=1), np.diff(found, axis=1)
    where = np.abs(steps).argmax(axis=1)
    each = np.arange(len(shares))[:, None]
    effects = changes[each, where] / steps[each, where, np.arange(steps.shape[2])]
    interval = mean_interval(effects, np.arange(len(shares)))
    ends = zip(interval.mean.tolist(), interval.low.tolist(), interval.high.tolist(), strict=True)
    return dict(zip(plan.problem["names"], ends, strict=True))


def overall(table: pd.DataFrame) -> pd.DataFrame:
    """One row a moved name but the dummy: its verdict over all quantities, what acts most coming first.

    Whatever acts on any quantity acts; what is dead for all of them is dead; ``still`` has changed nothing in any run.
    """
    real = table[table["setting"] != DUMMY]
    rows = []
    for name, own in real.groupby("setting", sort=False):
        said = set(own["verdict"])
        mean = own["mean"].abs().to_numpy()
        relative = np.divide(own["mu_star"].to_numpy(), mean, out=np.zeros(len(own)), where=mean > 0.0)
        acting = own[own["verdict"] == "acts"]
        rows.append(
            {
                "setting": name,
                "verdict": "acts" if "acts" in said else "dead" if said == {"dead"} else "noisy",
                "still": bool((own["mu_star"] == 0.0).all()),
                "only_luck": bool(len(acting) and acting["only_luck"].all()),
                "strongest": float(relative.max()),
            }
        )
    summary = pd.DataFrame(rows)
    order = summary["verdict"].map({name: place for place, name in enumerate(VERDICTS)})
    return (
        summary.assign(order=order).sort_values(["order", "strongest"], ascending=[True, False]).drop(columns="order")
    )


def counts(summary: pd.DataFrame) -> dict[str, int]:
    """How many act, are too noisy to tell, are dead; of these how many are still, and how many only shuffle luck."""
    found = {str(name): int((summary["verdict"] == name).sum()) for name in VERDICTS}
    return found | {name: int(summary[name].sum()) for name in ("still", "only_luck")}
