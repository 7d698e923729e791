"""What a comparison leaves behind; above all the page ``report.html``, one file that fetches nothing from anywhere."""

from __future__ import annotations

import base64
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from itertools import count, groupby
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from experiments.analysis.results import DEPARTURES, PlaceResults
from experiments.analysis.tables import all_tables, write_tables
from experiments.composing.design import Design
from experiments.evidence.levels import levels
from experiments.report.assumed import Number, counted
from experiments.report.figures.gallery import DrawHamlet, Picture, draw_all
from experiments.report.names import Names
from experiments.report.page_tables import Table, assumed_table, contrast_table, level_table, scenario_table
from experiments.report.words import Answer
from experiments.results.manifest import git_state, version
from experiments.results.output import Output
from experiments.texts import LANGUAGES, Language, Texts

HERE = Path(__file__).parent
FILES = ("scenarios", "contrasts", "runs", "weekly", "levels")


@dataclass(frozen=True, eq=False)
class Material:
    """What the page is made of."""

    places: Sequence[PlaceResults]
    tables: Mapping[str, pd.DataFrame]
    levels: pd.DataFrame
    design: Design
    names: Names
    numbers: Sequence[Number]
    pictures: Mapping[Language, Sequence[Picture]]
    command: str
    version: str
    source_hash: str
    git: Mapping[str, Any] | None


def render_page(material: Material, first: Language = "en") -> str:
    """The whole page; ``first`` is the language it opens in."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    table_template = environment.get_template("table.html.j2")

    numbers = count(1)

    def render(table: Table) -> Markup:
        return Markup(table_template.render(table=table, id=f"table-{next(numbers)}"))

    return environment.get_template("page.html.j2").render(
        articles=[_article(material, language) for language in LANGUAGES],
        first=first,
        render=render,
        style=Markup((HERE / "page.css").read_text(encoding="utf-8")),
        script=Markup((HERE / "page.js").read_text(encoding="utf-8")),
    )


def _article(material: Material, language: Language) -> dict[str, Any]:
    say, design, names, places = Texts(language), material.design, material.names, material.places
    answer = Answer(dict(material.tables), places, design, names, say)
    place = names.place(places[0].place, language)
    numbers = counted(material.numbers)
    kind = answer.verdict()
    return {
        "lang": language,
        "say": say,
        "title": say("page.title", title=getattr(design.title, language), place=place),
        "description": getattr(design.description, language),
        "synthetic": f"{say('page.synthetic')} {names.note(places[0].place, language)}",
        "verdict": kind,
        "verdict_text": say(f"verdict.{kind}"),
        "headline": answer.headline(places[0].place),
        "total": f"{answer.total()} {answer.rates()} {answer.held()}",
        "beside": [*answer.bare(), *answer.beside()],
        "limits": answer.limits(numbers),
        "paragraphs": answer.paragraphs(),
        "figures": [
            _figure(name, list(pictures), material, answer, say)
            for name, pictures in groupby(material.pictures[language], key=lambda picture: picture.name)
        ],
        "scenario_tables": [scenario_table(one, answer) for one in places],
        "contrast_tables": [contrast_table(one, answer) for one in places if not answer.contrasts.empty],
        "level_tables": [level_table(one, material.levels, answer) for one in places],
        "factor": " ".join(filter(None, (answer.factor(one.place) for one in places))),
        "assumed_intro": say("assumed.intro", assumed=numbers.assumed, numbers=numbers.numbers),
        "assumed_places": [_assumed_place(one.place, names, say) for one in places],
        "assumed_table": assumed_table(material.numbers, say),
        "command": material.command,
        "seeds": say(
            "reproduce.seeds",
            first=int(places[0].seeds.min()),
            last=int(places[0].seeds.max()),
            populations=design.populations,
        ),
        "versions": _versions(material, say),
        "files": [
            *((f"{name}.csv", say(f"reproduce.file.{name}")) for name in FILES),
            ("manifest.json", say("reproduce.manifest")),
        ],
    }


def _figure(name: str, pictures: Sequence[Picture], material: Material, answer: Answer, say: Texts) -> dict[str, Any]:
    names, design, places = material.names, material.design, material.places
    place = names.place_in_words(places[0].place, say.language)
    scenario = names.scenario(design.reference, say)
    runs = [say("caption.runs", place=names.place(one.place, say.language), runs=len(one.seeds)) for one in places]
    caption = say(f"caption.{name}", place=place, scenario=scenario, runs="; ".join(runs))
    return {
        "name": name,
        "caption": caption,
        "pictures": [
            {
                "data": f"data:image/svg+xml;base64,{base64.b64encode(picture.svg.read_bytes()).decode('ascii')}",
                "alt": say(f"alt.{name}", summary=_summary(picture, answer, say)),
                "width": picture.width,
                "height": picture.height,
            }
            for picture in pictures
        ],
        "files": say.listed([f"figures/{path.name}" for picture in pictures for path in (picture.png, picture.svg)]),
    }


def _summary(picture: Picture, answer: Answer, say: Texts) -> str:
    """What a reader who cannot see the figure should know of it."""
    if picture.place:
        return f"{answer.headline(picture.place)} {answer.note(picture.place)}"
    row = answer.reference(DEPARTURES)
    return say("alt.departures", without=say.number(row["without"]), with_it=say.number(row["with"]))


def _assumed_place(place: str, names: Names, say: Texts) -> dict[str, Any]:
    return {
        "heading": say("assumed.place", place=names.place_in_words(place, say.language)),
        "sentences": names.assumed(place, say.language),
        "lang": say.language,
    }


def _versions(material: Material, say: Texts) -> str:
    parts = [f"kentongan {material.version}", f"code {material.source_hash}"]
    if material.git:
        commit = say("reproduce.commit", commit=str(material.git["commit"])[:12])
        changed = f" ({say('reproduce.changed')})" if material.git.get("changed_since") else ""
        parts.append(commit + changed)
    parts.append(f"Python {platform.python_version()}")
    parts += [f"{package} {metadata.version(package)}" for package in ("numpy", "numba", "scipy")]
    return ", ".join(parts)


def write_all(
    places: Sequence[PlaceResults],
    design: Design,
    names: Names,
    numbers: Sequence[Number],
    command: str,
    fingerprint: str,
    output: Output,
    draw_hamlet: DrawHamlet | None,
    language: Language = "en",
) -> tuple[Path, Mapping[str, pd.DataFrame]]:
    """Write it all into the folder; returns the path of the page and the tables."""
    tables = all_tables(places)
    known = levels(places, [name for name, place in names.places.items() if place.villages_csv])
    write_tables(tables | {"levels": known}, output.folder)
    pictures = draw_all(places, tables, design, names, output.folder / "figures", draw_hamlet)
    material = Material(
        places, tables, known, design, names, numbers, pictures, command, version(), fingerprint, git_state()
    )
    return output.write_text("report.html", render_page(material, language)), tables
