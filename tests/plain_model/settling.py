"""What the village deals with by itself: leaders who keep a report to themselves, kin who speak to one of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.incidents.rules import speaks_chance
from tests.plain_model.responding import counsel, persuade, press, warn, warn_around
from tests.plain_model.things import Incident, Villager

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld


def settle_reports(world: NaiveWorld) -> None:
    """Leaders warn the family, speak to whoever prepares and tell the recruiter to go: once for each incident."""
    new = [one for one in world.open_reports if one.state == "settled" and one.sent_day >= world.first_day]
    turn = {one: world.chance.weekly("order of settling", one.witness.key, one.incident.key) for one in new}
    for one in sorted(new, key=lambda report: (report.sent_day, turn[report])):
        incident = one.incident
        if not incident.is_departure or incident.settled or incident.state == "departed":
            continue
        incident.settled = True
        world.count("settled_by_leaders", incident.village)
        post = incident.recruiter
        if post is not None:
            warn_around(world, incident)
            press(post, world.settings.recruiting.pressure_answered)
        if incident.state == "accepted":
            world.count("lead_time_days", incident.village, max(incident.depart_day - one.sent_day, 0))
            counsel(world, incident, one.receiver, one.sent_day, [])


def may_speak(world: NaiveWorld, incident: Incident, witness: Villager) -> None:
    """Household or kin who saw it speak to whoever prepares, unless they are near the accused."""
    person = incident.person
    ties = [tie for tie in witness.ties if tie.other is person]
    if incident.state != "accepted" or incident.settled or not ties or not ties[0].is_kin:
        return
    suspect = incident.accused
    closeness = witness.strength_to(suspect) if suspect else 0.0
    u = world.chance.once("kin speak to whoever prepares", witness.key, incident.key)
    if u >= speaks_chance(world.settings.warning.settles_alone, closeness):
        return
    incident.settled = True
    if incident.recruiter is not None:
        warn(world, [person], incident.recruiter)
    world.count("settled_by_kin", person.village)
    answer = persuade(world, incident, 0.0, ties[0].strength, max(world.first_day, incident.day), [])
    world.count("stopped_by_kin", person.village, answer == "stay")
    world.count("redirected_by_kin", person.village, answer == "documented")
