"""Stage 2: talk. Who tells whom, and what, is settled by how things stood at the start of the stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.attitudes.rules import tell_chance
from tests.plain_model.accounts import tell_accounts
from tests.plain_model.chance import name_key
from tests.plain_model.sessions import remembered_until

if TYPE_CHECKING:
    from tests.plain_model.things import Post, Villager
    from tests.plain_model.world import NaiveWorld


@dataclass
class Telling:
    """What one person tells another."""

    teller: Villager
    listener: Villager
    facts: list[str]
    warning: Post | None
    awareness_gain: float


def talk(world: NaiveWorld) -> None:
    """Draw all tellings, then let the listeners take them up."""
    tellings = []
    for teller in world.villagers:
        if teller.talk_until <= world.week or teller.is_away:
            continue
        for tie in teller.ties:
            if _tells(world, teller, tie.other, tie.strength) and tie.other.is_around(world.week):
                tellings.append(_telling(world, teller, tie.other))
    for telling in tellings:
        world.count("tellings", telling.teller.village)
        world.change(telling.listener, "awareness", telling.awareness_gain)
    for telling in tellings:
        _take_up(world, telling)
    tell_accounts(world)


def _tells(world: NaiveWorld, teller: Villager, listener: Villager, strength: float) -> bool:
    learning = world.settings.learning
    more = {"privately": 1.0, "seeded": learning.public_seeded_factor, "broadcast": learning.public_broadcast_factor}
    factor, is_fresh = learning.participant_factor * more[teller.told_how], teller.speaks_until > world.week
    chance = tell_chance(learning.tell_chance, strength, factor, is_fresh)
    return world.chance.weekly("tell", teller.key, listener.key) < chance


def _telling(world: NaiveWorld, teller: Villager, listener: Villager) -> Telling:
    week = world.week
    facts = [fact for fact in world.facts if teller.knows(fact, week) and not listener.knows(fact, week)]
    shut = [f"channel {name}" for name in world.settings.channels if not world.is_open(name, listener.village)]
    facts = [fact for fact in facts if fact not in shut]
    warning = None
    is_news = listener.warned_until <= week or listener.warned_of is not teller.warned_of
    if teller.warned_until > week and is_news:
        warning = teller.warned_of
    gain, pull = 0.0, world.settings.learning.awareness_pull
    if pull:
        theirs, own = world.attitude(teller, "awareness"), world.attitude(listener, "awareness")
        gain = pull * max(theirs - own, 0.0) / max(1.0 - own, 1e-9)
    return Telling(teller, listener, facts, warning, gain)


def _take_up(world: NaiveWorld, telling: Telling) -> None:
    learning, week, listener = world.settings.learning, world.week, telling.listener
    something_new = False
    for fact in telling.facts:
        key = name_key("fact", fact)
        if world.chance.weekly("take up", listener.key, telling.teller.key, key) >= learning.take_up:
            continue
        if not listener.knows(fact, week):
            listener.known_until[fact] = remembered_until(
                world, world.chance.weekly("memory of talk", listener.key, key)
            )
            world.count("facts_learned", listener.village)
            listener.changed_week = week
            something_new = True
    if telling.warning is not None:
        listener.warned_of = telling.warning
        listener.warned_until = week + 1 + learning.warning_weeks
        world.count("warnings_passed", listener.village)
        something_new = True
    if something_new:
        listener.talk_until = week + 1 + learning.talk_weeks
