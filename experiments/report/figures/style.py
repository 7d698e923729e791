"""How all figures look: colours the colour-blind can tell apart, markers that survive black-and-white print.

Colours: Okabe & Ito 2008, "Color universal design".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter

from experiments.results.output import whole

BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
BLUE, VERMILLION, PURPLE, GREY = "#0072B2", "#D55E00", "#CC79A7", "#6B6B6B"

LOOKS = (
    (BLACK, "o", "-"),
    (BLUE, "s", "--"),
    (VERMILLION, "^", "-."),
    (GREEN, "D", ":"),
    (PURPLE, "v", (0, (5, 1, 1, 1, 1, 1))),
    (ORANGE, "P", (0, (3, 1))),
    (SKY, "X", (0, (1, 1))),
)
"""Colour, marker and line of the first, second, ... line of a figure."""

_STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#444444",
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": 9.5,
    "lines.linewidth": 1.8,
    "lines.markersize": 6,
    "savefig.facecolor": "white",
    "svg.hashsalt": "kentongan",
    "svg.fonttype": "path",
}


@contextmanager
def styled() -> Iterator[None]:
    """Draw in our style, without touching the user's."""
    with mpl.rc_context(_STYLE):
        yield


def new_figure(width: float, height: float) -> Figure:
    """An empty figure in inches, drawn without any window."""
    return Figure(figsize=(width, height), layout="constrained")


class _Commas(ScalarFormatter):
    """Numbers on an axis with a decimal comma."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        return str(super().__call__(x, pos)).replace(".", ",")


def write_numbers(figure: Figure, language: str) -> None:
    """Write the numbers on all axes the way the language does; axes with words on them stay."""
    if language != "id":
        return
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if isinstance(axis.get_major_formatter(), ScalarFormatter):
                axis.set_major_formatter(_Commas())


def zero_line(axes: Axes) -> None:
    """Where nothing changes."""
    axes.axhline(0.0, color="#444444", linewidth=0.9, zorder=1)


def save(figure: Figure, folder: Path, name: str) -> dict[str, Path]:
    """Write a figure as PNG (200 dots an inch) and SVG, the same bytes every time."""
    paths = {ending: folder / f"{name}.{ending}" for ending in ("png", "svg")}
    for ending, path in paths.items():
        with whole(path) as half:
            metadata = {"Date": None} if ending == "svg" else None
            figure.savefig(half, format=ending, dpi=200, metadata=metadata)
    return paths
