"""The ties of one hamlet: households as discs of persons, ties coloured by kind."""

from __future__ import annotations

from typing import Literal, NamedTuple

import networkx as nx
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from numpy.typing import NDArray

from experiments.report.figures.colours import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILLION
from experiments.report.figures.style import headline, legend_below, new_figure
from experiments.texts import Language, Texts
from sim.people.groups import RT_HEAD
from sim.people.population import Population
from sim.ties.kinds import COUSIN, FRIEND, GROUP, IN_LAW, INSTITUTION, NEIGHBOUR, PARENT, SIBLING
from sim.ties.ties import Ties

Points = NDArray[np.float64]


class _Look(NamedTuple):
    """How some kinds of ties are drawn."""

    name: str
    kinds: tuple[int, ...]
    colour: str
    style: Literal["-", ":"]
    width: float
    alpha: float


_LOOKS = (
    _Look("institutions", (INSTITUTION,), GREY, ":", 0.7, 0.6),
    _Look("cousins", (COUSIN,), SKY, "-", 1.1, 0.9),
    _Look("groups", (GROUP,), GREEN, "-", 0.8, 0.6),
    _Look("friends", (FRIEND,), PURPLE, "-", 0.8, 0.6),
    _Look("neighbours", (NEIGHBOUR,), ORANGE, "-", 0.8, 0.6),
    _Look("close_kin", (PARENT, SIBLING, IN_LAW), BLUE, "-", 1.7, 0.9),
)
"""Drawn in this order, the closest on top."""

_SIZE = (1.3, 1.0)  # width and height that the households fill
_APART = 0.115  # least distance of two households
_SPACING = 0.014  # distance of persons in a household


def typical_hamlet(population: Population) -> int:
    """The first hamlet whose number of households is nearest to the median."""
    households = np.bincount(population.household_hamlet)
    return int(np.abs(households - np.median(households)).argmin())


def hamlet_figure(population: Population, ties: Ties, hamlet: int, language: Language) -> Figure:
    """Persons of a hamlet (by number) and their ties in it."""
    say = Texts(language, "ties")
    low, high = (int(row) for row in population.hamlet_first_row[hamlet : hamlet + 2])
    pairs, kinds = _ties_inside(ties, low, high)
    homes = population.household[low:high].astype(np.int64)
    homes -= homes.min()
    centres = _layout(homes[pairs], kinds, int(homes.max()) + 1)
    points, radius = _persons(homes, centres)

    figure = new_figure(8.6, 7.6)
    axes = figure.subplots()
    axes.set_aspect("equal")
    axes.axis("off")
    for centre, size in zip(centres, radius, strict=True):
        axes.add_patch(Circle((centre[0], centre[1]), size, facecolor="#E9E9E9", edgecolor="#BBBBBB", zorder=1))
    handles = []
    for look in _LOOKS:
        these = np.isin(kinds, look.kinds)
        lines = LineCollection(list(points[pairs[these]]), colors=look.colour, linestyles=look.style, zorder=2)
        lines.set(linewidths=look.width, alpha=look.alpha)
        axes.add_collection(lines)
        label = say("hamlet.legend", name=say(f"hamlet.{look.name}"), count=say.number(int(these.sum()), 0))
        handles.append(Line2D([], [], color=look.colour, linestyle=look.style, linewidth=2.2, label=label))
    axes.plot(*points.T, "o", color=BLACK, markersize=3.2, zorder=3)
    rt_head = points[(population.traits[low:high] & RT_HEAD) != 0]
    axes.plot(*rt_head.T, "*", color=VERMILLION, markersize=19, markeredgecolor="white", zorder=4)
    handles.append(
        Line2D([], [], color=VERMILLION, marker="*", linestyle="", markersize=13, label=say("hamlet.rt_head"))
    )
    axes.autoscale_view()
    village = population.village_names[population.hamlet_village[hamlet]]
    youngest = int(-population.birth_week[low:high].max()) // 52
    people, households = say.number(high - low, 0), say.number(len(centres), 0)
    headline(figure, say("hamlet.title", households=households, people=people, age=youngest))
    axes.set_title(say("hamlet.where", village=village), fontsize=9.5, fontweight="normal", loc="left")
    legend_below(figure, handles[::-1], 3, fontsize=8.2)
    return figure


def _ties_inside(ties: Ties, low: int, high: int) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Pairs of persons, counted from the hamlet's first one, and the kinds of their ties."""
    here = slice(int(ties.start[low]), int(ties.start[high]))
    row = np.repeat(np.arange(low, high), np.diff(ties.start[low : high + 1]))
    other = ties.other[here].astype(np.int64)
    keep = (row < other) & (other < high)
    return np.stack([row[keep], other[keep]], axis=1) - low, ties.kind[here][keep]


def _layout(pairs: NDArray[np.int64], kinds: NDArray[np.uint8], households: int) -> Points:
    """Places of households: those with many and close ties are near each other."""
    graph = nx.Graph()
    graph.add_nodes_from(range(households))
    for (a, b), kind in zip(pairs.tolist(), kinds.tolist(), strict=True):
        if a != b:
            weight = 0.15 if kind == INSTITUTION else 4.0 if kind <= IN_LAW else 2.0 if kind == COUSIN else 1.0
            graph.add_edge(a, b, weight=weight + graph.get_edge_data(a, b, {"weight": 0.0})["weight"])
    start = nx.circular_layout(graph)
    places = nx.spring_layout(graph, pos=start, k=2.2 / np.sqrt(households), iterations=500, seed=1)
    return _spread(np.array([places[i] for i in range(households)]))


def _spread(centres: Points) -> Points:
    """The same picture filling a rectangle, with no two households on top of each other."""
    places = np.empty_like(centres)
    for axis, length in enumerate(_SIZE):
        # most of the way to equal distances: outliers come closer, crowds move apart
        rank = centres[:, axis].argsort().argsort() / max(len(centres) - 1, 1)
        value = centres[:, axis] - centres[:, axis].min()
        places[:, axis] = length * (0.4 * value / max(float(value.max()), 1e-9) + 0.6 * rank)
    for _ in range(200):
        gap = places[:, None, :] - places[None, :, :]
        distance = np.sqrt((gap**2).sum(axis=2)) + 1e-9
        push = np.clip(_APART - distance, 0.0, None) / distance
        np.fill_diagonal(push, 0.0)
        if push.max() < 1e-3:
            break
        places += 0.3 * (push[:, :, None] * gap).sum(axis=1)
    return places


def _persons(homes: NDArray[np.int64], centres: Points) -> tuple[Points, NDArray[np.float64]]:
    """Persons on a small circle in their household's disc, and the discs' radius."""
    size = np.bincount(homes)
    inner = np.where(size > 1, _SPACING * np.sqrt(size), 0.0)
    number = np.arange(homes.size) - np.searchsorted(homes, homes)
    angle = 2.0 * np.pi * number / size[homes] + homes
    offset = np.stack([np.cos(angle), np.sin(angle)], axis=1) * inner[homes][:, None]
    return centres[homes] + offset, inner + _SPACING
