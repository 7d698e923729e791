"""Stage 4, decide: everybody who was asked refuses, accepts, or turns to the documented route.

Some ask for advice first. Then, told as it is decided: whether the offer is seen to be irregular, what speaks for
leaving without documents and against it, what speaks for the documented route, and the choice between these and
refusing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import Attitudes, attitude, attitudes_in
from sim.attitudes.rules import recognise_chance, repeated_chance
from sim.core.compiled import columns, loop, rule
from sim.core.draws import Word, draw, exponential, gumbel, name_key
from sim.deciding.rules import (
    advance_utility,
    advice_utility,
    asker_utility,
    cost_utility,
    documented_utility,
    facts_utility,
    gain_abroad,
    help_utility,
    household_utility,
    leave_utility,
    licensed_utility,
    news_utility,
    risk_felt,
    wariness_utility,
    warned_utility,
)
from sim.incidents.incidents import close_incidents
from sim.migration.documented_route import enter_procedure, route_help
from sim.officers.asking import advise
from sim.people.population import Persons
from sim.recruiters.met import times_met
from sim.recruiters.recruiter import Recruiter
from sim.state import codes
from sim.state.columns import Incidents, Residents
from sim.ties.kinds import LAST_KIN
from sim.ties.ties import Ties
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""
OPTION_KEYS = np.array([name_key("answer", name) for name in ("refuse", "leave", "documented")], np.uint64)
DAYS_AHEAD = 7


@columns
class Weights(NamedTuple):
    """The numbers of :class:`~sim.settings.deciding.DecidingSettings` that the answer depends on."""

    recognise_informed: float
    recognise_uninformed: float
    leave: float
    need: float
    wage: float
    wage_ratio: float
    advance: float
    asked_by_kin: float
    asked_by_friend: float
    news: float
    risk: float
    unaware_risk: float
    wariness_around: float
    warned: float
    household_pressure: float
    documented: float
    documented_facts: float
    documented_offer: float
    documented_cost: float
    route_help: float
    prepare_days: float


@columns
class Around(NamedTuple):
    """What the answers of a week depend on besides the numbers: people, ties, attitudes, offers, places, luck."""

    persons: Persons
    residents: Residents
    ties: Ties
    attitudes: Attitudes
    incidents: Incidents
    promised: NDArray[np.float64]
    """wage that the recruiter at each post promises, as a multiple of the home wage"""
    help_in: NDArray[np.float64]
    """[V] how far each village helps with papers"""
    persuasion: NDArray[np.float64]
    """[offers] of whoever advised each person, 0 where nobody did"""
    recognise: Word
    answer: Word
    days: Word


def decide(world: World) -> None:
    """Settle the offers made this week."""
    offers = offers_of_the_week(world)
    if not offers.size:
        return
    persuasion = advise(world, offers)
    weights = world.arrays.numbers(Weights, Weights._fields, world.settings.deciding)
    choice, recognised, days = _answer_each(offers, weights, OPTION_KEYS, _around(world, persuasion))
    incidents, residents = world.state.incidents, world.state.residents
    persons = incidents["person"][offers]
    incidents["recognised"][offers] = recognised
    refused, accepted, turned = (choice == option for option in (codes.REFUSE, codes.LEAVE, codes.DOCUMENTED))
    residents.status[persons[refused]] = codes.SETTLED
    residents.refusals[persons[refused]] = np.minimum(residents.refusals[persons[refused]], 254) + 1
    residents.incident[persons[refused]] = codes.NOBODY
    incidents["state"][offers[refused]] = codes.REFUSED
    incidents["until"][offers[refused]] = world.week + 1 + world.settings.learning.talk_weeks  # talk of the hamlet
    incidents["state"][offers[accepted]] = codes.ACCEPTED
    incidents["depart_day"][offers[accepted]] = days[accepted]
    residents.status[persons[accepted]] = codes.PREPARING
    residents.status_day[persons[accepted]] = days[accepted]
    incidents["state"][offers[turned]] = codes.TURNED_DOCUMENTED
    world.happened("answered", persons, incidents=offers, answer=choice)
    close_incidents(world, offers[turned])
    enter_procedure(world, persons[turned], offers[turned], world.first_day)


def offers_of_the_week(world: World) -> Rows:
    """Rows of the incidents that are this week's offers."""
    incidents = world.state.incidents
    first = int(np.searchsorted(incidents["week"], world.week))
    rows = np.arange(first, len(incidents))
    return np.asarray(rows[incidents["state"][rows] == codes.OFFERED], np.int64)


def _around(world: World, persuasion: NDArray[np.float64]) -> Around:
    posts = range(world.state.posts.state.size)
    return Around(
        world.population.persons,
        world.state.residents,
        world.ties,
        attitudes_in(world),
        world.state.incidents.columns,
        np.array([Recruiter(world, post).promised_wage for post in posts], np.float64),
        np.array([route_help(world, village) for village in range(world.villages)], np.float64),
        persuasion,
        world.lasting_stream("recognise an offer"),
        world.lasting_stream("answer an offer"),
        world.lasting_stream("days of preparation"),
    )


