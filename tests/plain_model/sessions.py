"""Stage 1: sessions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sim.attitudes.rules import known_until
from tests.plain_model.accounts import announce
from tests.plain_model.chance import exponential, fold, name_key
from tests.plain_model.hours import Hours, Officer
from tests.plain_model.money import can_pay, pay
from tests.plain_model.things import OFFICE

if TYPE_CHECKING:
    from tests.plain_model.things import Village, Villager
    from tests.plain_model.world import NaiveWorld


def hold_sessions(world: NaiveWorld, hours: Hours) -> None:
    """Those of the programme, then what the village carries on, then those of local actors one by one."""
    programme, lay = world.settings.programme, world.settings.learning.local_actors.lay_skill
    shifts = {one: world.chance.once("weeks of a village's sessions", one.key) for one in world.villages}
    _fall_due(world, shifts)
    tries = {village: village.sessions_waiting for village in world.villages}
    asked_for: set[Officer] = set()
    for number in range(max(tries.values())):
        asking = [village for village in world.villages if tries[village] > number]
        for village in sorted(asking, key=lambda one: one.session_turn):
            _try(world, hours, village, number, asked_for)
    if programme.indicator == "sessions":
        _add(world, hours, tries)
    for village in world.villages:
        skill = programme.local_actor_skill if any(one.village is village for one in world.actors) else lay
        per_month = world.carries_on("sessions", village) * programme.outreach_intensity
        for number in range(_due(world, per_month, shifts[village])):
            name = _choose_kind(world, programme.local_actor_mix, village, village.key, number)
            if name is not None:
                _hold(world, name, village, fold(village.key, number), number, skill, False)
                world.village_skills.add(skill)
                world.count("sessions_village", village)
    for actor in sorted(filter(world.acts, world.actors), key=lambda one: one.row):
        shift = world.chance.once("weeks of a local actor's sessions", actor.key)
        for number in range(_due(world, programme.local_actor_sessions, shift)):
            name = _choose_kind(world, programme.local_actor_mix, actor.village, actor.key, number)
            if name is None:
                continue
            if not can_pay(world, actor.village, world.settings.outreach[name].cost):
                world.count("sessions_unfunded", actor.village)
                continue
            about = fold(actor.key, number)
            _hold(world, name, actor.village, about, about, programme.local_actor_skill, False)
            world.count("sessions_local_actors", actor.village)


def _fall_due(world: NaiveWorld, shifts: dict[Village, float]) -> None:
    """What falls due waits for at most as long as a quarter's sessions would; who is new takes the lowest turn."""
    intensity = world.settings.programme.outreach_intensity
    here = [village for village in world.villages if world.is_assisted(village)]
    new = [village for village in here if world.weeks_without_a_break(village) == 0]
    lowest = min((village.session_turn for village in here if village not in new), default=0.0)
    for village in new:
        village.session_turn = lowest + 1.0 - shifts[village]
    for village in world.villages:
        most = 0
        if village in here:
            village.sessions_waiting += _due(world, intensity, shifts[village])
            most = math.ceil(3 * intensity)
        world.count("sessions_cancelled", village, max(0, village.sessions_waiting - most))
        village.sessions_waiting = min(most, village.sessions_waiting)


def _try(world: NaiveWorld, hours: Hours, village: Village, number: int, asked_for: set[Officer]) -> None:
    """Hold a session that is due, if there are money and hours; what only hours are missing for goes on waiting.

    And then its officers hold no other before it.
    """
    programme = world.settings.programme
    name = _choose_kind(world, _fitting(world, hours, village), village, village.key, number)
    kind = world.settings.outreach[name] if name else None
    if kind and not can_pay(world, village, kind.cost):
        world.count("sessions_unfunded", village)
    elif kind and kind.officer_hours and not hours.fits_a_week(village, kind.officer_hours):
        world.count("sessions_cancelled", village)
    elif kind and kind.officer_hours and all(one in asked_for for one in hours.of(village)):
        return
    elif kind and kind.officer_hours and not hours.spend(village, kind.officer_hours, "hours_outreach"):
        asked_for.update(hours.of(village))
        return
    elif kind:
        _hold(world, name, village, fold(village.key, number), number, programme.officer_skill, True)
        world.count("sessions_officers", village)
    village.sessions_waiting -= 1
    village.session_turn += 1.0


def _fitting(world: NaiveWorld, hours: Hours, village: Village) -> dict[str, float]:
    """The programme's mix, without kinds for which a week is too short, if there are others."""
    mix, kinds = world.settings.programme.outreach_mix, world.settings.outreach
    takes = {name: kinds[name].officer_hours for name in mix}
    fitting = {name: mix[name] for name in mix if not takes[name] or hours.fits_a_week(village, takes[name])}
    return fitting or mix


def _add(world: NaiveWorld, hours: Hours, number: dict[Village, int]) -> None:
    """Each officer goes round the villages, longest without a session first, until no hours are kept for one."""
    programme = world.settings.programme
    for officer in hours.officers:
        turns, goes_on = sorted(officer.villages, key=lambda one: one.session_turn), True
        while goes_on:
            goes_on = False
            for village in turns:
                n = number[village]
                name = _choose_kind(world, _fitting(world, hours, village), village, village.key, n)
                takes = world.settings.outreach[name].officer_hours if name else 0
                paid = name is not None and can_pay(world, village, world.settings.outreach[name].cost)
                if takes and paid and takes + hours.travel(officer, village) <= officer.kept:
                    hours.pay(officer, village, takes, "hours_outreach")
                    _hold(world, name, village, fold(village.key, n), n, programme.officer_skill, True)
                    world.count("sessions_extra", village)
                    world.count("sessions_officers", village)
                    village.session_turn += 1.0
                    number[village] += 1
                    goes_on = True


