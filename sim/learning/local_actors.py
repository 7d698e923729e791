"""Before the sessions of stage 1: local actors give up, and where the programme works new ones are trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.codes import ADULT_WEEKS, AWAY_DOCUMENTED, AWAY_UNDOCUMENTED, SETTLED
from sim.compiled import loop
from sim.draws import pair_uniforms, selection_keys, smallest
from sim.learning.rules import actor_weight
from sim.learning.teaching import train
from sim.people.groups import CONTACT, GROUPS, group_now

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
    away = (state.status[rows] == AWAY_UNDOCUMENTED) | (state.status[rows] == AWAY_DOCUMENTED)
    gone = away | (u < chance)
    state.actor_row = rows[~gone]
    world.count_rows("local_actors_dropped", rows[gone])


def _train(world: World, village: int) -> None:
    """Fill the places of a village's local actors, then teach all of them."""
    state, people = world.state, world.population
    lo, hi = int(people.village_first_row[village]), int(people.village_first_row[village + 1])
    here = state.actor_row[(state.actor_row >= lo) & (state.actor_row < hi)]
    places = world.settings.programme.local_actors - here.size
    weights = _weights(world, lo, hi)
    weights[here - lo] = 0.0
    keys = selection_keys(
        world.stream("place as a local actor"), people.key[lo:hi], people.village_key[village], weights
    )
    new = lo + smallest(keys, places)
    state.actor_row = np.sort(np.concatenate((state.actor_row, new)))
    world.count_rows("local_actors_trained", new)
    train(world, village, np.sort(np.concatenate((here, new))))


def _weights(world: World, lo: int, hi: int) -> NDArray[np.float64]:
    """How readily each of the rows lo..hi is chosen: settled grown-ups who do not recruit."""
    people, state, actors = world.population, world.state, world.settings.learning.local_actors
    by_name = {str(name): weight for name, weight in actors.group_weight.items()}
    weights = _weigh(
        lo,
        hi,
        world.week,
        np.array([by_name[name] for name in GROUPS], np.float64),
        actors.contact_weight,
        actors.centrality,
        people.birth_week,
        people.group,
        people.traits,
        state.status,
        state.returned_week,
        world.settings.leaving.returned_weeks,
        world.ties.start,
    )
    recruiters = state.recruiter_row[(state.recruiter_row >= lo) & (state.recruiter_row < hi)]
    weights[recruiters - lo] = 0.0
    return weights


@loop
def _weigh(
    lo: int,
    hi: int,
    week: int,
    group_weight: NDArray[np.float64],
    contact_weight: float,
    centrality: float,
    birth_week: NDArray[np.int16],
    group: NDArray[np.uint8],
    traits: NDArray[np.uint8],
    status: NDArray[np.uint8],
    returned_week: NDArray[np.int16],
    returned_weeks: int,
    start: NDArray[np.int64],
) -> NDArray[np.float64]:
    out = np.zeros(hi - lo, np.float64)
    for i in range(lo, hi):
        age = week - birth_week[i]
        if age < ADULT_WEEKS or status[i] != SETTLED:
            continue
        own = group_weight[group_now(group[i], traits[i], age, week - returned_week[i], returned_weeks)]
        is_contact = (traits[i] & CONTACT) != 0
        out[i - lo] = actor_weight(own, contact_weight, is_contact, start[i + 1] - start[i], centrality)
    return out
