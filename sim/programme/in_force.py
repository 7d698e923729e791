"""What the programme does in a week, village by village."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from sim.programme.parameter_arrays import ParameterArrays
from sim.programme.schedule import Schedule
from sim.settings.programme import Continued
from sim.settings.tree import Settings

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class InForce(NamedTuple):
    """The policy of one week in ``V`` villages, with ``C`` channels."""

    works: Flags
    """[V] where the programme works"""
    has_officers: Flags
    """[V] where an officer is assigned"""
    weeks_running: NDArray[np.int64]
    """[V] weeks for which it has worked there without a break; -1 where it does not"""
    continued: Mapping[Continued, Floats]
    """[V] how far (0-1) each village's own funding carries on a part of the programme, which has ended there"""
    route_help: Floats
    """[V] how far (0-1) each village helps with papers: in full while the programme does, then as funded"""
    open_channels: Flags
    """[V, C]"""
    coordination: Floats
    """[V] chance that a village office or police post passes a case on"""
    gate_effort: float
    """factor on what gates stop, 1 while the programme works nowhere"""
    police_effort: float
    """factor on hours and referrals of the police, 1 while it works nowhere"""


def in_force(settings: Settings, schedule: Schedule, arrays: ParameterArrays, week: int) -> InForce:
    """The policy of a week, counted from 0."""
    programme = settings.programme
    works, funded = schedule.works(week), np.where(schedule.ended(week), arrays.villages.own_funding, 0.0)
    nothing = np.zeros(works.size)
    continued: dict[Continued, Floats] = {
        part: funded if part in programme.continued else nothing for part in get_args(Continued)
    }
    before, runs = programme.coordination_before, programme.runs_at(week)
    kept = before + continued["coordination"] * (programme.coordination - before)
    has_officers = works & (programme.officers > 0 and programme.officer_hours > 0)
    return InForce(
        works=works,
        has_officers=has_officers,
        weeks_running=schedule.weeks_running(week),
        continued=continued,
        route_help=np.where(works, 1.0, continued["route_help"]) if programme.route_help else nothing,
        open_channels=_open_channels(settings, arrays, works | (continued["channels"] > 0.0), has_officers),
        coordination=np.where(works, programme.coordination, kept),
        gate_effort=programme.gate_effort if runs else 1.0,
        police_effort=programme.police_effort if runs else 1.0,
    )


def _open_channels(settings: Settings, arrays: ParameterArrays, running: Flags, has_officers: Flags) -> Flags:
    """Which channels are open where: [V, C]."""
    programme = settings.programme
    is_open = np.zeros((running.size, len(settings.channels)), bool)
    for c, (name, channel) in enumerate(settings.channels.items()):
        if name in programme.channels_open_always:
            is_open[:, c] = True
        elif name in programme.channels_open:
            is_open[:, c] = running
        if channel.officer_only:
            is_open[:, c] &= has_officers
    return is_open & arrays.can_have
