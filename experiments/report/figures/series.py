"""The three series that are never the same thing: true departures, reports received, departures averted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.results import AVERTED, DEPARTURES, PERIOD, RECEIVED, PlaceResults
from experiments.composing.design import NO_PROGRAMME
from experiments.report.figures.colours import BLACK, BLUE, GREY
from experiments.report.figures.style import legend_below, place_columns, zero_line
from experiments.texts import Texts

ROWS = (DEPARTURES, RECEIVED, AVERTED)


def draw(places: Sequence[PlaceResults], titles: Mapping[str, str], reference: str, say: Texts) -> Figure:
    """A column a place, a row a series: per village and quarter, without and with the reference scenario."""
    figure = place_columns(len(places), 7.6)
    panels = figure.subplots(len(ROWS), len(places), squeeze=False, sharex="col")
    for column, place in enumerate(places):
        for row, name in enumerate(ROWS):
            axes = panels[row, column]
            _panel(axes, place, name, reference, say)
            axes.set_title(say(f"series.{name}"), fontsize=10)
        panels[-1, column].set_xlabel(say("figure.week_axis"))
        panels[0, column].set_title(f"{titles[place.place]}\n{say(f'series.{ROWS[0]}')}", fontsize=10)
    for axes in panels[:, 0]:
        axes.set_ylabel(say("figure.quarter_axis"))
    legend_below(figure, panels[0, 0], 3)
    return figure


def _panel(axes: Axes, place: PlaceResults, name: str, reference: str, say: Texts) -> None:
    zero_line(axes)
    axes.axvline(place.start_week, color=GREY, linestyle=":", linewidth=1.5, label=say("figure.start"))
    if name != AVERTED:
        _line(axes, place, NO_PROGRAMME, name, say("figure.without"), (BLACK, "o", "--"))
    _line(axes, place, reference, name, say("figure.with"), (BLUE, "s", "-"))
    axes.set_xticks(range(0, place.weeks + 1, 52))
    if name != AVERTED:
        axes.set_ylim(bottom=0.0)


def _line(axes: Axes, place: PlaceResults, scenario: str, name: str, label: str, look: tuple[str, str, str]) -> None:
    interval, column = place.periods[scenario], place.column(name)
    middle = (np.arange(interval.mean.shape[0]) + 0.5) * PERIOD
    mean, low, high = (part[:, column] / place.villages for part in (interval.mean, interval.low, interval.high))
    colour, marker, line = look
    axes.plot(middle, mean, color=colour, marker=marker, linestyle=line, markersize=4, label=label)
    axes.fill_between(middle, low, high, color=colour, alpha=0.16, linewidth=0)
