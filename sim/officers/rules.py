"""Scalar rules of counsel and of officers' standing."""

from __future__ import annotations

import math

from sim.core.compiled import rule


@rule
def stay_utility(stay: float, persuasion: float, trust_weight: float, trust: float) -> float:
    """Utility of staying home after counsel: the adviser's persuasion and the trust in the adviser.

    Args:
        stay: level, a utility.
        persuasion: of the adviser and partners, a utility of either sign.
        trust_weight: utility of full trust against none.
        trust: in the receiver who answers (0 to 1), counted from one half.

    Formula:
        U(stay)       = stay + persuasion + stay_trust (trust in the receiver - 1/2)

    ODD: 8. Respond
    Source: assumed; what counsel does to a decision was never measured
    """
    return stay + persuasion + trust_weight * (trust - 0.5)


@rule
def debt_utility(weight: float, advance: bool) -> float:
    """Utility of leaving after all from an advance that is already spent.

    Args:
        weight: ``responding.leave_debt``, a utility.
        advance: whether the offer came with an advance.

    Formula:
        debt          = leave_debt 1{advance}

    ODD: 8. Respond
    Source: assumed; families spend advances: docs/evidence.md, section 3, "advance to the recruit"
    """
    if advance:
        return weight
    return 0.0


@rule
def leave_anyway_utility(need_weight: float, need: float, news_weight: float, news: float, debt: float) -> float:
    """Utility of leaving after all: need at home, what is heard from abroad, and an advance that is already spent.

    Args:
        need_weight: utility of full need.
        need: of the household (0 to 1).
        news_weight: utility of the best news against none.
        news: of kin who left (-1 to 1).
        debt: utility of :func:`debt_utility`.

    Formula:
        U(leave)      = leave_need need + deciding.news news + debt

    ODD: 8. Respond
    Source: assumed; the parts are those of the first decision
    """
    return need_weight * need + news_weight * news + debt


@rule
def change_route_utility(change: float, facts: float, persuasion: float, help_with_papers: float) -> float:
    """Utility of changing to the documented route after counsel.

    Args:
        change: level, and what partners add for the route, a utility.
        facts: utility of :func:`~sim.deciding.rules.facts_utility`.
        persuasion: of the adviser and partners, a utility of either sign.
        help_with_papers: utility of :func:`~sim.deciding.rules.help_utility`.

    Formula:
        U(documented) = documented_after_counsel + facts + persuasion + help

    ODD: 8. Respond
    Source: assumed; what counsel does to a decision was never measured
    """
    return change + facts + persuasion + help_with_papers


@rule
def standing_after(standing: float, hours: float, embedding_hours: float, half_life: float) -> float:
    """How embedded an officer is (0-1) after a week with some hours in the village, travel apart.

    Args:
        standing: before the week (0 to 1).
        hours: spent there in the week, travel apart (0 and above).
        embedding_hours: hours that close the gap to 1 but for 1/e of it (above 0).
        half_life: weeks without any hours that halve the standing, as they halve a change of trust (above 0).

    Formula:
        standing += (1 - standing) (1 - exp(-h / embedding_hours))      if h > 0
        standing *= 0.5^(1 / half_life)                                 else

    ODD: 8. Respond
    Source: assumed; that belonging matters: docs/evidence.md, section 4, "kinship with the officer"
    """
    if hours > 0.0:
        return standing + (1.0 - standing) * (1.0 - math.exp(-hours / embedding_hours))
    return float(standing * 0.5 ** (1.0 / half_life))


@rule
def transfer_chance(per_year: float) -> float:
    """Chance per week of an officer's transfer, from a rate per year.

    Args:
        per_year: transfers per officer and year (0 and above).

    Formula:
        chance(transfer) = 1 - exp(-officer_transfer / 52)

    ODD: 8. Respond
    Source: assumed; a rate that is the same in every week
    """
    return 1.0 - math.exp(-per_year / 52.0)
