"""Names of persons that stay the same: ``village code/household number/member number``, counted from 1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import fold, name_key
from sim.people.population import Population


def village_key(code: str) -> np.uint64:
    """Stable key of a village."""
    return np.uint64(name_key("village", code))


@loop
def folded(parents: NDArray[np.uint64], numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """[n] keys of parts: their ``numbers`` [n] folded into the keys of what they are part of, ``parents`` [n]."""
    out = np.empty(numbers.size, np.uint64)
    for i in range(numbers.size):
        out[i] = fold(parents[i], numbers[i])
    return out


def household_keys(population: Population) -> NDArray[np.uint64]:
    """[Q] stable keys of the households."""
    first = population.village_first_household
    village = np.repeat(np.arange(first.size - 1), population.village_households)
    return folded(population.village_key[village], np.arange(first[-1]) - first[village] + 1)


def person_id(population: Population, row: int) -> str:
    """The person of a row as users see it, e.g. ``34.01.12.2004/17/2``.

    Raises:
        IndexError: if there is no such row.
    """
    if not 0 <= row < population.size:
        raise IndexError(f"row {row} is not a person; rows go from 0 to {population.size - 1}")
    return person_ids(population, [row])[0]


def person_ids(population: Population, rows: Sequence[int]) -> list[str]:
    """The persons of several rows as users see them."""
    row = np.asarray(rows, np.int64)
    village, household = population.village[row], population.household[row].astype(np.int64)
    number = household - population.village_first_household[village] + 1
    member = row - population.household_first_row[household] + 1
    codes = population.village_codes
    return [f"{codes[v]}/{q}/{m}" for v, q, m in zip(village, number, member, strict=True)]


def row_of(population: Population, identity: str) -> int:
    """The row of a person's id.

    Raises:
        KeyError: if nobody has it.
    """
    row = rows_of(population, [identity])[identity]
    if row is None:
        raise KeyError(identity)
    return row


def rows_of(population: Population, identities: Iterable[str]) -> dict[str, int | None]:
    """The rows of several ids, None where nobody has it."""
    villages = {code: v for v, code in enumerate(population.village_codes)}
    first, households = population.village_first_household, population.village_households
    first_row = population.household_first_row

    def row(identity: str) -> int | None:
        code, _, rest = identity.partition("/")
        number, _, member = rest.partition("/")
        if code not in villages or not (number.isdecimal() and member.isdecimal()):
            return None
        village, nth = villages[code], int(number)
        if not 1 <= nth <= households[village] or int(member) < 1:
            return None
        household = int(first[village]) + nth - 1
        found = int(first_row[household]) + int(member) - 1
        return found if found < first_row[household + 1] else None

    return {identity: row(identity) for identity in identities}
