"""Scalar rules of noticing and reporting."""

from __future__ import annotations

import math

from sim.core.compiled import rule
from sim.people.groups import PUPIL, TEACHER
from sim.state.codes import CONTACTS, SCHOOL_PEOPLE


@rule
def notice_chance(tie_chance: float, strength: float, visibility: float) -> float:
    """Chance per week that somebody with this tie notices: by kind of tie, its strength, and what shows."""
    return tie_chance * strength * visibility


@rule
def can_use(needs_phone: bool, users: int, has_signal: bool, knows_contact: bool, group: int) -> bool:
    """Whether somebody may and can use a channel: by phone and signal, and by whom the channel is for."""
    if needs_phone and not has_signal:
        return False
    if users == CONTACTS:
        return knows_contact
    if users == SCHOOL_PEOPLE:
        return group in (PUPIL, TEACHER)
    return True


@rule
def speak_utility(
    speak: float,
    trust_weight: float,
    trust: float,
    effect_weight: float,
    effect: float,
    norm_weight: float,
    reports: int,
    closeness: float,
    care: float,
) -> float:
    """Utility of reporting through a channel, against silence (0), before fear and effort.

    ``trust`` and ``effect`` lie in 0..1 and count from one half; at most three earlier reports count.
    """
    return (
        speak
        + trust_weight * (trust - 0.5)
        + effect_weight * (effect - 0.5)
        + norm_weight * min(reports, 3)
        + closeness
        + care
    )


@rule
def travel_hours(own: float, distance_share: float, way: float) -> float:
    """Hours of travel to a channel: its own, and a share of the way to the immigration office."""
    return own + distance_share * way


@rule
def channel_utility(
    speak: float,
    fear_weight: float,
    fear: float,
    anonymity: float,
    effort: float,
    distance_weight: float,
    hours: float,
) -> float:
    """Utility of one channel: what speaks for reporting, minus what this channel costs and exposes."""
    return speak + fear_weight * fear * (1.0 - anonymity) + effort + distance_weight * hours


@rule
def officer_hears_chance(hours: float, per_hour: float, tells: float, witnesses: float, people: float) -> float:
    """Chance that an officer who listens for some hours comes to hear of an incident from one of its witnesses.

    ``witnesses`` out of ``people`` know of it, both weighted by how readily an officer meets them.
    """
    if people <= 0.0:
        return 0.0
    return 1.0 - math.exp(-hours * per_hour * tells * witnesses / people)
