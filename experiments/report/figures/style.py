"""How all figures look, how they are written, and what several of them have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import ScalarFormatter

from experiments.report.figures.colours import BAND
from experiments.results.output import whole

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


def new_figure(width: float, height: float, foot: float = 0.0) -> Figure:
    """An empty figure, ``width`` by ``height`` inches, drawn without any window.

    ``foot`` is the share (0-1) of its height left free below.
    """
    return Figure(figsize=(width, height), layout=ConstrainedLayoutEngine(rect=(0, foot, 1, 1 - foot)))


def place_columns(count: int, height: float) -> Figure:
    """An empty figure, ``height`` inches high, with room for ``count`` columns of panels, one a place."""
    return new_figure(4.4 * count + (0.8 if count == 1 else 0.0), height)


def headline(figure: Figure, text: str, **look: Any) -> None:
    """A title over all panels, from the left."""
    figure.suptitle(text, x=0.01, ha="left", fontweight="bold", **look)


def legend_below(figure: Figure, handles: Axes | Sequence[Artist], columns: int, **look: Any) -> None:
    """One legend below all panels: of these handles or those labelled in a panel, in at most so many ``columns``."""
    if isinstance(handles, Axes):
        handles = handles.get_legend_handles_labels()[0]
    legend = figure.legend(handles=handles, loc="outside lower center", ncols=columns, **look)
    if columns > 1 and legend.get_window_extent().width > figure.bbox.width:  # a narrow figure of one place
        legend.remove()
        legend_below(figure, handles, columns - 1, **look)


def name_rows(axes: Axes, names: Sequence[str]) -> None:
    """A row a name, the first on top, with upright grid lines alone."""
    axes.set_yticks(range(len(names) - 1, -1, -1), names, fontsize=9)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")


def row_band(axes: Axes, height: int, low: float, high: float) -> None:
    """The band from ``low`` to ``high``, in the unit of the axis, of what is expected in the row at ``height``."""
    axes.barh(height, high - low, left=low, height=0.78, color=BAND, zorder=1)


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
