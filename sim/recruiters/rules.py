"""Scalar rules of whom recruiters ask, and of their reactions to pressure."""

from __future__ import annotations

import math

from sim.core.compiled import rule


@rule
def target_weight(
    group_weight: float,
    sex_weight: float,
    need: float,
    need_weight: float,
    refusals: int,
    refusal_weight: float,
    age_years: float,
    min_age: float,
    max_age: float,
) -> float:
    """How much a recruiter is drawn to a person, from what can be seen: group, sex, need, age, past refusals.

    Args:
        group_weight: ``recruiting.salaried_weight`` of officials, teachers and leaders (0 and above), 1 of others.
        sex_weight: ``recruiting.women_weight`` of a woman (0 and above), 1 of a man.
        need: of the household (0 to 1).
        need_weight: power of e that full need is worth.
        refusals: past refusals that askers still see (0 to 255).
        refusal_weight: what each of them leaves (0 to 1).
        age_years: of the person, in years.
        min_age: youngest who are asked, in years.
        max_age: oldest who are asked, in years.

    Formula:
        weight = group_weight * sex_weight * exp(need_weight * need) * refusal_weight^refusals
                 if min_age <= age <= max_age, else 0; sex_weight = women_weight for a woman, else 1;
                 group_weight = salaried_weight for an official, teacher or leader, else 1

    ODD: 3. Approach
    Source: assumed; recruiters go by what shows, and weights multiply so that each reason has one number
    """
    if age_years < min_age or age_years > max_age:
        return 0.0
    weight = group_weight * sex_weight * math.exp(need_weight * need)
    for _ in range(refusals):  # not a power: its last bits differ between compiled and plain code
        weight *= refusal_weight
    return weight


@rule
def forget_chance(half_life: float) -> float:
    """Chance that a past refusal is forgotten within a week: each by itself, one half of them in the half-life.

    Args:
        half_life: ``recruiting.refusal_memory``, in weeks (1 and above).

    Formula:
        chance(forgotten) = 1 - 0.5^(1 / refusal_memory)

    ODD: 3. Approach
    Source: assumed; memory fades the same way whenever the refusal was
    """
    return 1.0 - math.pow(0.5, 1.0 / half_life)


@rule
def reaction_chance(pressure: float, half: float) -> float:
    """Chance per week to react to pressure: of a recruiter to do something, of a finder to quit.

    Args:
        pressure: felt by the recruiter (0 and above).
        half: pressure at which half react (above 0).

    Formula:
        chance(reaction) = p / (p + h)

    ODD: 11. Adapt
    Source: assumed; that they react: docs/evidence.md, section 3, "under pressure"; a hyperbola has one number
    """
    return pressure / (pressure + half)
