"""Rows of ties are symmetric, sorted and of one tie a pair; what one village has, no other village changes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.people.population import Population
from sim.ties.kinds import HOUSEHOLD
from sim.ties.sparse import rows_of_pairs
from sim.ties.ties import Ties
from tests.ties.small import built

A, B, C = ("a", 700, 210), ("b", 420, 120), ("c", 560, 160)


def test_each_tie_stands_in_both_rows_sorted_and_once() -> None:
    population, ties, _ = built(A, B)
    rows = ties.rows()
    assert (rows != ties.other).all()
    forth = dict(zip(zip(rows, ties.other, strict=True), zip(ties.kind, ties.strength, strict=True), strict=True))
    assert len(forth) == rows.size
    assert all(forth[b, a] == what for (a, b), what in forth.items())
    inside = np.diff(rows) == 0
    assert (np.diff(ties.other.astype(np.int64))[inside] > 0).all()
    assert ties.start[0] == 0 and ties.start[-1] == ties.other.size and ties.start.size == population.size + 1


def test_everybody_in_a_household_is_tied() -> None:
    population, ties, _ = built(A, B)
    size = np.diff(population.household_first_row)
    assert (ties.kind == HOUSEHOLD).sum() == (size * (size - 1)).sum()
    rows = ties.rows()
    same = population.household[rows] == population.household[ties.other]
    assert np.array_equal(same, ties.kind == HOUSEHOLD)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 8)), max_size=40))
def test_rows_of_pairs_equal_a_plain_dictionary(pairs: list[tuple[int, int, int]]) -> None:
    a, b, kind = (np.array([pair[i] for pair in pairs], t) for i, t in enumerate((np.uint32, np.uint32, np.uint8)))
    start, other, kinds = rows_of_pairs(7, a, b, kind)
    plain: dict[tuple[int, int], int] = {}
    for x, y, k in pairs:
        if x != y:
            plain[x, y] = plain[y, x] = min(k, plain.get((x, y), 255))
    rows = np.repeat(np.arange(7), np.diff(start))
    found = list(zip(rows.tolist(), other.tolist(), strict=True))
    assert found == sorted(plain)
    assert kinds.tolist() == [plain[pair] for pair in found]


def within(population: Population, ties: Ties, village: int) -> set[tuple[int, int, int, int]]:
    """Ties inside one village by the keys of both persons."""
    rows = ties.rows()
    here = (population.village[rows] == village) & (population.village[ties.other] == village)
    keys = population.key
    return set(
        zip(
            keys[rows[here]].tolist(),
            keys[ties.other[here]].tolist(),
            ties.kind[here].tolist(),
            ties.strength[here].tolist(),
            strict=True,
        )
    )


def test_another_village_changes_no_tie_within_a_village() -> None:
    (two, ties_two, _), (three, ties_three, _) = built(A, B), built(A, B, C)
    for village in range(2):
        assert within(two, ties_two, village) == within(three, ties_three, village)


def test_neighbouring_villages_are_tied_by_marriage() -> None:
    population, ties, _ = built(A, B, C)
    villages = population.village
    across = np.bincount(villages[ties.rows()].astype(int) * 3 + villages[ties.other], minlength=9)
    assert across[1] > 20 and across[5] > 20
    assert across[2] < across[1] / 2  # a and c are no neighbours: kin only through marriages into b
