"""All figures of a comparison, drawn and written in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from experiments.analysis.results import PlaceResults
from experiments.composing.design import Design
from experiments.report.figures import dose_response, funnel, series
from experiments.report.figures.style import save, styled, write_numbers
from experiments.report.names import Names
from experiments.report.words import Answer
from experiments.texts import LANGUAGES, Language, Texts

DrawHamlet = Callable[[Language], Figure]
"""Draws the ties of one hamlet in a language."""


@dataclass(frozen=True)
class Picture:
    """A figure on disk, and its size on the page in CSS pixels; pictures of one ``name`` stand side by side."""

    name: str
    place: str
    """Of which place, where there is one for each, else empty."""
    png: Path
    svg: Path
    width: int
    height: int


def draw_all(
    places: Sequence[PlaceResults],
    tables: Mapping[str, pd.DataFrame],
    design: Design,
    names: Names,
    folder: Path,
    draw_hamlet: DrawHamlet | None,
) -> dict[Language, list[Picture]]:
    """Draw every figure in every language into ``folder``."""
    found: dict[Language, list[Picture]] = {}
    for language in LANGUAGES:
        say = Texts(language)
        answer = Answer(dict(tables), places, design, names, say)
        titles = {place.place: names.place(place.place, language) for place in places}
        reference = design.reference.name
        with styled():
            planned_by = names.planned_by(say)
            figures = {
                ("dose_response", place.place): dose_response.draw(
                    tables["scenarios"],
                    place.place,
                    titles[place.place],
                    {name: names.channel_set(name, say, place.sets) for name in design.channel_sets},
                    planned_by,
                    answer.note(place.place),
                    say,
                )
                for place in places
            }
            figures |= {
                ("series", ""): series.draw(places, titles, reference, say),
                ("funnel", ""): funnel.draw(places[0], titles[places[0].place], reference, say),
            }
            for figure in figures.values():
                write_numbers(figure, language)
            if draw_hamlet is not None:
                figures["hamlet", ""] = draw_hamlet(language)
            found[language] = [_picture(figure, folder, *which, language) for which, figure in figures.items()]
    return found


def _picture(figure: Figure, folder: Path, name: str, place: str, language: Language) -> Picture:
    paths = save(figure, folder, f"{name}_{place}.{language}" if place else f"{name}.{language}")
    width, height = (round(96 * inches) for inches in figure.get_size_inches())
    return Picture(name, place, paths["png"], paths["svg"], width, height)
