"""What a year's budget pays for in each village: what is promised, in its order, and what is left for the rest.

The order: the channels that the programme opens, as they are listed; officers' hours; local actors; coordination; the
police's effort; the effort at gates. Channels are open or not, local actors have whole places, the others are cut to
what the money reaches. What is left is for what happens: sessions, trainings, help with papers, joint answers, arrests
made known.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.programme.schedule import YEAR
from sim.settings.tree import Settings

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Paid(NamedTuple):
    """What is paid for in ``V`` villages, with ``C`` channels; everything without a budget."""

    channels: Flags
    """[V, C] whether the money reaches for a channel of the programme"""
    officers: Floats
    """[V] share (0-1) of the officers' hours"""
    places: NDArray[np.int64]
    """[V] local actors"""
    coordination: Floats
    """[V] share (0-1) of what the programme adds"""
    police: Floats
    """[V] likewise of the police's effort"""
    gates: Floats
    """[V] likewise of the effort at gates"""
    left: Floats
    """[V] rupiah a year for what happens; without end where there is no budget"""


class _Purse:
    """A year's money of each village, from which one thing after the other is taken."""

    def __init__(self, money: Floats) -> None:
        self.left = money

    def share(self, cost: Floats, *, parts: int = 0) -> Floats:
        """Share (0-1) of a yearly ``cost`` that the money reaches for; with ``parts``, in so many equal steps: [V]."""
        share = np.divide(self.left, cost, out=np.ones_like(cost), where=cost > self.left)
        if parts:
            share = np.floor(share * parts) / parts
        self.left = np.maximum(self.left - share * cost, 0.0)
        return share


def paid(settings: Settings, weeks: Flags, can_open: Flags) -> Paid:
    """What the budget of a year pays for, all of the year.

    Args:
        settings: with the programme and the prices.
        weeks: whether the programme works in each village in each week of the year: [weeks, V].
        can_open: which of the programme's own channels each village could have: [V, C].
    """
    programme, prices = settings.programme, settings.prices
    here = weeks.sum(axis=0).astype(np.float64)
    purse = _Purse(np.full(here.size, np.inf if programme.budget is None else programme.budget))
    channels = np.ones_like(can_open)
    for name in programme.channels_open:
        c = list(settings.channels).index(name)
        cost = np.where(can_open[:, c], here * settings.channels[name].cost, 0.0)
        channels[:, c] = purse.share(cost, parts=1) == 1.0
    at_once = np.maximum(weeks.sum(axis=1, keepdims=True), 1)
    shares = np.array([math.fsum(share) for share in (weeks / at_once).T])  # exact, whatever the number of villages
    officers = purse.share(officers_week(settings) * shares)
    places = programme.local_actors
    actors = purse.share(here * places * actor_week(settings), parts=places)
    more = max(programme.coordination - programme.coordination_before, 0.0)
    coordination = purse.share(here * prices.coordination_week * more)
    police = purse.share(here * police_week(settings) * max(programme.police_effort - 1.0, 0.0))
    gates = purse.share(here * gates_week(settings) * max(programme.gate_effort - 1.0, 0.0))
    return Paid(channels, officers, np.rint(actors * places).astype(np.int64), coordination, police, gates, purse.left)


def officers_week(settings: Settings) -> float:
    """Rupiah a week of all officers: their hours, and what keeps their skill."""
    programme, prices = settings.programme, settings.prices
    if programme.officer_hours == 0.0:
        return 0.0
    hours = programme.officer_hours * prices.officer_hour
    return programme.officers * (hours + programme.officer_skill * prices.officer_training / YEAR)


def actor_week(settings: Settings) -> float:
    """Rupiah a week of one local actor who is supported."""
    return settings.programme.local_actor_hours * settings.prices.local_actor_hour


def police_week(settings: Settings) -> float:
    """Rupiah a week of a village's police at their usual effort."""
    return settings.responding.of("hours", "police") * settings.prices.desk_hour


def gates_week(settings: Settings) -> Floats:
    """[V] rupiah a week of the gates' usual effort for each village's people."""
    people = np.array([village.people for village in settings.place.villages], np.float64)
    return people / 1000 * settings.prices.gates_week
