"""Stage 6, report: a witness decides whether to report, and through which channel, and reports are sent off.

Told as it is decided: whether the incident is recognised, who can be told (channels that are open, known and
usable), what speaks for reporting and against it, and the choice between the channels and silence.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import Mind, attitude, mind_of
from sim.attitudes.rules import recognise_chance
from sim.core.compiled import columns, loop, rule
from sim.core.draws import Word, draw, exponential, gumbel, name_key, pair_uniforms
from sim.incidents.accused import accused_by
from sim.incidents.rules import channel_utility, speak_utility, travel_hours
from sim.people.groups import CONTACT, PHONE, PUPIL, TEACHER, group_at
from sim.people.population import Persons
from sim.programme.parameter_arrays import Channels, VillageParameters, numbers_of
from sim.state.codes import (
    CAPTURED,
    CONTACTS,
    DAYS,
    EXPECTED_EFFECT,
    FEAR,
    FILTERED,
    FIRST_CHANNEL,
    FIRST_TRUST,
    LAST_DEPARTURE,
    LAST_TRUE,
    LOST,
    NOBODY,
    SCHOOL_PEOPLE,
    TRAVELLING,
    WARNING_SIGNS,
)
from sim.state.columns import Incidents, Residents
from sim.ties.ties import Ties
from sim.world import World

Rows = NDArray[np.int64]
SILENCE_KEY = np.uint64(name_key("channel", "(silence)"))


@columns
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


@columns
class Around(NamedTuple):
    """What the decisions of a week depend on besides the numbers: people, ties, attitudes, channels, places, luck."""

    persons: Persons
    residents: Residents
    ties: Ties
    mind: Mind
    incidents: Incidents
    channels: Channels
    villages: VillageParameters
    is_open: NDArray[np.bool_]
    """[V, C] channels"""
    signal: Word
    recognise: Word
    report: Word
    silence: Word
    """key of silence in the draws of the choice"""


@columns
class Case(NamedTuple):
    """One witness and what was noticed: rows of the incident, the witness and the accused (NOBODY if there is none)."""

    inc: int
    i: int
    accused: int


def report(world: World) -> None:
    """Let this week's new witnesses decide, and send off their reports."""
    notices, incidents = world.state.notices, world.state.incidents
    first = int(np.searchsorted(notices["week"], world.week))
    incident, witness = notices["incident"][first:], notices["witness"][first:]
    if not incident.size:
        return
    weights = numbers_of(Weights, Weights._fields, world.settings.warning)
    channel = _choose_each(incident, witness, accused_by(world, incident), weights, _around(world))
    silent = channel == NOBODY
    villages = incidents["village"][incident]
    world.happened("kept_silent", witness[silent], incidents=incident[silent], villages=villages[silent])
    _send(world, incident[~silent], witness[~silent], channel[~silent])


def _around(world: World) -> Around:
    return Around(
        world.population.persons,
        world.state.residents,
        world.ties,
        mind_of(world),
        world.state.incidents.columns,
        world.arrays.channels,
        world.arrays.villages,
        world.policy.open_channels,
        world.lasting_stream("signal at home"),
        world.lasting_stream("recognise an incident"),
        world.lasting_stream("report"),
        SILENCE_KEY,
    )


@loop
def _choose_each(incident: Rows, witness: Rows, accused: Rows, w: Weights, around: Around) -> Rows:
    """Channel chosen by each witness, NOBODY for silence."""
    chosen = np.full(incident.size, NOBODY, np.int64)
    for r in range(incident.size):
        one = Case(incident[r], witness[r], accused[r])
        if one.accused != one.i and _recognises(one, w, around):  # no recruiter reports an offer of his own
            chosen[r] = _choose(one, w, around)
    return chosen


@rule
def _is_asked(one: Case, around: Around) -> bool:
    """Whether the witness is the one who was asked, and saw through it then."""
    asked: bool = around.incidents.person[one.inc] == one.i and around.incidents.kind[one.inc] <= LAST_DEPARTURE
    return asked


@rule
def _recognises(one: Case, w: Weights, around: Around) -> bool:
    """Whether what was noticed is seen to be irregular, or mistaken for it: facts help."""
    informed = around.residents.fact_until[one.i, WARNING_SIGNS] > around.mind.week
    if around.incidents.kind[one.inc] <= LAST_TRUE:
        chance = recognise_chance(informed, w.recognise_informed, w.recognise_uninformed)
    else:
        chance = recognise_chance(informed, w.mistake_informed, w.mistake_uninformed)
    u = draw(around.recognise, around.persons.key[one.i], around.incidents.key[one.inc], 0)
    return _is_asked(one, around) or u < chance


@rule
def _can_use(one: Case, c: int, around: Around) -> bool:
    """Whether a channel is open where the witness lives, known, and usable for this person."""
    persons, channels, i = around.persons, around.channels, one.i
    v = persons.village[i]
    if not around.is_open[v, c] or around.residents.fact_until[i, FIRST_CHANNEL + c] <= around.mind.week:
        return False
    if channels.needs_phone[c] and (
        not persons.traits[i] & PHONE or draw(around.signal, persons.key[i], 0, 0) >= around.villages.signal[v]
    ):
        return False
    if channels.users[c] == CONTACTS:
        return _knows_a_contact(i, persons, around.ties)
    if channels.users[c] == SCHOOL_PEOPLE:
        now = group_at(persons.group[i], persons.traits[i], around.mind.week - persons.birth_week[i])
        return now in (PUPIL, TEACHER)
    return True


