"""Who lives with whom in one village: heads, spouses, children, and adults who live with them.

The village's people and households are met exactly. Heads come first; spouses as far as the people suffice; what is
left is shared out over *places* in households (first child, second child, ...): each place draws a waiting time,
shorter where such a member is likely, and the places with the shortest times are filled. So the totals are exact,
yet whether a household has a third child depends on its own draws and one threshold for its village.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.people.ages import ADULT, YEARS, by_year, drawn, steps
from sim.people.groups import CHILD, HEAD, MAN, OTHER, PARENT, SIBLING, SPOUSE, WOMAN
from sim.people.identity import folded, village_key
from sim.people.initial_draws import answers
from sim.settings.people import PeopleSettings
from sim.settings.village import Village

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# ages of heads between which each kind of member is usual: rises from the first, flat, falls to nothing at the last
_CHILD = (20, 30, 42, 60)
_YOUNG = (34, 44, 60, 78)
_MIDDLE = (20, 30, 65, 95)
_OLD = (22, 32, 52, 66)
_RARELY = 0.02  # weight outside these ages, so that every place can be filled if a village needs it
_NEXT_CHILD, _NEXT_ADULT = 0.6, 0.35  # weight of each further place compared with the one before


@dataclass(frozen=True)
class Members:
    """The people of one village, sorted by household and member; one entry a person of any age."""

    household: Ints
    """number in the village, from 0"""
    role: Ints
    sex: Ints
    age_weeks: Ints


class Chances:
    """The draws about one village's households; each purpose is asked about each household at most once an ``n``.

    All of them depend on ``seed``, the population seed.
    """

    def __init__(self, village: Village, seed: int) -> None:
        self.seed = seed
        numbers = np.arange(1, village.households + 1)
        self.keys = folded(np.full(numbers.size, village_key(village.code)), numbers)

    def draw(self, purpose: str, which: Ints | None = None, n: int = 0) -> Floats:
        """[which] the ``n``-th uniform of a purpose (0-1) for each household of ``which`` (all, if None)."""
        keys = self.keys if which is None else self.keys[which]
        return answers(self.seed, f"population: {purpose}", keys, n)


def members_of(village: Village, people: PeopleSettings, seed: int) -> Members:
    """Fill the village's households with exactly its people, by the draws of ``seed``."""
    chances = Chances(village, seed)
    table = by_year(people.age_table)
    living_with = _living_with(village, people, table)
    married = steps(people.couple_share, (0, 25, 60, 70))
    # a head with a spouse stands for two people of about that age
    head_age = drawn(chances.draw("head's age"), table * (1.0 - living_with) / (1.0 + married))
    couple = _couples(village, married[head_age], chances)
    head_sex = np.where(couple | (chances.draw("single head's sex") >= people.share_women_single_heads), MAN, WOMAN)
    spouse = np.flatnonzero(couple)
    head_age[spouse], spouse_age = _couple_ages(head_age[spouse], chances.draw("spouse's age", spouse))
    household, age = _others(village, table, living_with, head_age, couple, chances)
    role = _roles(age, head_age[household])
    others_sex = _sexes(village, head_sex, spouse.size, household, chances)
    return _sorted(
        village,
        seed,
        household=np.concatenate([np.arange(village.households), spouse, household]),
        role=np.concatenate([np.full(village.households, HEAD), np.full(spouse.size, SPOUSE), role]),
        sex=np.concatenate([head_sex, np.full(spouse.size, WOMAN), others_sex]),
        age=np.concatenate([head_age, spouse_age, age]),
    )


def _living_with(village: Village, people: PeopleSettings, table: Floats) -> Floats:
    """Share of each year of age that lives in a household headed by another, fitted to the village's size.

    Heads and spouses are about ``couple_share`` more than the households; the shares by age are scaled until they
    leave just as many adults for that.
    """
    ratio = steps(people.lives_with_head, (ADULT, 20, 25, 30, 35, 60, 70))
    heads = village.households * (1.0 + people.couple_share[1] * 0.9) / village.people
    low, high = 0.0, 200.0
    for _ in range(50):
        middle = (low + high) / 2
        left = table[ADULT:] * (1.0 - np.minimum(1.0, middle * ratio[ADULT:]))
        low, high = (middle, high) if left.sum() > heads else (low, middle)
    shares = np.minimum(0.98, high * ratio)
    shares[:18] = 1.0  # nobody heads a household before 18
    return shares


def _couples(village: Village, chance: Floats, chances: Chances) -> NDArray[np.bool_]:
    """Which heads have a spouse: by chance, but never more than the village has people for."""
    draw = chances.draw("couple")
    couple = draw < chance
    room = village.people - village.households
    if np.count_nonzero(couple) > room:
        couple = _filled(np.where(couple, draw, np.inf), room)
    return couple


