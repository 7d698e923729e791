"""Stage 6, report: a witness decides whether to report, and through which channel known and usable."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitude
from sim.attitudes.recognition import recognise_chance
from sim.core.compiled import loop
from sim.core.draws import Word, draw, gumbel, name_key
from sim.incidents.rules import channel_utility, speak_utility
from sim.people.groups import CONTACT, PHONE, PUPIL, TEACHER, group_at
from sim.recruiters.pressure import recruiters_behind
from sim.state.codes import (
    BY_FINDER,
    CONTACTS,
    EXPECTED_EFFECT,
    FEAR,
    FIRST_CHANNEL,
    FIRST_TRUST,
    LAST_DEPARTURE,
    LAST_TRUE,
    LICENSED_OFFER,
    NOBODY,
    SCHOOL_PEOPLE,
    WARNING_SIGNS,
)

if TYPE_CHECKING:
    from sim.world import World

SILENCE_KEY = np.uint64(name_key("channel", "(silence)"))
# columns of Lookups.channel_traits
EFFORT, TRAVEL_HOURS, DISTANCE_SHARE, ANONYMITY, NEEDS_PHONE, USERS = range(6)


class Weights(NamedTuple):
    """The numbers of :class:`~sim.settings.warning.WarningSettings` that the decision depends on."""

    recognise_informed: float
    recognise_uninformed: float
    mistake_informed: float
    mistake_uninformed: float
    speak: float
    trust: float
    expected_effect: float
    norm: float
    fear: float
    closeness: float
    care: float
    distance: float


def report(world: World) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Let this week's new witnesses decide.

    Returns:
        Incident, witness and channel of the reports to be sent, in the order of the notices.
    """
    state, notices = world.state, world.state.notices
    first = int(np.searchsorted(notices["week"], world.week))
    incident, witness = notices["incident"][first:], notices["witness"][first:]
    channel = _choices(world, incident, witness)
    sent = channel != NOBODY
    world.count_rows("witnesses_silent", witness[~sent], villages=state.incidents["village"][incident[~sent]])
    incident, witness, channel = incident[sent], witness[sent], channel[sent]
    villages = state.incidents["village"][incident]
    kinds = state.incidents["kind"][incident]
    true = kinds <= LAST_TRUE
    by_channel = {name: channel == c for c, name in enumerate(world.lookups.channel_names)}
    for name, which in {"sent": true | ~true, "true": true, "false": ~true, **by_channel}.items():
        world.count_rows(f"reports_{name}", witness[which], villages=villages[which])
    return incident, witness, channel


def _choices(world: World, incident: NDArray[np.int64], witness: NDArray[np.int64]) -> NDArray[np.int64]:
    """Channel chosen by each witness, NOBODY for silence."""
    if not incident.size:
        return np.empty(0, np.int64)
    state, people, ties, look = world.state, world.population, world.ties, world.lookups
    warning = world.settings.warning
    weights = Weights(**{name: float(getattr(warning, name)) for name in Weights._fields})
    incidents = state.incidents
    return _choose_each(
        incident,
        witness,
        weights,
        world.open_channels(),
        look.channel_keys,
        look.channel_receiver,
        look.channel_traits,
        look.village_travel,
        look.village_signal,
        world.lasting_stream("signal at home"),
        world.lasting_stream("recognise an incident"),
        world.lasting_stream("report"),
        SILENCE_KEY,
        incidents["key"],
        incidents["kind"],
        incidents["person"],
        accused_by(world, incident),
        incidents["reports"],
        people.village,
        people.group,
        people.birth_week,
        people.traits,
        ties.start,
        ties.other,
        ties.strength,
        state.fact_until,
        *world.mind(),
    )


def accused_by(world: World, incident: NDArray[np.int64]) -> NDArray[np.int64]:
    """The resident a report would accuse: recruiter or finder if a resident, or who prepares or hosts; else NOBODY."""
    incidents, rows = world.state.incidents, world.state.recruiter_row
    post = recruiters_behind(world, incident)
    person = incidents["person"][incident]
    by_finder = incidents["source"][incident] == BY_FINDER
    kind = incidents["kind"][incident]
    offered = (kind <= LAST_DEPARTURE) | (kind == LICENSED_OFFER)  # nobody is accused of an invitation or agency
    recruiter = np.full(incident.size, NOBODY, np.int64)
    recruiter[post != NOBODY] = rows[post[post != NOBODY]]
    recruiter[by_finder & (post != NOBODY)] = incidents["asker"][incident][by_finder & (post != NOBODY)]
    return np.where(offered, recruiter, person)


@loop
def _tie_strength(
    i: int, j: int, start: NDArray[np.int64], other: NDArray[np.uint32], strength: NDArray[np.uint8]
) -> float:
    """Strength (0-1) of the tie between two residents, 0 without one; a row's ties are sorted."""
    lo, hi = start[i], start[i + 1]
    while lo < hi:
        middle = (lo + hi) // 2
        if other[middle] < j:
            lo = middle + 1
        else:
            hi = middle
    if lo < start[i + 1] and other[lo] == j:
        return float(strength[lo]) / 255.0
    return 0.0


