"""Scalar rules of counsel."""

from __future__ import annotations

import math

from sim.core.compiled import rule


@rule
def stay_utility(stay: float, persuasion: float, trust_weight: float, trust: float) -> float:
    """Utility of staying home after counsel: the adviser's persuasion and the trust in the adviser (0-1)."""
    return stay + persuasion + trust_weight * (trust - 0.5)


@rule
def leave_anyway_utility(need_weight: float, need: float, news_weight: float, news: float, debt: float) -> float:
    """Utility of leaving after all: need at home, what is heard from abroad, and an advance that is already spent."""
    return need_weight * need + news_weight * news + debt


@rule
def change_route_utility(change: float, facts: float, persuasion: float, help_with_papers: float) -> float:
    """Utility of changing to the documented route after counsel."""
    return change + facts + persuasion + help_with_papers


@rule
def standing_after(standing: float, hours: float, embedding_hours: float, half_life: float) -> float:
    """How embedded an officer is (0-1) after a week with some hours in the village, travel apart.

    Presence closes a part of the gap to 1 that grows with the hours; a week without any is a step of fading.
    """
    if hours > 0.0:
        return standing + (1.0 - standing) * (1.0 - math.exp(-hours / embedding_hours))
    return float(standing * 0.5 ** (1.0 / half_life))


@rule
def transfer_chance(per_year: float) -> float:
    """Chance per week of an officer's transfer, from a rate per year."""
    return 1.0 - math.exp(-per_year / 52.0)
