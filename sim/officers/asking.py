"""Asking for advice: whoever holds an offer without documents and knows where help is may ask there.

Before the answer, advice is given at once while there are hours; afterwards, whoever prepares to leave and asks opens a
case. Whether somebody asks is drawn once for person and offer, so that only knowing where help is makes a difference.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.rules import known_until
from sim.core.draws import pair_uniforms, uniforms
from sim.officers.desks import work_on
from sim.officers.hearing import is_kept_down, take_up
from sim.state import codes
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""
Floats = NDArray[np.float64]


def advise(world: World, offers: Rows) -> Floats:
    """Advise those who ask before they answer, one after the other in an order drawn for the week, while hours last.

    Args:
        world: the world.
        offers: rows of the offers to be answered this week: [offers].

    Returns:
        How much each person was advised to stay, a utility of either sign, 0 without advice: [offers].
    """
    persuasion, incidents = np.zeros(offers.size), world.state.incidents
    asking = np.flatnonzero(_ask(world, offers))
    turns = uniforms(world.stream("order of advice"), incidents["key"][offers[asking]])
    advised, holders = [], []
    for place in asking[np.argsort(turns, kind="stable")].tolist():
        incident = int(offers[place])
        holder = _whom_to_ask(world, int(incidents["village"][incident]))
        if _has_time(world, incident, holder):
            persuasion[place] = world.settings.responding.of("persuasion", codes.RECEIVERS[holder])
            advised.append(incident)
            holders.append(holder)
    _inform(world, np.array(advised, np.int64), np.array(holders, np.int64))
    return persuasion


def who_prepares_asks(world: World) -> None:
    """Open cases of those who prepare to leave, ask now, and were neither advised on that offer nor have a case."""
    incidents, residents = world.state.incidents, world.state.residents
    rows = residents.incident[residents.status == codes.PREPARING].astype(np.int64)
    rows = rows[(incidents["case"][rows] == codes.NOBODY) & (incidents["advised"][rows] == 0)]
    for incident in rows[_ask(world, rows)].tolist():
        receiver = _whom_to_ask(world, int(incidents["village"][incident]))
        take_up(world, incident, receiver, codes.BY_ASKING)


def _ask(world: World, offers: Rows) -> NDArray[np.bool_]:
    """Whether each person asks about an offer: it is one without documents, and where help is has to be known."""
    incidents, residents = world.state.incidents, world.state.residents
    persons = incidents["person"][offers]
    knows = residents.fact_until[persons, codes.HELP] > world.week
    keys = world.population.key[persons]
    u = pair_uniforms(world.lasting_stream("asks for advice"), keys, incidents["key"][offers])
    would = u < world.settings.deciding.asks_advice
    return np.asarray((incidents["undocumented"][offers] == 1) & knows & would, bool)


def _whom_to_ask(world: World, village: int) -> int:
    """Code of the receiver: an officer where there are any, a resource centre with an open channel, or the office."""
    if world.policy.has_officers[village]:
        return codes.IMMIGRATION
    receivers = world.arrays.channels.receiver[world.policy.open_channels[village]]
    return codes.RESOURCE_CENTRE if codes.RESOURCE_CENTRE in receivers else codes.VILLAGE_OFFICE


def _has_time(world: World, incident: int, holder: int) -> bool:
    """Whether advice is given: not by whoever sides with the recruiter, nor without the hours, which are spent."""
    if is_kept_down(world, incident, holder):
        return False
    village, hours = int(world.state.incidents["village"][incident]), world.settings.responding.counsel_hours
    return work_on(world, incident, village, holder, hours) is not None


def _inform(world: World, offers: Rows, holders: Rows) -> None:
    """Let those who are advised learn the legal procedure, and remember it as other facts."""
    incidents, fact_until = world.state.incidents, world.state.residents.fact_until
    persons, memory_weeks = incidents["person"][offers], world.settings.learning.memory_weeks
    incidents["advised"][offers] = 1
    u = uniforms(world.stream("how long advice is remembered"), world.population.key[persons])
    until = np.array([known_until(world.week, memory_weeks, float(one)) for one in u], fact_until.dtype)
    new = (fact_until[persons, codes.PROCEDURE] <= world.week).astype(np.int64) << codes.PROCEDURE
    fact_until[persons, codes.PROCEDURE] = np.maximum(fact_until[persons, codes.PROCEDURE], until)
    world.happened("learned", persons, facts=new, new=np.bitwise_count(new))
    world.happened("advised", persons, incidents=offers, holder=holders, facts=new)
