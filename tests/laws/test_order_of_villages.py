"""The order in which somebody lists villages, in a place or a programme, changes no result of any by one bit."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.composing.library import Library
from sim.settings.tree import Settings
from tests.building import chosen, run, start

PLACES = Library().options("place")
PROGRAMMES = Library().options("programme")
OFTEN = ("no_programme", "pimpasa", "understaffed")
"""Programmes of the short form; the long one (``make study``) has all."""
WEEKS = 16
ORDERS = {
    "backwards": lambda villages: villages[::-1],
    "shuffled": lambda villages: Random(3).sample(villages, len(villages)),
}


def reordered(settings: Settings, order: str) -> Settings:
    """The same settings with every list of villages in another order."""
    change, tree = ORDERS[order], settings.model_dump()
    tree["place"]["villages"] = change(list(tree["place"]["villages"]))
    tree["programme"]["villages"] = change(list(tree["programme"]["villages"]))
    if tree["place"]["neighbours"] is not None:
        tree["place"]["neighbours"] = change([pair[::-1] for pair in tree["place"]["neighbours"]])
    return Settings.model_validate(tree)


def counted(settings: Settings) -> dict[str, NDArray[np.float64]]:
    """All counts of each village, [weeks, measures], by its code."""
    world = run(start(settings))
    return {code: world.tally.weekly[:, number] for number, code in enumerate(world.population.village_codes)}


def check(place: str, programme: str, order: str, **changes: Any) -> None:
    quick = {"weeks": WEEKS, "place.rate_factor": 10, "programme.start_week": 2, "programme.end_week": None}
    settings = chosen(place, programme, quick | {f"place.{key}": value for key, value in changes.items()})
    codes = [village.code for village in settings.place.villages]
    settings = settings.with_changes({"programme.villages": codes[: max(1, len(codes) - 1)]})
    expected, found = counted(settings), counted(reordered(settings, order))
    assert expected.keys() == found.keys() and any(counts.any() for counts in expected.values())
    for code, counts in expected.items():
        assert np.array_equal(counts, found[code]), code


@pytest.mark.parametrize("programme", OFTEN)
@pytest.mark.parametrize("place", PLACES)
def test_villages_backwards_change_nothing(place: str, programme: str) -> None:
    check(place, programme, "backwards")


def test_neighbours_that_are_given_may_stand_in_any_order() -> None:
    villages = chosen("kalibawang").place.villages
    star = [(villages[0].code, other.code) for other in villages[1:]]
    check("kalibawang", "pimpasa", "shuffled", neighbours=star)


@pytest.mark.slow_study
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("place", PLACES)
def test_no_order_changes_anything(place: str, programme: str, order: str) -> None:
    check(place, programme, order)
