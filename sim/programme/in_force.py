"""What the programme does in a week, village by village."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from sim.programme.budget import paid
from sim.programme.parameter_arrays import ParameterArrays
from sim.programme.schedule import Schedule
from sim.settings.programme import Continued
from sim.settings.tree import Settings

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class InForce(NamedTuple):
    """The policy of one week in ``V`` villages, with ``C`` channels."""

    year: int
    """of the programme, 0 from its first week; below 0 before"""
    works: Flags
    """[V] where the programme works"""
    ended: Flags
    """[V] where it has worked and will not again"""
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
    gate_effort: Floats
    """[V] factor on what gates stop, 1 where the programme does not work"""
    police_effort: Floats
    """[V] factor on hours and referrals of the police, 1 where it does not work"""
    officers_paid: Floats
    """[V] share (0-1) of the officers' hours for which there is money"""
    places: NDArray[np.int64]
    """[V] places for local actors"""
    left: Floats
    """[V] rupiah a year for what happens, after what is promised; without end where there is no budget"""


def in_force(
    settings: Settings, schedule: Schedule, arrays: ParameterArrays, week: int, last: InForce | None = None
) -> InForce:
    """The policy of a week, counted from 0.

    Args:
        settings, schedule, arrays: of the world.
        week: counted from 0.
        last: the policy of the week before under the same settings, most of which usually still holds.
    """
    programme, works, ended = settings.programme, schedule.works(week), schedule.ended(week)
    year = schedule.year(week)
    if last is not None and (last.year, *last.works, *last.ended) == (year, *works, *ended):
        return last._replace(weeks_running=schedule.weeks_running(week))
    funded = np.where(ended, arrays.villages.own_funding, 0.0)
    nothing = np.zeros(works.size)
    continued: dict[Continued, Floats] = {
        part: funded if part in programme.continued else nothing for part in get_args(Continued)
    }
    before = programme.coordination_before
    has_officers = works & _has_officers(settings)
    money = paid(settings, schedule.weeks_of_year(week), _openable(settings, arrays))
    has_officers &= money.officers > 0.0
    kept = before + continued["coordination"] * (programme.coordination - before)
    added = np.where(programme.coordination > before, money.coordination, 1.0) * (programme.coordination - before)
    return InForce(
        year=year,
        works=works,
        ended=ended,
        has_officers=has_officers,
        weeks_running=schedule.weeks_running(week),
        continued=continued,
        route_help=np.where(works, 1.0, continued["route_help"]) if programme.route_help else nothing,
        open_channels=_open_channels(
            settings, arrays, works, continued["channels"] > 0.0, has_officers, money.channels
        ),
        coordination=np.where(works, before + added, kept),
        gate_effort=_effort(programme.gate_effort, money.gates, works),
        police_effort=_effort(programme.police_effort, money.police, works),
        officers_paid=money.officers,
        places=money.places,
        left=money.left,
    )


def _effort(effort: float, share: Floats, works: Flags) -> Floats:
    """Effort where the programme works, as far as more than the usual is paid for: [V]."""
    return np.where(works, 1.0 + (effort - 1.0) * (share if effort > 1.0 else 1.0), 1.0)


def _openable(settings: Settings, arrays: ParameterArrays) -> Flags:
    """Which channels of the programme's own each village could have while it works there: [V, C]."""
    programme, has_officers = settings.programme, _has_officers(settings)
    own = [
        name in programme.channels_open
        and name not in programme.channels_open_always
        and (has_officers or not channel.officer_only)
        for name, channel in settings.channels.items()
    ]
    return np.asarray(arrays.can_have & np.array(own, bool), bool)


def _has_officers(settings: Settings) -> bool:
    return settings.programme.officers > 0 and settings.programme.officer_hours > 0


def _open_channels(
    settings: Settings, arrays: ParameterArrays, works: Flags, carried_on: Flags, has_officers: Flags, paid_for: Flags
) -> Flags:
    """Which channels are open where: [V, C]."""
    programme = settings.programme
    is_open = np.zeros((works.size, len(settings.channels)), bool)
    for c, (name, channel) in enumerate(settings.channels.items()):
        if name in programme.channels_open_always:
            is_open[:, c] = True
        elif name in programme.channels_open:
            is_open[:, c] = (works & paid_for[:, c]) | carried_on
        if channel.officer_only:
            is_open[:, c] &= has_officers
    return is_open & arrays.can_have
