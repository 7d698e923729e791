"""The numbers that move a quantity most, as dots with their intervals before what chance and the dummy move."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.evidence.screening.numbers import DUMMY
from experiments.evidence.screening.page import Screened, in_unit
from experiments.report.figures.colours import BLACK, BLUE, GREY, ORANGE, PURPLE, VERMILLION
from experiments.report.figures.style import headline, legend_below, name_rows, new_figure
from experiments.texts import Texts

MOST = 30
ROW = 0.24
LOOKS = {"up": (BLUE, "^"), "down": (VERMILLION, "v"), "none": (BLACK, "o"), "noisy": (GREY, "o"), "dead": (GREY, "x")}
LINES: dict[str, tuple[str, Any]] = {"bar": (PURPLE, "-"), "dummy": (BLACK, "--"), "chance": (ORANGE, ":")}


def draw(screened: Screened, quantity: str, say: Texts) -> Figure:
    """One row a number, the strongest on top: at most thirty of them."""
    own = screened.rows(quantity)
    rows = own[own["setting"] != DUMMY].nlargest(MOST, "mu_star")
    figure = new_figure(9.6, 2.4 + ROW * (len(rows) + 1))
    axes = figure.subplots()
    for place, (_, row) in enumerate(rows.iterrows()):
        colour, marker = LOOKS[_kind(row)]
        height = len(rows) - 1 - place
        low, star, high = (in_unit(quantity, row[name]) for name in ("mu_star_low", "mu_star", "mu_star_high"))
        axes.plot([low, high], [height, height], color=colour, linewidth=1.4, zorder=3, solid_capstyle="butt")
        face = "white" if _kind(row) == "noisy" else colour
        axes.plot([star], [height], color=colour, marker=marker, markerfacecolor=face, markersize=5.5, zorder=4)
    for name, (colour, line) in LINES.items():
        at = in_unit(quantity, float(own[name].iloc[0]))
        axes.axvline(at, color=colour, linestyle=line, linewidth=1.4, zorder=2)
    name_rows(axes, [str(name) for name in rows["setting"]])
    axes.set_xlim(left=min(0.0, -0.01 * axes.get_xlim()[1]))
    axes.set_xlabel(say("figure.axis", unit=say("unit." + quantity)))
    title = say("figure.title", quantity=say("of." + quantity), count=len(rows), moved=len(own) - 1)
    headline(figure, title, fontsize=11)
    legend_below(figure, _legend({_kind(row) for _, row in rows.iterrows()}, say), 2)
    return figure


def _kind(row: Any) -> str:
    return str(row["direction"] or "none") if row["verdict"] == "acts" else str(row["verdict"])


def _legend(there: set[str], say: Texts) -> list[Line2D]:
    handles = []
    for kind, (colour, marker) in LOOKS.items():
        if kind in there:
            face = "white" if kind == "noisy" else colour
            label = say(f"figure.{kind}")
            handles.append(Line2D([], [], color=colour, marker=marker, markerfacecolor=face, label=label))
    for name, (colour, line) in LINES.items():
        handles.append(Line2D([], [], color=colour, linestyle=line, label=say(f"figure.{name}")))
    return handles
