"""Stage 9, gates: village letter, passport desk and border stop some of those who are about to leave."""

from __future__ import annotations

import numpy as np

from sim.core.draws import pair_uniforms
from sim.incidents.incidents import close_incidents
from sim.migration.abroad import leaving_this_week
from sim.migration.rules import gate_stops
from sim.state.codes import DAYS, GATE_NAMES, GATE_STOPPED, NOBODY, STOPPED
from sim.world import World

PURPOSES = ("village letter of a migrant", "passport desk", "border")
"""Names of the draws at each gate."""


def gates(world: World) -> None:
    """Let each gate stop some, in the order in which a migrant meets them."""
    for gate in range(len(GATE_NAMES)):
        _gate(world, gate)


def _gate(world: World, gate: int) -> None:
    """One gate: whoever has forged papers gets through."""
    residents, incidents, leaving = world.state.residents, world.state.incidents, world.settings.leaving
    rows = leaving_this_week(world)
    if not rows.size:
        return
    share = getattr(leaving, f"{GATE_NAMES[gate]}_stop") * world.policy.gate_effort[world.population.village[rows]]
    incident = residents.incident[rows].astype(np.int64)
    u = pair_uniforms(world.lasting_stream(PURPOSES[gate]), world.population.key[rows], incidents["key"][incident])
    each = zip(u.tolist(), share.tolist(), incidents["forged"][incident].tolist(), strict=True)
    stop = np.array([gate_stops(x, chance, bool(forged)) for x, chance, forged in each], bool)
    rows, incident = rows[stop], incident[stop]
    incidents["state"][incident] = GATE_STOPPED
    close_incidents(world, incident)
    residents.status[rows] = STOPPED
    residents.incident[rows] = NOBODY
    residents.status_day[rows] += np.int32(DAYS * world.settings.deciding.cool_off_weeks)
    world.happened("stopped", rows, incidents=incident, gate=gate)
