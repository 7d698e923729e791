"""The village acts by itself: leaders settle what they do not pass on, and kin speak to whoever prepares to leave."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.warnings import warn_of
from sim.core.draws import pair_uniforms
from sim.incidents.accused import accused_by, recruiter_behind
from sim.incidents.rules import speaks_chance
from sim.officers.counsel import Adviser, counsel, persuade, warn_around
from sim.officers.partners import Joint
from sim.recruiters.pressure import press
from sim.state import codes
from sim.ties.between import NO_TIE, strength_between, tie_between
from sim.ties.kinds import LAST_KIN
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def settle_reports(world: World) -> None:
    """Leaders deal with what they were told this week and keep to themselves: one of them with each incident."""
    reports, rows = world.state.reports, world.state.open_reports
    new = rows[(reports["state"][rows] == codes.SETTLED_THERE) & (reports["sent_day"][rows] >= world.first_day)]
    if not new.size:
        return
    order = np.lexsort((_turns(world, new), reports["sent_day"][new]))
    for row in new[order].tolist():
        incident = int(reports["incident"][row])
        if _is_about_an_offer(world, incident) and not world.state.incidents["settled"][incident]:
            _settle(world, incident, int(reports["receiver"][row]), int(reports["sent_day"][row]))


def _turns(world: World, rows: Rows) -> NDArray[np.float64]:
    """Draws that put reports of one day in order."""
    reports = world.state.reports
    keys = world.population.key[reports["witness"][rows]]
    return pair_uniforms(
        world.stream("order of settling"), keys, world.state.incidents["key"][reports["incident"][rows]]
    )


def _is_about_an_offer(world: World, incident: int) -> bool:
    """Whether somebody was asked to leave without documents, and has not left by now."""
    incidents = world.state.incidents
    return bool(incidents["kind"][incident] <= codes.LAST_DEPARTURE and incidents["state"][incident] != codes.DEPARTED)


def _settle(world: World, incident: int, holder: int, day: int) -> None:
    """Warn the person and the family, speak to whoever prepares, and tell the recruiter to go."""
    incidents = world.state.incidents
    incidents["settled"][incident] = 1
    world.happened("settled", incidents=incident, holder=holder)
    post = recruiter_behind(world, incident)
    warn_around(world, incident, codes.BY_VILLAGE)
    if post != codes.NOBODY:
        press(world, post, world.settings.recruiting.pressure_answered)
    if incidents["state"][incident] == codes.ACCEPTED:
        lead = max(int(incidents["depart_day"][incident]) - day, 0)
        counsel(world, incident, holder, day, Joint(), lead)


def kin_speak(world: World, incident: Rows, witness: Rows) -> None:
    """Household and kin who saw what somebody prepares and reported nothing may speak to that person: one of them.

    Whoever is near the accused is less ready to.

    Args:
        world: the world.
        incident: rows of what they saw, [witnesses].
        witness: their rows, [witnesses].
    """
    incidents, share = world.state.incidents, world.settings.warning.settles_alone
    prepares = (incidents["state"][incident] == codes.ACCEPTED) & (incidents["settled"][incident] == 0)
    incident, witness = incident[prepares], witness[prepares]
    draws = world.lasting_stream("kin speak to whoever prepares")
    u = pair_uniforms(draws, world.population.key[witness], incidents["key"][incident])
    for n in np.flatnonzero(u < share).tolist():
        one, row = int(incident[n]), int(witness[n])
        tie = tie_between(row, int(incidents["person"][one]), world.ties)
        is_kin = tie != NO_TIE and world.ties.kind[tie] <= LAST_KIN
        closeness = strength_between(row, int(accused_by(world, incident[n : n + 1])[0]), world.ties)
        if is_kin and u[n] < speaks_chance(share, closeness) and not incidents["settled"][one]:
            _speak(world, one, row, float(world.ties.strength[tie]) / 255.0)


def _speak(world: World, incident: int, witness: int, strength: float) -> None:
    """Kin are trusted as far as the tie is strong, and have nothing but their word."""
    incidents = world.state.incidents
    incidents["settled"][incident] = 1
    person, post = incidents["person"][incident : incident + 1].astype(np.int64), recruiter_behind(world, incident)
    if post != codes.NOBODY:
        warn_of(world, person, post, incident, codes.BY_VILLAGE)
    day = max(world.first_day, int(incidents["day"][incident]))
    persuade(world, incident, Adviser(0.0, strength), day, Joint(), "kin_spoke", kin=witness)
