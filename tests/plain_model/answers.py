"""Stage 4: the answer to an offer, and the documented procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.attitudes import rules as minds
from sim.deciding import rules
from sim.state.codes import SOURCE_NAMES
from tests.plain_model.chance import chain, exponential, gumbel, name_key
from tests.plain_model.meeting import seen_through
from tests.plain_model.money import pay
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
            offer.state, offer.until = "refused", world.week + 1 + world.settings.learning.talk_weeks
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
    return rules.gain_abroad(person.need, w.need, w.wage, wage_ratio)


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
    chance = minds.recognise_chance(informed, w.recognise_informed, w.recognise_uninformed)
    chance = seen_through(world, chance, person, offer)
    sees_it = world.chance.once("recognise an offer", person.key, offer.key) < chance
    offer.recognised = offer.advised_by is not None or sees_it
    asked_by_kin, source = offer.asked_by in person.kin(week), SOURCE_NAMES.index(offer.source)
    around = [world.attitude(one, "awareness") for one in person.kin(week)]
    wary = sum(around) / len(around) if around else 0.0
    is_warned = offer.post is not None and person.warned_until > week and person.warned_of is offer.post
    advised = offer.advised_by is not None
    persuasion = world.settings.responding.of("persuasion", offer.advised_by) if advised else 0.0
    return rules.leave_utility(
        w.leave,
        _gain(world, person, _promised(world, offer.post)),
        rules.asker_utility(source, asked_by_kin, w.asked_by_kin, w.asked_by_friend),
        rules.advance_utility(w.advance, offer.advance),
        rules.news_utility(w.news, world.attitude(person, "news")),
        rules.household_utility(w.household_pressure, person.need, person.others_at_home),
        rules.wariness_utility(w.wariness_around, wary),
        rules.risk_felt(offer.recognised, w.risk, w.unaware_risk, world.attitude(person, "awareness")),
        rules.warned_utility(w.warned, is_warned),
        rules.advice_utility(persuasion, advised),
    )


def _going_documented(world: NaiveWorld, offer: Incident) -> float:
    w, person = world.settings.deciding, offer.person
    return rules.documented_utility(
        w.documented,
        _gain(world, person, w.wage_ratio),
        rules.facts_utility(w.documented_facts, person.knows("procedure", world.week)),
        rules.licensed_utility(w.documented_offer, not offer.undocumented),
        rules.cost_utility(w.documented_cost, person.need),
        route_help(world, person),
    )


def route_help(world: NaiveWorld, person: Villager) -> float:
    """What the village's help with papers is worth."""
    return rules.help_utility(world.settings.deciding.route_help, world.route_help(person.village))


def hurdles_left(world: NaiveWorld, helped: float) -> float:
    """What the village's help leaves of the hurdles of the documented route."""
    return 1 - helped * (1 - world.settings.deciding.hurdles_with_help)


def _day(world: NaiveWorld, offer: Incident) -> int:
    """Day of departure: at least seven days after that of the offer."""
    u = world.chance.once("days of preparation", offer.person.key, offer.key)
    return offer.day + 7 + min(int(world.settings.deciding.prepare_days * exponential(u)), 20000)


def enter_procedure(world: NaiveWorld, person: Villager, day: int) -> None:
    """The village's letter first; then the documented procedure, which others may mistake for something else."""
    deciding, helped = world.settings.deciding, world.route_help(person.village)
    if helped:
        pay(world, "route_help", person.village, helped * world.settings.prices.route_help)
    left = hurdles_left(world, helped)
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
    incident = Incident(key, kind, "ongoing", "none", person, None, world.week, world.day_of(key), until=until)
    world.open(incident)
