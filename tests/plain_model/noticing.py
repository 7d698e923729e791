"""Stage 5: strangers come, and people notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.incidents.rules import notice_chance
from tests.plain_model.answers import open_sighting
from tests.plain_model.chance import exponential, fold, name_key, poisson
from tests.plain_model.meeting import meet
from tests.plain_model.things import Incident, Notice, Post, Village, Villager

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld


def notice(world: NaiveWorld) -> None:
    """Let strangers arrive, let people notice, and close what can no longer be seen."""
    for name in ("visitor", "foreigner"):
        for village in world.villages:
            _arrivals(world, village, name)
    met = []
    for incident in list(world.open_incidents):
        for witness in _witnesses(world, incident):
            met.append((witness, incident.recruiter))
            notice = Notice(incident, witness, world.week)
            world.notices.append(notice)
            if not incident.witnesses:
                world.count("incidents_noticed" if incident.is_true else "incidents_noticed_false", incident.village)
            incident.notices.append(notice)
            world.count("noticed_true" if incident.is_true else "noticed_false", incident.village)
    for witness, post in met:
        meet(world, witness, post)
    for incident in [one for one in world.open_incidents if not _can_be_seen_later(world, one)]:
        world.close(incident)


def _arrivals(world: NaiveWorld, village: Village, name: str) -> None:
    warning = world.settings.warning
    rate = {"visitor": warning.visitors, "foreigner": warning.foreigners}[name]
    mean = rate * world.settings.place.rate_factor * len(village.people) / 1000
    hosts: set[Villager] = set()
    for n in range(poisson(mean, world.chance.weekly(f"{name}s arrive", village.key))):
        u = world.chance.weekly(f"host of a {name}", fold(village.key, name_key(name)), 0, n)
        host = village.people[int(u * len(village.people))]
        if host.is_around(world.week):
            hosts.add(host)
    for host in sorted(hosts, key=lambda one: one.row):
        stay = warning.visitor_weeks * exponential(world.chance.weekly(f"stay of a {name}", host.key))
        open_sighting(world, name, host, world.week + 1 + int(stay), name)
        if name == "foreigner":
            world.count("incidents_true", village)


def _visibility(world: NaiveWorld, incident: Incident) -> float:
    warning = world.settings.warning
    if incident.kind == "legal":
        return warning.visible_legal
    if incident.kind in ("visitor", "foreigner"):
        return warning.visible_visitor
    if incident.week == world.week:
        return warning.visible_offer * (warning.visible_private if incident.private else 1.0)
    return warning.visible_preparation if incident.state == "accepted" else 0.0


def _witnesses(world: NaiveWorld, incident: Incident) -> list[Villager]:
    """Who notices this week: the person asked who saw through it and refused, and those around, each once."""
    found, warning = [], world.settings.warning
    new = incident.is_departure and incident.week == world.week
    if new and incident.state == "refused" and incident.recognised:
        found.append(incident.person)
    for tie in incident.person.ties:
        by_kind = warning.notice_at_home if tie.kind == "household" else warning.notice
        chance = notice_chance(by_kind, tie.strength, _visibility(world, incident))
        if world.chance.weekly("notice", tie.other.key, incident.key) >= chance:
            continue
        if _works_for(tie.other, incident.recruiter):
            continue
        if tie.other.is_around(world.week) and tie.other not in incident.witnesses:
            found.append(tie.other)
    return found


def _can_be_seen_later(world: NaiveWorld, incident: Incident) -> bool:
    if incident.is_departure and incident.state == "accepted":
        return True
    return incident.until > world.week + 1


def _works_for(witness: Villager, post: Post | None) -> bool:
    """Whether somebody recruits, or finds candidates, at a post."""
    return post is not None and witness in (post.resident, *post.finders)
