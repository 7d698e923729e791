"""Stage 6, report: a witness decides whether to report, and through which channel, and reports are sent off.

Whoever kept silent decides again when something changed, while the incident lasts.

Told as it is decided: whether the incident is recognised, who can be told (channels that are open, known and
usable), what speaks for reporting and against it, and the choice between the channels and silence.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import Attitudes, attitude, attitudes_in
from sim.attitudes.rules import recognise_chance, repeated_chance
from sim.core.compiled import columns, loop, rule
from sim.core.draws import Word, draw, exponential, gumbel, name_key, pair_uniforms
from sim.incidents.accused import accused_by
from sim.incidents.rules import (
    can_use,
    care_utility,
    channel_utility,
    closeness_utility,
    speak_utility,
    travel_hours,
)
from sim.incidents.second_thoughts import second_thoughts
from sim.officers.settling import kin_speak
from sim.people.groups import CONTACT, PHONE, group_at
from sim.people.population import Persons
from sim.programme.parameter_arrays import Channels, VillageParameters
from sim.recruiters.met import times_met
from sim.state import codes
from sim.state.columns import Incidents, Residents
from sim.ties.between import strength_between
from sim.ties.ties import Ties
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""
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
    attitudes: Attitudes
    incidents: Incidents
    channels: Channels
    villages: VillageParameters
    is_open: NDArray[np.bool_]
    """[V, C] channels"""
    lately: int
    """since when reports of one's ties count, a week"""
    signal: Word
    recognise: Word
    report: Word
    report_near: Word
    """luck of a second thought because the departure is near"""
    silence: Word
    """key of silence in the draws of the choice"""


@columns
class Witness(NamedTuple):
    """What a channel may ask of a witness, and what speaks for reporting and against it through any channel."""

    has_signal: bool
    """a phone, and a signal at home"""
    knows_contact: bool
    """is one of the officers' contact persons, or tied to one"""
    group: int
    effect: float
    fear: float
    closeness: float
    """utility of the tie to the accused"""
    care: float
    """utility of the tie to the person at risk"""
    others: float
    """ties who reported lately, by strength"""


def report(world: World) -> None:
    """Let this week's new witnesses decide, and those who think again; send off their reports."""
    notices = world.state.notices
    first = int(np.searchsorted(notices["week"], world.week))
    again = second_thoughts(world)
    notice = np.concatenate((np.arange(first, len(notices)), again.notice))
    if not notice.size:
        return
    near = np.concatenate((np.zeros(len(notices) - first, bool), again.near))
    incident, witness = notices["incident"][notice], notices["witness"][notice]
    weights = world.arrays.numbers(Weights, Weights._fields, world.settings.warning)
    channel, recognised = _choose_each(incident, witness, accused_by(world, incident), near, weights, _around(world))
    _count(world, notice, first, channel == codes.NOBODY, recognised)
    sends = channel != codes.NOBODY
    notices["stand"][notice[recognised]] = codes.SILENT
    notices["stand"][notice[sends]] = codes.HAS_REPORTED
    _send(world, incident[sends], witness[sends], channel[sends])
    speak = recognised & ~sends
    kin_speak(world, incident[speak], witness[speak])


def _count(world: World, notice: Rows, first: int, silent: NDArray[np.bool_], recognised: NDArray[np.bool_]) -> None:
    """Say who recognises what for the first time, and who of the new witnesses (from row ``first`` on) is silent."""
    notices, incidents = world.state.notices, world.state.incidents
    incident, witness = notices["incident"][notice], notices["witness"][notice]
    villages, kinds = incidents["village"][incident], incidents["kind"][incident]
    sees = recognised & (notices["stand"][notice] == codes.SEES_NOTHING_WRONG)
    world.happened("recognised", witness[sees], incidents=incident[sees], villages=villages[sees], kind=kinds[sees])
    mute = silent & (notice >= first)
    world.happened("kept_silent", witness[mute], incidents=incident[mute], villages=villages[mute])


def _around(world: World) -> Around:
    return Around(
        world.population.persons,
        world.state.residents,
        world.ties,
        attitudes_in(world),
        world.state.incidents.columns,
        world.arrays.channels,
        world.arrays.villages,
        world.policy.open_channels,
        world.week - world.settings.learning.warning_weeks,
        world.lasting_stream("signal at home"),
        world.lasting_stream("recognise an incident"),
        world.lasting_stream("report"),
        world.lasting_stream("report as the departure is near"),
        SILENCE_KEY,
    )


@loop
def _choose_each(
    incident: Rows, witness: Rows, accused: Rows, near: NDArray[np.bool_], w: Weights, around: Around
) -> tuple[Rows, NDArray[np.bool_]]:
    """Channel chosen by each witness, NOBODY for silence, and who recognised what was noticed."""
    chosen = np.full(incident.size, codes.NOBODY, np.int64)
    recognised = np.zeros(incident.size, np.bool_)
    for r in range(incident.size):
        inc, i = incident[r], witness[r]
        if accused[r] == i:  # no recruiter reports an offer of his own
            continue
        recognised[r] = _recognises(inc, i, w, around)
        if recognised[r]:
            luck = around.report_near if near[r] else around.report
            chosen[r] = _choose(inc, i, _witness(inc, i, accused[r], w, around), luck, w, around)
    return chosen, recognised


