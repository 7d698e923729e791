"""Stage 7, relay: officers and local actors hear of things, and some ask; reports arrive, and merge into cases."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import pair_uniforms
from sim.incidents.cases import merge
from sim.officers.asking import who_prepares_asks
from sim.officers.hearing import local_actors_hear, officers_hear, police_search
from sim.officers.settling import settle_reports
from sim.state.codes import DAYS, RECEIVED, TRAVELLING
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def relay(world: World) -> None:
    """Open cases of what was heard of and asked, let this week's reports arrive, and leaders settle the others."""
    officers_hear(world)
    local_actors_hear(world)
    police_search(world)
    who_prepares_asks(world)
    _arrive(world)
    settle_reports(world)


def _arrive(world: World) -> None:
    """Let reports arrive, within what each channel can take; the rest wait a week."""
    reports, rows = world.state.reports, world.state.open_reports
    due = rows[(reports["state"][rows] == TRAVELLING) & (reports["arrive_day"][rows] < world.first_day + DAYS)]
    order = np.lexsort((_turns(world, due), reports["arrive_day"][due]))
    capacity = [channel.capacity for channel in world.settings.channels.values()]
    taken: dict[tuple[int, int], int] = {}
    for row in due[order]:
        incident = int(reports["incident"][row])
        village = int(world.state.incidents["village"][incident])
        desk = (village, int(reports["channel"][row]))
        most = capacity[desk[1]]
        if most is not None and taken.get(desk, 0) >= most:
            reports["arrive_day"][row] += DAYS
            continue
        taken[desk] = taken.get(desk, 0) + 1
        reports["state"][row] = RECEIVED
        one = np.array([row])
        witness = reports["witness"][one]
        world.happened("arrived", witness, incidents=incident, villages=np.array([village]), report=one)
        reports["case"][row] = merge(world, incident, int(reports["receiver"][row]), int(reports["arrive_day"][row]))


def _turns(world: World, rows: Rows) -> NDArray[np.float64]:
    """Draws that put reports of one day in order: the first takes the place, and its receiver the case."""
    reports = world.state.reports
    actors = world.population.key[reports["witness"][rows]]
    return pair_uniforms(world.stream("report order"), actors, world.state.incidents["key"][reports["incident"][rows]])