@loop
def _answer_each(
    offers: Rows, w: Weights, option_keys: NDArray[np.uint64], around: Around
) -> tuple[Rows, NDArray[np.uint8], Rows]:
    """Choice (refuse, leave, documented), recognition, and day of departure for each offer."""
    choice = np.empty(offers.size, np.int64)
    recognised = np.zeros(offers.size, np.uint8)
    days = np.empty(offers.size, np.int64)
    utility = np.zeros(3)
    for o in range(offers.size):
        inc = offers[o]
        utility[codes.LEAVE] = -np.inf
        if around.incidents.undocumented[inc] == 1:
            recognised[o] = _recognises(inc, w, around)
            utility[codes.LEAVE] = _leave(inc, recognised[o] == 1, around.persuasion[o], w, around)
        utility[codes.DOCUMENTED] = _documented(inc, w, around)
        choice[o] = _choose(inc, utility, option_keys, around)
        days[o] = _departure_day(inc, w, around)
    return choice, recognised, days


@rule
def _recognises(inc: int, w: Weights, around: Around) -> bool:
    """Whether the offer is seen to be irregular: who knows the warning signs sees more, who was advised sees it."""
    if around.incidents.advised[inc] == 1:
        return True
    i = around.incidents.person[inc]
    informed = around.residents.fact_until[i, codes.WARNING_SIGNS] > around.attitudes.week
    chance = recognise_chance(informed, w.recognise_informed, w.recognise_uninformed)
    chance = repeated_chance(
        chance, times_met(around.residents, i, around.incidents.recruiter[inc], around.attitudes.week)
    )
    return draw(around.recognise, around.persons.key[i], around.incidents.key[inc], 0) < chance


@rule
def _leave(inc: int, recognised: bool, persuasion: float, w: Weights, around: Around) -> float:
    """What speaks for leaving without documents, and against it."""
    offer, persons, residents, attitudes = around.incidents, around.persons, around.residents, around.attitudes
    i, post = offer.person[inc], offer.recruiter[inc]
    need = _need(i, persons)
    wage = around.promised[post] if post >= 0 else w.wage_ratio
    wary, finder_is_kin = _kin_around(i, offer.asker[inc], around)
    warned = residents.warned_until[i] > attitudes.week and post >= 0 and residents.warned_of[i] == post
    h = persons.household[i]
    others = persons.household_first_row[h + 1] - persons.household_first_row[h] - 1
    return leave_utility(
        w.leave,
        gain_abroad(need, w.need, w.wage, wage),
        asker_utility(offer.source[inc], finder_is_kin, w.asked_by_kin, w.asked_by_friend),
        advance_utility(w.advance, offer.advance[inc] == 1),
        news_utility(w.news, attitude(i, codes.NEWS, attitudes)),
        household_utility(w.household_pressure, need, others),
        wariness_utility(w.wariness_around, wary),
        risk_felt(recognised, w.risk, w.unaware_risk, attitude(i, codes.AWARENESS, attitudes)),
        warned_utility(w.warned, warned),
        advice_utility(persuasion, offer.advised[inc] == 1),
    )


@rule
def _need(i: int, persons: Persons) -> float:
    return np.float64(persons.household_need[persons.household[i]])


@rule
def _kin_around(i: int, asker: int, around: Around) -> tuple[float, bool]:
    """Mean awareness of household and kin, and whether the asker is one of them."""
    ties, attitudes = around.ties, around.attitudes
    wary = 0.0
    count = 0
    asker_is_kin = False
    for t in range(ties.start[i], ties.start[i + 1]):
        j = np.int64(ties.other[t])
        if ties.kind[t] <= LAST_KIN and attitudes.week - around.persons.birth_week[j] >= codes.ADULT_WEEKS:
            wary += attitude(j, codes.AWARENESS, attitudes)
            count += 1
            asker_is_kin |= j == asker
    if count > 0:
        wary /= count
    return wary, asker_is_kin


@rule
def _documented(inc: int, w: Weights, around: Around) -> float:
    """What speaks for the documented route, and against it."""
    i = around.incidents.person[inc]
    need = _need(i, around.persons)
    informed = around.residents.fact_until[i, codes.PROCEDURE] > around.attitudes.week
    return documented_utility(
        w.documented,
        gain_abroad(need, w.need, w.wage, w.wage_ratio),
        facts_utility(w.documented_facts, informed),
        licensed_utility(w.documented_offer, around.incidents.undocumented[inc] != 1),
        cost_utility(w.documented_cost, need),
        help_utility(w.route_help, around.help_in[around.persons.village[i]]),
    )


@rule
def _choose(inc: int, utility: NDArray[np.float64], option_keys: NDArray[np.uint64], around: Around) -> int:
    """The option with the greatest utility and luck: a logit choice; refusing has utility 0."""
    actor, subject = around.persons.key[around.incidents.person[inc]], around.incidents.key[inc]
    best = -np.inf
    choice = codes.REFUSE
    for option in range(utility.size):
        if utility[option] == -np.inf:
            continue
        value = utility[option] + gumbel(draw(around.answer, actor, subject, option_keys[option]))
        if value > best:
            best = value
            choice = option
    return choice


@rule
def _departure_day(inc: int, w: Weights, around: Around) -> int:
    """Day of departure of whoever leaves: a week after the offer at least, later by an exponential time."""
    actor, subject = around.persons.key[around.incidents.person[inc]], around.incidents.key[inc]
    extra = w.prepare_days * exponential(draw(around.days, actor, subject, 0))
    return int(around.incidents.day[inc]) + DAYS_AHEAD + min(int(extra), 20000)
