"""Names of persons that stay the same: ``village code/household number/member number``, counted from 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compiled import loop
from sim.draws import fold, name_key
from sim.people.population import Population


def village_key(code: str) -> np.uint64:
    """Stable key of a village."""
    return np.uint64(name_key("village", code))


@loop
def folded(parents: NDArray[np.uint64], numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Keys of parts: the number of each part folded into the key of what it is part of (one size both)."""
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
    """The person of a row as users see it, e.g. ``34.01.12.2004/17/2``."""
    if not 0 <= row < population.size:
        raise IndexError(f"row {row} is not a person; rows go from 0 to {population.size - 1}")
    village, household = int(population.village[row]), int(population.household[row])
    number = household - int(population.village_first_household[village]) + 1
    member = row - int(population.household_first_row[household]) + 1
    return f"{population.village_codes[village]}/{number}/{member}"


def row_of(population: Population, identity: str) -> int:
    """The row of a person's id. Raises KeyError if nobody has it."""
    code, _, rest = identity.partition("/")
    number, _, member = rest.partition("/")
    if code in population.village_codes and number.isdecimal() and member.isdecimal():
        village = population.village_codes.index(code)
        household = int(population.village_first_household[village]) + int(number) - 1
        if 1 <= int(number) <= population.village_households[village]:
            row = int(population.household_first_row[household]) + int(member) - 1
            if int(member) >= 1 and row < population.household_first_row[household + 1]:
                return row
    raise KeyError(identity)
