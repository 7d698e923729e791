"""A person keeps the same key, whatever else the district holds."""

from __future__ import annotations

import numpy as np

from sim.people.identity import person_ids, rows_of
from sim.people.population import Population
from sim.ties.ties import Ties
from tests.building import built, composed, people_and_ties


def with_more() -> tuple[Population, Ties]:
    """The migrant pocket with one village more at the end."""
    settings = composed("place=migrant_pocket")
    villages = [village.model_dump() for village in settings.place.villages]
    more = villages[0] | {"code": "P5", "name": "Baru", "people": 1000, "households": 300}
    return built(settings.with_changes({"place.villages": [*villages, more]}))


def test_a_further_village_changes_nobody_in_the_others() -> None:
    before, _ = people_and_ties("migrant_pocket")
    after, _ = with_more()
    n = before.size
    assert after.size > n
    for column in ("key", "birth_week", "sex", "group", "traits", "household", "village"):
        np.testing.assert_array_equal(getattr(before, column), getattr(after, column)[:n], err_msg=column)
    assert person_ids(before, [0, n - 1]) == person_ids(after, [0, n - 1])


def test_keys_and_ids_are_unique_and_lead_back() -> None:
    population, _ = people_and_ties("migrant_pocket")
    assert np.unique(population.key).size == population.size
    rows = [0, 17, population.size - 1]
    ids = person_ids(population, rows)
    assert list(rows_of(population, ids).values()) == rows


def test_a_further_village_changes_no_tie_within_the_others() -> None:
    before, ties = people_and_ties("migrant_pocket")
    after, more = with_more()
    n = before.size

    def within(population: Population, of: Ties) -> set[tuple[int, int, int]]:
        rows = of.rows()
        same = (rows < n) & (population.village[rows] == population.village[of.other])
        return set(zip(rows[same].tolist(), of.other[same].tolist(), of.kind[same].tolist(), strict=True))

    assert within(before, ties) == within(after, more)
