"""From offer to outcome: how many are left at each step, without and with the programme."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.intervals import Floats, Interval, mean_interval
from experiments.analysis.results import PlaceResults
from experiments.report.figures.style import BLUE, ORANGE, new_figure
from experiments.report.texts import Texts
from experiments.runner.design import NO_PROGRAMME

OFFERS = ("offers_kin", "offers_friend", "offers_cold", "offers_kin_abroad")
STEPS: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    (
        "offer",
        (
            ("offers", OFFERS),
            ("turned_documented", ("turned_documented",)),
            ("acceptances", ("acceptances",)),
        ),
    ),
    (
        "warning",
        (
            ("incidents_reported", ("incidents_reported",)),
            ("reports_received", ("reports_received",)),
            ("cases_opened", ("cases_opened",)),
            ("cases_answered_in_time", ("cases_answered_in_time",)),
        ),
    ),
    (
        "outcome",
        (
            ("stopped_by_counsel", ("stopped_by_counsel", "redirected_documented")),
            ("stopped_at_gate", ("stopped_at_gate",)),
            ("undocumented_departures", ("undocumented_departures",)),
        ),
    ),
)
"""Three groups of steps, each with a scale of its own; a step is the sum of some measures."""


def draw(place: PlaceResults, title: str, reference: str, say: Texts) -> Figure:
    """Pairs of bars with their 95% intervals, per village and year."""
    figure = new_figure(8.6, 6.6)
    heights = [len(steps) for _, steps in STEPS]
    panels = figure.subplots(len(STEPS), 1, gridspec_kw={"height_ratios": heights})
    for axes, (group, steps) in zip(panels, STEPS, strict=True):
        for offset, scenario, colour, hatch in ((0.19, NO_PROGRAMME, ORANGE, "///"), (-0.19, reference, BLUE, "")):
            label = say("figure.without" if scenario == NO_PROGRAMME else "figure.with")
            _bars(axes, place, scenario, [parts for _, parts in steps], offset, colour, hatch, label, say)
        axes.set_yticks(range(len(steps)), [say(f"funnel.{name}") for name, _ in steps])
        axes.invert_yaxis()
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
        axes.set_title(say(f"funnel.group.{group}"))
        axes.set_xlim(left=0.0)
        axes.margins(x=0.13)
    panels[-1].set_xlabel(say("figure.year_axis"))
    figure.suptitle(title, x=0.01, ha="left", fontweight="bold")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2)
    return figure


def step(place: PlaceResults, scenario: str, parts: tuple[str, ...]) -> Interval:
    """One step per village and year: the sum of its measures, with its interval over the runs."""
    values: Floats = np.sum([place.total(scenario, part) for part in parts], axis=0)
    return mean_interval(values, place.populations).scaled(1.0 / place.village_years)


def _bars(
    axes: Axes,
    place: PlaceResults,
    scenario: str,
    steps: list[tuple[str, ...]],
    offset: float,
    colour: str,
    hatch: str,
    label: str,
    say: Texts,
) -> None:
    for position, parts in enumerate(steps):
        interval = step(place, scenario, parts)
        mean, half = float(interval.mean), np.nan_to_num(float(interval.half_width))
        axes.barh(
            position - offset,
            mean,
            height=0.36,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0,
            xerr=half,
            error_kw={"elinewidth": 1.1, "capsize": 2.5, "ecolor": "#222222"},
            label=label if position == 0 else None,
        )
        axes.annotate(
            say.number(mean), (mean + half, position - offset), xytext=(5, 0), textcoords="offset points",
            va="center", fontsize=9,
        )  # fmt: skip
