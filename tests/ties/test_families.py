"""Descent is plausible, kinship is what descent says, and kin have contact as often as they should."""

from __future__ import annotations

import numpy as np
import pytest

from sim.people.population import Population
from sim.ties.build import neighbour_numbers
from sim.ties.families import Families, families_of
from sim.ties.kinds import COUSIN, IN_LAW, NO_KIND, PARENT, SIBLING
from sim.ties.kinship import KinPairs, relation_in_line
from sim.ties.survey.counts import count_contacts
from tests.people.small import place_of
from tests.ties.small import built, network_with

VILLAGES = (("a", 1500, 430), ("b", 1200, 350))


@pytest.fixture(scope="module")
def district() -> tuple[Population, Families, KinPairs]:
    population, _, kin = built(*VILLAGES)
    neighbours = neighbour_numbers(place_of(*VILLAGES))
    return population, families_of(population, network_with(), neighbours, 1), kin


def test_mothers_are_of_an_age_to_be_mothers(district: tuple[Population, Families, KinPairs]) -> None:
    population, families, _ = district
    age = -population.birth_week / 52.0
    child = np.flatnonzero(families.parents >= 0)
    couple = families.parents[child]
    apart = (families.first[couple] >= 0) & (families.couple_of[child] >= 0)
    child, couple = child[apart], couple[apart]
    home = population.household[families.first[couple]] == population.household[child]
    mother = np.where(families.second[couple] >= 0, families.second[couple], families.first[couple])
    gap = (age[mother] - age[child])[~home]
    assert gap.size > 100
    assert gap.min() >= 17.9 and gap.max() <= 55.0


def test_nobody_descends_from_himself(district: tuple[Population, Families, KinPairs]) -> None:
    _, families, _ = district
    couples = np.arange(families.first.size)
    for parents in (families.first_parents, families.second_parents):
        assert (parents != couples).all()
    assert (families.parents != families.couple_of)[families.parents >= 0].all()


def test_three_generations_are_linked(district: tuple[Population, Families, KinPairs]) -> None:
    population, families, _ = district
    grown = np.flatnonzero((families.couple_of >= 0) & (population.residents()))
    parents = families.parents[grown]
    with_grandparents = (families.first_parents[parents] >= 0) & (parents >= 0)
    assert (parents >= 0).mean() > 0.7
    assert with_grandparents.mean() > 0.5


def plain_kin(population: Population, families: Families) -> dict[tuple[int, int], int]:
    """Closest relation of each pair of households, person by person."""
    found: dict[tuple[int, int], int] = {}

    def note(a: int, b: int, kind: int, couples: list[int]) -> None:
        qa, qb = int(population.household[a]), int(population.household[b])
        va, vb = population.village[a], population.village[b]
        if qa != qb and (va != vb or all(families.village[c] == va for c in couples)):
            pair = min(qa, qb), max(qa, qb)
            found[pair] = min(kind, found.get(pair, 255))

    f = families
    both = list(zip(f.first_parents.tolist(), f.second_parents.tolist(), strict=True))
    partners = [[r for r in pair if r >= 0] for pair in zip(f.first.tolist(), f.second.tolist(), strict=True)]
    children: dict[int, list[int]] = {}
    branches: dict[int, set[int]] = {}
    for row, couple in enumerate(f.parents.tolist()):
        children.setdefault(couple, []).append(row)
    for couple, pair in enumerate(both):
        for above in pair:
            branches.setdefault(above, set()).add(couple)
    for p in range(len(both)):
        line = branches.get(p, set())
        for a in children.get(p, []):
            for b in partners[p]:
                note(a, b, PARENT, [p])
            for b in children[p]:
                note(a, b, SIBLING, [p])
        for c in line:
            for a in children.get(c, []):
                for b in partners[p] + children.get(p, []):
                    note(a, b, COUSIN, [p, c])
                for other in line - {c}:
                    for b in children.get(other, []):
                        note(a, b, COUSIN, [p, c, other])
    for c, (left, right) in enumerate(both):
        if left >= 0 and right >= 0:
            for a in partners[left][:1]:
                for b in partners[right][:1]:
                    note(a, b, IN_LAW, [left, c, right])
    return found


def test_kin_pairs_are_what_descent_says(district: tuple[Population, Families, KinPairs]) -> None:
    population, families, kin = district
    found = dict(zip(zip(kin.a.tolist(), kin.b.tolist(), strict=True), kin.kind.tolist(), strict=True))
    assert found == plain_kin(population, families)


def test_kin_have_contact_about_as_often_as_in_the_census_of_nyakatoke() -> None:
    population, ties, kin = built(("a", 5000, 1500))
    assert count_contacts(population, ties, kin).tied_kin == pytest.approx(0.37, abs=0.04)
    network = network_with()
    for kind, chance in ((PARENT, network.contact_parent), (SIBLING, network.contact_sibling)):
        assert kin.contact[kin.kind == kind].mean() == pytest.approx(chance, abs=0.05)


@pytest.mark.parametrize("degree", [9.0, 12.0, 17.0])
def test_households_have_the_degree_asked_for(degree: float) -> None:
    population, ties, kin = built(("a", 5000, 1500), household_degree=degree)
    assert count_contacts(population, ties, kin).in_village == pytest.approx(degree, rel=0.05)


@pytest.mark.parametrize(
    ("older", "younger", "same_branch", "kind"),
    [
        (0, 0, False, NO_KIND),
        (0, 1, False, PARENT),
        (1, 1, False, SIBLING),
        (0, 2, False, COUSIN),
        (1, 2, False, COUSIN),
        (2, 2, False, COUSIN),
        (2, 2, True, NO_KIND),
    ],
)
def test_relations_in_a_line(older: int, younger: int, same_branch: bool, kind: int) -> None:
    assert relation_in_line(older, younger, same_branch) == kind
