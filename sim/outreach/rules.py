"""Scalar rules of outreach."""

from __future__ import annotations

from sim.core.compiled import rule


@rule
def actor_weight(group_weight: float, is_contact: bool, ties: int, centrality: float) -> float:
    """How readily a resident is chosen as a local actor: by group and office, times ties to a power.

    Args:
        group_weight: 1 for officials, teachers and leaders, 0 for pupils, else ``lay_weight`` (0 and above).
        is_contact: whether an official or head of an RT, who weighs at least 1.
        ties: number of the person's ties (0 and above).
        centrality: power of the number of ties (0 and above); at 0 ties do not matter.

    Formula:
        weight = group_weight * ties^centrality
        group_weight = 1 for officials, RT heads, teachers and leaders, 0 for pupils, lay_weight for everybody else

    ODD: 1. Outreach
    Source: assumed; central people spread news further (Banerjee et al. 2013): docs/evidence.md, section 5
    """
    known: float = float(ties) ** centrality
    return (max(group_weight, 1.0) if is_contact else group_weight) * known
