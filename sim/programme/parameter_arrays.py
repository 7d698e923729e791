"""Settings as small arrays: what the loops read instead of the settings tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns
from sim.core.draws import Word, name_key, stream
from sim.people.group_weights import some_groups
from sim.people.groups import OFFICE
from sim.programme.session_kinds import SessionKinds, session_kinds
from sim.settings.channel import Channel
from sim.settings.learning import Attitude
from sim.settings.outreach import OutreachKind
from sim.settings.quantity import Section, own_or
from sim.settings.tree import Settings
from sim.state.codes import ACCOUNT_NAMES, FACT_NAMES, NEWS, RECEIVERS, USERS
from sim.ties.kinds import KINDS

Floats = NDArray[np.float64]


@columns
class Channels(NamedTuple):
    """``C`` channels in the order of the settings; units as in :class:`~sim.settings.channel.Channel`."""

    key: NDArray[np.uint64]
    receiver: NDArray[np.int64]
    users: NDArray[np.int64]
    needs_phone: NDArray[np.bool_]
    formality: Floats
    """utility of a formal report; 0 for any other"""
    own_hours: Floats
    """hours of travel to it, wherever the office"""
    office_share: Floats
    """part of the way to the immigration office to be travelled"""
    anonymity: Floats
    leak: Floats
    feedback: Floats
    """chance that an author hears of the answer"""
    filtering: Floats


@columns
class VillageParameters(NamedTuple):
    """``V`` villages, with what the circumstances make of them."""

    travel_hours: Floats
    signal: Floats
    openness: Floats
    own_funding: Floats
    pocket_intensity: Floats
    agency_intensity: Floats


@columns
class AttitudeParameters(NamedTuple):
    """``K`` attitudes."""

    nature: Floats
    """[K, 3] mean, spread, lower end"""
    fade: Floats
    """[K, weeks] what is left of a change after so many weeks"""
    key: NDArray[np.uint64]
    levels: Word
    """state of the draws of personal levels"""


@dataclass(frozen=True, eq=False)
class ParameterArrays:
    """Arrays made once from the settings. ``F`` facts, ``K`` attitudes, ``V`` villages, ``C`` channels."""

    channel_names: tuple[str, ...]
    fact_names: tuple[str, ...]
    fact_keys: NDArray[np.uint64]
    """[F]"""
    channels: Channels
    session_kinds: SessionKinds
    can_host: NDArray[np.bool_]
    """[V, S] whether a village has what the kind of session needs"""
    attitudes: AttitudeParameters
    villages: VillageParameters
    can_have: NDArray[np.bool_]
    """[V, C] whether a village has what the channel needs"""
    capture: Floats
    """by receiver: chance that one keeps down what reaches it"""
    stands_anyway: NDArray[np.bool_]
    """by receiver: whether its desk takes cases without any programme"""
    group_weight: Floats
    """by group: how much it draws a recruiter"""
    notice_chance: Floats
    """by kind of tie, at strength 1"""
    account_gains: Floats
    """[accounts, 3] what hearing at first hand changes: trust in the authority, expected effect, fear"""
    _numbers: dict[Any, Any] = field(default_factory=dict)

    def numbers[W](self, kind: Callable[..., W], names: Iterable[str], section: Section) -> W:
        """Some numbers of a section as a named tuple that loops take, made once for each kind."""
        if kind not in self._numbers:
            self._numbers[kind] = kind(*(float(getattr(section, name)) for name in names))
        found: W = self._numbers[kind]
        return found


def make_arrays(settings: Settings) -> ParameterArrays:
    """Arrays for one set of settings."""
    names = tuple(settings.channels)
    facts = (*FACT_NAMES, *(f"channel {name}" for name in names))
    return ParameterArrays(
        channel_names=names,
        fact_names=facts,
        fact_keys=_keys("fact", facts),
        channels=_channels(settings),
        session_kinds=session_kinds(settings),
        can_host=_villages_have(settings, settings.outreach.values()),
        attitudes=_attitude_parameters(settings),
        villages=_villages(settings),
        can_have=_villages_have(settings, settings.channels.values()),
        capture=np.array([settings.responding.of("capture", name) for name in RECEIVERS], np.float64),
        stands_anyway=_stands_anyway(settings),
        group_weight=some_groups(OFFICE, settings.recruiting.salaried_weight, 1.0),
        notice_chance=_notice_chance(settings),
        account_gains=_account_gains(settings),
    )


def _villages_have(settings: Settings, kinds: Iterable[Channel | OutreachKind]) -> NDArray[np.bool_]:
    """[V, kinds] whether each village has what each of some channels or kinds of session needs."""
    needs = [one.needs for one in kinds]
    return np.array([[village.has(need) for need in needs] for village in settings.place.villages], bool)


def _account_gains(settings: Settings) -> Floats:
    """Gains by what came of a report: an answer raises, silence lowers, a leak and a recruiter's return frighten."""
    responding = settings.responding
    answer = (responding.answer_trust, responding.answer_effect, 0.0)
    failure = (responding.silence_trust, responding.silence_effect, 0.0)
    gains = {
        "answered": answer,
        "checked": (responding.answer_trust, 0.0, 0.0),  # a false alarm proves no effect
        "settled": answer,
        "arrested": (responding.answer_trust, settings.learning.arrest_effect, 0.0),
        "claimed": answer,
        "ignored": failure,
        "leaked": (responding.silence_trust, 0.0, responding.leak_fear),
        "released": (*failure[:2], responding.leak_fear),
        "exposed": failure,
    }
    return np.array([gains[name] for name in ACCOUNT_NAMES], np.float64)


