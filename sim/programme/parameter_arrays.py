"""Settings as small arrays: what the loops read instead of the settings tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import name_key, stream
from sim.people.group_weights import table_of
from sim.settings.channel import Channel
from sim.settings.learning import Attitude
from sim.settings.tree import Settings
from sim.state.codes import FACT_NAMES, RECEIVERS, USERS
from sim.ties.kinds import KINDS


def keys_of(kind: str, names: tuple[str, ...]) -> NDArray[np.uint64]:
    """Stable keys of names of one kind."""
    return np.array([name_key(kind, name) for name in names], np.uint64)


@dataclass(frozen=True, eq=False)
class Lookups:
    """Arrays made once from the settings. ``C`` channels in the order of the settings, ``F`` facts, ``K`` attitudes."""

    channel_names: tuple[str, ...]
    fact_names: tuple[str, ...]
    channel_keys: NDArray[np.uint64]
    fact_keys: NDArray[np.uint64]
    attitude_keys: NDArray[np.uint64]
    base_state: np.uint64
    nature: NDArray[np.float64]  # [K, 3] mean, spread, lower end
    fade: NDArray[np.float64]  # [K, weeks] what is left of a change after so many weeks
    group_weight: NDArray[np.float64]
    notice_chance: NDArray[np.float64]  # by kind of tie
    channel_receiver: NDArray[np.int64]
    channel_traits: NDArray[np.float64]  # [C, 13], see CHANNEL_TRAITS
    village_travel: NDArray[np.float64]
    village_signal: NDArray[np.float64]
    village_openness: NDArray[np.float64]
    village_funding: NDArray[np.float64]
    village_intensity: NDArray[np.float64]
    agency_intensity: NDArray[np.float64]


CHANNEL_TRAITS = (
    "effort",
    "travel_hours",
    "distance_share",
    "anonymity",
    "needs_phone",
    "users",
    "delay_days",
    "loss",
    "leak",
    "capture",
    "feedback",
    "filtering",
    "filtering_harmless",
)


def make_lookups(settings: Settings) -> Lookups:
    """Arrays for one set of settings."""
    channels = tuple(settings.channels)
    facts = (*FACT_NAMES, *(f"channel {name}" for name in channels))
    attitudes = ("awareness", "expected_effect", "fear", "news", *(f"trust {name}" for name in RECEIVERS))
    villages, around = settings.place.villages, settings.circumstances
    return Lookups(
        channel_names=channels,
        fact_names=facts,
        channel_keys=keys_of("channel", channels),
        fact_keys=keys_of("fact", facts),
        attitude_keys=keys_of("attitude", attitudes),
        base_state=stream(settings.population_seed, "personal level", 0),
        nature=_nature(settings),
        fade=_fade(settings),
        group_weight=table_of({str(name): weight for name, weight in settings.recruiting.group_weight.items()}),
        notice_chance=np.array([settings.warning.notice_chance[name] for name in KINDS], np.float64),  # type: ignore[index]
        channel_receiver=np.array(
            [RECEIVERS.index(channel.receiver) for channel in settings.channels.values()], np.int64
        ),
        channel_traits=np.array([_traits(channel) for channel in settings.channels.values()]).reshape(
            len(channels), len(CHANNEL_TRAITS)
        ),
        village_travel=np.array([village.travel_hours for village in villages], float) * around.travel_factor,
        village_signal=np.array([village.signal for village in villages], float) * around.signal_factor,
        village_openness=np.array([village.openness for village in villages], float) * around.openness_factor,
        village_funding=np.array([max(village.own_funding, around.own_funding_floor) for village in villages], float),
        village_intensity=np.array([village.pocket_intensity for village in villages], float),
        agency_intensity=np.array([village.agency_intensity for village in villages], float),
    )


def _traits(channel: Channel) -> list[float]:
    """A channel as a row of numbers, in the order of CHANNEL_TRAITS."""
    return [
        float(USERS.index(channel.users)) if trait == "users" else float(getattr(channel, trait))
        for trait in CHANNEL_TRAITS
    ]


def _attitudes(settings: Settings) -> list[Attitude]:
    learning = settings.learning
    news = Attitude(mean=0, spread=0, half_life=learning.news_half_life)
    return [
        learning.awareness,
        learning.expected_effect,
        learning.fear,
        news,
        *(learning.trust[name] for name in RECEIVERS),  # type: ignore[index]
    ]


def _nature(settings: Settings) -> NDArray[np.float64]:
    """News may pull both ways, all other attitudes lie between 0 and 1."""
    rows = [[one.mean, one.spread, -1.0 if k == 3 else 0.0] for k, one in enumerate(_attitudes(settings))]
    return np.array(rows, float)


def _fade(settings: Settings) -> NDArray[np.float64]:
    weeks = settings.weeks + 2
    rows: list[list[Any]] = [[0.5 ** (w / one.half_life) for w in range(weeks)] for one in _attitudes(settings)]
    return np.array(rows)
