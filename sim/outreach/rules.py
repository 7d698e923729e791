"""Scalar rules of outreach."""

from __future__ import annotations

from sim.core.compiled import rule


@rule
def actor_weight(group_weight: float, contact_weight: float, is_contact: bool, ties: int, centrality: float) -> float:
    """How readily a resident is chosen as a local actor: by group and office, times ties to a power."""
    weight = group_weight
    if is_contact:
        weight += contact_weight
    known: float = float(ties) ** centrality
    return weight * known
