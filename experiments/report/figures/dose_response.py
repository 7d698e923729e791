"""What sessions avert, with each set of channels open: of undocumented departures, and of all."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.results import ALL_DEPARTURES, AVERTED
from experiments.analysis.sessions import HELD, OF_THE_PLAN, held_by_plan, who_held
from experiments.composing.design import PLACEBO
from experiments.report.figures.colours import GREY, LOOKS
from experiments.report.figures.style import headline, legend_below, new_figure, zero_line
from experiments.texts import Texts

WIDTH = 4.4
"""Inches: as wide as a phone shows with letters that can be read."""
_TITLE: dict[str, Any] = {"fontsize": 9.5, "loc": "left", "x": -0.2}
"""Titles of panels begin left of them, over the names of rows."""
_NUMBER: dict[str, Any] = {"fontsize": 9, "ha": "center", "va": "center_baseline"}
LEAST_GAP = 0.13
"""Between doses that stand side by side, as a share of the axis: the numbers below them need it."""


def draw(
    scenarios: pd.DataFrame, place: str, title: str, sets: Mapping[str, str], planned_by: str, note: str, say: Texts
) -> Figure:
    """Two panels on one scale, undocumented departures and all, over a table of the sessions held and by whom.

    Args:
        scenarios: the table of that name.
        place, title: which of its places, and what that is called.
        sets: names of channel sets to titles, in their order; each is a line.
        planned_by: whose sessions are planned, in words.
        note: what stands over the legend.
        say: texts of the language.
    """
    own = scenarios[scenarios["place"] == place]
    held = held_by_plan(own, place)
    at = _places(held)
    rows = 2 + len(who_held(held))
    figure = new_figure(WIDTH, 6.6 + 0.2 * rows)
    upper, lower, below = figure.subplots(3, 1, sharex=True, height_ratios=[3, 3, 0.3 * rows])
    lower.sharey(upper)
    for axes, quantity in ((upper, AVERTED), (lower, ALL_DEPARTURES)):
        _panel(axes, _fewer(own, quantity), sets, at, say)
        axes.set_title(say(f"figure.fewer.{quantity}"), **_TITLE)
        axes.set_ylabel(say("figure.village_year"), fontsize=9)
        axes.tick_params(axis="x", labelbottom=False)
    _sessions(below, held, at, planned_by, say)
    headline(figure, textwrap.fill(title, 42), fontsize=11)
    note = textwrap.fill(note, 62)
    legend_below(figure, upper, 2, title=note, title_fontsize=8.5, fontsize=9, alignment="left", columnspacing=1.2)
    return figure


def _places(held: pd.DataFrame) -> pd.Series:
    """Where each dose stands: at the sessions held in all, but no nearer to its neighbour than numbers can be read."""
    total = held[HELD].sort_values(kind="stable")
    least = LEAST_GAP * float(total.max() - total.min()) or 1.0
    steps = np.maximum(np.diff(total.to_numpy()), least)
    return pd.Series(total.iloc[0] + np.concatenate(([0.0], np.cumsum(steps))), total.index)


def _fewer(scenarios: pd.DataFrame, quantity: str) -> pd.DataFrame:
    """How many fewer leave, with intervals: what is averted says so itself, of the others more is the difference."""
    rows = scenarios[scenarios["quantity"] == quantity]
    if quantity == AVERTED:
        return rows
    return rows.assign(difference=-rows["difference"], low=-rows["high"], high=-rows["low"])


def _panel(axes: Axes, fewer: pd.DataFrame, sets: Mapping[str, str], at: pd.Series, say: Texts) -> None:
    zero_line(axes)
    reach = 0.09 * _span(at)
    for number, (name, title) in enumerate(sets.items()):
        rows = fewer[fewer["channels"] == name].sort_values("outreach")
        if rows.empty:
            continue
        colour, marker, line = LOOKS[number % len(LOOKS)]
        aside = (number - (len(sets) - 1) / 2) * reach / max(len(sets) - 1, 1)
        x = rows["outreach"].map(at) + aside
        _dots(axes, x, rows, color=colour, marker=marker, linestyle=line, label=title)
    _placebo(axes, fewer[fewer["scenario"] == PLACEBO], at, say)
    axes.set_xticks(at.to_list())


def _span(at: pd.Series) -> float:
    return float(at.max() - at.min()) or 1.0


def _dots(axes: Axes, at: pd.Series | float, rows: pd.DataFrame, **look: Any) -> None:
    """How many fewer leave, with their intervals."""
    reach = [rows["difference"] - rows["low"], rows["high"] - rows["difference"]]
    axes.errorbar(at, rows["difference"], yerr=reach, capsize=3, elinewidth=1.2, markersize=5, **look)


def _placebo_place(at: pd.Series) -> float:
    return float(at.max()) + 0.22 * _span(at)


def _placebo(axes: Axes, placebo: pd.DataFrame, at: pd.Series, say: Texts) -> None:
    """The placebo pair beside the scenarios, behind a line: as a band across them it would look like a threshold."""
    look = {"color": GREY, "marker": "o", "markerfacecolor": "white", "linestyle": "none"}
    _dots(axes, _placebo_place(at), placebo, **look, label=say("scenario.placebo"))
    between = (float(at.max()) + _placebo_place(at)) / 2
    axes.axvline(between, color=GREY, linewidth=0.8, linestyle=(0, (2, 3)), zorder=0)


def _sessions(axes: Axes, held: pd.DataFrame, at: pd.Series, planned_by: str, say: Texts) -> None:
    """The table below the axis: a column under each dose, the sessions held in all and by whom, and those planned."""
    names = {HELD: say("figure.held.all")}
    names |= {name: planned_by if name == OF_THE_PLAN else say(f"held_by.{name}") for name in who_held(held)}
    rows: list[tuple[str, Sequence[float]]] = [(title, held[name].to_list()) for name, title in names.items()]
    rows.append((say("figure.planned", who=planned_by), held.index.to_list()))
    axes.set_title(say("figure.sessions_axis"), **_TITLE)
    axes.set_yticks(range(len(rows)), [title for title, _ in rows], fontsize=9)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for row, (_, values) in enumerate(rows):
        look: dict[str, Any] = {0: {"fontweight": "bold"}, len(rows) - 1: {"color": GREY}}.get(row, {})
        for dose, value in zip(held.index, values, strict=True):
            axes.text(at[dose], row, _short(value, say, exact=row == len(rows) - 1), **_NUMBER, **look)
    axes.text(_placebo_place(at), 0, say("figure.placebo_tick"), color=GREY, **_NUMBER)
    axes.grid(visible=False)
    axes.tick_params(length=0, labelbottom=False)
    for side in axes.spines.values():
        side.set_visible(False)


def _short(value: float, say: Texts, exact: bool) -> str:
    """A number of sessions: as it was planned (``exact``), or measured, with one decimal unless there was none."""
    decimals = len(f"{value:g}".partition(".")[2])
    return say.number(value, decimals if exact or value == 0 else 1)
