"""Scalar rules of the answer to an offer: what speaks for and against each road."""

from __future__ import annotations

import math

from sim.core.compiled import rule
from sim.state.codes import BY_FINDER, BY_FRIEND, BY_KIN, BY_KIN_ABROAD


@rule
def gain_abroad(need: float, need_weight: float, wage_weight: float, wage_ratio: float) -> float:
    """Utility of earning abroad: need at home and the wage ratio.

    Args:
        need: of the household (0 to 1).
        need_weight: utility of full need.
        wage_weight: utility of a wage e times that at home.
        wage_ratio: wage promised, as a multiple of the home wage (above 0).

    Formula:
        gain          = need_weight need + wage_weight ln(wage ratio)

    ODD: 4. Decide
    Source: docs/evidence.md, section 2, "how migration answers to prospects" (elasticity 0.7) and "the pull of wages"
    """
    return need_weight * need + wage_weight * math.log(wage_ratio)


@rule
def asker_utility(source: int, asker_is_kin: bool, kin: float, friend: float) -> float:
    """Utility of being asked by kin or by somebody known, against a stranger; a finder may be either.

    Args:
        source: code of who asks.
        asker_is_kin: whether a finder who asks is kin.
        kin: utility of being asked by kin.
        friend: utility of being asked by somebody known.

    Formula:
        asker         = asked_by_kin      if kin at home or abroad ask, or a finder who is kin
                        asked_by_friend   if a friend or any other finder asks
                        0                 else

    ODD: 4. Decide
    Source: assumed; most found the job through family and friends (BPS 2024): docs/evidence.md, section 3
    """
    if source in (BY_KIN, BY_KIN_ABROAD) or (source == BY_FINDER and asker_is_kin):
        return kin
    if source in (BY_FRIEND, BY_FINDER):
        return friend
    return 0.0


@rule
def advance_utility(weight: float, advance: bool) -> float:
    """Utility of leaving from a cash advance.

    Args:
        weight: ``deciding.advance``, a utility.
        advance: whether the offer comes with one.

    Formula:
        cash          = advance 1{advance}

    ODD: 4. Decide
    Source: assumed; a small one moved 22% of households (Bryan et al.): docs/evidence.md, section 2, "a cash advance"
    """
    if advance:
        return weight
    return 0.0


@rule
def news_utility(weight: float, news: float) -> float:
    """Utility of leaving from what is heard of kin who left.

    Args:
        weight: ``deciding.news``, a utility.
        news: of kin who left (-1 to 1).

    Formula:
        heard         = news_weight news

    ODD: 4. Decide
    Source: assumed; a death lowers later departures (Shrestha 2019): docs/evidence.md, section 2, "bad news"
    """
    return weight * news


@rule
def household_utility(weight: float, need: float, others: int) -> float:
    """Utility of leaving from the pressure of a household: its need, felt from each further member.

    Args:
        weight: ``deciding.household_pressure``, a utility.
        need: of the household (0 to 1).
        others: further members of the household with a row (0 and above).

    Formula:
        pressure      = household_pressure need others

    ODD: 4. Decide
    Source: assumed; parents get money ("sirih pinang"): docs/evidence.md, section 3, "money"
    """
    return weight * need * others


@rule
def wariness_utility(weight: float, around: float) -> float:
    """Utility of leaving from how wary the household and kin are.

    Args:
        weight: ``deciding.wariness_around``, a utility.
        around: mean awareness of household and kin aged 15 or more (0 to 1; 0 without any).

    Formula:
        around        = wariness_around (mean awareness of kin aged 15 or more)

    ODD: 4. Decide
    Source: assumed; a norm among kin, of a strength that nobody has measured
    """
    return weight * around


@rule
def risk_felt(recognised: bool, risk: float, unaware_risk: float, awareness: float) -> float:
    """Utility of the risk of an offer seen to be irregular: more for a wary person, nothing if not seen.

    Args:
        recognised: whether the offer is seen to be irregular.
        risk: utility of the risk to a fully aware person.
        unaware_risk: part of it that a wholly unaware person feels (0 to 1).
        awareness: wariness of offers (0 to 1).

    Formula:
        risk          = 1{recognised} risk_weight (unaware_risk + (1 - unaware_risk) awareness)

    ODD: 4. Decide
    Source: assumed; perceived risk lowers migration (elasticity 0.5, Shrestha): docs/evidence.md, section 2
    """
    if not recognised:
        return 0.0
    return risk * (unaware_risk + (1.0 - unaware_risk) * awareness)


