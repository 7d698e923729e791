"""Scalar rules of gates and outcomes."""

from __future__ import annotations

from sim.core.compiled import rule
from sim.state.codes import EXPLOITED, FARED_WELL, SMUGGLED


@rule
def gate_stops(u: float, stop: float, forged: bool, forged_factor: float) -> bool:
    """Whether a gate stops an undocumented departure; forged papers leave a part of that chance."""
    if forged:
        return u < stop * forged_factor
    return u < stop


@rule
def exploitation_risk(base: float, in_debt: bool, debt_factor: float) -> float:
    """Chance to be exploited: who owes an advance cannot walk away."""
    if in_debt:
        return min(1.0, base * debt_factor)
    return base


@rule
def outcome(u: float, exploited: float, smuggled: float) -> int:
    """What becomes of an undocumented migrant: exploited (TPPO), only smuggled (TPPM), or doing well.

    ``smuggled`` is the share among those who are not exploited.
    """
    if u < exploited:
        return EXPLOITED
    if u < exploited + (1.0 - exploited) * smuggled:
        return SMUGGLED
    return FARED_WELL
