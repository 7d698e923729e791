"""What outreach of each intensity averts, with each set of channels open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.results import AVERTED
from experiments.report.figures.style import GREY, LOOKS, new_figure, zero_line
from experiments.report.texts import Texts
from experiments.runner.design import PLACEBO


def draw(scenarios: pd.DataFrame, places: Mapping[str, str], sets: Mapping[str, str], say: Texts) -> Figure:
    """One panel a place: departures averted by sessions a month, a line for each channel set.

    ``scenarios`` is the table of that name; ``places`` and ``sets`` map names to titles, in their order.
    """
    figure = new_figure(4.4 * len(places) + (0.8 if len(places) == 1 else 0.0), 5.1)
    panels = figure.subplots(1, len(places), squeeze=False)[0]
    averted = scenarios[scenarios["quantity"] == AVERTED]
    for panel, (place, title) in zip(panels, places.items(), strict=True):
        _panel(panel, averted[averted["place"] == place], sets, say)
        panel.set_title(title)
        panel.set_xlabel(say("figure.sessions_axis"))
    panels[0].set_ylabel(say("figure.averted_axis"))
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=_columns(labels))
    return figure


def _columns(labels: Sequence[str]) -> int:
    return 2 if max(len(label) for label in labels) > 34 else 3


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
        axes.errorbar(
            rows["outreach"] + aside,
            rows["difference"],
            yerr=[rows["difference"] - rows["low"], rows["high"] - rows["difference"]],
            color=colour,
            marker=marker,
            linestyle=line,
            capsize=3,
            elinewidth=1.2,
            label=title,
        )
    axes.set_xticks(levels, [f"{level:g}" for level in levels])
    _placebo(axes, averted[averted["scenario"] == PLACEBO], levels, say)


def _placebo(axes: Axes, placebo: pd.DataFrame, levels: Sequence[float], say: Texts) -> None:
    """The placebo pair beside the scenarios, behind a line: as a band across them it would look like a threshold."""
    if placebo.empty:
        return
    step = (levels[-1] - levels[0]) / max(len(levels) - 1, 1) if len(levels) > 1 else 1.0
    place, row = levels[-1] + 0.8 * step, placebo.iloc[0]
    axes.errorbar(
        [place],
        [row["difference"]],
        yerr=[[row["difference"] - row["low"]], [row["high"] - row["difference"]]],
        color=GREY,
        marker="o",
        markerfacecolor="white",
        linestyle="none",
        capsize=3,
        elinewidth=1.2,
        label=say("figure.placebo"),
    )
    axes.axvline(levels[-1] + 0.45 * step, color=GREY, linewidth=0.8, linestyle=(0, (2, 3)), zorder=0)
    axes.set_xticks([*levels, place], [*(f"{level:g}" for level in levels), say("figure.placebo_tick")])
