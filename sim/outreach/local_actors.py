"""Before the sessions of stage 1: local actors give up, and where the programme works new ones are trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.rules import actor_weight
from sim.core.compiled import loop
from sim.core.draws import pair_uniforms, selection_keys, smallest
from sim.outreach.teaching import train
from sim.people.group_weights import at_home, group_weights, table_of
from sim.people.groups import CONTACT
from sim.programme.budget import can_pay, pay
from sim.state.codes import ADULT_WEEKS, SETTLED

if TYPE_CHECKING:
    from sim.world import World


def keep_local_actors(world: World) -> None:
    """Some give up or have left; at a training new ones are chosen, and old and new are taught all there is."""
    if world.state.actor_row.size:
        _drop_out(world)
    if not world.settings.programme.local_actors:
        return
    weeks = world.schedule.weeks_running(world.week)
    due = (weeks >= 0) & (weeks % world.settings.programme.local_actor_training == 0)
    for village in np.flatnonzero(due):
        _train(world, int(village))


def _drop_out(world: World) -> None:
    state, people, actors = world.state, world.population, world.settings.learning.local_actors
    rows = state.actor_row
    # where the village pays for them they are supported in part
    support = np.where(world.assisted(), 1.0, world.continued("local_actors"))[people.village[rows]]
    chance = actors.dropout_alone + support * (actors.dropout - actors.dropout_alone)
    u = pair_uniforms(world.stream("local actor gives up"), people.key[rows], people.village_key[people.village[rows]])
    gone = ~at_home(world, rows) | (u < chance)
    state.actor_row = rows[~gone]
    world.count_rows("local_actors_dropped", rows[gone])


def _train(world: World, village: int) -> None:
    """Fill the places of a village's local actors, then teach all of them."""
    state, people = world.state, world.population
    lo, hi = int(people.village_first_row[village]), int(people.village_first_row[village + 1])
    here = state.actor_row[(state.actor_row >= lo) & (state.actor_row < hi)]
    places = world.settings.programme.local_actors - here.size
    weights = _weights(world, np.arange(lo, hi))
    weights[here - lo] = 0.0
    keys = selection_keys(
        world.stream("place as a local actor"), people.key[lo:hi], people.village_key[village], weights
    )
    new = lo + smallest(keys, places)
    cost = (here.size + new.size) * world.settings.prices.local_actor_training
    if not can_pay(world, village, cost):
        return
    pay(world, "local_actors", village, cost)
    state.actor_row = np.sort(np.concatenate((state.actor_row, new)))
    world.count_rows("local_actors_trained", new)
    train(world, village, np.sort(np.concatenate((here, new))))


def _weights(world: World, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """How readily each of some people is chosen: settled grown-ups who do not recruit, nor find for a recruiter."""
    people, state, actors = world.population, world.state, world.settings.learning.local_actors
    own = group_weights(world, rows, table_of({str(name): weight for name, weight in actors.group_weight.items()}))
    is_contact = (people.traits[rows] & CONTACT) != 0
    ties = world.ties.start[rows + 1] - world.ties.start[rows]
    weights = _weigh(own, is_contact, ties, actors.contact_weight, actors.centrality)
    grown = world.week - people.birth_week[rows].astype(np.int64) >= ADULT_WEEKS
    recruits = np.isin(rows, state.recruiter_row) | np.isin(rows, state.recruiter_finders)
    return np.where(grown & (state.status[rows] == SETTLED) & ~recruits, weights, 0.0)


@loop
def _weigh(
    own: NDArray[np.float64],
    is_contact: NDArray[np.bool_],
    ties: NDArray[np.int64],
    contact_weight: float,
    centrality: float,
) -> NDArray[np.float64]:
    out = np.zeros(own.size, np.float64)
    for r in range(own.size):
        out[r] = actor_weight(own[r], contact_weight, is_contact[r], ties[r], centrality)
    return out
