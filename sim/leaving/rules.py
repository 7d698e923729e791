"""Scalar rules of gates and outcomes."""

from __future__ import annotations

from sim.codes import EXPLOITED, FARED_WELL, SMUGGLED
from sim.compiled import rule


@rule
def gate_stops(u_passport: float, u_border: float, passport_stop: float, border_stop: float) -> bool:
    """Whether passport desk or border stops an undocumented departure."""
    return u_passport < passport_stop or u_border < border_stop


@rule
def outcome(u: float, exploited: float, smuggled: float) -> int:
    """What becomes of an undocumented migrant: exploited (TPPO), only smuggled (TPPM), or doing well."""
    if u < exploited:
        return EXPLOITED
    if u < exploited + smuggled:
        return SMUGGLED
    return FARED_WELL
