"""Hours: a shared resource. Officers' hours go to travel, sessions, cases and listening, and are never exceeded."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.officers.turns import dealt, least_last
from sim.state.week_log import OfficerWeek, WeekLog
from sim.world import World

JUDGED_BY = {
    "none": None,
    "sessions": "hours_outreach",
    "reports": "hours_listening",
    "cases_answered": "hours_answering",
}
"""What each indicator makes officers spend the hours on that they keep for it."""


def assigned(world: World) -> WeekLog:
    """The current week's officers, with all their hours before them.

    Villages are dealt out to officers in turn, in an order drawn once for a run, so that no code has a better one.
    With more officers than villages the dealing goes on, so that a village has several.
    """
    programme, holders = world.settings.programme, world.state.officer_holder
    served = dealt(world, np.flatnonzero(world.policy.has_officers))
    hours = float(programme.officer_hours)
    kept = 0.0 if JUDGED_BY[programme.indicator] is None else hours * programme.incentive
    officers = [
        OfficerWeek(number, int(holders[number]) if number < holders.size else 0, hours, hours, kept)
        for number in range(programme.officers if served else 0)
    ]
    log = WeekLog(officers, {village: [] for village in served})
    for n in range(max(len(served), len(officers)) if served else 0):
        officer, village = officers[n % len(officers)], served[n % len(served)]
        officer.villages.append(village)
        log.officers_of[village].append(officer)
    for officer in officers:
        officer.cut_to(float(np.mean(world.policy.officers_paid[officer.villages])))
    return log


def assign_officers(world: World) -> None:
    """Begin the week: whoever is assigned has all hours left.

    Villages that officers are new in begin as if they had had as much as the one that had least.
    """
    world.log = assigned(world)
    had, served = world.state.villages.hours_had, world.policy.has_officers
    new = served & (world.policy.weeks_running == 0)
    had[new] = had[served & ~new].min() if (served & ~new).any() else 0.0


def fits_a_week(world: World, village: int, hours: ArrayLike, measure: str) -> NDArray[np.bool_]:
    """Whether a whole week of an officer who serves a village suffices for so many hours there and the way: [hours]."""
    programme, judged_by = world.settings.programme, _judged_by(world)
    kept = 0.0 if judged_by in (None, measure) else programme.incentive
    most = max((officer.hours for officer in world.log.officers_of.get(village, ())), default=-1.0)
    return np.asarray(np.asarray(hours) + 2 * _way(world, village) <= most * (1 - kept), bool)


def spend(world: World, village: int, hours: float, measure: str) -> bool:
    """Spend hours in a village if an officer has enough, travel included; count them under ``measure``."""
    return hours == 0.0 or work(world, village, hours, measure) is not None


def work(world: World, village: int, hours: float, measure: str) -> OfficerWeek | None:
    """Who does something in a village: the officer with most hours for it, if enough; None without one."""
    judged = measure == _judged_by(world)
    for officer in sorted(world.log.officers_of.get(village, ()), key=lambda one: -one.free(judged)):
        travel = officer.travel(village, _way(world, village))
        if hours == 0.0:
            return officer
        if hours + travel <= officer.free(judged):
            _take(world, officer, village, hours, travel, measure)
            world.count(measure, village, hours)
            return officer
    return None


def work_extra(world: World, officer: OfficerWeek, village: int, hours: float, measure: str) -> bool:
    """Spend hours in a ``village`` that one officer keeps for what he is judged by, if enough are left of these."""
    travel = officer.travel(village, _way(world, village))
    if hours + travel > officer.kept:
        return False
    _take(world, officer, village, hours, travel, measure)
    world.count(measure, village, hours)
    return True


def listen(world: World) -> None:
    """Go with what is left to listen, evenly over each officer's villages; count hours there were and unused ones.

    Hours of listening are counted when it is known who was met in them (:mod:`sim.officers.visits`).
    Where a part would not be worth the way, those that have had least are gone to, with what the others leave. What is
    not enough for any way is spent where the officer is anyway.
    """
    world.state.villages.listening_hours[:] = 0.0
    for officer in world.log.officers:
        turns = least_last(world, officer.villages, world.state.villages.hours_had)
        _listen_in(world, officer, turns)
        _listen_in(world, officer, [village for village in turns if village in officer.spent])
    for officer in world.log.officers:
        for village in officer.villages:
            world.count("hours_officers", village, officer.hours / len(officer.villages))
            world.count("hours_unused", village, max(officer.left, 0.0) / len(officer.villages))


def _listen_in(world: World, officer: OfficerWeek, villages: list[int]) -> None:
    """Listen in one village after another, in each with an equal part of what is left, if it is worth the way."""
    for place, village in enumerate(villages):
        share = officer.left / (len(villages) - place)
        travel = officer.travel(village, _way(world, village))
        if share > travel:
            _take(world, officer, village, share - travel, travel, "hours_listening")
            world.state.villages.listening_hours[village] += share - travel


def _judged_by(world: World) -> str | None:
    return JUDGED_BY[world.settings.programme.indicator]


def _way(world: World, village: int) -> float:
    return float(world.arrays.villages.travel_hours[village])


def _take(world: World, officer: OfficerWeek, village: int, hours: float, travel: float, measure: str) -> None:
    """Take hours and the way from an officer, for what is counted under ``measure``."""
    officer.pay(village, hours, travel, measure == _judged_by(world))
    world.count("hours_travel", village, travel)
    world.state.villages.hours_had[village] += hours + travel
