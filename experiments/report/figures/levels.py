"""Levels of the model beside the evidence, each in units of the middle of what is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.report.figures.colours import BAND, BLUE, GREY, VERMILLION
from experiments.report.figures.style import headline, legend_below, name_rows, new_figure, row_band
from experiments.texts import Texts

MARKS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
LEAST, MOST = 0.07, 14.0
LOOKS: dict[str, dict[str, Any]] = {
    "yes": {"color": BLUE, "marker": "o"},
    "low": {"color": VERMILLION, "marker": "X"},
    "high": {"color": VERMILLION, "marker": "X"},
    "undecided": {"color": GREY, "marker": "o", "markerfacecolor": "white"},
}
OTHERS = {("low", "high"): "outside", ("undecided",): "undecided"}
"""What is said of them below the figure, if there are any."""
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
    headline(figure, say("levels.figure.title"), fontsize=12)
    band = Patch(facecolor=BAND, label=say("levels.figure.band"))
    dot = Line2D([], [], **LOOKS["yes"], label=say("levels.figure.model"))
    looks = [(near, label) for near, label in OTHERS.items() if known["near"].isin(near).any()]
    others = [Line2D([], [], **LOOKS[near[0]], label=say(f"levels.figure.{label}")) for near, label in looks]
    legend_below(figure, [band, dot, *others], 4)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, say: Texts) -> None:
    for height, (_, row) in zip(range(len(rows) - 1, -1, -1), rows.iterrows(), strict=True):
        middle = float(np.sqrt(row["evidence_low"] * row["evidence_high"]))
        row_band(axes, height, row["evidence_low"] / middle, row["evidence_high"] / middle)
        low, mean, high = (
            float(np.clip(row[end] / middle, LEAST, MOST)) for end in ("model_low", "model", "model_high")
        )
        look = LOOKS[row["near"]]
        axes.plot([low, high], [height, height], color=look["color"], linewidth=1.6, zorder=3)
        axes.plot([mean], [height], **look, zorder=4)
    axes.set_xscale("log")
    axes.set_xlim(LEAST, MOST)
    axes.set_xticks(MARKS, [say.number(mark, 1 if mark < 1 else 0) for mark in MARKS])
    axes.minorticks_off()
    name_rows(axes, [say(f"levels.of.{quantity}") for quantity in rows["quantity"]])
    axes.axvline(1.0, color="#444444", linewidth=0.9, zorder=2)
