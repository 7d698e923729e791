"""A rule that several stages share: whether a person sees that something is irregular."""

from __future__ import annotations

from sim.core.compiled import rule


@rule
def recognise_chance(informed: bool, chance_informed: float, chance_uninformed: float) -> float:
    """Chance to see that something is irregular: facts help."""
    if informed:
        return chance_informed
    return chance_uninformed
