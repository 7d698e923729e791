"""Groups and traits follow their shares and counts."""

from __future__ import annotations

import numpy as np
import pytest

from sim.agents.built import built
from sim.people.build import populate
from sim.people.groups import (
    CONTACT,
    CUSTOMARY,
    FARMER,
    HOMEMAKER,
    IN_SCHOOL,
    LEADER,
    OFFICIAL,
    PUPIL,
    RETURNED,
    TEACHER,
    group_at,
)
from tests.building import composed
from tests.people.small import people_of


def test_each_village_has_its_officials_teachers_leaders_and_returned() -> None:
    chosen = composed("place=kalibawang")
    population = populate(chosen.place, chosen.people, chosen.leaving, 1)
    place, leaving = chosen.place, chosen.leaving
    home_a_week = place.abroad_undocumented_per_1000 / (leaving.stay_undocumented + 13)  # no stay is shorter
    home_a_week += place.abroad_documented_per_1000 / (leaving.stay_documented + 13)
    returned = home_a_week * leaving.returned_weeks / 1000
    for v, village in enumerate(place.villages):
        group = population.group[population.village == v]
        residents = int(population.residents()[population.village == v].sum())
        assert (group == OFFICIAL).sum() == chosen.people.officials_per_village
        assert (group == TEACHER).sum() == round(chosen.people.teachers_per_1000 * village.people / 1000)
        assert (group == LEADER).sum() == round(chosen.people.leaders_per_1000 * village.people / 1000)
        assert (group == RETURNED).sum() == pytest.approx(returned * residents, abs=1)
    assert ((population.traits[population.group == OFFICIAL] & CONTACT) != 0).all()


@pytest.mark.parametrize("name", ["stay_undocumented", "stay_documented", "returned_weeks"])
def test_villages_are_built_anew_when_more_or_fewer_would_have_returned(name: str) -> None:
    chosen = composed("place=classroom")
    before, same, after = (
        built(chosen.with_changes({f"leaving.{changed}": value}))[0]
        for changed, value in ((name, 60), ("smuggled", 0.1), (name, 180))
    )
    assert (before.group == RETURNED).sum() != (after.group == RETURNED).sum()
    assert same is built(chosen)[0]


def test_work_follows_the_shares_by_sex_and_by_age() -> None:
    people = composed("place=kalibawang").people
    population = people_of(("a", 30_000, 9_000))
    years = -population.birth_week.astype(int) // 52
    women = (population.sex == 1) & (years >= 25) & (years < 60)
    men = (population.sex == 0) & (years >= 60)
    assert (population.group[women] == HOMEMAKER).mean() == pytest.approx(people.homemakers, abs=0.03)
    assert (population.group[men] == FARMER).mean() == pytest.approx(people.farmers[2], abs=0.05)
    assert not (population.group[population.sex == 0] == HOMEMAKER).any()


def test_a_household_is_customary_as_a_whole() -> None:
    population = people_of(("a", 3_000, 900), share_customary=0.4)
    customary = (population.traits & CUSTOMARY) != 0
    head = population.household_first_row[population.household.astype(np.int64)]
    assert np.array_equal(customary, customary[head])
    assert customary[population.household_first_row[:-1]].mean() == pytest.approx(0.4, abs=0.05)


@pytest.mark.parametrize(
    ("years", "in_school", "expected"),
    [(14, True, FARMER), (15, True, PUPIL), (18, True, PUPIL), (19, True, FARMER), (16, False, FARMER)],
)
def test_pupils_are_in_school_from_15_until_19(years: int, in_school: bool, expected: int) -> None:
    assert group_at(FARMER, IN_SCHOOL if in_school else 0, years * 52) == expected
