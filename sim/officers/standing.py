"""How embedded officers are in the villages they serve: it grows with hours there, fades without, ends by transfer."""

from __future__ import annotations

import math

import numpy as np

from sim.core.draws import plain_draw
from sim.officers.rules import standing_after, transfer_chance
from sim.state.codes import NOT_YET
from sim.state.week_log import OfficerWeek
from sim.world import World


def take_up_posts(world: World) -> None:
    """Let officers begin in villages that they did not serve before: with kin there they are not quite strangers."""
    state, officers = world.state, world.log.officers
    missing = len(officers) - state.officer_holder.size
    if missing > 0:  # a programme may begin in the middle of a run
        state.officer_holder = np.concatenate((state.officer_holder, np.zeros(missing, np.int64)))
        state.standing = np.concatenate((state.standing, np.full((missing, world.villages), NOT_YET)))
    for officer in officers:
        for village in officer.villages:
            if state.standing[officer.number, village] == NOT_YET:
                state.standing[officer.number, village] = _first_standing(world, officer, village)
    _sum_up(world)


def _first_standing(world: World, officer: OfficerWeek, village: int) -> float:
    """Whether the officer has kin in the village is drawn once for each person who holds the post."""
    u = plain_draw(world.lasting_stream("officer's kin"), officer.key, int(world.population.village_key[village]))
    return world.settings.responding.kin_embeddedness if u < world.settings.programme.officer_kin_share else 0.0


def embed(world: World) -> None:
    """Let standing grow after the week's hours, or fade as fast as trust does."""
    settings, standing = world.settings, world.state.standing
    here = {(one.number, village): spent for one in world.log.officers for village, spent in one.spent.items()}
    for number, village in zip(*(axis.tolist() for axis in np.nonzero(standing >= 0.0)), strict=True):
        standing[number, village] = standing_after(
            float(standing[number, village]),
            here.get((number, village), 0.0),
            settings.responding.embedding_hours,
            settings.learning.trust.half_life,
        )
    _sum_up(world)


def transfer(world: World) -> None:
    """Transfer officers; whoever comes next begins anew."""
    chance = transfer_chance(world.settings.programme.officer_transfer)
    for officer in world.log.officers:
        if world.uniform("transfer", officer.key) < chance:
            world.state.officer_holder[officer.number] += 1
            world.state.standing[officer.number] = NOT_YET
            world.count("officers_transferred", officer.villages[0])


def _sum_up(world: World) -> None:
    """A village's embeddedness: the mean standing of the officers who serve it, 0 without any."""
    embeddedness = world.state.villages.embeddedness
    embeddedness[:] = 0.0
    for village, officers in world.log.officers_of.items():
        standing = [float(world.state.standing[officer.number, village]) for officer in officers]
        embeddedness[village] = math.fsum(standing) / len(standing)
