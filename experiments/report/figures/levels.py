"""Levels of the model beside the evidence, each in units of the middle of what is known."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.report.figures.style import BLUE, VERMILLION, new_figure
from experiments.report.texts import Texts

BAND = "#CFE8DC"
MARKS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
LEAST, MOST = 0.07, 14.0
ROW = 0.34


def draw(table: pd.DataFrame, titles: Mapping[str, str], say: Texts) -> Figure | None:
    """A panel a place with the levels of which something is known; None if nothing is known of any."""
    known = table[table["evidence_low"].notna() & table["model"].notna()]
    places = [place for place in titles if (known["place"] == place).any()]
    if not places:
        return None
    counts = [int((known["place"] == place).sum()) for place in places]
    figure = new_figure(9.2, 1.2 + sum(ROW * count + 0.75 for count in counts))
    axes = figure.subplots(len(places), 1, squeeze=False, sharex=True, height_ratios=counts)[:, 0]
    for panel, place in zip(axes, places, strict=True):
        _panel(panel, known[known["place"] == place], say)
        panel.set_title(titles[place])
    axes[-1].set_xlabel(say("levels.figure.axis"))
    figure.suptitle(say("levels.figure.title"), x=0.01, ha="left", fontsize=12, fontweight="bold")
    band = Patch(facecolor=BAND, label=say("levels.figure.band"))
    dot = Line2D([], [], color=BLUE, marker="o", label=say("levels.figure.model"))
    cross = Line2D([], [], color=VERMILLION, marker="X", label=say("levels.figure.outside"))
    outside = [cross] if (known["near"] != "yes").any() else []
    figure.legend(handles=[band, dot, *outside], loc="outside lower center", ncols=3)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, say: Texts) -> None:
    for height, (_, row) in zip(range(len(rows) - 1, -1, -1), rows.iterrows(), strict=True):
        middle = float(np.sqrt(row["evidence_low"] * row["evidence_high"]))
        ends = [row[end] / middle for end in ("evidence_low", "evidence_high")]
        axes.barh(height, ends[1] - ends[0], left=ends[0], height=0.78, color=BAND, zorder=1)
        low, mean, high = (
            float(np.clip(row[end] / middle, LEAST, MOST)) for end in ("model_low", "model", "model_high")
        )
        near = row["near"] == "yes"
        colour = BLUE if near else VERMILLION
        axes.plot([low, high], [height, height], color=colour, linewidth=1.6, zorder=3)
        axes.plot([mean], [height], color=colour, marker="o" if near else "X", zorder=4)
    axes.set_xscale("log")
    axes.set_xlim(LEAST, MOST)
    axes.set_xticks(MARKS, [say.number(mark, 1 if mark < 1 else 0) for mark in MARKS])
    axes.minorticks_off()
    names = [say(f"levels.of.{quantity}") for quantity in rows["quantity"]]
    axes.set_yticks(range(len(rows) - 1, -1, -1), names, fontsize=9)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.axvline(1.0, color="#444444", linewidth=0.9, zorder=2)
