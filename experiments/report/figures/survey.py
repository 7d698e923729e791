"""The simulated survey beside real ones: one scale a measure, the real middle half as a band."""

from __future__ import annotations

from math import isfinite

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.report.figures.colours import BLACK, BLUE, ORANGE, VERMILLION
from experiments.report.figures.style import headline, legend_below, new_figure
from experiments.texts import Language, Texts
from sim.ties.survey.targets import Found

_BAND = "#C9DCEB"
_LOOKS = {"model": (BLUE, "o"), "watts_strogatz": (VERMILLION, "X"), "watts_strogatz_kin": (ORANGE, "^")}


def survey_figure(results: dict[str, dict[str, Found]], hamlets: int, language: Language) -> Figure:
    """Medians of each network, measure by measure; the model also with the middle half of its ``hamlets``, so many."""
    say = Texts(language, "ties")
    measures = list(results["model"])
    figure = new_figure(8.6, 6.4)
    panels = figure.subplots(len(measures), 1)
    for axes, measure in zip(panels, measures, strict=True):
        _row(axes, measure, {network: found[measure] for network, found in results.items()}, say)
    panels[0].set_title(
        say("survey.median", hamlets=say.number(hamlets, 0)), fontsize=9.5, fontweight="normal", loc="left"
    )
    headline(figure, say("survey.title"))
    handles: list[Patch | Line2D] = [Patch(color=_BAND, label=say("survey.band"))]
    for network in results:
        colour, marker = _LOOKS[network]
        handles.append(
            Line2D([], [], color=colour, marker=marker, linestyle="", markersize=8, label=say(f"network.{network}"))
        )
    legend_below(figure, handles, 2)
    return figure


def _row(axes: Axes, measure: str, found: dict[str, Found], say: Texts) -> None:
    band = found["model"].band
    axes.axvspan(band.p25, band.p75, color=_BAND, linewidth=0)
    axes.axvline(band.p50, color=BLACK, linewidth=1.2)
    model = found["model"]
    axes.plot([model.p25, model.p75], [0.0, 0.0], color=_LOOKS["model"][0], linewidth=2.2, alpha=0.55)
    for network in reversed(found):
        colour, marker = _LOOKS[network]
        axes.plot(found[network].median, 0.0, marker, color=colour, markersize=9, markeredgecolor="white")
    values = [value for one in found.values() for value in (one.median, *one.band)] + [model.p25, model.p75]
    values = [value for value in values if isfinite(value)]  # a network with hardly a tie has no largest component
    margin = 0.08 * (max(values) - min(values))
    axes.set_xlim(min(values) - margin, max(values) + margin)
    axes.set_ylim(-1.0, 1.0)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(visible=False)
    axes.tick_params(axis="x", labelsize=8.5, pad=1)
    axes.xaxis.set_major_formatter(lambda value, _: say.number(value, 0 if measure == "num_nodes" else 2))
    axes.set_ylabel(say(f"measure.{measure}"), rotation=0, ha="right", va="center", labelpad=8)
