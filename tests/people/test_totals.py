"""A village's people and households come out exactly, whatever their numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.people.build import populate
from sim.people.groups import HEAD, IN_SCHOOL, RT_HEAD, SPOUSE
from sim.people.population import Population
from tests.building import composed
from tests.people.small import people_of

PRESETS = ("kalibawang", "mollo_selatan", "migrant_pocket", "classroom")


def people_in_villages(population: Population) -> list[int]:
    """Rows and children without a row, by village."""
    villages = len(population.village_codes)
    village_of_household = population.hamlet_village[population.household_hamlet]
    rows = np.bincount(population.village, minlength=villages)
    children = np.bincount(village_of_household, population.household_children, villages)
    return [int(n) for n in rows + children]


@settings(max_examples=60, deadline=None)
@given(households=st.integers(1, 130), spare=st.integers(0, 700), seed=st.integers(0, 2**40))
def test_any_village_has_exactly_its_people_and_households(households: int, spare: int, seed: int) -> None:
    population = people_of(("a", households + spare, households), seed=seed)
    assert people_in_villages(population) == [households + spare]
    assert population.household_hamlet.size == households
    assert np.array_equal(np.unique(population.household), np.arange(households))


@pytest.mark.parametrize("name", PRESETS)
def test_presets_have_exactly_their_people(name: str) -> None:
    chosen = composed(f"place={name}")
    population = populate(chosen.place, chosen.people, chosen.leaving, 1)
    assert people_in_villages(population) == [village.people for village in chosen.place.villages]
    assert population.village_households.tolist() == [village.households for village in chosen.place.villages]


def test_rows_lie_in_order_and_tables_of_first_rows_agree() -> None:
    population = people_of(("a", 900, 260), ("b", 400, 130))
    household = population.household.astype(np.int64)
    hamlet = population.household_hamlet[household]
    assert (np.diff(household) >= 0).all() and (np.diff(population.village.astype(int)) >= 0).all()
    assert np.array_equal(np.searchsorted(household, np.arange(391)), population.household_first_row)
    assert np.array_equal(np.searchsorted(hamlet, np.arange(hamlet.max() + 2)), population.hamlet_first_row)
    assert np.array_equal(population.hamlet_village[hamlet], population.village)
    assert (population.role[population.household_first_row[:-1]] == HEAD).all()
    assert np.unique(population.key).size == population.size


def test_every_hamlet_has_one_rt_head_who_heads_a_household() -> None:
    population = people_of(("a", 900, 260))
    heads = np.flatnonzero(population.traits & RT_HEAD)
    hamlets = population.household_hamlet[population.household[heads]]
    assert np.array_equal(hamlets, np.arange(population.hamlet_village.size))
    assert (population.role[heads] == HEAD).all()


def test_ages_follow_the_age_table_and_men_are_as_many_as_the_village_says() -> None:
    chosen = composed("place=kalibawang")
    population = populate(chosen.place, chosen.people, chosen.leaving, 1)
    years = -population.birth_week.astype(int) // 52
    people = population.village_people.sum()
    table = np.array(chosen.people.age_table) / sum(chosen.people.age_table)
    for youngest, first, last in ((15, 3, 5), (25, 5, 8), (40, 8, 12), (60, 12, 18)):
        share = ((years >= youngest) & (years < 5 * last + (10 if last == 18 else 0))).sum() / people
        assert share == pytest.approx(table[first:last].sum(), abs=0.02)
    assert population.residents().sum() / people == pytest.approx(table[3:].sum(), abs=0.01)
    assert 1.0 - population.sex.mean() == pytest.approx(0.498, abs=0.01)


def test_couples_are_plausible() -> None:
    population = people_of(("a", 3300, 1000))
    spouses = np.flatnonzero(population.role == SPOUSE)
    gap = (population.birth_week[spouses].astype(int) - population.birth_week[spouses - 1]) / 52
    assert (population.role[spouses - 1] == HEAD).all()
    assert 2.0 < gap.mean() < 5.0 and gap.max() < 14.0
    assert (population.sex[spouses] == 1).all() and (population.sex[spouses - 1] == 0).all()


def test_pupils_are_there_to_turn_fifteen_during_five_years() -> None:
    population = people_of(("a", 3300, 1000))
    turns = ~population.residents(0) & population.residents(5 * 52)
    a_year = turns.sum() / 5
    assert a_year == pytest.approx(3300 * 0.016, rel=0.25)
    assert 0.6 < ((population.traits[turns] & IN_SCHOOL) != 0).mean() < 0.85