def _couple_ages(age: Ints, draw: Floats) -> tuple[Ints, Ints]:
    """Husbands' and wives' ages around a couple's age.

    Wives are 3.5 years younger on average, between 5 older and 12 younger, and at least 16.
    """
    gap: Ints = np.floor(np.quantile([-5, 0, 2, 3, 5, 7, 12], draw)).astype(np.int64)
    husband = np.clip(age + gap // 2, 18, YEARS - 1)
    return husband, np.clip(husband - gap, 16, YEARS - 1)


def _others(
    village: Village,
    table: Floats,
    living_with: Floats,
    head_age: Ints,
    couple: NDArray[np.bool_],
    chances: Chances,
) -> tuple[Ints, Ints]:
    """Household and age in years of everybody who is neither head nor spouse."""
    left = village.people - village.households - int(np.count_nonzero(couple))
    guests = table * living_with
    guests[:ADULT] = 0.0
    counts = _counts(village, table, guests, left)
    households, ages = [], []
    for name, (start, stop), usual, fades, count in (
        ("child", (0, ADULT), _CHILD, _NEXT_CHILD, counts[0]),
        ("young adult", (ADULT, 35), _YOUNG, _NEXT_CHILD, counts[1]),
        ("middle-aged adult", (35, 60), _MIDDLE, _NEXT_ADULT, counts[2]),
        ("old adult", (60, YEARS), _OLD, _NEXT_ADULT, counts[3]),
    ):
        weight = _weight(head_age, usual)
        if start == 0:
            weight = weight * np.where(couple, 1.0, 0.35)
        household, place = _places(weight, fades, count, f"place of {name}", chances)
        within = np.where((np.arange(YEARS) >= start) & (np.arange(YEARS) < stop), guests if start else table, 0.0)
        age = _ages(within, f"age of {name}", household, place, chances)
        if start == 0:
            age = np.minimum(age, np.maximum(head_age[household] - 17, 0))
        households.append(household)
        ages.append(age)
    return np.concatenate(households), np.concatenate(ages)


def _counts(village: Village, table: Floats, guests: Floats, left: int) -> list[int]:
    """How many of those left are children, young, middle-aged and old: they add up to ``left``."""
    children = min(left, round(float(table[:ADULT].sum()) * village.people))
    if guests.sum() <= 0.0:
        return [left, 0, 0, 0]
    parts = np.array([guests[ADULT:35].sum(), guests[35:60].sum(), guests[60:].sum()]) / guests.sum()
    adults = left - children
    middle, old = int(adults * parts[1]), int(adults * parts[2])
    return [children, adults - middle - old, middle, old]


def _weight(head_age: Ints, usual: tuple[int, int, int, int]) -> Floats:
    """How likely such a member is for a head of that age, from :data:`_RARELY` to 1."""
    rises, flat, falls, ends = usual
    return np.interp(np.arange(YEARS), [rises - 1, flat, falls, ends], [_RARELY, 1.0, 1.0, _RARELY])[head_age]


def _places(weight: Floats, fades: float, count: int, purpose: str, chances: Chances) -> tuple[Ints, Ints]:
    """The ``count`` places with the shortest waiting times: their household and number in it."""
    per_household = 3 + -(-3 * count // weight.size)
    waits = [-np.log(chances.draw(purpose, n=n)) / (weight * fades**n) for n in range(per_household if count else 0)]
    if not waits:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    # a later child waits for the earlier ones, so that places fill in their order
    filled = _filled(np.cumsum(waits, axis=0).T.ravel(), count)
    household, place = np.divmod(np.flatnonzero(filled), per_household)
    return household, place


def _filled(waits: Floats, count: int) -> NDArray[np.bool_]:
    """The ``count`` smallest of the waiting times, equal ones by position."""
    filled = np.zeros(waits.size, bool)
    if count:
        filled[np.argpartition(waits, count - 1)[:count]] = True
    return filled


def _ages(weights: Floats, purpose: str, household: Ints, place: Ints, chances: Chances) -> Ints:
    """An age for each filled place."""
    age = np.zeros(household.size, np.int64)
    for n in np.unique(place):
        here = place == n
        age[here] = drawn(chances.draw(purpose, household[here], int(n)), weights)
    return age


def _roles(age: Ints, head_age: Ints) -> Ints:
    """What a member most likely is to the head, from the difference of their ages."""
    younger = head_age - age
    role = np.full(age.size, SIBLING)
    role[(younger >= 17) & (younger <= 48)] = CHILD
    role[younger > 48] = OTHER
    role[younger <= -17] = PARENT
    return role


def _sexes(village: Village, head_sex: Ints, spouses: int, household: Ints, chances: Chances) -> Ints:
    """Sexes of the others, such that the village's men come out exactly if that is possible at all."""
    men = round(village.men * village.people)
    missing = min(max(men - int(np.count_nonzero(head_sex == MAN)), 0), household.size)
    order = np.argsort(household, kind="stable")
    number = np.empty(household.size, np.int64)
    sorted_household = household[order]
    number[order] = np.arange(household.size) - np.searchsorted(sorted_household, sorted_household)
    draw = np.empty(household.size)
    for n in np.unique(number):
        here = number == n
        draw[here] = chances.draw("sex of other", household[here], int(n))
    return np.where(_filled(draw, missing), MAN, WOMAN)


def _sorted(village: Village, seed: int, household: Ints, role: Ints, sex: Ints, age: Ints) -> Members:
    """Members in the order household, head, spouse, oldest first, with ages in weeks."""
    first = np.where(role == HEAD, 0, np.where(role == SPOUSE, 1, 2))
    order = np.lexsort((sex, role, -age, first, household))
    household, role, sex, age = household[order], role[order], sex[order], age[order]
    member = np.arange(household.size) - np.searchsorted(household, household) + 1
    home = folded(np.full(household.size, village_key(village.code)), household + 1)
    weeks = answers(seed, "population: week of birth", folded(home, member))
    age_weeks = age * 52 + np.floor(weeks * 52).astype(np.int64)
    # within a year of age the weeks decide who is older, and only children may be without a row: keep them last
    order = np.lexsort((-age_weeks, np.where(first[order] < 2, first[order], 2), household))
    return Members(household[order], role[order], sex[order], age_weeks[order])
