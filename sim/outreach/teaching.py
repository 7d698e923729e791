"""What the participants of a session, and those trained as local actors, take home."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.attitudes.rules import known_until
from sim.core.compiled import loop
from sim.core.draws import Word, draw
from sim.settings.outreach import OutreachKind
from sim.settings.quantity import own_or
from sim.state import codes
from sim.state.columns import Residents
from sim.world import World


@dataclass(frozen=True)
class Session:
    """A session: where, of which kind, and who holds it."""

    village: int
    kind: OutreachKind
    key: int
    """The session in draws of who comes."""
    number: int
    """The session in draws of what a participant learns."""
    skill: float
    """Of whoever holds it, as an educator (0-1)."""
    by_officer: bool


def teach(world: World, session: Session, seated: NDArray[np.int64]) -> None:
    """What the participants, ``seated`` [rows], take home: facts, awareness, trust, and something to talk about."""
    if not seated.size:
        return
    residents, kind, skill = world.state.residents, session.kind, session.skill
    learning = world.settings.learning
    teaches = own_or(kind.teaches, learning.teaches) * skill
    chances = teaches * _topics(world, kind)
    taught = _learn(world, session.village, seated, chances, session.number, "a session")
    change_attitudes(world, seated, codes.AWARENESS, learning.session_awareness * teaches)
    if session.by_officer and kind.officer_hours:  # whoever has met none trusts none the more
        change_attitudes(world, seated, codes.FIRST_TRUST + codes.IMMIGRATION, learning.session_trust * teaches)
    until = world.week + 1 + learning.talk_weeks
    residents.talk_until[seated[taught]] = until
    residents.told_how[seated[taught]] = told_how(kind)
    residents.spoke_until[seated[taught]] = until


def told_how(kind: OutreachKind) -> int:
    """Code of whether others know who was told, and whether these are a few chosen ones or whoever came."""
    if not kind.public:
        return codes.PRIVATELY
    return codes.PUBLICLY_BROADCAST if kind.seating == "open" else codes.PUBLICLY_SEEDED


def train(world: World, village: int, rows: NDArray[np.int64]) -> None:
    """Teach local actors of one village, ``rows`` [rows], every fact and every open channel for certain."""
    if rows.size:
        _learn(world, village, rows, np.ones(len(world.arrays.fact_names)), 0, "training")


def _topics(world: World, kind: OutreachKind) -> NDArray[np.float64]:
    """[F] 1 for each fact that it is about, as if all channels were open, else 0."""
    about = [name in kind.topics for name in codes.FACT_NAMES]
    channels = ["channels" in kind.topics] * len(world.settings.channels)
    return np.array([*about, *channels], np.float64)


def _learn(
    world: World, village: int, rows: NDArray[np.int64], chances: NDArray[np.float64], number: int, where: str
) -> NDArray[np.bool_]:
    """Let some residents learn facts with the given chances; who took one home, new or not."""
    chances[codes.FIRST_CHANNEL :] *= world.policy.open_channels[village]
    facts, taught = _learn_each(
        rows,
        world.week,
        np.uint64(number),
        chances,
        world.settings.learning.memory_weeks,
        world.stream(f"learn in {where}"),
        world.stream(f"memory of {where}"),
        world.population.key,
        world.arrays.fact_keys,
        world.state.residents,
    )
    world.happened("learned", rows, facts=facts, new=np.bitwise_count(facts))
    return taught


@loop
def _learn_each(
    rows: NDArray[np.int64],
    week: int,
    number: Word,
    chances: NDArray[np.float64],
    memory_weeks: float,
    learn_state: Word,
    memory_state: Word,
    keys: NDArray[np.uint64],
    fact_keys: NDArray[np.uint64],
    residents: Residents,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Facts taught: those new to each (as bits), and who took one home, new or not."""
    fact_until = residents.fact_until
    new = np.zeros(rows.size, np.int64)
    taught = np.zeros(rows.size, np.bool_)
    for s in range(rows.size):
        i = rows[s]
        for f in range(fact_keys.size):
            if chances[f] <= 0.0 or draw(learn_state, keys[i], fact_keys[f], number) >= chances[f]:
                continue
            until = known_until(week, memory_weeks, draw(memory_state, keys[i], fact_keys[f], number))
            if fact_until[i, f] <= week:
                new[s] |= 1 << f
                residents.changed_week[i] = week
            fact_until[i, f] = max(fact_until[i, f], until)
            taught[s] = True
    return new, taught
