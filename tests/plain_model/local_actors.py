"""Local actors: they give up, are trained, and hear of things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.incidents.rules import officer_hears_chance
from sim.outreach.rules import actor_weight
from tests.plain_model.chance import exponential
from tests.plain_model.money import can_pay, pay, plan
from tests.plain_model.reporting import take_up
from tests.plain_model.sessions import learn
from tests.plain_model.things import OFFICE

if TYPE_CHECKING:
    from tests.plain_model.things import Incident, Village, Villager
    from tests.plain_model.world import NaiveWorld


def keep_local_actors(world: NaiveWorld) -> None:
    """Whoever gives up goes; then the trainings of this week."""
    about = world.settings.learning.local_actors
    support = {village: world.support(village) for village in world.villages}
    for one in list(world.actors):
        chance = about.dropout_alone + support[one.village] * (about.dropout - about.dropout_alone)
        if one.is_away or world.chance.weekly("local actor gives up", one.key, one.village.key) < chance:
            world.actors.remove(one)
            world.count("local_actors_dropped", one.village)
    programme = world.settings.programme
    for village in world.villages:
        weeks = world.weeks_without_a_break(village)
        if programme.local_actors and weeks is not None and weeks % programme.local_actor_training == 0:
            _train(world, village)


def _train(world: NaiveWorld, village: Village) -> None:
    """The free places go to those who wait least; then all learn everything."""
    waits = []
    for one in village.people:
        weight = _weight(world, one)
        if weight > 0:
            u = world.chance.weekly("place as a local actor", one.key, village.key)
            waits.append((exponential(u) / weight, one.row, one))
    here = [one for one in village.people if one in world.actors]
    free = plan(world, village).places - len(here)
    new = [one for _, _, one in sorted(waits)[: max(free, 0)]]
    skill = world.settings.programme.local_actor_skill
    price = (len(here) + len(new)) * skill * world.settings.prices.local_actor_training
    if not can_pay(world, village, price):
        return
    pay(world, "local_actors", village, price)
    for one in new:
        world.actors.append(one)
        world.count("local_actors_trained", village)
    everything = dict.fromkeys(("procedure", "warning_signs", "help"), 1.0)
    for name in world.settings.channels:
        everything[f"channel {name}"] = 1.0 if world.is_open(name, village) else 0.0
    for one in village.people:
        if one in world.actors:
            learn(world, one, everything, "training", 0)


def _weight(world: NaiveWorld, one: Villager) -> float:
    about = world.settings.learning.local_actors
    recruits = any(one in (post.resident, *post.finders) for post in world.posts)
    if one.status != "settled" or not one.is_grown(world.week) or one in world.actors or recruits:
        return 0.0
    by_group = {"pupil": 0.0, **dict.fromkeys(OFFICE, 1.0)}.get(world.group(one), about.lay_weight)
    return actor_weight(by_group, one.is_contact, len(one.ties), about.centrality)


def local_actors_notice(world: NaiveWorld) -> None:
    """They hear those they have ties with, and now and then others, and pass on what they hear."""
    actors = [one for one in world.actors if world.acts(one)]
    if not actors:
        return
    near = {id(one) for one in actors} | {id(tie.other) for one in actors for tie in one.ties}
    seen = []
    for incident in world.open_incidents:
        chance = _hears_chance(world, incident, actors, near)
        heard = world.chance.weekly("local actor notices", incident.village.key, incident.key) < chance
        if heard and incident.case is None:
            seen.append(incident)
    for incident in seen:
        office = "immigration" if world.has_officer(incident.village) else "village_office"
        if take_up(world, incident, office):
            world.count("local_actor_noticed", incident.village)


def _hears_chance(world: NaiveWorld, incident: Incident, actors: list[Villager], near: set[int]) -> float:
    warning, village = world.settings.warning, incident.village
    hours = world.settings.programme.local_actor_hours * sum(one.village is village for one in actors)
    heard = [one for one in incident.witnesses if one is not incident.accused and one.is_around(world.week)]
    witnesses = sum(warning.contact_weight if id(one) in near else 1.0 for one in reversed(heard))
    around = sum(id(one) in near for one in village.people)
    people = village.residents_at_start + (warning.contact_weight - 1.0) * around
    return officer_hears_chance(hours, warning.officer_hears, warning.tells_local_actor, witnesses, people)
