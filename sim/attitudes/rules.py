"""Scalar rules of memory, attitudes, talk and recognising: numbers in, a number out."""

from __future__ import annotations

from sim.core.compiled import rule
from sim.core.draws import exponential


@rule
def level(base: float, change: float, low: float) -> float:
    """An attitude: the personal level plus what events changed, kept within [low, 1]."""
    return min(1.0, max(low, base + change))


@rule
def personal_base(mean: float, spread: float, u: float) -> float:
    """The level of a person without events: evenly spread around the mean."""
    return mean + spread * (2.0 * u - 1.0)


@rule
def shift(value: float, gain: float, low: float) -> float:
    """Change of an attitude by an event: a share of the room left above (gain > 0) or below (gain < 0)."""
    if gain >= 0.0:
        return gain * (1.0 - value)
    return gain * (value - low)


@rule
def recognise_chance(informed: bool, chance_informed: float, chance_uninformed: float) -> float:
    """Chance to see that something is irregular: facts help."""
    if informed:
        return chance_informed
    return chance_uninformed


@rule
def known_until(week: int, mean_weeks: float, u: float) -> int:
    """First week in which a fact learnt in ``week`` is forgotten again: exponential memory, at least a week.

    Over many people the share who still know falls as exp(-weeks / mean_weeks): fading in closed form.
    """
    return min(32766, week + 1 + int(mean_weeks * exponential(u)))


@rule
def tell_chance(base: float, strength: float, factor: float, participant: bool) -> float:
    """Chance to tell along a tie in a week: base times strength, more often by a session's participant."""
    chance = base * strength
    if participant:
        chance *= factor
    return min(1.0, chance)