@rule
def _recognises(inc: int, i: int, w: Weights, around: Around) -> bool:
    """Whether what was noticed is seen to be irregular, or mistaken for it; who was asked has seen through it then."""
    kind = around.incidents.kind[inc]
    informed = around.residents.fact_until[i, codes.WARNING_SIGNS] > around.attitudes.week
    if kind <= codes.LAST_TRUE:
        chance = recognise_chance(informed, w.recognise_informed, w.recognise_uninformed)
        chance = repeated_chance(
            chance, times_met(around.residents, i, around.incidents.recruiter[inc], around.attitudes.week)
        )
    else:
        chance = recognise_chance(informed, w.mistake_informed, w.mistake_uninformed)
    asked = around.incidents.person[inc] == i and kind <= codes.LAST_DEPARTURE
    return asked or draw(around.recognise, around.persons.key[i], around.incidents.key[inc], 0) < chance


@rule
def _witness(inc: int, i: int, accused: int, w: Weights, around: Around) -> Witness:
    """Who the witness is, for channels, and what ties and attitudes speak for and against."""
    persons, ties, attitudes = around.persons, around.ties, around.attitudes
    traits, person = persons.traits[i], around.incidents.person[inc]
    signal = draw(around.signal, persons.key[i], 0, 0) < around.villages.signal[persons.village[i]]
    at_risk = around.incidents.kind[inc] <= codes.LAST_DEPARTURE
    closeness = closeness_utility(w.closeness, strength_between(i, accused, ties)) if accused >= 0 else 0.0
    near = 1.0 if person == i else strength_between(i, person, ties)
    care = care_utility(w.care, near) if at_risk else 0.0
    return Witness(
        traits & PHONE != 0 and signal,
        _knows_a_contact(i, persons.traits, ties),
        group_at(persons.group[i], traits, attitudes.week - persons.birth_week[i]),
        attitude(i, codes.EXPECTED_EFFECT, attitudes),
        attitude(i, codes.FEAR, attitudes),
        closeness,
        care,
        _others_reported(i, around),
    )


@rule
def _choose(inc: int, i: int, who: Witness, luck: Word, w: Weights, around: Around) -> int:
    """The channel with the greatest utility and luck, or NOBODY for silence: a logit choice; silence has utility 0."""
    channels, v = around.channels, around.persons.village[i]
    actor, subject = around.persons.key[i], around.incidents.key[inc]
    way = around.villages.travel_hours[v]
    best = gumbel(draw(luck, actor, subject, around.silence))
    choice = codes.NOBODY
    for c in range(channels.key.size):
        # who can be told: channels that are open, known and usable
        if not around.is_open[v, c] or around.residents.fact_until[i, codes.FIRST_CHANNEL + c] <= around.attitudes.week:
            continue
        if not can_use(channels.needs_phone[c], channels.users[c], who.has_signal, who.knows_contact, who.group):
            continue
        # what speaks for reporting, and against it
        trust = attitude(i, codes.FIRST_TRUST + channels.receiver[c], around.attitudes)
        speak = speak_utility(
            w.speak, w.trust, trust, w.expected_effect, who.effect, w.norm, who.others, who.closeness, who.care
        )
        hours, formality = travel_hours(channels.own_hours[c], channels.office_share[c], way), channels.formality[c]
        utility = channel_utility(speak, w.fear, who.fear, channels.anonymity[c], formality, w.distance, hours)
        value = utility + gumbel(draw(luck, actor, subject, channels.key[c]))
        if value > best:
            best = value
            choice = c
    return choice


@rule
def _others_reported(i: int, around: Around) -> float:
    """How many of one's ties are known to have reported lately, each counted by the strength of the tie."""
    ties = around.ties
    count = 0.0
    for t in range(ties.start[i], ties.start[i + 1]):
        if around.residents.reported_week[ties.other[t]] > around.lately:
            count += ties.strength[t] / 255.0
    return count


@loop
def _knows_a_contact(i: int, traits: NDArray[np.uint8], ties: Ties) -> bool:
    """Whether a resident is, or is tied to, one of the officers' contact persons."""
    if traits[i] & CONTACT:
        return True
    for t in range(ties.start[i], ties.start[i + 1]):  # noqa: SIM110 - loops are compiled, generators are not
        if traits[ties.other[t]] & CONTACT:
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

    begins = np.maximum(world.first_day, incidents["day"][incident])
    days_left = world.first_day + codes.DAYS - begins
    sent_day = begins + (days_left * drawn("day of the report")).astype(np.int64)
    delay = np.array([exponential(float(u)) for u in drawn("delay of a report")]) * world.settings.warning.delay_days
    kind, villages = incidents["kind"][incident], incidents["village"][incident]
    lost = drawn("report lost") < world.settings.warning.lost
    captured = ~lost & (drawn("report kept down") < world.arrays.capture[channels.receiver[channel]])
    filtered = ~lost & ~captured & (drawn("report set aside") < channels.filtering[channel])
    settled = filtered & np.isin(channels.receiver[channel], codes.OF_THE_VILLAGE)
    leaked = drawn("report leaked") < channels.leak[channel] * (1.0 - channels.anonymity[channel])
    fates = {codes.LOST: lost, codes.CAPTURED: captured, codes.SETTLED_THERE: settled, codes.FILTERED: filtered}
    fate = np.select(list(fates.values()), list(fates), codes.TRAVELLING)
    known = drawn("known to have reported") >= channels.anonymity[channel]
    state.residents.reported_week[witness[known]] = world.week
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
        case=codes.NOBODY,
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