def _due(world: NaiveWorld, per_month: float, shift: float = 0.0) -> int:
    """Sessions that fall into this week, a month being 52/12 weeks."""
    before, after = (math.floor(per_month * (12 / 52) * week + shift + 1e-9) for week in (world.week, world.week + 1))
    return after - before


def _hold(
    world: NaiveWorld, name: str, village: Village, key: int, number: int, skill: float, by_officer: bool
) -> None:
    kind = world.settings.outreach[name]
    seated = _seat(world, kind, village, key)
    if seated:
        _teach(world, kind, village, seated, number, skill, by_officer)
        if by_officer:
            announce(world, village, seated)
    world.count("sessions_held", village)
    world.count("session_participants", village, len(seated))
    pay(world, "sessions", village, kind.cost)


def _choose_kind(world: NaiveWorld, mix: dict[str, float], village: Village, holder: int, number: int) -> str | None:
    about = village.about
    can_host = {"none": True, "school": about.school, "congregation": about.church or about.mosque or about.adat}
    waits = []
    for name, share in mix.items():
        if share > 0 and can_host[world.settings.outreach[name].needs]:
            u = world.chance.weekly("kind of session", holder, name_key("outreach kind", name), number)
            waits.append((exponential(u) / share, name))
    return min(waits)[1] if waits else None


def _seat_factor(one: Villager, seating: str) -> float:
    """How much rather somebody is given a seat."""
    if seating == "leaders":
        return 20.0 if one.is_contact or one.adult_group in OFFICE else 1.0
    if seating == "central":
        return float(len(one.ties)) ** 2
    if seating == "nominated":
        return sum(1 / len(tie.other.ties) for tie in one.ties)
    return 1.0


def _readiness(world: NaiveWorld, kind: Any, group: str) -> float:
    """How readily somebody of a group comes."""
    if kind.meant_for is None or group in kind.meant_for:
        return 1.0
    return float(world.settings.learning.others_readiness) if kind.others_come else 0.0


def _seat(world: NaiveWorld, kind: Any, village: Village, session: int) -> list[Villager]:
    """Those who come; if there are more than seats, those with the shortest waits."""
    invited = village.people
    if kind.gathers == "hamlet":
        invited = world.one_hamlet(village, "session hamlet", session)
    openness = village.about.openness * world.settings.circumstances.openness_factor
    coming = []
    for one in invited:
        weight = _readiness(world, kind, world.group(one))
        own = (kind.women_readiness if one.is_woman else 1.0) * (kind.customary_readiness if one.is_customary else 1.0)
        weight *= own
        if kind.seating == "random" and weight > 0:
            weight = 1.0
        if not one.is_around(world.week) or weight <= 0:
            continue
        if world.chance.weekly("turnout", one.key, session) < kind.turnout * openness:
            factor = _seat_factor(one, kind.seating)
            if factor > 0:
                wait = exponential(world.chance.weekly("seat", one.key, session)) / weight / factor
                coming.append((wait, one.row, one))
    seated = [one for _, _, one in sorted(coming)[: kind.seats]]
    return sorted(seated, key=lambda one: one.row)


def _teach(
    world: NaiveWorld, kind: Any, village: Village, seated: list[Villager], number: int, skill: float, by_officer: bool
) -> None:
    settings, week = world.settings, world.week
    teaches = (settings.learning.teaches if kind.teaches is None else kind.teaches) * skill
    chances = {fact: teaches * (fact in kind.topics) for fact in ("procedure", "warning_signs", "help")}
    for name in settings.channels:
        is_taught = "channels" in kind.topics and world.is_open(name, village)
        chances[f"channel {name}"] = teaches * is_taught
    taught = [one for one in seated if learn(world, one, chances, "a session", number)]
    for one in seated:
        world.change(one, "awareness", settings.learning.session_awareness * teaches)
    for one in seated:
        if by_officer and kind.officer_hours:
            world.change(one, "trust immigration", settings.learning.session_trust * teaches)
        if one in taught:
            one.talk_until = week + 1 + settings.learning.talk_weeks
            if kind.public:
                one.told_how = "broadcast" if kind.seating == "open" else "seeded"
            else:
                one.told_how = "privately"
            one.speaks_until = week + 1 + settings.learning.talk_weeks


def learn(world: NaiveWorld, one: Villager, chances: dict[str, float], where: str, number: int) -> bool:
    """Learn each fact with its chance; whether any was taken home, new or not."""
    took_home = False
    for fact, chance in chances.items():
        key = name_key("fact", fact)
        if world.chance.weekly(f"learn in {where}", one.key, key, number) < chance:
            until = remembered_until(world, world.chance.weekly(f"memory of {where}", one.key, key, number))
            if not one.knows(fact, world.week):
                world.count("facts_learned", one.village)
                one.changed_week = world.week
            one.known_until[fact] = max(one.known_until[fact], until)
            took_home = True
    return took_home


def remembered_until(world: NaiveWorld, u: float) -> int:
    """Memory of exponential length, at least a week."""
    return known_until(world.week, world.settings.learning.memory_weeks, u)
