"""Ids of persons lead to their rows and back."""

from __future__ import annotations

import pytest

from sim.people.identity import person_id, row_of
from tests.people.small import people_of


def test_ids_and_rows_agree() -> None:
    population = people_of(("34.01", 150, 40), ("a", 200, 60))
    ids = [person_id(population, row) for row in range(population.size)]
    assert ids[0] == "34.01/1/1" and len(set(ids)) == population.size
    assert [row_of(population, identity) for identity in ids] == list(range(population.size))


@pytest.mark.parametrize("identity", ["b/1/1", "a", "a/61/1", "a/0/1", "a/1/0", "a/1/99", "a/-1/1", "a/1", ""])
def test_nobody_has_an_unknown_id(identity: str) -> None:
    with pytest.raises(KeyError):
        row_of(people_of(("a", 200, 60)), identity)


def test_a_row_that_is_not_there() -> None:
    population = people_of(("a", 200, 60))
    with pytest.raises(IndexError, match="is not a person"):
        person_id(population, population.size)
