"""Scalar rules of memory, attitudes, talk and recognising: numbers in, a number out."""

from __future__ import annotations

from sim.core.compiled import rule
from sim.core.draws import exponential


@rule
def level(base: float, change: float, low: float) -> float:
    """An attitude: the personal level plus what events changed, kept within [low, 1].

    Args:
        base: personal level (low to 1).
        change: what is left of the changes by events, any sign.
        low: lower end, 0, or -1 for news.

    Formula:
        value  = min(1, max(low, base + change 0.5^((w - w0) / half_life)))

    ODD: Attitudes and memory
    Source: assumed; bounds and a closed form are the least that lets experience matter and fade
    """
    return min(1.0, max(low, base + change))


@rule
def personal_base(mean: float, spread: float, u: float) -> float:
    """The level of a person without events: evenly spread around the mean.

    Args:
        mean: of all persons (0 to 1).
        spread: half the width of the even distribution (0 to 0.5).
        u: uniform number (0 to 1).

    Formula:
        base   = mean + spread (2u - 1)                         drawn once for each person

    ODD: Attitudes and memory
    Source: assumed; one number lets people differ
    """
    return mean + spread * (2.0 * u - 1.0)


@rule
def shift(value: float, gain: float, low: float) -> float:
    """Change of an attitude by an event: a share of the room left above or below.

    Args:
        value: the attitude before the event (low to 1).
        gain: share of the room (-1 to 1); its sign is the direction.
        low: lower end, 0, or -1 for news.

    Formula:
        event  : change += gain (1 - value)    if gain >= 0     a share of the room above
                 change += gain (value - low)   if gain < 0      a share of the room below

    ODD: Attitudes and memory
    Source: assumed; that experience moves attitudes in both directions: docs/evidence.md, section 4
    """
    if gain >= 0.0:
        return gain * (1.0 - value)
    return gain * (value - low)


@rule
def recognise_chance(informed: bool, chance_informed: float, chance_uninformed: float) -> float:
    """Chance to see that something is irregular, or to mistake something harmless for it: facts help.

    Args:
        informed: whether the warning signs are known.
        chance_informed: chance of who knows them (0 to 1).
        chance_uninformed: chance of who does not (0 to 1).

    Formula:
        chance(recognised) = recognise_informed if the warning signs are known, else recognise_uninformed

    ODD: 4. Decide
    Source: assumed; few know the rules: docs/evidence.md, section 2, "papers"
    """
    if informed:
        return chance_informed
    return chance_uninformed


@rule
def repeated_chance(chance: float, times: int) -> float:
    """Chance of something after so many occasions, each of which would bring it about by itself.

    Args:
        chance: at one occasion (0 to 1).
        times: occasions (1 and above).

    Formula:
        after so many times : 1 - (1 - chance)^times

    ODD: 4. Decide
    Source: assumed; independent occasions are the least that lets the same recruiter be seen through with time
    """
    left = 1.0
    for _ in range(times):  # not a power: its last bits differ between compiled and plain code
        left *= 1.0 - chance
    return 1.0 - left


@rule
def known_until(week: int, mean_weeks: float, u: float) -> int:
    """First week in which a fact learnt in ``week`` is forgotten again: exponential memory, at least a week.

    Over many people the share who still know falls as exp(-weeks / mean_weeks): fading in closed form.

    Args:
        week: in which it is learnt (0 and above).
        mean_weeks: mean time of memory in weeks (above 0).
        u: uniform number (above 0, below 1).

    Formula:
        known before week w + 1 + [memory_weeks E]

    ODD: Attitudes and memory
    Source: assumed; memory is exponential because that has a closed form
    """
    return min(32766, week + 1 + int(mean_weeks * exponential(u)))


@rule
def tell_chance(base: float, strength: float, factor: float, participant: bool) -> float:
    """Chance to tell along a tie in a week: base times strength, more often by a session's participant.

    Args:
        base: chance per week along a tie of strength 1 (0 to 1).
        strength: of the tie (0 to 1).
        factor: how many times as often a participant tells (0 and above), public telling included.
        participant: whether what a session left is fresh.

    Formula:
        min(1, tell_chance * strength * (participant_factor * public while what a session left is fresh, else 1))
        public = 1 after a private session; public_seeded_factor or public_broadcast_factor after a public one

    ODD: 2. Talk
    Source: docs/evidence.md, section 5, "who passes news on" (Banerjee et al. 2013); that chances multiply is assumed
    """
    chance = base * strength
    if participant:
        chance *= factor
    return min(1.0, chance)


@rule
def retold(share: float, hops: int) -> float:
    """Part of what an outcome does to those involved that is left after so many tellings.

    Args:
        share: ``responding.retold``, left at each telling (0 to 1).
        hops: number of tellings it has gone through (0 and above; 0 for those involved).

    Formula:
        left   = retold^tellings

    ODD: 12. Feedback
    Source: assumed; visible consequences more than double reporting (docs/evidence.md, section 4), how far is not known
    """
    left = 1.0
    for _ in range(hops):  # not a power: its last bits differ between compiled and plain code
        left *= share
    return left
