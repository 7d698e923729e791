"""Before the sessions: local actors give up, and where the programme works new ones are trained."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import pair_uniforms, selection_keys, smallest, uniforms
from sim.outreach.rules import actor_weight
from sim.outreach.teaching import train
from sim.people.group_weights import group_weights, some_groups
from sim.people.groups import CONTACT, OFFICE, PUPIL
from sim.state.codes import SETTLED
from sim.world import World


def keep_local_actors(world: World) -> None:
    """Some give up or have left; at a training new ones are chosen, and old and new are taught all there is."""
    if world.state.actor_row.size:
        _drop_out(world)
    if not world.settings.programme.local_actors:
        return
    weeks = world.policy.weeks_running
    due = (weeks >= 0) & (weeks % world.settings.programme.local_actor_training == 0)
    for village in np.flatnonzero(due):
        _train(world, int(village))


def acting(world: World) -> NDArray[np.int64]:
    """Rows of the local actors who act this week: those who are supported, and of the others who do so unpaid: [rows].

    Whether somebody would is drawn once for each, and who is supported in part acts rather.
    """
    rows, people = world.state.actor_row, world.population
    support = world.actor_support()[people.village[rows]]
    unpaid = world.settings.learning.local_actors.unpaid
    u = uniforms(world.lasting_stream("local actor acts unpaid"), people.key[rows])
    return np.asarray(rows[u < support + (1.0 - support) * unpaid], np.int64)


def _drop_out(world: World) -> None:
    state, people, actors = world.state, world.population, world.settings.learning.local_actors
    rows = state.actor_row
    support = world.actor_support()[people.village[rows]]
    chance = actors.dropout_alone + support * (actors.dropout - actors.dropout_alone)
    u = pair_uniforms(world.stream("local actor gives up"), people.key[rows], people.village_key[people.village[rows]])
    gone = ~state.at_home(rows) | (u < chance)
    state.actor_row = rows[~gone]
    world.happened("gave_up", rows[gone])


def _train(world: World, village: int) -> None:
    """Fill the places of a village's local actors, then teach all of them."""
    state, people = world.state, world.population
    rows = people.rows_of_village(village)
    here = state.actor_row[np.isin(state.actor_row, rows, assume_unique=True)]
    weights = _weights(world, rows)
    weights[here - people.village_first_row[village]] = 0.0
    draws = world.stream("place as a local actor")
    keys = selection_keys(draws, people.key[rows], people.village_key[village], weights)
    new = rows[smallest(keys, max(0, int(world.policy.places[village]) - here.size))]
    skill = world.settings.programme.local_actor_skill
    cost = (here.size + new.size) * skill * world.settings.prices.local_actor_training
    if not world.can_pay(village, cost):
        return
    world.pay("local_actors", village, cost)
    state.actor_row = np.sort(np.concatenate((state.actor_row, new)))
    world.happened("trained", new)
    train(world, village, np.sort(np.concatenate((here, new))))


def _weights(world: World, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """How readily each of some people is chosen: settled grown-ups who do not recruit, nor find for a recruiter.

    What pupils weigh as a group is nothing, however readily others without an office are chosen.
    """
    people, residents, actors = world.population, world.state.residents, world.settings.learning.local_actors
    table, returned_weeks = some_groups(OFFICE, 1.0, actors.lay_weight), world.settings.leaving.returned_weeks
    table[PUPIL] = 0.0
    own = group_weights(people, rows, world.week, table, residents.returned_week, returned_weeks)
    is_contact = (people.traits[rows] & CONTACT) != 0
    weights = _weigh(own, is_contact, world.ties.degree(rows), actors.centrality)
    able = world.grown(rows) & (residents.status[rows] == SETTLED) & ~np.isin(rows, world.state.recruiting())
    return np.where(able, weights, 0.0)


@loop
def _weigh(
    own: NDArray[np.float64],
    is_contact: NDArray[np.bool_],
    ties: NDArray[np.int64],
    centrality: float,
) -> NDArray[np.float64]:
    out = np.zeros(own.size, np.float64)
    for r in range(own.size):
        out[r] = actor_weight(own[r], is_contact[r], ties[r], centrality)
    return out