@rule
def warned_utility(weight: float, warned: bool) -> float:
    """Utility of leaving with a recruiter about whom the person was warned.

    Args:
        weight: ``deciding.warned``, a utility.
        warned: whether the last warning, still fresh, is about this recruiter.

    Formula:
        warning       = warned 1{warned of this recruiter}

    ODD: 4. Decide
    Source: assumed; no study of it was found
    """
    if warned:
        return weight
    return 0.0


@rule
def advice_utility(persuasion: float, advised: bool) -> float:
    """Utility of leaving after advice that was asked for before the answer.

    Args:
        persuasion: of the adviser for staying, a utility of either sign.
        advised: whether the person asked for advice and was given it.

    Formula:
        advice        = -persuasion 1{advised}

    ODD: 4. Decide
    Source: assumed; the adviser's persuasion is that of counsel, which was never measured
    """
    if advised:
        return -persuasion
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
    advice: float,
) -> float:
    """Utility of leaving without documents, against refusing (0); the parts are utilities too.

    Args:
        leave: level, a utility.
        gain: of :func:`gain_abroad`.
        asker: of :func:`asker_utility`.
        advance: of :func:`advance_utility`.
        news: of :func:`news_utility`.
        pressure: of :func:`household_utility`.
        wariness: of :func:`wariness_utility`.
        risk: of :func:`risk_felt`.
        warned: of :func:`warned_utility`.
        advice: of :func:`advice_utility`.

    Formula:
        U(leave)      = leave + gain + asker + cash + heard + pressure + around + risk + warning + advice
        U(refuse)     = 0

    ODD: 4. Decide
    Source: assumed; linear and additive, with one number for each reason; level near the departures of section 2
    """
    return leave + gain + asker + advance + news + pressure + wariness + risk + warned + advice


@rule
def licensed_utility(weight: float, licensed: bool) -> float:
    """Utility of the documented route from an offer of it: a licensed agency's, or of kin abroad who show the way.

    Args:
        weight: ``deciding.documented_offer``, a utility.
        licensed: whether the offer is to leave with documents.

    Formula:
        licensed      = documented_offer 1{offer with documents}

    ODD: 4. Decide
    Source: assumed; level near the documented departures of docs/evidence.md, section 2; kin may count for less or more
    """
    if licensed:
        return weight
    return 0.0


@rule
def cost_utility(weight: float, need: float) -> float:
    """Utility of the documented route from what it costs in money and time, more for the poor.

    Args:
        weight: ``deciding.documented_cost``, a utility.
        need: of the household (0 to 1).

    Formula:
        cost          = documented_cost need

    ODD: 4. Decide
    Source: assumed; no figure of what keeps the poor from the documented route was found
    """
    return weight * need


@rule
def facts_utility(weight: float, knows: bool) -> float:
    """Utility of the documented route from knowing how it goes.

    Args:
        weight: ``deciding.documented_facts``, a utility.
        knows: whether the legal procedure is known.

    Formula:
        facts         = documented_facts 1{procedure known}

    ODD: 4. Decide
    Source: assumed; about one in ten knows the requirements: docs/evidence.md, section 2, "papers"
    """
    if knows:
        return weight
    return 0.0


@rule
def help_utility(weight: float, helped: float) -> float:
    """Utility of the documented route from the village's help with papers.

    Args:
        weight: ``deciding.route_help``, a utility.
        helped: how far the village helps (0 to 1).

    Formula:
        help          = route_help h

    ODD: 4. Decide
    Source: docs/evidence.md, section 2, "an intention is not a departure" (range from zero); linear: assumed
    """
    return weight * helped


@rule
def documented_utility(
    documented: float, gain: float, facts: float, offer: float, cost: float, help_with_papers: float
) -> float:
    """Utility of the documented route, against refusing (0); the parts are utilities too.

    Args:
        documented: level, a utility.
        gain: of :func:`gain_abroad`, at the mean wage ratio.
        facts: of :func:`~sim.deciding.rules.facts_utility`.
        offer: of :func:`licensed_utility`.
        cost: of :func:`cost_utility`.
        help_with_papers: of :func:`~sim.deciding.rules.help_utility`.

    Formula:
        U(documented) = documented + gain + facts + licensed + cost + help

    ODD: 4. Decide
    Source: assumed; linear and additive, with one number for each reason
    """
    return documented + gain + facts + offer + cost + help_with_papers