@rule
def _choose(one: Case, w: Weights, around: Around) -> int:
    """The channel with the greatest utility and luck, or NOBODY for silence: a logit choice; silence has utility 0."""
    actor, subject = around.persons.key[one.i], around.incidents.key[one.inc]
    closeness, care = _ties_to(one, w, around)
    effect, fear = attitude(one.i, EXPECTED_EFFECT, around.mind), attitude(one.i, FEAR, around.mind)
    best = gumbel(draw(around.report, actor, subject, around.silence))
    choice = NOBODY
    for c in range(around.channels.key.size):
        if not _can_use(one, c, around):
            continue
        utility = _utility(one, c, w, closeness, care, effect, fear, around)
        value = utility + gumbel(draw(around.report, actor, subject, around.channels.key[c]))
        if value > best:
            best = value
            choice = c
    return choice


@rule
def _utility(
    one: Case, c: int, w: Weights, closeness: float, care: float, effect: float, fear: float, around: Around
) -> float:
    """What speaks for reporting through a channel, and against it."""
    channels = around.channels
    trust = attitude(one.i, FIRST_TRUST + channels.receiver[c], around.mind)
    reports = around.incidents.reports[one.inc]
    speak = speak_utility(w.speak, w.trust, trust, w.expected_effect, effect, w.norm, reports, closeness, care)
    way = around.villages.travel_hours[around.persons.village[one.i]]
    hours = travel_hours(channels.travel_hours[c], channels.distance_share[c], way)
    return channel_utility(speak, w.fear, fear, channels.anonymity[c], channels.effort[c], w.distance, hours)


@rule
def _ties_to(one: Case, w: Weights, around: Around) -> tuple[float, float]:
    """What ties weigh: to the accused, and to the person at risk (1 to oneself)."""
    closeness = 0.0
    if one.accused >= 0:
        closeness = w.closeness * _tie_strength(one.i, one.accused, around.ties)
    care = 0.0
    if around.incidents.kind[one.inc] <= LAST_DEPARTURE:
        person = around.incidents.person[one.inc]
        care = w.care if person == one.i else w.care * _tie_strength(one.i, person, around.ties)
    return closeness, care


@loop
def _tie_strength(i: int, j: int, ties: Ties) -> float:
    """Strength (0-1) of the tie between two residents, 0 without one; a row's ties are sorted."""
    lo, hi = ties.start[i], ties.start[i + 1]
    while lo < hi:
        middle = (lo + hi) // 2
        if ties.other[middle] < j:
            lo = middle + 1
        else:
            hi = middle
    if lo < ties.start[i + 1] and ties.other[lo] == j:
        return float(ties.strength[lo]) / 255.0
    return 0.0


@loop
def _knows_a_contact(i: int, persons: Persons, ties: Ties) -> bool:
    """Whether a resident is, or is tied to, one of the officers' contact persons."""
    if persons.traits[i] & CONTACT:
        return True
    for t in range(ties.start[i], ties.start[i + 1]):  # noqa: SIM110 - loops are compiled, generators are not
        if persons.traits[ties.other[t]] & CONTACT:
            return True
    return False


def _send(world: World, incident: Rows, witness: Rows, channel: Rows) -> None:
    """Send off reports: what becomes of each is drawn here."""
    if not incident.size:
        return
    state, channels, incidents = world.state, world.arrays.channels, world.state.incidents
    actors, subjects = world.population.key[witness], incidents["key"][incident]

    def drawn(purpose: str) -> NDArray[np.float64]:
        return pair_uniforms(world.lasting_stream(purpose), actors, subjects)

    sent_day = world.first_day + (DAYS * drawn("day of the report")).astype(np.int64)
    delay = np.array([exponential(float(u)) for u in drawn("delay of a report")]) * channels.delay_days[channel]
    kind, villages = incidents["kind"][incident], incidents["village"][incident]
    lost = drawn("report lost") < channels.loss[channel]
    filtering = np.where(kind <= LAST_TRUE, channels.filtering[channel], channels.filtering_harmless[channel])
    filtered = ~lost & (drawn("report set aside") < filtering)
    captured = ~lost & ~filtered & (drawn("report kept down") < channels.capture[channel])
    leaked = drawn("report leaked") < channels.leak[channel] * (1.0 - channels.anonymity[channel])
    fate = np.select([lost, filtered, captured], [LOST, FILTERED, CAPTURED], TRAVELLING)
    rows = state.reports.append(
        incident.size,
        incident=incident,
        witness=witness,
        channel=channel,
        receiver=channels.receiver[channel],
        state=fate,
        sent_day=sent_day,
        arrive_day=sent_day + delay.astype(np.int64),
        leaked=leaked,
        case=NOBODY,
    )
    state.open_reports = np.concatenate((state.open_reports, rows))
    about = {"kind": kind, "channel": channel, "fate": fate, "leaked": leaked, "day": sent_day}
    world.happened("reported", witness, incidents=incident, villages=villages, **about)
    _note_first(world, incident, sent_day)


def _note_first(world: World, incident: Rows, day: Rows) -> None:
    """Count reports by incident, and note the day of the first."""
    incidents = world.state.incidents
    new = np.unique(incident[incidents["reports"][incident] == 0])
    incidents["first_report_day"][new] = 2**40
    np.minimum.at(incidents["first_report_day"], incident, day)
    np.add.at(incidents["reports"], incident, 1)
    world.happened("first_reported", incidents=new, kind=incidents["kind"][new])
