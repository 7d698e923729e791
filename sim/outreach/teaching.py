"""What the participants of sessions, and those trained as local actors, take home."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.attitudes.rules import known_until
from sim.core.compiled import loop
from sim.core.draws import Word, draw
from sim.outreach.attendance import Seated
from sim.outreach.session import Sessions
from sim.state import codes
from sim.state.columns import Residents
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def teach(world: World, sessions: Sessions, seated: Seated) -> None:
    """What those who sit in some sessions take home: facts, awareness, trust, and something to talk about."""
    rows, of = seated
    if not rows.size:
        return
    residents, kinds, learning = world.state.residents, world.arrays.session_kinds, world.settings.learning
    teaches = kinds.teaches[sessions.kind] * sessions.skill
    chances = teaches[:, np.newaxis] * kinds.topics[sessions.kind]
    taught = _learn(world, sessions.village, seated, chances, sessions.number, "a session")
    change_attitudes(world, rows, codes.AWARENESS, (learning.session_awareness * teaches)[of])
    met = (sessions.by_officer & (kinds.officer_hours[sessions.kind] > 0.0))[
        of
    ]  # whoever has met none trusts none the more
    trust = codes.FIRST_TRUST + codes.IMMIGRATION
    change_attitudes(world, rows[met], trust, (learning.session_trust * teaches)[of[met]])
    until = world.week + 1 + learning.talk_weeks
    residents.talk_until[rows[taught]] = until
    residents.told_how[rows[taught]] = kinds.told_how[sessions.kind][of[taught]]
    residents.spoke_until[rows[taught]] = until


def train(world: World, village: int, rows: Rows) -> None:
    """Teach local actors, ``rows`` [rows], of a ``village`` (number) every fact and open channel for certain."""
    if rows.size:
        seated, chances = Seated(rows, np.zeros(rows.size, np.int64)), np.ones((1, len(world.arrays.fact_names)))
        _learn(world, np.array([village]), seated, chances, np.zeros(1, np.uint64), "training")


def _learn(
    world: World,
    villages: Rows,
    seated: Seated,
    chances: NDArray[np.float64],
    numbers: NDArray[np.uint64],
    where: str,
) -> NDArray[np.bool_]:
    """Let residents learn facts with the chances [sessions, F] of their session; who took one home, new or not."""
    chances[:, codes.FIRST_CHANNEL :] *= world.policy.open_channels[villages]
    facts, taught = _learn_each(
        seated.rows,
        seated.of,
        world.week,
        numbers,
        chances,
        world.settings.learning.memory_weeks,
        world.stream(f"learn in {where}"),
        world.stream(f"memory of {where}"),
        world.population.key,
        world.arrays.fact_keys,
        world.state.residents,
    )
    world.happened("learned", seated.rows, facts=facts, new=np.bitwise_count(facts))
    return taught


@loop
def _learn_each(
    rows: Rows,
    of: Rows,
    week: int,
    numbers: NDArray[np.uint64],
    chances: NDArray[np.float64],
    memory_weeks: float,
    learn_state: Word,
    memory_state: Word,
    keys: NDArray[np.uint64],
    fact_keys: NDArray[np.uint64],
    residents: Residents,
) -> tuple[Rows, NDArray[np.bool_]]:
    """Facts taught: those new to each (as bits), and who took one home, new or not."""
    fact_until = residents.fact_until
    new = np.zeros(rows.size, np.int64)
    taught = np.zeros(rows.size, np.bool_)
    for s in range(rows.size):
        i, number = rows[s], numbers[of[s]]
        for f in range(fact_keys.size):
            chance = chances[of[s], f]
            if chance <= 0.0 or draw(learn_state, keys[i], fact_keys[f], number) >= chance:
                continue
            until = known_until(week, memory_weeks, draw(memory_state, keys[i], fact_keys[f], number))
            if fact_until[i, f] <= week:
                new[s] |= 1 << f
                residents.changed_week[i] = week
            fact_until[i, f] = max(fact_until[i, f], until)
            taught[s] = True
    return new, taught
