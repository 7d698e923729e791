"""What outreach of each intensity averts, with each set of channels open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.results import AVERTED
from experiments.composing.design import PLACEBO
from experiments.report.figures.colours import GREY, LOOKS
from experiments.report.figures.style import legend_below, place_columns, zero_line
from experiments.texts import Texts


def draw(scenarios: pd.DataFrame, places: Mapping[str, str], sets: Mapping[str, str], say: Texts) -> Figure:
    """One panel a place: departures averted by sessions a month, a line for each channel set.

    ``scenarios`` is the table of that name; ``places`` and ``sets`` map names to titles, in their order.
    """
    figure = place_columns(len(places), 5.1)
    panels = figure.subplots(1, len(places), squeeze=False)[0]
    averted = scenarios[scenarios["quantity"] == AVERTED]
    for panel, (place, title) in zip(panels, places.items(), strict=True):
        _panel(panel, averted[averted["place"] == place], sets, say)
        panel.set_title(title)
        panel.set_xlabel(say("figure.sessions_axis"))
    panels[0].set_ylabel(say("figure.averted_axis"))
    labels = panels[0].get_legend_handles_labels()[1]
    legend_below(figure, panels[0], 2 if max(len(label) for label in labels) > 34 else 3)
    return figure


def _panel(axes: Axes, averted: pd.DataFrame, sets: Mapping[str, str], say: Texts) -> None:
    zero_line(axes)
    levels = sorted(averted.loc[averted["channels"] != "", "outreach"].unique())
    reach = (levels[-1] - levels[0]) * 0.08 if len(levels) > 1 else 0.2
    for number, (name, title) in enumerate(sets.items()):
        rows = averted[averted["channels"] == name].sort_values("outreach")
        if rows.empty:
            continue
        colour, marker, line = LOOKS[number % len(LOOKS)]
        aside = (number - (len(sets) - 1) / 2) * reach / max(len(sets) - 1, 1)
        _dots(axes, rows["outreach"] + aside, rows, color=colour, marker=marker, linestyle=line, label=title)
    axes.set_xticks(levels, [f"{level:g}" for level in levels])
    _placebo(axes, averted[averted["scenario"] == PLACEBO], levels, say)


def _dots(axes: Axes, at: pd.Series | float, rows: pd.DataFrame, **look: Any) -> None:
    """Departures averted with their intervals."""
    reach = [rows["difference"] - rows["low"], rows["high"] - rows["difference"]]
    axes.errorbar(at, rows["difference"], yerr=reach, capsize=3, elinewidth=1.2, **look)


def _placebo(axes: Axes, placebo: pd.DataFrame, levels: Sequence[float], say: Texts) -> None:
    """The placebo pair beside the scenarios, behind a line: as a band across them it would look like a threshold."""
    if placebo.empty:
        return
    step = (levels[-1] - levels[0]) / max(len(levels) - 1, 1) if len(levels) > 1 else 1.0
    place = levels[-1] + 0.8 * step
    look = {"color": GREY, "marker": "o", "markerfacecolor": "white", "linestyle": "none"}
    _dots(axes, place, placebo, **look, label=say("figure.placebo"))
    axes.axvline(levels[-1] + 0.45 * step, color=GREY, linewidth=0.8, linestyle=(0, (2, 3)), zorder=0)
    axes.set_xticks([*levels, place], [*(f"{level:g}" for level in levels), say("figure.placebo_tick")])
