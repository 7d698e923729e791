"""Stages 9 and 10: gates, departures, news, returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.naive.chance import exponential

if TYPE_CHECKING:
    from tests.naive.things import Villager
    from tests.naive.world import NaiveWorld


def _due(world: NaiveWorld, status: str) -> list[Villager]:
    """Who has this status and a day that falls into this week, or before."""
    return [one for one in world.villagers if one.status == status and one.status_day < world.next_day]


def gates(world: NaiveWorld) -> None:
    """Passport desk and border."""
    leaving, effort = world.settings.leaving, world.effort("gate_effort")
    for one in _due(world, "preparing"):
        incident = one.incident
        passport = world.chance.once("passport desk", one.key, incident.key) < leaving.passport_stop * effort
        border = world.chance.once("border", one.key, incident.key) < leaving.border_stop * effort
        if passport or border:
            incident.state = "gate_stopped"
            world.close(incident)
            one.status, one.incident = "stopped", None
            one.status_day += int(7 * world.settings.deciding.cool_off_weeks)
            world.count("stopped_at_gate", one.village)


def depart(world: NaiveWorld) -> None:
    """News first, then returns and the end of cooling off, then departures."""
    for incident in world.incidents:
        if incident.news_week == world.week:
            for one in incident.person.kin(world.week):
                world.change(one, "news", _gain(world, incident.outcome))
    for name in ("undocumented", "documented"):
        for one in _due(world, f"away_{name}"):
            one.status, one.incident, one.returned_week = "settled", None, world.week
            world.count(f"returned_{name}", one.village)
    for one in _due(world, "stopped"):
        one.status = "settled"
    for one in _due(world, "preparing"):
        _leave(world, one)
    for one in _due(world, "in_procedure"):
        _end_procedure(world, one)


def _gain(world: NaiveWorld, outcome: str) -> float:
    leaving = world.settings.leaving
    return {"exploited": leaving.news_bad, "smuggled": leaving.news_plain, "fared_well": leaving.news_good}[outcome]


def _weeks(world: NaiveWorld, purpose: str, one: Villager, mean: float) -> int:
    return int(min(mean * exponential(world.chance.weekly(purpose, one.key)), 5000))


def _leave(world: NaiveWorld, one: Villager) -> None:
    leaving, incident = world.settings.leaving, one.incident
    u = world.chance.once("outcome abroad", one.key, incident.key)
    incident.outcome = "fared_well"
    if u < leaving.exploited:
        incident.outcome = "exploited"
    elif u < leaving.exploited + leaving.smuggled:
        incident.outcome = "smuggled"
    incident.state = "departed"
    incident.news_week = world.week + 1 + _weeks(world, "news", one, leaving.news_weeks)
    world.close(incident)
    one.status = "away_undocumented"
    one.status_day += 7 * (13 + _weeks(world, "stay abroad", one, leaving.stay_undocumented))
    one.times_left += 1
    world.count("undocumented_departures", one.village)
    world.count(incident.outcome, one.village)


def _end_procedure(world: NaiveWorld, one: Villager) -> None:
    if world.chance.weekly("procedure fails", one.key) < world.settings.deciding.documented_failure:
        one.status = "settled"
        world.count("documented_failed", one.village)
        return
    one.status = "away_documented"
    one.status_day += 7 * (13 + _weeks(world, "contract abroad", one, world.settings.leaving.stay_documented))
    world.count("documented_departures", one.village)
