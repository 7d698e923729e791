"""The places of a comparison, each with its settings with and without the programme."""

from __future__ import annotations

from pathlib import Path

from experiments.composing.compose import Composed, compose
from experiments.composing.design import NO_PROGRAMME, Design
from experiments.runner.plan import PlacePlan
from sim.core.errors import InputError
from sim.settings.counterfactual import without_programme
from sim.settings.place import PlaceSettings
from sim.settings.tree import Settings, check_together


def place_plans(composed: Composed, design: Design) -> list[PlacePlan]:
    """The main place first, then the one beside it.

    Both sides of a pair share every setting but the programme: a change that the user made to anything else holds
    without the programme too.

    Raises:
        InputError: if there is no such place as the one beside, or settings do not fit together.
    """
    settings, config_dir = composed.settings, composed.config_dir
    pair = without_programme(settings, compose([f"programme={NO_PROGRAMME}"], config_dir).settings.programme)
    main = str(composed.choices["place"])
    plans = [_plan(design, main, settings, pair, beside=False)]
    if design.beside is not None and design.beside.place != main:
        place = _place(design.beside.place, config_dir)
        there = settings.model_copy(update={"place": place, "programme": settings.programme.everywhere()})
        without = there.model_copy(update={"programme": pair.programme})
        plans.append(_plan(design, design.beside.place, there, without, beside=True))
    return plans


def _place(name: str, config_dir: Path | None) -> PlaceSettings:
    try:
        return compose([f"place={name}"], config_dir).settings.place
    except InputError as error:
        renamed = [
            mistake._replace(where="experiment.beside.place") if mistake.where == "place" else mistake
            for mistake in error.mistakes
        ]
        raise InputError(renamed) from None


def _plan(design: Design, place: str, with_programme: Settings, without: Settings, beside: bool) -> PlacePlan:
    cells = design.cells_beside() if beside else design.cells()
    sets, populations = dict(design.channel_sets), design.populations
    return PlacePlan(place, check_together(with_programme), check_together(without), cells, sets, populations)
