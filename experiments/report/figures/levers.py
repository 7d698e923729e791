"""What moves between the ends of each concept and lever, and what doses do to officers' hours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.analysis.intervals import Floats
from experiments.evidence.levers.finding import HOURS, QUANTITIES, Change, Finding, cancelled_share, of_kind
from experiments.evidence.levers.words import KINDS
from experiments.report.figures.colours import BLACK, BLUE, GREEN, GREY, ORANGE, SKY, VERMILLION
from experiments.report.figures.style import headline, legend_below, name_rows, new_figure
from experiments.texts import Texts

LOOKS = ((BLUE, "o"), (VERMILLION, "s"), (GREEN, "D"), (BLACK, "^"))
"""Colour and marker of the first, second, ... place."""
FACES = ((BLUE, ""), (SKY, "//"), (ORANGE, ".."), ("#F0E442", "\\\\"), ("#E6E6E6", ""))
"""Colour and hatching of what hours go into."""
MARKS = (-1.0, -0.1, 0.1, 1.0)
"""Marks on the axis of changes, as shares."""
LINEAR = 0.1
"""Share up to which the axis of changes is even; beyond it each step is a factor."""
MOST = 2.0
"""No change is larger: all of it comes or goes."""
ROW, PAPER = 0.235, 9.8
LARGEST = 15
"""How many rows the figure of the largest has."""


def draw(findings: Sequence[Finding], places: Mapping[str, str], say: Texts) -> dict[str, Figure]:
    """Figures by name: ``concept`` and ``lever`` with all quantities, ``largest``, ``doses``; none without rows.

    ``places`` maps names of places to titles, in their order.
    """
    figures = {kind: _screen(kind, some, places, say) for kind in KINDS if (some := of_kind(findings, kind))}
    largest = _largest(findings, places, say)
    with_doses = [one for one in findings if one.doses]
    return {
        **figures,
        **({} if largest is None else {"largest": largest}),
        **({"doses": _doses(with_doses, places, say)} if with_doses else {}),
    }


def _screen(kind: str, some: dict[str, list[Finding]], places: Mapping[str, str], say: Texts) -> Figure:
    """A row a concept or lever, a column a quantity; fits on a sheet of A4 across."""
    figure = new_figure(PAPER, 1.9 + ROW * len(some))
    axes = figure.subplots(1, len(QUANTITIES), sharey=True, squeeze=False)[0]
    names = [getattr(own[0].planned.lever.title, say.language) for own in some.values()]
    for panel, quantity in zip(axes, QUANTITIES, strict=True):
        rows = [{one.planned.place: one.changes[quantity] for one in own} for own in some.values()]
        _rows(panel, rows, list(places), names, say)
        panel.set_title(say(f"levers.figure.column.{quantity}"), loc="center", fontsize=7.6)
        panel.tick_params(axis="x", labelsize=6.2)
    axes[0].tick_params(axis="y", labelsize=8.5)
    headline(figure, say(f"levers.figure.title.{kind}"), fontsize=12)
    same = any(change.verdict == "same" for own in some.values() for one in own for change in one.changes.values())
    look = {"title": say("levers.figure.axis"), "title_fontsize": 8.5}
    legend_below(figure, _legend(places, same, say), 3, fontsize=8.5, **look)
    return figure


def _largest(findings: Sequence[Finding], places: Mapping[str, str], say: Texts) -> Figure | None:
    """The rows that move undocumented departures most, narrow enough for a telephone; None if none does."""
    some = {name: own for kind in KINDS for name, own in of_kind(findings, kind).items()}

    def size(own: Sequence[Finding]) -> float:
        found = [one.changes["undocumented"] for one in own]
        return max((abs(float(change.share.mean)) for change in found if change.moves), default=0.0)

    chosen = [own for own in sorted(some.values(), key=size, reverse=True) if size(own) > 0.0][:LARGEST]
    if not chosen:
        return None
    figure = new_figure(5.4, 2.3 + 0.34 * len(chosen))
    axes = figure.subplots()
    rows = [{one.planned.place: one.changes["undocumented"] for one in own} for own in chosen]
    names = [_broken(getattr(own[0].planned.lever.title, say.language)) for own in chosen]
    _rows(axes, rows, list(places), names, say)
    axes.set_xlabel(say("levers.figure.axis.short"), fontsize=9)
    headline(figure, say("levers.figure.title.largest"), fontsize=11)
    same = any(one.changes["undocumented"].verdict == "same" for own in chosen for one in own)
    legend_below(figure, _legend(places, same, say), 1, fontsize=9)
    return figure


def _broken(title: str) -> str:
    """A title on two lines, where it is long."""
    if len(title) <= 26:
        return title
    middle = len(title) // 2
    spaces = [place for place, letter in enumerate(title) if letter == " "]
    cut = min(spaces, key=lambda place: abs(place - middle), default=None)
    return title if cut is None else f"{title[:cut]}\n{title[cut + 1 :]}"


def _rows(
    axes: Axes, rows: Sequence[Mapping[str, Change]], places: Sequence[str], names: Sequence[str], say: Texts
) -> None:
    for height in range(0, len(rows), 2):
        axes.axhspan(height - 0.5, height + 0.5, color="#F3F3F3", linewidth=0, zorder=0)
    step = 0.36 if len(places) > 1 else 0.0
    for number, place in enumerate(places):
        aside = step * (0.5 - number / max(len(places) - 1, 1))
        for row, changes in enumerate(rows):
            if place in changes:
                _dot(axes, changes[place], len(rows) - 1 - row + aside, *LOOKS[number % len(LOOKS)])
    name_rows(axes, names)
    axes.set_xscale("symlog", linthresh=LINEAR, linscale=0.35)
    axes.set_xlim(-MOST * 1.15, MOST * 1.15)
    axes.set_xticks(MARKS, [say.number(100 * mark, 0) for mark in MARKS])
    axes.minorticks_off()
    axes.spines["left"].set_visible(False)
    axes.axvline(0.0, color="#444444", linewidth=0.9, zorder=2)


def _dot(axes: Axes, change: Change, height: float, colour: str, marker: str) -> None:
    if change.verdict == "same":
        axes.plot([0.0], [height], color=GREY, marker="x", markersize=3.6, zorder=3)
        return
    mean, low, high = change.share.numbers
    if math.isnan(mean):
        return
    width, alpha = (1.5, 1.0) if change.moves else (0.8, 0.6)
    if math.isfinite(low) and math.isfinite(high):
        axes.plot([low, high], [height, height], color=colour, linewidth=width, alpha=alpha, zorder=3)
    face = colour if change.moves else "white"
    size = 4.6 if change.moves else 3.4
    look: dict[str, Any] = {"markerfacecolor": face, "markeredgewidth": 0.9, "markersize": size}
    axes.plot([mean], [height], color=colour, marker=marker, linestyle="none", zorder=4, **look)


def _legend(places: Mapping[str, str], same: bool, say: Texts) -> list[Line2D]:
    """What the marks mean; ``same`` is whether there is any for what differs in no run."""
    handles = [
        Line2D([], [], color=colour, marker=marker, markersize=5, linewidth=1.5, label=title)
        for title, (colour, marker) in zip(places.values(), LOOKS, strict=False)
    ]
    filled = Line2D([], [], color=GREY, marker="o", markersize=5, linewidth=1.5, label=say("levers.figure.moves"))
    hollow = Line2D(
        [],
        [],
        color=GREY,
        marker="o",
        markerfacecolor="white",
        markersize=4,
        linewidth=0.8,
        label=say("levers.figure.unclear"),
    )
    tick = Line2D([], [], color=GREY, marker="x", markersize=4, linestyle="none", label=say("levers.figure.same"))
    return [*handles, filled, hollow, *([tick] if same else [])]


def _doses(findings: Sequence[Finding], places: Mapping[str, str], say: Texts) -> Figure:
    """What hours go into at each dose, and below it what is answered and cancelled; a column a place."""
    columns = len(findings)
    figure = new_figure(max(4.6 * columns, 5.4), 6.4)
    grid = figure.subplots(2, columns, squeeze=False, height_ratios=(1.35, 1.0), sharex="col")
    for column, one in enumerate(findings):
        upper, lower = grid[:, column]
        at = np.arange(len(one.doses), dtype=np.float64)
        ticks = [f"{dose.at:g}" for dose in one.doses]
        _stack(upper, one, at, say)
        _line(lower, one, at)
        lower.set_xticks(at, ticks)
        lower.set_xlabel(getattr(one.planned.lever.title, say.language))
        upper.set_title(places[one.planned.place])
    grid[0, 0].set_ylabel(say("levers.figure.hours"))
    grid[1, 0].set_ylabel(say("levers.figure.cases"))
    for lower in grid[1]:
        lower.set_title(say("levers.figure.line.preparing"), fontsize=9, fontweight="normal")
    headline(figure, say("levers.figure.title.doses"), fontsize=12)
    bars = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=_edge(colour), label=say(f"levers.figure.hours.{name}"))
        for name, (colour, hatch) in zip(HOURS, FACES, strict=True)
    ]
    legend_below(figure, bars, 5, fontsize=9, title=say("levers.figure.line.cancelled"), title_fontsize=9)
    return figure


def _stack(axes: Axes, one: Finding, at: Floats, say: Texts) -> None:
    below = np.zeros(len(at))
    for name, (colour, hatch) in zip(HOURS, FACES, strict=True):
        height = np.array([float(dose.levels[name].mean) for dose in one.doses])
        axes.bar(at, height, 0.72, bottom=below, color=colour, hatch=hatch, edgecolor=_edge(colour), linewidth=0.4)
        below += height
    for place, top, dose in zip(at, below, one.doses, strict=True):
        axes.annotate(
            say.percent(cancelled_share(dose)),
            (place, top),
            (0, 3),
            textcoords="offset points",
            ha="center",
            fontsize=8.5,
        )
    axes.set_ylim(0.0, 1.1 * below.max())


def _edge(colour: str) -> str:
    return "white" if colour == BLUE else "#555555"


def _line(axes: Axes, one: Finding, at: Floats) -> None:
    ends = np.array([dose.levels["preparing"].numbers for dose in one.doses]).T
    look: dict[str, Any] = {"color": BLACK, "marker": "o", "capsize": 3, "elinewidth": 1.1}
    axes.errorbar(at, ends[0], yerr=[ends[0] - ends[1], ends[2] - ends[0]], **look)
    axes.set_ylim(bottom=0.0)
