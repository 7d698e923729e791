"""Scalar rules of noticing and reporting."""

from __future__ import annotations

import math

from sim.core.compiled import rule
from sim.people.groups import PUPIL, TEACHER
from sim.state.codes import CONTACTS, SCHOOL_PEOPLE


@rule
def notice_chance(tie_chance: float, strength: float, visibility: float) -> float:
    """Chance per week that somebody with this tie notices: at home or not, by strength, and by what shows.

    Args:
        tie_chance: at strength 1 and full visibility, in the household or outside of it (0 to 1).
        strength: of the tie (0 to 1).
        visibility: of the incident this week (0 to 1).

    Formula:
        notice_c * strength^2 * visibility, with notice_c = notice_at_home in the household, else notice

    ODD: 5. Notice
    Source: assumed; two must meet, and the one speak of it or the other look: each the likelier the closer they are
    """
    return tie_chance * strength * strength * visibility


@rule
def can_use(needs_phone: bool, users: int, has_signal: bool, knows_contact: bool, group: int) -> bool:
    """Whether somebody may and can use a channel: by phone and signal, and by whom the channel is for.

    Args:
        needs_phone: whether the channel is used by phone.
        users: code of whom it is for: everybody, contacts, or people of the school.
        has_signal: a phone of one's own, and a signal at home.
        knows_contact: is an official or RT head, or tied to one.
        group: code of the group now.

    Formula:
        usable = (no phone needed or has_signal) and (for everybody, or knows_contact, or pupil or teacher)

    ODD: 6. Report
    Source: how the channels are described by those who run them (configs/channel)
    """
    if needs_phone and not has_signal:
        return False
    if users == CONTACTS:
        return knows_contact
    if users == SCHOOL_PEOPLE:
        return group in (PUPIL, TEACHER)
    return True


@rule
def closeness_utility(weight: float, strength: float) -> float:
    """Utility of reporting from the tie to the accused: strangers are reported more readily.

    Args:
        weight: ``warning.closeness``, a utility.
        strength: of the tie to the accused (0 to 1; 0 without one).

    Formula:
        closeness    = closeness_weight * strength to the accused

    ODD: 6. Report
    Source: docs/evidence.md, section 4, "a tie to the accused"; that it is linear is assumed
    """
    return weight * strength


@rule
def care_utility(weight: float, strength: float) -> float:
    """Utility of reporting from the tie to whoever is at risk of leaving without documents.

    Args:
        weight: ``warning.care``, a utility.
        strength: of the tie to the person at risk (0 to 1; 0 without one, 1 to oneself).

    Formula:
        care         = care_weight * strength to the person at risk, 1 to oneself

    ODD: 6. Report
    Source: assumed; no study of it was found, so the range of its weight includes zero
    """
    return weight * strength


@rule
def speak_utility(
    speak: float,
    trust_weight: float,
    trust: float,
    effect_weight: float,
    effect: float,
    norm_weight: float,
    others: float,
    closeness: float,
    care: float,
) -> float:
    """Utility of reporting through a channel, against silence (0), before fear and effort.

    Args:
        speak: level of a person in doubt, a utility.
        trust_weight: utility of full trust against none.
        trust: in the receiver (0 to 1), counted from one half.
        effect_weight: utility of full expected effect against none.
        effect: expected effect of a report (0 to 1), counted from one half.
        norm_weight: utility of each tie of strength 1 who reported lately.
        others: ties known to have reported lately, by strength (0 and above); at most three count.
        closeness: utility of :func:`closeness_utility`.
        care: utility of :func:`care_utility`.

    Formula:
        speaks       = speak + trust_weight (trust in c's receiver - 1/2) + effect_weight (expected effect - 1/2)
                       + norm min(ties known to have reported lately, 3) + closeness + care

    ODD: 6. Report
    Source: docs/evidence.md, section 4 (trust; visible consequences, Fiorin 2023); linear and additive: assumed
    """
    return (
        speak
        + trust_weight * (trust - 0.5)
        + effect_weight * (effect - 0.5)
        + norm_weight * min(others, 3.0)
        + closeness
        + care
    )


@rule
def speaks_chance(settles_alone: float, closeness: float) -> float:
    """Chance that kin who see a preparation and keep silent speak to the person; less if they are near the recruiter.

    Args:
        settles_alone: ``warning.settles_alone``, of kin without a tie to the accused (0 to 1).
        closeness: strength of the tie to the accused (0 to 1; 0 without one).

    Formula:
        chance(speaks) = settles_alone * (1 - strength to the accused)

    ODD: 6. Report
    Source: docs/evidence.md, section 4, "settled by the village head or relatives"; protection: assumed
    """
    return settles_alone * (1.0 - closeness)


@rule
def travel_hours(own: float, office_share: float, way: float) -> float:
    """Hours of travel to a channel: those in the village, or a share of the way to the immigration office.

    Args:
        own: hours that the channel takes anywhere (0 and above).
        office_share: part of the way to the office that it takes (0 to 1).
        way: hours one way from the village to the office (0 and above).

    Formula:
        hours_c      = 0, way_in_village, way_to_town * travel hours of the village, or these in full,
                       for a channel with no way, in the village, in the town, or at the immigration office

    ODD: 6. Report
    Source: assumed; the town of the subdistrict lies on the way
    """
    return own + office_share * way


@rule
def channel_utility(
    speak: float,
    fear_weight: float,
    fear: float,
    anonymity: float,
    formality: float,
    distance_weight: float,
    hours: float,
) -> float:
    """Utility of one channel: what speaks for reporting, minus what this channel costs and exposes.

    Args:
        speak: utility of :func:`speak_utility`.
        fear_weight: utility of full fear, without anonymity.
        fear: of those reported (0 to 1).
        anonymity: of the channel (0 to 1); 1 takes all fear away.
        formality: utility of what a formal report asks for; 0 for any other.
        distance_weight: utility of an hour of travel.
        hours: of travel, from :func:`travel_hours`.

    Formula:
        U(channel c) = speaks + fear_weight * fear * (1 - anonymity_c) + formality 1{c is formal} + distance * hours_c
        U(silence)   = 0

    ODD: 6. Report
    Source: docs/evidence.md, section 4 (cost of finding out and doing it, Tolsma et al. 2012); fear is assumed
    """
    return speak + fear_weight * fear * (1.0 - anonymity) + formality + distance_weight * hours


@rule
def officer_hears_chance(hours: float, per_hour: float, tells: float, witnesses: float, people: float) -> float:
    """Chance that an officer who listens for some hours comes to hear of an incident from one of its witnesses.

    Args:
        hours: of listening, embeddedness counted in (0 and above).
        per_hour: people met in an hour (0 and above).
        tells: chance that a witness who is met tells (0 to 1).
        witnesses: who know of it, weighted by how readily an officer meets them (0 and above).
        people: all residents, weighted in the same way; with none the chance is 0.

    Formula:
        1 - exp(-hours (1 + embedded_hears * embeddedness) * officer_hears * tells_officer
                   * (weighted witnesses) / (weighted residents))

    ODD: 7. Relay
    Source: assumed; meetings are independent, so that being told of by none of them has an exponential chance
    """
    if people <= 0.0:
        return 0.0
    return 1.0 - math.exp(-hours * per_hour * tells * witnesses / people)
