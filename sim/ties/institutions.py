"""Ties that an office brings: RT head to households, officials to RT heads, teachers to classes, leaders to members."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.people.groups import LEADER, OFFICIAL, RT_HEAD, TEACHER
from sim.people.identity import folded
from sim.people.initial_draws import answers
from sim.people.population import Population
from sim.settings.network import NetworkSettings
from sim.ties.associations import classes_of
from sim.ties.edges import Edges, edges, together
from sim.ties.kinds import INSTITUTION

Ints = NDArray[np.int64]


def institution_ties(population: Population, network: NetworkSettings, seed: int) -> Edges:
    """All ties that come with an office, by the draws of ``seed``."""
    teachers = [_teachers(population, n, seed) for n in range(network.teachers_per_class)]
    return together([_rt_heads(population), _officials(population), *teachers, _leaders(population, network, seed)])


def _rt_heads(population: Population) -> Edges:
    """Each RT head knows the heads of the hamlet's households."""
    heads = np.flatnonzero(population.traits & RT_HEAD)  # one a hamlet, in their order
    household_head = population.household_first_row[:-1]
    rt_head = heads[population.household_hamlet.astype(np.int64)]
    other = population.household[rt_head] != np.arange(household_head.size)
    return edges(rt_head[other], household_head[other], INSTITUTION)


def _officials(population: Population) -> Edges:
    """Each village official knows the village's RT heads."""
    officials = np.flatnonzero(population.group == OFFICIAL)
    heads = np.flatnonzero(population.traits & RT_HEAD)
    first = population.village_first_hamlet
    village = population.village[officials].astype(np.int64)
    many = np.diff(first)[village]
    official = np.repeat(officials, many)
    hamlet = np.repeat(first[village], many) + _counted(many)
    return edges(official, heads[hamlet], INSTITUTION)


def _teachers(population: Population, number: int, seed: int) -> Edges:
    """Each class has a teacher of the village: the ``number``-th one drawn."""
    classes = classes_of(population)
    pupil = np.flatnonzero(classes >= 0)
    keys = folded(population.village_key[population.village[pupil]], classes[pupil] % 100)
    teacher = _one_of(population, TEACHER, pupil, keys, f"ties: teacher {number}", seed)
    found = teacher >= 0
    return edges(teacher[found], pupil[found], INSTITUTION)


def _leaders(population: Population, network: NetworkSettings, seed: int) -> Edges:
    """A leader of the village knows a share of the heads of household."""
    heads = population.household_first_row[:-1]
    heads = heads[answers(seed, "ties: knows a leader", population.key[heads]) < network.leader_reach]
    leader = _one_of(population, LEADER, heads, population.key[heads], "ties: leader", seed)
    found = (leader >= 0) & (leader != heads)
    return edges(leader[found], heads[found], INSTITUTION)


def _one_of(population: Population, group: int, rows: Ints, keys: NDArray[np.uint64], purpose: str, seed: int) -> Ints:
    """For each of ``rows`` somebody of a group who lives in the same village, or -1."""
    these = np.flatnonzero(population.group == group)
    first = np.searchsorted(these, population.village_first_row)
    village = population.village[rows].astype(np.int64)
    many = np.diff(first)[village]
    pick = first[village] + np.floor(answers(seed, purpose, keys) * many).astype(np.int64)
    out = np.full(rows.size, -1, np.int64)
    out[many > 0] = these[pick[many > 0]]
    return out


def _counted(many: Ints) -> Ints:
    """0, 1, ... up to each of ``many``, one after the other."""
    return np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
