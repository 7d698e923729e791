"""Nearest causes of departures prevented and induced, and what each pathway carries, beside the placebo pair."""

from __future__ import annotations

import textwrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.averted import SIDES, Averted
from experiments.analysis.intervals import Interval
from experiments.report.figures.colours import BLACK, BLUE, GREY, VERMILLION
from experiments.report.figures.style import headline, new_figure, write_numbers
from experiments.texts import Language, Texts
from sim.explaining.words import Words

_LOOKS = ((BLUE, "o"), (VERMILLION, "s"), (GREY, "o"), (GREY, "s"))
"""Colour and marker of each side: what is the programme's in colour, the placebo's in grey."""


def averted_figure(found: Averted, title: str, language: Language) -> Figure:
    """Two panels of points with intervals, a row a cause or pathway."""
    say = Texts(language, "averted")
    rows = max(len(found.causes), 1) + len(found.pathways) + 1
    figure = new_figure(10.0, 2.6 + 0.42 * rows, foot=0.035)
    upper, lower = figure.subplots(2, 1, height_ratios=[max(len(found.causes), 1) + 1, len(found.pathways) + 2])
    _causes(upper, found, say)
    _pathways(lower, found, say)
    headline(figure, textwrap.fill(title, 84), fontsize=11)
    figure.text(0.01, 0.004, textwrap.fill(say("synthetic"), 150), fontsize=7.5, color=GREY)
    write_numbers(figure, language)
    return figure


def _causes(axes: Axes, found: Averted, say: Texts) -> None:
    interval = found.by_cause()
    places = np.arange(len(found.causes))[::-1]
    for side, (name, (colour, marker)) in enumerate(zip(SIDES, _LOOKS, strict=True)):
        own = Interval(interval.mean[:, side], interval.low[:, side], interval.high[:, side])
        _dots(axes, places + 0.24 - 0.16 * side, own, colour, marker, say(name))
    axes.set_yticks(
        places, [textwrap.fill(Words(say.language)(f"cause.{name}"), 46) for name in found.causes], fontsize=8.5
    )
    axes.set_xlim(left=min(0.0, axes.get_xlim()[0]))
    axes.set_xlabel(say("axis.causes"))
    axes.set_title(textwrap.fill(say("causes.title"), 68), fontsize=10)
    axes.grid(axis="x")
    axes.legend(loc="lower right", fontsize=8.5)


def _pathways(axes: Axes, found: Averted, say: Texts) -> None:
    places = np.arange(len(found.pathways), 0, -1)
    _dots(axes, places, found.lost(), BLACK, "D")
    _dots(axes, 0, found.placebo(), GREY, "o")
    labels = [
        say(f"pathway.{name}") + ("" if part else f"\n({say('not_part')})")
        for name, part in zip(found.pathways, found.part, strict=True)
    ]
    axes.set_yticks([*places, 0], [*labels, say("placebo")], fontsize=8.5)
    axes.axvline(0.0, color="#444444", linewidth=0.9)
    axes.set_xlabel(say("axis.pathways"))
    axes.set_title(textwrap.fill(say("pathways.title"), 68), fontsize=10)
    axes.text(0.0, -0.15, textwrap.fill(say("pathways.how"), 105), fontsize=8, transform=axes.transAxes, va="top")
    axes.grid(axis="x")


def _dots(axes: Axes, places: np.ndarray | int, found: Interval, colour: str, marker: str, label: str = "") -> None:
    axes.hlines(places, found.low, found.high, color=colour, linewidth=1.3)
    axes.plot(found.mean, places, marker, color=colour, markersize=5.5, label=label or None)
