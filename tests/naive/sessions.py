"""Stage 1: sessions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tests.naive.chance import exponential, fold, name_key
from tests.naive.hours import Hours

if TYPE_CHECKING:
    from tests.naive.things import Village, Villager
    from tests.naive.world import NaiveWorld


def hold_sessions(world: NaiveWorld, hours: Hours) -> None:
    """The sessions due this week in each assisted village."""
    for village in world.villages:
        if not world.is_assisted(village):
            continue
        for number in range(_due_before(world, world.week + 1) - _due_before(world, world.week)):
            _hold(world, hours, village, number)


def _due_before(world: NaiveWorld, week: int) -> int:
    """Sessions due before a week, a month being 52/12 weeks."""
    return math.floor(world.settings.programme.outreach_intensity * (12 / 52) * week + 1e-9)


def _hold(world: NaiveWorld, hours: Hours, village: Village, number: int) -> None:
    name = _choose_kind(world, village, number)
    if name is None:
        return
    kind = world.settings.outreach[name]
    if not hours.spend(village, kind.officer_hours, "hours_outreach"):
        world.count("sessions_cancelled", village)
        return
    seated = _seat(world, kind, village, fold(village.key, number))
    if seated:
        _teach(world, kind, village, seated, number)
    world.count("sessions_held", village)
    world.count("session_participants", village, len(seated))
    world.count("cost_rupiah", village, kind.cost)


def _choose_kind(world: NaiveWorld, village: Village, number: int) -> str | None:
    about = village.about
    can_host = {"none": True, "school": about.school, "congregation": about.church or about.mosque or about.adat}
    mix = [
        (name, share)
        for name, share in world.settings.programme.outreach_mix.items()
        if share > 0 and can_host[world.settings.outreach[name].needs]
    ]
    waits = [
        (
            exponential(world.chance.weekly("kind of session", village.key, name_key("outreach kind", name), number))
            / share,
            name,
        )
        for name, share in mix
    ]
    return min(waits)[1] if waits else None


def _seat_factor(one: Villager, seating: str) -> float:
    """How much rather somebody is given a seat."""
    if seating == "leaders":
        return 20.0 if one.is_contact or one.adult_group in ("official", "teacher", "leader") else 1.0
    if seating == "central":
        return float(len(one.ties)) ** 2
    if seating == "nominated":
        return sum(1 / len(tie.other.ties) for tie in one.ties)
    return 1.0


def _seat(world: NaiveWorld, kind: Any, village: Village, session: int) -> list[Villager]:
    """Those who come; if there are more than seats, those with the shortest waits."""
    invited = village.people
    if kind.gathers == "hamlet":
        invited = world.one_hamlet(village, "session hamlet", session)
    openness = village.about.openness * world.settings.circumstances.openness_factor
    coming = []
    for one in invited:
        weight = kind.audience.get(world.group(one), 0.0)
        if not one.is_around(world.week) or weight <= 0:
            continue
        if world.chance.weekly("turnout", one.key, session) < kind.turnout * openness:
            factor = _seat_factor(one, kind.seating)
            if factor > 0:
                wait = exponential(world.chance.weekly("seat", one.key, session)) / weight / factor
                coming.append((wait, one.row, one))
    seated = [one for _, _, one in sorted(coming)[: kind.seats]]
    return sorted(seated, key=lambda one: one.row)


def _teach(world: NaiveWorld, kind: Any, village: Village, seated: list[Villager], number: int) -> None:
    settings, week = world.settings, world.week
    skill = settings.programme.officer_skill
    chances = {fact: getattr(kind, f"teaches_{fact}") * skill for fact in ("procedure", "warning_signs", "help")}
    for name, channel in settings.channels.items():
        chances[f"channel {name}"] = kind.teaches_channels * channel.taught * skill * world.is_open(name, village)
    taught = set()
    for one in seated:
        for fact, chance in chances.items():
            key = name_key("fact", fact)
            if world.chance.weekly("learn in a session", one.key, key, number) < chance:
                until = remembered_until(world, world.chance.weekly("memory of a session", one.key, key, number))
                world.count("facts_learned", village, not one.knows(fact, week))
                one.known_until[fact] = max(one.known_until[fact], until)
                taught.add(one)
    for one in seated:
        world.change(one, "awareness", kind.awareness_gain * skill)
    for one in seated:
        world.change(one, "trust immigration", kind.trust_gain * skill)
        if one in taught:
            one.talk_until = week + 1 + settings.learning.talk_weeks
            one.speaks_until = week + 1 + settings.learning.talk_weeks


def remembered_until(world: NaiveWorld, u: float) -> int:
    """Memory of exponential length, at least a week."""
    return min(32766, world.week + 1 + int(world.settings.learning.memory_weeks * exponential(u)))
