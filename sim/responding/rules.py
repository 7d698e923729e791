"""Scalar rules of counsel."""

from __future__ import annotations

from sim.compiled import rule


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
