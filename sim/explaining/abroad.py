"""Gates, departures, news and returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.core.draws import plain_draw
from sim.explaining.events import What
from sim.explaining.look import Look
from sim.migration.rules import gate_stops
from sim.recruiters.pressure import recruiters_behind
from sim.stages.depart import GATES
from sim.state.codes import (
    ACCEPTED,
    AWAY_DOCUMENTED,
    AWAY_UNDOCUMENTED,
    DEPARTED,
    EXPLOITED,
    GATE_STOPPED,
    IN_PROCEDURE,
    NOBODY,
    SETTLED,
)
from sim.state.codes import STOPPED as COOLING_OFF

if TYPE_CHECKING:
    from sim.explaining.recorder import Recorder


def gates(recorder: Recorder, before: Look, after: Look) -> None:
    """Who was stopped, and at which gate."""
    incidents = recorder.world.state.incidents
    rows = np.flatnonzero((before.incidents == ACCEPTED) & (after.incidents == GATE_STOPPED))
    which = np.array([_which_gate(recorder, int(row)) for row in rows], np.int64)
    persons, days = incidents["person"][rows], incidents["depart_day"][rows]
    recorder.add(What.STOPPED, persons, incident=incidents["key"][rows], detail=which, day=days)


def _which_gate(recorder: Recorder, row: int) -> int:
    """The first gate whose draw stops this person: the draws of :func:`sim.stages.depart.gates` once more."""
    world = recorder.world
    leaving, effort = world.settings.leaving, world.effort("gate_effort")
    incidents = world.state.incidents
    person, key = int(incidents["person"][row]), int(incidents["key"][row])
    for position, (gate, purpose) in enumerate(GATES):
        u = plain_draw(world.lasting_stream(purpose), int(world.population.key[person]), key)
        share = getattr(leaving, f"{gate}_stop") * effort
        if gate_stops(u, share, bool(incidents["forged"][row]), leaving.forged_factor):
            return position
    return len(GATES) - 1


def departures(recorder: Recorder, before: Look, after: Look) -> None:
    """Who left without documents, and what will become of them."""
    incidents = recorder.world.state.incidents
    rows = np.flatnonzero((before.incidents == ACCEPTED) & (after.incidents == DEPARTED))
    recorder.add(
        What.LEFT,
        incidents["person"][rows],
        incident=incidents["key"][rows],
        post=incidents["recruiter"][rows],
        holder=incidents["holder"][rows],
        detail=incidents["outcome"][rows],
        day=incidents["depart_day"][rows],
    )


def status_changes(recorder: Recorder, before: Look, after: Look) -> None:
    """Procedures that ended, returns, and cool-offs that ended."""
    old, new, day = before.people["status"], after.people["status"], before.people["status_day"]
    for was, now, what in (
        (IN_PROCEDURE, AWAY_DOCUMENTED, What.LEFT_DOCUMENTED),
        (IN_PROCEDURE, SETTLED, What.PROCEDURE_FAILED),
        (AWAY_UNDOCUMENTED, SETTLED, What.RETURNED),
        (AWAY_DOCUMENTED, SETTLED, What.RETURNED),
        (COOLING_OFF, SETTLED, What.FREE_AGAIN),
    ):
        rows = np.flatnonzero((old == was) & (new == now))
        recorder.add(what, rows, detail=was, day=day[rows])


def news(recorder: Recorder, before: Look, after: Look) -> None:
    """Who heard what became of a migrant, and who was warned by it of a recruiter."""
    world = recorder.world
    incidents = world.state.incidents
    size = before.incidents.size
    for row in np.flatnonzero(incidents["news_week"][:size] == world.week).tolist():
        migrant, outcome = int(incidents["person"][row]), int(incidents["outcome"][row])
        kin, key = world.kin(migrant), incidents["key"][row]
        recorder.add(What.NEWS, kin, other=migrant, incident=key, detail=outcome)
        post = int(recruiters_behind(world, np.array([row]))[0])
        if outcome == EXPLOITED and post != NOBODY:
            touched = before.people["warned_until"][kin] != after.people["warned_until"][kin]
            touched |= before.people["warned_of"][kin] != after.people["warned_of"][kin]
            touched &= after.people["warned_of"][kin] == post
            recorder.add(What.WARNED, kin[touched], other=migrant, incident=key, post=post)
