"""Offers and the answers to them, with what the person knew and felt at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.attitudes.attitudes import attitudes_of
from sim.explaining.events import ADVANCE, FORGED, PAPERS, PRIVATE, RECOGNISED, WARNED_BEFORE, What
from sim.explaining.look import Look, Rows
from sim.state.codes import AWARENESS, LICENSED_OFFER, NOBODY, OFFERED

if TYPE_CHECKING:
    from sim.explaining.recorder import Recorder
    from sim.world import World


def asked(recorder: Recorder, before: Look, after: Look) -> None:
    """Who was asked by whom."""
    table = recorder.world.state.incidents
    rows = np.arange(before.incidents.size, after.incidents.size)
    rows = rows[(table["kind"][rows] <= LICENSED_OFFER)]
    offer = {name: table[name][rows] for name in table.names}
    detail = offer["source"].astype(np.int64)
    for bit, column in ((PRIVATE, "private"), (ADVANCE, "advance"), (FORGED, "forged")):
        detail += bit * offer[column].astype(np.int64)
    detail += PAPERS * (offer["undocumented"] == 0)
    same = {"incident": offer["key"], "post": offer["recruiter"], "holder": offer["holder"], "detail": detail}
    recorder.add(What.ASKED, offer["person"], other=offer["asker"], **same)
    by = offer["asker"] != NOBODY
    recorder.add(What.ASKS, offer["asker"][by], other=offer["person"][by], **{k: v[by] for k, v in same.items()})


def answers(recorder: Recorder, before: Look, after: Look) -> None:
    """What those who were asked answered."""
    world = recorder.world
    table = world.state.incidents
    size = before.incidents.size
    rows = np.flatnonzero((before.incidents == OFFERED) & (after.incidents[:size] != OFFERED))
    persons = table["person"][rows]
    warned = (world.state.warned_until[persons] > world.week) & (table["recruiter"][rows] != NOBODY)
    warned &= world.state.warned_of[persons] == table["recruiter"][rows]
    detail = after.incidents[rows].astype(np.int64) + RECOGNISED * table["recognised"][rows].astype(np.int64)
    recorder.add(
        What.ANSWERED,
        persons,
        other=table["asker"][rows],
        incident=table["key"][rows],
        post=table["recruiter"][rows],
        holder=table["holder"][rows],
        detail=detail + WARNED_BEFORE * warned,
        facts=known(world, persons),
        day=table["depart_day"][rows],
        felt=attitudes_of(persons, AWARENESS, *world.mind()),
        around=np.array([_wariness(world, int(person)) for person in persons], np.float64),
    )


def known(world: World, rows: Rows) -> Rows:
    """Facts that each of some residents knows now, as bits."""
    know = world.state.fact_until[rows] > world.week
    bits: Rows = (know.astype(np.int64) << np.arange(know.shape[1])).sum(axis=1)
    return bits


def _wariness(world: World, person: int) -> float:
    """Mean awareness of household and kin."""
    kin = world.kin(person)
    return float(attitudes_of(kin, AWARENESS, *world.mind()).mean()) if kin.size else 0.0
