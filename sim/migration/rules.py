"""Scalar rules of gates and outcomes."""

from __future__ import annotations

from sim.core.compiled import rule
from sim.state.codes import EXPLOITED, FARED_WELL, SMUGGLED


@rule
def gate_stops(u: float, stop: float, forged: bool) -> bool:
    """Whether a gate stops an undocumented departure; forged papers pass.

    Args:
        u: uniform number (0 to 1).
        stop: chance of the gate, effort counted in (0 to 1).
        forged: whether the papers are forged.

    Formula:
        stopped if u < stop * gate_effort, and the papers are not forged

    ODD: 9. Gates
    Source: docs/evidence.md, section 1, "the passport desk" and "the airport"; that forged papers pass is assumed
    """
    return u < stop and not forged


@rule
def exploitation_risk(base: float, in_debt: bool, debt_factor: float) -> float:
    """Chance to be exploited: who owes an advance cannot walk away.

    Args:
        base: chance without debt, by whether the recruiter is a trafficker (0 to 1).
        in_debt: whether an advance was taken.
        debt_factor: how many times as likely debt makes it (1 and above).

    Formula:
        risk    = min(1, exploited * (debt_factor if there was an advance, else 1))

    ODD: 10. Depart
    Source: assumed; an advance is a debt: docs/evidence.md, section 3, "advance to the recruit"
    """
    if in_debt:
        return min(1.0, base * debt_factor)
    return base


@rule
def outcome(u: float, exploited: float, smuggled: float) -> int:
    """Code of what becomes of an undocumented migrant: exploited (TPPO), only smuggled (TPPM), or doing well.

    Args:
        u: uniform number (0 to 1).
        exploited: chance to be exploited (0 to 1), from :func:`exploitation_risk`.
        smuggled: share among those who are not exploited (0 to 1).

    Formula:
        outcome = exploited       if u < risk
                  only smuggled   if u < risk + (1 - risk) smuggled
                  doing well      else

    ODD: 10. Depart
    Source: assumed; no source tells outcomes by circumstances
    """
    if u < exploited:
        return EXPLOITED
    if u < exploited + (1.0 - exploited) * smuggled:
        return SMUGGLED
    return FARED_WELL
