"""One synthetic person's two lives as lanes in time, and below them how the policy came to the person."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.report.figures.colours import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILLION
from experiments.report.figures.style import headline, new_figure
from experiments.texts import Language
from sim.explaining.events import What
from sim.explaining.links import PERSON, PROGRAMME, Link, Node
from sim.explaining.lives import Happening, Lives, state_of
from sim.explaining.sentences import Teller
from sim.explaining.story import Story
from sim.explaining.words import Words
from sim.state.codes import AWAY_DOCUMENTED, BY_REPORT, INCIDENT_STATES, NOBODY, OPENED_BY


class _Mark(NamedTuple):
    """How a kind of happening is drawn."""

    name: str
    colour: str
    marker: str
    kinds: tuple[What, ...]


_MARKS = (
    _Mark("learning", BLUE, "s", (What.SESSION, What.TRAINED, What.TOLD, What.WARNED, What.MET, What.HEARD_OTHERWISE)),
    _Mark("offer", ORANGE, "D", (What.ASKED, What.ANSWERED)),
    _Mark("warning", GREEN, "^", (What.NOTICED, What.REPORTED, What.SENT, What.CASE_OPENED)),
    _Mark(
        "response",
        PURPLE,
        "P",
        (What.ADVISED, What.CASE_CLOSED, What.COUNSELLED, What.STOPPED, What.LETTER_REFUSED),
    ),
    _Mark("leaving", VERMILLION, "X", (What.LEFT, What.LEFT_DOCUMENTED, What.PROCEDURE_FAILED, What.RETURNED)),
)
_LANES = {"with": 1.0, "without": 0.0}
_LEVELS = 4
_LETTERS_PER_WIDTH = 128
"""Letters of a label that fit beside one another over the width of the picture."""
_MOST_LINKS = 6
_PALE = {"facecolor": "#EAF3F9", "edgecolor": "none", "pad": 0.6}


def story_figure(story: Story, language: Language) -> Figure:
    """Two lanes with marked points, the day the lives part, and the chain by which the policy came."""
    say = Words(language)
    figure = new_figure(11.0, 6.4, foot=0.03)
    lanes, chain = figure.subplots(2, 1, height_ratios=[3.6, 1.0])
    weeks = story.chains.run.world.settings.weeks
    lanes.set_xlim(-1, weeks)
    lanes.set_ylim(-0.62, 1.95)
    for name, lives in (("without", story.chains.pair), ("with", story.chains.run)):
        life = lives.of(story.row)
        _lane(lanes, _LANES[name], life, weeks)
        _points(lanes, _LANES[name], life, lives, weeks, language)
    _frame(lanes, story, weeks, say)
    _chain(chain, story, language)
    headline(figure, say("picture.title", person=story.person))
    figure.text(0.01, 0.004, say("synthetic"), fontsize=8, color=GREY)
    return figure


def _frame(axes: Axes, story: Story, weeks: int, say: Words) -> None:
    axes.set_yticks([1.0, 0.0], [say("picture.with"), say("picture.without")])
    axes.tick_params(axis="y", length=0, labelsize=10)
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(say("picture.weeks"))
    if story.start < weeks:
        axes.axvspan(story.start, weeks, ymin=0.42, color="#EAF3F9", zorder=0)
        axes.text(story.start + 0.4, 1.86, say("picture.begins"), fontsize=8.5, color=BLUE, va="center", bbox=_PALE)
    day = story.parting_day
    if day is not None:
        axes.axvline(day / 7, color=BLACK, linestyle=(0, (4, 2)), linewidth=1.3, zorder=1)
        exact = any(one.has_day for one in story.differing())
        text = say("picture.parts", date=say.date(day, exact))
        aside, side = (0.4, "left") if day / 7 < 0.7 * weeks else (-0.4, "right")
        axes.text(day / 7 + aside, -0.55, text, fontsize=9, ha=side, va="center")
    handles = [
        *(
            Line2D([], [], color=one.colour, marker=one.marker, linestyle="", label=say(f"legend.{one.name}"))
            for one in _MARKS
        ),
        Line2D([], [], color=GREY, marker="o", markerfacecolor="white", linestyle="", label=say("legend.same")),
        Line2D([], [], color=VERMILLION, linewidth=6, alpha=0.45, label=say("legend.away")),
        Line2D([], [], color=SKY, linewidth=6, alpha=0.6, label=say("legend.away_documented")),
    ]
    axes.legend(handles=handles, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, fontsize=8.5)


def _lane(axes: Axes, y: float, life: list[Happening], weeks: int) -> None:
    """The line of a life, thick while the person is abroad."""
    axes.plot([0, weeks], [y, y], color="#999999", linewidth=1.2, zorder=1)
    for begin, end, documented in _abroad(life, weeks):
        colour, alpha = (SKY, 0.6) if documented else (VERMILLION, 0.45)
        axes.plot([begin, end], [y, y], color=colour, alpha=alpha, linewidth=9, solid_capstyle="butt", zorder=1)


def _abroad(life: list[Happening], weeks: int) -> Iterable[tuple[float, float, bool]]:
    """Spans in weeks in which the person is abroad, and whether with documents."""
    since: tuple[float, bool] | None = None
    for one in life:
        if one.what in (What.LEFT, What.LEFT_DOCUMENTED):
            since = (one.date / 7, one.what == What.LEFT_DOCUMENTED)
        elif one.what == What.RETURNED:
            begin, documented = since or (0.0, one.detail == AWAY_DOCUMENTED)
            yield begin, one.date / 7, documented
            since = None
    if since is not None:
        yield since[0], float(weeks), since[1]


def _points(axes: Axes, y: float, life: list[Happening], lives: Lives, weeks: int, language: Language) -> None:
    labels: defaultdict[int, dict[str, int]] = defaultdict(dict)  # with the rank of what each tells
    marks: dict[int, float] = {}  # where the weightiest mark of a week stands, which its label belongs to
    met = False
    stacked: Counter[int] = Counter()  # what happens in one week stands one below the other
    for one in life:
        rank = next((rank for rank, mark in enumerate(_MARKS) if one.what in mark.kinds), None)
        if rank is None or (one.what == What.MET and met):
            continue
        met |= one.what == What.MET
        mark, says = _MARKS[rank], _label(one, language)
        size, fill = 3 if rank == 0 and not says else 7, mark.colour if one.only_here else "white"
        at = (one.date / 7, y - 0.08 * min(stacked[one.week], 5))
        axes.plot(*at, marker=mark.marker, markersize=size, color=mark.colour, markerfacecolor=fill, zorder=3)
        stacked[one.week] += 1
        if says:
            if rank >= max(labels[one.week].values(), default=-1):
                marks[one.week] = at[0]
            labels[one.week].setdefault(says, rank)
    order = sorted(labels, key=lambda week: (-max(labels[week].values()), week))
    _write(axes, y, [(marks[week], ", ".join(labels[week])) for week in order], weeks)


def _write(axes: Axes, y: float, labels: list[tuple[float, str]], weeks: int) -> None:
    """Labels above the lane, the weightiest first, each as low as there is room; without room they stand in the text.

    A label begins or ends where its mark stands, and takes a line on each of its levels.
    """
    taken: list[tuple[float, float, int]] = []
    for mark, text in labels:
        lines = textwrap.wrap(text, 30)
        width = max(len(line) for line in lines) * weeks / _LETTERS_PER_WIDTH + 1.0
        place = _free_place(mark, width, len(lines), weeks, taken)
        if place is None:
            continue
        start, level = place
        taken += [(start, start + width, level + line) for line in range(len(lines))]
        top = y + 0.13 + 0.17 * level
        axes.plot([mark, mark], [y + 0.05, top], color="#BBBBBB", linewidth=0.7, zorder=1)
        box = {"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 0.6}
        side = "left" if start == mark else "right"
        axes.text(mark, top, "\n".join(lines), fontsize=8, ha=side, va="bottom", linespacing=1.0, zorder=4, bbox=box)


def _free_place(
    mark: float, width: float, lines: int, weeks: int, taken: list[tuple[float, float, int]]
) -> tuple[float, int] | None:
    """Where a label begins and on which level it stands: to the right of its mark, else to the left of it."""
    for start in [place for place in (mark, mark - width) if -1.0 <= place <= weeks - width]:
        for level in range(_LEVELS - lines + 1):
            levels = range(level, level + lines)
            if all(start >= end or start + width <= begin or at not in levels for begin, end, at in taken):
                return start, level
    return None


def _label(one: Happening, language: Language) -> str:
    """A word or two on a happening; empty for what is only a point."""
    key = f"short.{one.what.name.lower()}"
    if one.what in (What.ANSWERED, What.COUNSELLED):
        key += f".{INCIDENT_STATES[state_of(one) if one.what == What.ANSWERED else one.detail]}"
    elif one.what == What.CASE_OPENED and one.detail >> 8 != BY_REPORT:
        key += f".{OPENED_BY[one.detail >> 8]}"
    elif one.what == What.CASE_CLOSED:
        key += f".{('waiting', 'answered', 'expired', 'false_alarm', 'dropped')[one.detail & 255]}"
    elif one.what == What.TOLD:
        if one.post == NOBODY and not one.facts:
            return ""
        key += ".warned" if one.post != NOBODY else ""
    elif one.what == What.SESSION and not one.facts:
        return ""
    say = Words(language)
    return say(key) if key in say else ""


def _chain(axes: Axes, story: Story, language: Language) -> None:
    """Boxes and arrows from the programme to the person."""
    say = Words(language)
    axes.axis("off")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    cause = story.turning
    links = story.turning_chain if cause is not None else story.parting
    if not links:
        axes.text(0.0, 0.9, say("picture.never"), fontsize=10, fontweight="bold", va="top")
        return
    key = "parting" if cause is None else "prevented" if cause.prevented else "induced"
    words = {"cause": say(f"cause.{cause.name}")} if cause is not None else {}
    title = textwrap.fill(say(f"picture.chain.{key}", **words), 120)
    axes.text(0.0, 1.0, title, fontsize=10, fontweight="bold", va="top")
    _boxes(axes, story, links, language)


def _boxes(axes: Axes, story: Story, links: list[Link], language: Language) -> None:
    say = Words(language)
    teller = Teller(story.chains.run, language)
    shown = links if len(links) <= _MOST_LINKS else [links[0], *links[1 - _MOST_LINKS :]]
    nodes = [links[0].source, *(link.target for link in shown)]
    places = [0.06 + 0.88 * n / max(len(nodes) - 1, 2) for n in range(len(nodes))]
    for node, x in zip(nodes, places, strict=True):
        axes.text(x, 0.42, _named(node, teller, say), ha="center", va="center", fontsize=8.5, bbox=_box(node))
    arrow = {"arrowstyle": "-|>", "color": BLACK, "lw": 1.2, "shrinkA": 46, "shrinkB": 40}
    for n, (link, (begin, end)) in enumerate(zip(shown, pairwise(places), strict=True)):
        axes.annotate("", (end, 0.42), (begin, 0.42), arrowprops=arrow)
        skipped = "… " if len(shown) < len(links) and n == 1 else ""
        wrapped = [*textwrap.wrap(f"{skipped}{say(f'chain.{link.how}')}", 16), *textwrap.wrap(teller.tie(link), 16)]
        how, when = "\n".join(wrapped[:2]), say("picture.week", week=link.day // 7)
        axes.text((begin + end) / 2, 0.47, how, ha="center", va="bottom", fontsize=7.5)
        axes.text((begin + end) / 2, 0.36, when, ha="center", va="top", fontsize=7.5, color=GREY)


def _named(node: Node, teller: Teller, say: Words) -> str:
    if node.kind == PROGRAMME:
        return say("picture.programme")
    return textwrap.fill(teller.node(node), 14)


def _box(node: Node) -> dict[str, object]:
    """Round for persons, square for recruiters and the programme."""
    shape = "round,pad=0.45" if node.kind == PERSON else "square,pad=0.45"
    face = {PERSON: "white", PROGRAMME: "#EAF3F9"}.get(node.kind, "#FBEBDD")
    return {"boxstyle": shape, "facecolor": face, "edgecolor": BLACK, "linewidth": 1.0}
