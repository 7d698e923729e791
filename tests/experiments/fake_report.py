"""A whole comparison with the small model: results, tables and the page, within seconds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from experiments.analysis.results import PlaceResults
from experiments.analysis.tables import all_tables
from experiments.commands.compare.comparison import Comparison
from experiments.composing.design import Design
from experiments.report.assumed import Number
from experiments.report.names import Names
from experiments.report.page import write_all
from experiments.report.words import Answer
from experiments.results.output import Output
from experiments.runner.plan import PlacePlan
from experiments.runner.store import Store
from experiments.runner.sweep import Sweep
from experiments.runner.work import Built, Worker
from experiments.texts import Language, Texts
from sim.settings.text import Text
from tests.experiments.fake_model import CHANNELS, FakeModel, fake_design, fake_plan, in_words


class Titled:
    """A channel's title."""

    def __init__(self, title: str) -> None:
        self.title = Text(en=title, id=title)


def gather_places(folder: Path, design: Design, plans: list[PlacePlan]) -> list[PlaceResults]:
    """Run what is missing in the folder and gather the results."""
    worker = Worker(FakeModel(), Store(folder / "runs"), Built(3), "fake")
    sweep = Sweep(worker, "threads", 1)
    return Comparison(design, plans, sweep, lambda places: "a first look", lambda half: "more", in_words).results()


def make_results(folder: Path, works: float, beside: float | None = None, **settings: object) -> list[PlaceResults]:
    """Results of one or two places in which each session planned takes away a share of departures."""
    changes: dict[str, object] = {}
    if beside is not None:
        changes["beside"] = {"place": "otherville", "outreach": [0, 2], "channel_sets": ["hotline"], "seeds": 6}
    design = fake_design(seeds=12, max_seeds=12, populations=12, **changes)
    plans = [fake_plan(design, works, local_actors=4, **settings)]
    if beside is not None:
        there = fake_plan(design, beside, "otherville", local_actors=4, **settings)
        plans.append(PlacePlan(**(vars(there) | {"cells": design.cells_beside()})))
    return gather_places(folder, design, plans)


def names_of(design: Design, plan: PlacePlan) -> Names:
    """Titles as the settings would give them."""
    channels = {name: Titled(title) for name, title in CHANNELS.items()}
    place = plan.with_programme.place
    places = {"testville": place, "otherville": place}
    kinds = {"discussion": SimpleNamespace(officer_hours=3.0), "partners": SimpleNamespace(officer_hours=0.0)}
    return Names(dict(design.channel_sets), channels, places, plan.with_programme.programme, kinds)


def make_answer(places: list[PlaceResults], language: Language = "en") -> Answer:
    """The answer in words."""
    design = fake_design()
    return Answer(all_tables(places), places, design, names_of(design, fake_plan(design)), Texts(language))


def make_report(
    folder: Path, places: list[PlaceResults], command: str = "kentongan compare", villages_csv: str | None = None
) -> Path:
    """The page and everything beside it."""
    design = fake_design()
    numbers = [Number("a.rate", "2", "[1, 4]", "assumed"), Number("a.count", "3", "", "a source")]
    plan = fake_plan(design)
    place = plan.with_programme.place.model_copy(update={"villages_csv": villages_csv})
    names = replace(names_of(design, plan), places={"testville": place, "otherville": place})
    page, _ = write_all(places, design, names, numbers, command, "code", Output(folder), None)
    return page
