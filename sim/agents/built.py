"""The villages last built, kept because batches and parameter sliders ask for the same ones again and again."""

from __future__ import annotations

from collections import OrderedDict

from sim.people.build import build_population
from sim.people.population import Population
from sim.settings.tree import BUILT_FROM, Settings
from sim.ties.build import build_ties
from sim.ties.ties import Ties

KEPT = 2
_kept: OrderedDict[str, tuple[Population, Ties]] = OrderedDict()


def built(settings: Settings) -> tuple[Population, Ties]:
    """People and ties of some settings; nothing of them changes during a run, so runs may share them."""
    if settings.place.ties_csv or settings.place.ties_graphml:
        return _build(settings)  # files of the user's own may change between two models
    key = settings.model_dump_json(include={**BUILT_FROM, "population_seed": True})
    if key not in _kept:
        _kept[key] = _build(settings)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key]


def _build(settings: Settings) -> tuple[Population, Ties]:
    population = build_population(settings)
    return population, build_ties(settings, population)
