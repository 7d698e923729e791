"""Scalar rules of memory and talk: numbers in, a number out."""

from __future__ import annotations

from sim.core.compiled import rule
from sim.core.draws import exponential


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


@rule
def actor_weight(group_weight: float, contact_weight: float, is_contact: bool, ties: int, centrality: float) -> float:
    """How readily a resident is chosen as a local actor: by group and office, times ties to a power."""
    weight = group_weight
    if is_contact:
        weight += contact_weight
    known: float = float(ties) ** centrality
    return weight * known
