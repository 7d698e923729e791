"""Places to build in tests: as shipped, with other villages."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.people.build import populate
from sim.people.population import Population
from sim.settings.place import PlaceSettings
from tests.building import composed


def place_of(*villages: tuple[str, int, int], **changes: Any) -> PlaceSettings:
    """A place with villages of a code, a number of people and a number of households."""
    place = composed("place=kalibawang").place
    typical = place.villages[0].model_dump()
    listed = [
        {**typical, "code": code, "name": code, "people": people, "households": households, **changes}
        for code, people, households in villages
    ]
    return PlaceSettings.model_validate({**place.model_dump(), "villages": listed})


def people_of(*villages: tuple[str, int, int], seed: int = 1, **changes: Any) -> Population:
    """The people of such a place."""
    chosen = composed("place=kalibawang")
    return populate(place_of(*villages, **changes), chosen.people, chosen.leaving, seed)


def columns(population: Population, village: int) -> dict[str, np.ndarray[Any, Any]]:
    """What one village's rows hold, apart from numbers of households in the district."""
    rows = slice(int(population.village_first_row[village]), int(population.village_first_row[village + 1]))
    names = ("key", "birth_week", "sex", "group", "traits", "role")
    return {name: getattr(population, name)[rows] for name in names}
