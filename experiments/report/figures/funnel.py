"""From offer to outcome: how many are left at each step, without and with the programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.intervals import Floats, Interval, mean_interval
from experiments.analysis.results import PlaceResults
from experiments.composing.design import NO_PROGRAMME
from experiments.report.figures.colours import BLUE, ORANGE
from experiments.report.figures.style import headline, legend_below, new_figure
from experiments.texts import Texts
from sim.measures.catalogue import OFFERS

GROUPS = {
    "offer": ("offers", "turned_documented", "acceptances"),
    "warning": (
        *("incidents_reported", "reports_received", "cases_opened"),
        *("cases_answered_in_time", "cases_answered_preparing"),
    ),
    "outcome": ("stopped_by_kin", "stopped_by_counsel", "stopped_at_gate", "undocumented_departures"),
}
"""Three groups of steps, each with a scale of its own."""
SUMS = {
    "offers": OFFERS,
    "stopped_by_kin": ("stopped_by_kin", "redirected_by_kin"),
    "stopped_by_counsel": ("stopped_by_counsel", "redirected_documented"),
}
"""Steps that are sums of measures; every other step is the measure of its name."""


def draw(place: PlaceResults, title: str, reference: str, say: Texts) -> Figure:
    """Pairs of bars with their 95% intervals, per village and year."""
    figure = new_figure(8.6, 7.0)
    panels = figure.subplots(len(GROUPS), 1, height_ratios=[len(steps) for steps in GROUPS.values()])
    for axes, (group, steps) in zip(panels, GROUPS.items(), strict=True):
        look: dict[str, Any] = {"color": ORANGE, "hatch": "///", "label": say("figure.without")}
        _bars(axes, [step(place, NO_PROGRAMME, name) for name in steps], -0.19, say, look)
        look = {"color": BLUE, "hatch": "", "label": say("figure.with")}
        _bars(axes, [step(place, reference, name) for name in steps], 0.19, say, look)
        axes.set_yticks(range(len(steps)), [say(f"funnel.{name}") for name in steps])
        axes.invert_yaxis()
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
        axes.set_title(say(f"funnel.group.{group}"))
        axes.set_xlim(left=0.0)
        axes.margins(x=0.13)
    panels[-1].set_xlabel(say("figure.year_axis"))
    headline(figure, title)
    legend_below(figure, panels[0], 2)
    return figure


def step(place: PlaceResults, scenario: str, name: str) -> Interval:
    """One step per village and year, with its interval over the runs."""
    values: Floats = np.sum([place.total(scenario, part) for part in SUMS.get(name, (name,))], axis=0)
    return mean_interval(values, place.populations).scaled(1.0 / place.village_years)


def _bars(axes: Axes, steps: Sequence[Interval], below: float, say: Texts, look: dict[str, Any]) -> None:
    whiskers = {"elinewidth": 1.1, "capsize": 2.5, "ecolor": "#222222"}
    for position, interval in enumerate(steps):
        mean, half, at = float(interval.mean), np.nan_to_num(float(interval.half_width)), position + below
        axes.barh(at, mean, height=0.36, edgecolor="white", linewidth=0, xerr=half, error_kw=whiskers, **look)
        look = {**look, "label": ""}  # one entry in the legend is enough
        axes.annotate(
            say.number(mean), (mean + half, at), xytext=(5, 0), textcoords="offset points", va="center", fontsize=9
        )
