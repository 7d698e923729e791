"""Scalar rules of offers and of the answer to them."""

from __future__ import annotations

import math

from sim.core.compiled import rule
from sim.state.codes import BY_FINDER, BY_FRIEND, BY_KIN, BY_KIN_ABROAD


@rule
def target_weight(
    group_weight: float,
    need: float,
    need_weight: float,
    refusals: int,
    refusal_weight: float,
    age_years: float,
    min_age: float,
    max_age: float,
) -> float:
    """How much a recruiter is drawn to a person, from what can be seen: group, need, age, past refusals."""
    if age_years < min_age or age_years > max_age:
        return 0.0
    weight = group_weight * math.exp(need_weight * need)
    for _ in range(refusals):  # not a power: its last bits differ between compiled and plain code
        weight *= refusal_weight
    return weight


@rule
def risk_felt(recognised: bool, risk: float, unaware_risk: float, awareness: float) -> float:
    """Utility of the risk of an offer seen to be irregular: more for a wary person, nothing if not seen."""
    if not recognised:
        return 0.0
    return risk * (unaware_risk + (1.0 - unaware_risk) * awareness)


@rule
def gain_abroad(need: float, need_weight: float, wage_weight: float, wage_ratio: float) -> float:
    """Utility of earning abroad: need at home and the wage ratio."""
    return need_weight * need + wage_weight * math.log(wage_ratio)


@rule
def asker_utility(source: int, asker_is_kin: bool, kin: float, friend: float) -> float:
    """Utility of being asked by kin or by somebody known, against a stranger (0); a finder may be either."""
    if source in (BY_KIN, BY_KIN_ABROAD) or (source == BY_FINDER and asker_is_kin):
        return kin
    if source in (BY_FRIEND, BY_FINDER):
        return friend
    return 0.0


@rule
def leave_utility(
    leave: float,
    gain: float,
    asker: float,
    advance: float,
    news: float,
    pressure: float,
    wariness: float,
    risk: float,
    warned: float,
) -> float:
    """Utility of leaving without documents, against refusing (0); the parts are utilities too."""
    return leave + gain + asker + advance + news + pressure + wariness + risk + warned


@rule
def documented_utility(
    documented: float, gain: float, facts: float, offer: float, cost: float, help_with_papers: float
) -> float:
    """Utility of the documented route, against refusing (0)."""
    return documented + gain + facts + offer + cost + help_with_papers