@loop
def _knows_a_contact(i: int, traits: NDArray[np.uint8], start: NDArray[np.int64], other: NDArray[np.uint32]) -> bool:
    """Whether a resident is, or is tied to, one of the officers' contact persons."""
    if traits[i] & CONTACT:
        return True
    for t in range(start[i], start[i + 1]):  # noqa: SIM110 - loops are compiled, generators are not
        if traits[other[t]] & CONTACT:
            return True
    return False


@loop
def _choose_each(
    incident: NDArray[np.int64],
    witness: NDArray[np.int64],
    w: Weights,
    is_open: NDArray[np.bool_],
    channel_keys: NDArray[np.uint64],
    receiver: NDArray[np.int64],
    channel_traits: NDArray[np.float64],
    village_travel: NDArray[np.float64],
    village_signal: NDArray[np.float64],
    signal_state: Word,
    recognise_state: Word,
    report_state: Word,
    silence_key: Word,
    incident_key: NDArray[np.uint64],
    incident_kind: NDArray[np.uint8],
    person: NDArray[np.int64],
    accused: NDArray[np.int64],
    reports: NDArray[np.int64],
    village: NDArray[np.uint16],
    group: NDArray[np.uint8],
    birth_week: NDArray[np.int16],
    traits: NDArray[np.uint8],
    start: NDArray[np.int64],
    other: NDArray[np.uint32],
    strength: NDArray[np.uint8],
    fact_until: NDArray[np.int16],
    week: int,
    mind: NDArray[np.float32],
    mind_week: NDArray[np.int16],
    fade: NDArray[np.float64],
    nature: NDArray[np.float64],
    attitude_keys: NDArray[np.uint64],
    base_state: Word,
    keys: NDArray[np.uint64],
) -> NDArray[np.int64]:
    chosen = np.full(incident.size, -1, np.int64)
    for r in range(incident.size):
        inc, i = incident[r], witness[r]
        if accused[r] == i:  # no recruiter reports an offer of his own
            continue
        informed = fact_until[i, WARNING_SIGNS] > week
        true = incident_kind[inc] <= LAST_TRUE
        if true:
            chance = recognise_chance(informed, w.recognise_informed, w.recognise_uninformed)
        else:
            chance = recognise_chance(informed, w.mistake_informed, w.mistake_uninformed)
        is_asked = person[inc] == i and incident_kind[inc] <= LAST_DEPARTURE  # saw through it when asked
        if not is_asked and draw(recognise_state, keys[i], incident_key[inc], 0) >= chance:
            continue
        closeness = 0.0
        if accused[r] >= 0:
            closeness = w.closeness * _tie_strength(i, accused[r], start, other, strength)
        care = 0.0
        if incident_kind[inc] <= LAST_DEPARTURE:
            care = w.care if is_asked else w.care * _tie_strength(i, person[inc], start, other, strength)
        effect = attitude(i, EXPECTED_EFFECT, week, mind, mind_week, fade, nature, attitude_keys, base_state, keys)
        fear = attitude(i, FEAR, week, mind, mind_week, fade, nature, attitude_keys, base_state, keys)
        best = gumbel(draw(report_state, keys[i], incident_key[inc], silence_key))
        v = village[i]
        for c in range(channel_keys.size):
            if not is_open[v, c] or fact_until[i, FIRST_CHANNEL + c] <= week:
                continue
            if channel_traits[c, NEEDS_PHONE] == 1.0 and (
                not traits[i] & PHONE or draw(signal_state, keys[i], 0, 0) >= village_signal[v]
            ):
                continue
            if channel_traits[c, USERS] == CONTACTS and not _knows_a_contact(i, traits, start, other):
                continue
            if channel_traits[c, USERS] == SCHOOL_PEOPLE:
                now = group_at(group[i], traits[i], week - birth_week[i])
                if now != PUPIL and now != TEACHER:
                    continue
            trust = attitude(
                i,
                FIRST_TRUST + receiver[c],
                week,
                mind,
                mind_week,
                fade,
                nature,
                attitude_keys,
                base_state,
                keys,
            )
            speak = speak_utility(
                w.speak,
                w.trust,
                trust,
                w.expected_effect,
                effect,
                w.norm,
                reports[inc],
                closeness,
                care,
            )
            hours = channel_traits[c, TRAVEL_HOURS] + channel_traits[c, DISTANCE_SHARE] * village_travel[v]
            utility = channel_utility(
                speak,
                w.fear,
                fear,
                channel_traits[c, ANONYMITY],
                channel_traits[c, EFFORT],
                w.distance,
                hours,
            )
            value = utility + gumbel(draw(report_state, keys[i], incident_key[inc], channel_keys[c]))
            if value > best:
                best = value
                chosen[r] = c
    return chosen