def _stands_anyway(settings: Settings) -> NDArray[np.bool_]:
    """[receivers] whether some channel that exists anyway leads to it.

    Immigration is passed cases in any case, and the village office is asked for advice.
    """
    always = settings.programme.channels_open_always
    led_to = {channel.receiver for name, channel in settings.channels.items() if name in always}
    return np.array([name in {*led_to, "immigration", "village_office"} for name in RECEIVERS], bool)


def _keys(kind: str, names: tuple[str, ...]) -> NDArray[np.uint64]:
    """Stable keys of names of one kind."""
    return np.array([name_key(kind, name) for name in names], np.uint64)


def _notice_chance(settings: Settings) -> Floats:
    warning = settings.warning
    return np.array([warning.notice_at_home if name == "household" else warning.notice for name in KINDS], np.float64)


def _channels(settings: Settings) -> Channels:
    channels, warning = settings.channels.values(), settings.warning
    anonymity = _floats(own_or(one.anonymity, warning.anonymity) for one in channels)
    own_hours = {"village": warning.way_in_village}
    office_share = {"town": warning.way_to_town, "office": 1.0}
    return Channels(
        key=_keys("channel", tuple(settings.channels)),
        receiver=np.array([RECEIVERS.index(one.receiver) for one in channels], np.int64),
        users=np.array([USERS.index(one.users) for one in channels], np.int64),
        needs_phone=np.array([one.needs_phone for one in channels], bool),
        formality=_floats(warning.formality * one.formal for one in channels),
        own_hours=_floats(own_hours.get(one.way, 0.0) for one in channels),
        office_share=_floats(office_share.get(one.way, 0.0) for one in channels),
        anonymity=anonymity,
        leak=_floats(own_or(one.leak, warning.leak) for one in channels),
        feedback=settings.responding.feedback * (1.0 - anonymity),
        filtering=_floats(own_or(one.filtering, warning.filtering) for one in channels),
    )


def _floats(values: Iterable[float]) -> Floats:
    return np.array(list(values), np.float64)


def _villages(settings: Settings) -> VillageParameters:
    around = settings.circumstances
    found = {
        name: np.array([getattr(village, name) for village in settings.place.villages], float)
        for name in VillageParameters._fields
    }
    plain = VillageParameters(**found)
    return plain._replace(
        travel_hours=plain.travel_hours * around.travel_factor,
        signal=plain.signal * around.signal_factor,
        openness=plain.openness * around.openness_factor,
        own_funding=np.maximum(plain.own_funding, around.own_funding_floor),
    )


def _attitude_parameters(settings: Settings) -> AttitudeParameters:
    """News may pull both ways, all other attitudes lie between 0 and 1."""
    learning, weeks = settings.learning, settings.weeks + 2
    all_of_them: dict[str, Attitude] = {
        "awareness": learning.awareness,
        "expected_effect": learning.expected_effect,
        "fear": learning.fear,
        "news": Attitude(mean=0, spread=0, half_life=learning.news_half_life),
        **{f"trust {name}": learning.trust.of(name) for name in RECEIVERS},
    }
    kinds = list(all_of_them.values())
    return AttitudeParameters(
        nature=np.array([[one.mean, one.spread, -1.0 if k == NEWS else 0.0] for k, one in enumerate(kinds)], float),
        fade=np.array([[0.5 ** (week / one.half_life) for week in range(weeks)] for one in kinds]),
        key=_keys("attitude", tuple(all_of_them)),
        levels=stream(settings.population_seed, "personal level", 0),
    )
