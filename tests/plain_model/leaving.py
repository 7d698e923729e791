"""Stages 9 and 10: gates, departures, news, returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.migration import rules
from sim.state.codes import OUTCOME_NAMES
from tests.plain_model.answers import hurdles_left
from tests.plain_model.chance import exponential
from tests.plain_model.responding import warn

if TYPE_CHECKING:
    from tests.plain_model.things import Incident, Villager
    from tests.plain_model.world import NaiveWorld


def _due(world: NaiveWorld, status: str) -> list[Villager]:
    """Who has this status and a day that falls into this week, or before."""
    return [one for one in world.villagers if one.status == status and one.status_day < world.next_day]


def gates(world: NaiveWorld) -> None:
    """The village's letter, then the passport desk, then the border; forged papers help against all three."""
    leaving = world.settings.leaving
    for one in _due(world, "preparing"):
        incident, effort = one.incident, world.effort("gates", one.village)
        for name, purpose, share in (
            ("letter", "village letter of a migrant", leaving.letter_stop),
            ("passport", "passport desk", leaving.passport_stop),
            ("border", "border", leaving.border_stop),
        ):
            u = world.chance.once(purpose, one.key, incident.key)
            if rules.gate_stops(u, share * effort, incident.forged):
                incident.state = "gate_stopped"
                world.close(incident)
                one.status, one.incident = "stopped", None
                one.status_day += int(7 * world.settings.deciding.cool_off_weeks)
                world.count("stopped_at_gate", one.village)
                world.count(f"stopped_at_{name}", one.village)
                break


def depart(world: NaiveWorld) -> None:
    """News first, then returns and the end of cooling off, then departures."""
    for incident in world.incidents:
        if incident.news_week == world.week:
            for one in incident.person.kin(world.week):
                world.change(one, "news", _gain(world, incident.outcome))
            if incident.outcome == "exploited" and incident.recruiter is not None:
                _name_recruiter(world, incident)
    for name in ("undocumented", "documented"):
        for one in _due(world, f"away_{name}"):
            if one.incident is not None and one.incident.outcome == "exploited":
                world.count("returned_exploited", one.village)
            one.status, one.incident, one.returned_week = "settled", None, world.week
            world.count(f"returned_{name}", one.village)
    for one in _due(world, "stopped"):
        one.status = "settled"
        world.count("cool_offs_ended", one.village)
    for one in _due(world, "preparing"):
        _leave(world, one)
    for one in _due(world, "in_procedure"):
        _end_procedure(world, one)


def _name_recruiter(world: NaiveWorld, incident: Incident) -> None:
    """Kin learn who it was, and warn of that one."""
    share = world.settings.leaving.news_warns
    kin = incident.person.kin(world.week)
    told = [one for one in kin if world.chance.weekly("news names the recruiter", one.key, incident.key) < share]
    warn(world, told, incident.recruiter)


def _gain(world: NaiveWorld, outcome: str) -> float:
    leaving = world.settings.leaving
    return {"exploited": leaving.news_bad, "smuggled": leaving.news_plain, "fared_well": leaving.news_good}[outcome]


def _weeks(world: NaiveWorld, purpose: str, one: Villager, mean: float) -> int:
    return int(min(mean * exponential(world.chance.weekly(purpose, one.key)), 5000))


def _leave(world: NaiveWorld, one: Villager) -> None:
    leaving, incident = world.settings.leaving, one.incident
    u = world.chance.once("outcome abroad", one.key, incident.key)
    risk = leaving.exploited_trafficked if incident.trafficking else leaving.exploited
    risk = rules.exploitation_risk(risk, incident.advance, leaving.debt_factor)
    incident.outcome = OUTCOME_NAMES[rules.outcome(u, risk, leaving.smuggled)]
    incident.state = "departed"
    incident.news_week = world.week + 1 + _weeks(world, "news", one, leaving.news_weeks)
    world.close(incident)
    one.status = "away_undocumented"
    mean = leaving.stay_exploited if incident.outcome == "exploited" else leaving.stay_undocumented
    one.status_day += 7 * (13 + _weeks(world, "stay abroad", one, mean))
    one.times_left += 1
    world.count("undocumented_departures", one.village)
    world.count(incident.outcome, one.village)
    world.count("departures_forged", one.village, float(incident.forged))
    world.count("departures_trafficked", one.village, float(incident.trafficking))


def _end_procedure(world: NaiveWorld, one: Villager) -> None:
    chance = world.settings.deciding.documented_failure * hurdles_left(world, world.route_help(one.village))
    if world.chance.weekly("procedure fails", one.key) < chance:
        one.status = "settled"
        world.count("documented_failed", one.village)
        return
    one.status = "away_documented"
    one.status_day += 7 * (13 + _weeks(world, "contract abroad", one, world.settings.leaving.stay_documented))
    one.times_left_documented += 1
    world.count("documented_departures", one.village)
