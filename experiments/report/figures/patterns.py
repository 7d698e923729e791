"""What each pattern found, as a dot with its interval before the band that was expected."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.evidence.patterns.finding import Finding
from experiments.evidence.patterns.table import in_order
from experiments.evidence.patterns.words import BUILT_FOR, found, is_ratio, title
from experiments.report.figures.colours import BAND, BLUE, GREY, VERMILLION
from experiments.report.figures.style import headline, legend_below, name_rows, new_figure, row_band
from experiments.texts import Texts

LOOKS = {"fails": (VERMILLION, "X"), "undecided": (GREY, "o"), "holds": (BLUE, "o")}
CHANGES = (-0.9, -0.75, -0.5, 0.0, 1.0, 3.0, 9.0)
"""Where the axis of changes may have marks; it is drawn in ratios, so that half and double lie equally far from 0."""
ROW = 0.31
Scale = Callable[[float], float]
"""Where a number lies on an axis."""


def draw(findings: Sequence[Finding], say: Texts) -> Figure | None:
    """One row a pattern: changes on one axis, shares on another. None if there is nothing of either."""
    changes = [one for one in findings if one.planned.pattern.compare.kind == "change"]
    shares = [one for one in findings if one not in changes and _is_share(one)]
    panels = [(rows, is_change) for rows, is_change in ((changes, True), (shares, False)) if rows]
    if not panels:
        return None
    heights = [len(rows) + 2.2 for rows, _ in panels]
    figure = new_figure(10.2, 1.0 + ROW * sum(heights))
    axes = figure.subplots(len(panels), 1, squeeze=False, height_ratios=heights)[:, 0]
    for panel, (rows, is_change) in zip(axes, panels, strict=True):
        _panel(panel, in_order(rows), is_change, say)
    headline(figure, say("patterns.figure.title"), fontsize=12)
    legend_below(figure, _legend(findings, say), 5)
    return figure


def _is_share(finding: Finding) -> bool:
    pattern = finding.planned.pattern
    return pattern.compare.kind == "part" or (pattern.compare.kind != "change" and is_ratio(pattern))


def _panel(axes: Axes, findings: Sequence[Finding], is_change: bool, say: Texts) -> None:
    scale = math.log1p if is_change else float
    low, high = _limits(findings, is_change)
    for row, finding in enumerate(findings):
        height = len(findings) - 1 - row
        band = finding.planned.pattern.expected.band
        row_band(axes, height, scale(max(low, band[0])), scale(min(high, band[1])))
        _dot(axes, finding, height, (low, high), scale)
        axes.annotate(
            found(finding, say), (1.01, height), xycoords=("axes fraction", "data"), va="center", fontsize=8.5
        )
    name_rows(axes, [title(one.planned.pattern, say.language) for one in findings])
    axes.set_xlim(scale(low), scale(high))
    axes.spines["left"].set_visible(False)
    marks = [mark for mark in CHANGES if low <= mark <= high] if is_change else [0.0, 0.25, 0.5, 0.75, 1.0]
    names = [("+" if mark > 0 and is_change else "") + say.percent(mark) for mark in marks]
    axes.set_xticks([scale(mark) for mark in marks], names)
    axes.set_xlabel(say("patterns.figure.change" if is_change else "patterns.figure.share"))
    if is_change:
        axes.axvline(0.0, color="#444444", linewidth=0.9, zorder=2)


def _dot(axes: Axes, finding: Finding, height: int, limits: tuple[float, float], scale: Scale) -> None:
    mean, low, high = (scale(float(np.clip(end, *limits))) for end in finding.interval.numbers)
    if math.isnan(mean):
        return
    colour, marker = LOOKS[finding.verdict]
    if not math.isnan(low) and not math.isnan(high):
        axes.plot([low, high], [height, height], color=colour, linewidth=1.6, zorder=3, solid_capstyle="butt")
    face = "white" if finding.verdict == "undecided" else colour
    axes.plot([mean], [height], color=colour, marker=marker, markerfacecolor=face, markersize=6.5, zorder=4)


def _limits(findings: Sequence[Finding], is_change: bool) -> tuple[float, float]:
    """Room for all intervals, and for half and double at the least; a change cannot go below -100%."""
    if not is_change:
        return (0.0, 1.0)
    known = [end for one in findings for end in one.interval.numbers if math.isfinite(end)]
    return max(min([-0.5, *known]) * 1.05, -0.95), max([1.0, *known]) * 1.1


def _legend(findings: Sequence[Finding], say: Texts) -> list[Patch | Line2D]:
    there = {finding.verdict for finding in findings}
    handles: list[Patch | Line2D] = [Patch(facecolor=BAND, label=say("patterns.figure.band"))]
    for verdict, (colour, marker) in LOOKS.items():
        if verdict in there:
            face = "white" if verdict == "undecided" else colour
            label = say(f"patterns.verdict.{verdict}")
            handles.append(Line2D([], [], color=colour, marker=marker, markerfacecolor=face, label=label))
    if any(finding.is_built_for for finding in findings):
        label = say("patterns.figure.built_for")
        handles.append(Line2D([], [], color="black", linestyle="none", marker=f"${BUILT_FOR}$", label=label))
    return handles
