"""Stage 4: the answer to an offer, and the documented procedure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.plain_model.chance import chain, exponential, gumbel, name_key
from tests.plain_model.things import Incident, Post, Villager

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld


def decide(world: NaiveWorld) -> None:
    """Everybody who was asked answers; all look at how things stood before the first answer."""
    offers = [one for one in world.incidents if one.week == world.week and one.state == "offered"]
    turned = []
    for offer in offers:
        person = offer.person
        answer = _answer(world, offer)
        if answer == "refuse":
            offer.state = "refused"
            person.status, person.incident = "settled", None
            person.refusals = min(person.refusals + 1, 255)
            world.count("refusals", person.village)
        elif answer == "leave":
            offer.state, offer.depart_day = "accepted", _day(world, offer)
            person.status, person.status_day = "preparing", offer.depart_day
            world.count("acceptances", person.village)
        else:
            offer.state = "turned_documented"
            world.close(offer)
            turned.append(person)
            world.count("turned_documented", person.village)
    for person in turned:
        enter_procedure(world, person, world.first_day)


def _answer(world: NaiveWorld, offer: Incident) -> str:
    utilities = {"refuse": 0.0}
    if offer.undocumented:
        utilities["leave"] = _leaving(world, offer)
    utilities["documented"] = _going_documented(world, offer)
    return choose(world, "answer an offer", offer, utilities, "answer")


def choose(world: NaiveWorld, purpose: str, about: Incident, utilities: dict[str, float], kind: str) -> str:
    """The option with the largest utility plus Gumbel draw of its own."""
    values = {
        name: utility + gumbel(world.chance.once(purpose, about.person.key, about.key, name_key(kind, name)))
        for name, utility in utilities.items()
    }
    return max(values, key=lambda name: values[name])


def _gain(world: NaiveWorld, person: Villager, wage_ratio: float) -> float:
    w = world.settings.deciding
    return w.need * person.need + w.wage * math.log(wage_ratio)


def _promised(world: NaiveWorld, post: Post | None) -> float:
    """Recruiters promise more or less than what migrants earn on average."""
    ratio = world.settings.deciding.wage_ratio
    if post is None:
        return ratio
    return ratio * (
        1 + world.settings.recruiting.promise_spread * (2 * world.chance.once("promised wage", post.key) - 1)
    )


def _leaving(world: NaiveWorld, offer: Incident) -> float:
    w, person, week = world.settings.deciding, offer.person, world.week
    informed = person.knows("warning_signs", week)
    chance = w.recognise_informed if informed else w.recognise_uninformed
    offer.recognised = world.chance.once("recognise an offer", person.key, offer.key) < chance
    asker = {"kin": w.asked_by_kin, "kin_abroad": w.asked_by_kin, "friend": w.asked_by_friend, "cold": 0.0}
    asker["finder"] = w.asked_by_kin if offer.asked_by in person.kin(week) else w.asked_by_friend
    around = [world.attitude(one, "awareness") for one in person.kin(week)]
    wary = sum(around) / len(around) if around else 0.0
    risk = 0.0
    if offer.recognised:
        risk = w.risk * (w.unaware_risk + (1 - w.unaware_risk) * world.attitude(person, "awareness"))
    is_warned = offer.post is not None and person.warned_until > week and person.warned_of is offer.post
    utility = w.leave + _gain(world, person, _promised(world, offer.post))
    utility += asker[offer.source]
    utility += w.advance if offer.advance else 0.0
    utility += w.news * world.attitude(person, "news")
    utility += w.household_pressure * person.need * person.others_at_home
    utility += w.wariness_around * wary
    utility += risk
    utility += w.warned if is_warned else 0.0
    return utility


def _going_documented(world: NaiveWorld, offer: Incident) -> float:
    w, person = world.settings.deciding, offer.person
    utility = w.documented + _gain(world, person, w.wage_ratio)
    utility += w.documented_facts if person.knows("procedure", world.week) else 0.0
    utility += 0.0 if offer.undocumented else w.documented_offer
    utility += w.documented_cost * person.need
    utility += route_help(world, person)
    return utility


def route_help(world: NaiveWorld, person: Villager) -> float:
    """What the village's help with papers is worth."""
    return world.settings.deciding.route_help * world.route_help(person.village)


def hurdles_left(world: NaiveWorld, person: Villager) -> float:
    """What the village's help leaves of the hurdles of the documented route."""
    return 1 - world.route_help(person.village) * (1 - world.settings.deciding.hurdles_with_help)


def _day(world: NaiveWorld, offer: Incident) -> int:
    """Day of departure: at least seven days after a day of this week."""

    def u(n: int) -> float:
        return world.chance.once("days of preparation", offer.person.key, offer.key, n)

    more = int(world.settings.deciding.prepare_days * exponential(u(0)))
    return world.first_day + int(7 * u(1)) + 7 + min(more, 20000)


def enter_procedure(world: NaiveWorld, person: Villager, day: int) -> None:
    """The village's letter first; then the documented procedure, which others may mistake for something else."""
    deciding, left = world.settings.deciding, hurdles_left(world, person)
    person.incident = None
    if world.chance.weekly("village letter", person.key) < deciding.letter_refused * left:
        person.status = "settled"
        world.count("letters_refused", person.village)
        return
    u = world.chance.weekly("length of the procedure", person.key)
    weeks = min(deciding.documented_weeks * left * exponential(u), 2000)
    person.status = "in_procedure"
    person.status_day = day + 7 + int(weeks * 7)
    if world.settings.warning.legal_weeks:
        open_sighting(world, "legal", person, world.week + world.settings.warning.legal_weeks, "legal preparation")


def open_sighting(world: NaiveWorld, kind: str, person: Villager, until: int, name: str) -> None:
    """Something to be seen that is no offer."""
    key = chain(person.key, name_key("sighting", name), world.week)
    incident = Incident(key, kind, "ongoing", "none", person, None, world.week, until=until)
    world.open(incident)
