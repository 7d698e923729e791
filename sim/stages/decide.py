"""Stage 4, decide: everybody who was asked refuses, accepts, or turns to the documented route."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitude
from sim.attitudes.recognition import recognise_chance
from sim.core.compiled import loop
from sim.core.draws import Word, draw, exponential, gumbel, name_key
from sim.incidents.incidents import close_incidents
from sim.migration.documented_route import enter_procedure
from sim.recruiters.recruiter import Recruiter
from sim.recruiters.rules import (
    documented_utility,
    gain_abroad,
    leave_utility,
    risk_felt,
)
from sim.state.codes import (
    ACCEPTED,
    ADULT_WEEKS,
    AWARENESS,
    BY_FINDER,
    BY_FRIEND,
    BY_KIN,
    BY_KIN_ABROAD,
    DAYS,
    DOCUMENTED,
    LEAVE,
    NEWS,
    NOBODY,
    OFFERED,
    PREPARING,
    PROCEDURE,
    REFUSE,
    REFUSED,
    SETTLED,
    TURNED_DOCUMENTED,
    WARNING_SIGNS,
)
from sim.ties.kinds import LAST_KIN

if TYPE_CHECKING:
    from sim.world import World

OPTION_KEYS = np.array([name_key("answer", name) for name in ("refuse", "leave", "documented")], np.uint64)
DAYS_AHEAD = 7


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


def decide(world: World) -> None:
    """Settle the offers made this week."""
    offers = offers_of_the_week(world)
    if not offers.size:
        return
    choice, recognised, days = _answers(world, offers)
    incidents, state = world.state.incidents, world.state
    persons = incidents["person"][offers]
    incidents["recognised"][offers] = recognised
    refused, accepted, turned = (choice == option for option in (REFUSE, LEAVE, DOCUMENTED))
    state.status[persons[refused]] = SETTLED
    state.refusals[persons[refused]] = np.minimum(state.refusals[persons[refused]], 254) + 1
    state.incident[persons[refused]] = NOBODY
    incidents["state"][offers[refused]] = REFUSED
    incidents["state"][offers[accepted]] = ACCEPTED
    incidents["depart_day"][offers[accepted]] = days[accepted]
    state.status[persons[accepted]] = PREPARING
    state.status_day[persons[accepted]] = days[accepted]
    incidents["state"][offers[turned]] = TURNED_DOCUMENTED
    close_incidents(world, offers[turned])
    enter_procedure(world, persons[turned], world.first_day)
    world.count_rows("refusals", persons[refused])
    world.count_rows("acceptances", persons[accepted])
    world.count_rows("turned_documented", persons[turned])


def offers_of_the_week(world: World) -> NDArray[np.int64]:
    """Rows of the incidents that are this week's offers."""
    incidents = world.state.incidents
    first = int(np.searchsorted(incidents["week"], world.week))
    rows = np.arange(first, len(incidents))
    return np.asarray(rows[incidents["state"][rows] == OFFERED], np.int64)


def _answers(world: World, offers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]:
    settings, people, state, ties = world.settings.deciding, world.population, world.state, world.ties
    incidents = state.incidents
    weights = Weights(**{name: float(getattr(settings, name)) for name in Weights._fields})
    return _answer_each(
        offers,
        weights,
        world.route_help(),
        incidents["key"],
        incidents["person"],
        incidents["source"],
        incidents["recruiter"],
        incidents["asker"],
        _promised_wages(world),
        incidents["undocumented"],
        incidents["advance"],
        world.lasting_stream("recognise an offer"),
        world.lasting_stream("answer an offer"),
        world.lasting_stream("days of preparation"),
        OPTION_KEYS,
        people.village,
        people.birth_week,
        people.household,
        people.household_need,
        people.household_first_row,
        ties.start,
        ties.other,
        ties.kind,
        state.fact_until,
        state.warned_of,
        state.warned_until,
        *world.mind(),
    )


def _promised_wages(world: World) -> NDArray[np.float64]:
    """What the recruiter at each post promises, as a multiple of the home wage."""
    posts = range(world.state.recruiter_state.size)
    return np.array([Recruiter(world, post).promised_wage for post in posts], np.float64)


@loop
def _answer_each(
    offers: NDArray[np.int64],
    w: Weights,
    help_in: NDArray[np.float64],
    incident_key: NDArray[np.uint64],
    person: NDArray[np.int64],
    source: NDArray[np.uint8],
    recruiter: NDArray[np.int64],
    asker: NDArray[np.int64],
    promised: NDArray[np.float64],
    undocumented: NDArray[np.uint8],
    advance: NDArray[np.uint8],
    recognise_state: Word,
    answer_state: Word,
    days_state: Word,
    option_keys: NDArray[np.uint64],
    village: NDArray[np.uint16],
    birth_week: NDArray[np.int16],
    household: NDArray[np.uint32],
    household_need: NDArray[np.float32],
    household_first: NDArray[np.int64],
    start: NDArray[np.int64],
    other: NDArray[np.uint32],
    kind: NDArray[np.uint8],
    fact_until: NDArray[np.int16],
    warned_of: NDArray[np.int16],
    warned_until: NDArray[np.int16],
    week: int,
    mind: NDArray[np.float32],
    mind_week: NDArray[np.int16],
    fade: NDArray[np.float64],
    nature: NDArray[np.float64],
    attitude_keys: NDArray[np.uint64],
    base_state: Word,
    keys: NDArray[np.uint64],
) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]:
    """Choice (refuse, leave, documented), recognition, and day of departure for each offer."""
    choice = np.empty(offers.size, np.int64)
    recognised = np.zeros(offers.size, np.uint8)
    days = np.empty(offers.size, np.int64)
    for o in range(offers.size):
        inc = offers[o]
        i = person[inc]
        need = np.float64(household_need[household[i]])
        gain = gain_abroad(need, w.need, w.wage, w.wage_ratio)
        awareness = attitude(i, AWARENESS, week, mind, mind_week, fade, nature, attitude_keys, base_state, keys)
        options = np.full(3, -np.inf)
        options[REFUSE] = 0.0
        if undocumented[inc] == 1:
            chance = recognise_chance(fact_until[i, WARNING_SIGNS] > week, w.recognise_informed, w.recognise_uninformed)
            seen = draw(recognise_state, keys[i], incident_key[inc], 0) < chance
            recognised[o] = 1 if seen else 0
            wage = promised[recruiter[inc]] if recruiter[inc] >= 0 else w.wage_ratio
            wary = 0.0
            count = 0
            finder_is_kin = False
            for t in range(start[i], start[i + 1]):
                j = np.int64(other[t])
                if kind[t] <= LAST_KIN and week - birth_week[j] >= ADULT_WEEKS:
                    wary += attitude(j, AWARENESS, week, mind, mind_week, fade, nature, attitude_keys, base_state, keys)
                    count += 1
                    finder_is_kin |= j == asker[inc]
            if count > 0:
                wary /= count
            who_asks = 0.0
            if source[inc] == BY_KIN or source[inc] == BY_KIN_ABROAD or (source[inc] == BY_FINDER and finder_is_kin):
                who_asks = w.asked_by_kin
            elif source[inc] == BY_FRIEND or source[inc] == BY_FINDER:
                who_asks = w.asked_by_friend
            warned = 0.0
            if warned_until[i] > week and recruiter[inc] >= 0 and warned_of[i] == recruiter[inc]:
                warned = w.warned
            others = household_first[household[i] + 1] - household_first[household[i]] - 1
            options[LEAVE] = leave_utility(
                w.leave,
                gain_abroad(need, w.need, w.wage, wage),
                who_asks,
                w.advance * advance[inc],
                w.news * attitude(i, NEWS, week, mind, mind_week, fade, nature, attitude_keys, base_state, keys),
                w.household_pressure * need * others,
                w.wariness_around * wary,
                risk_felt(seen, w.risk, w.unaware_risk, awareness),
                warned,
            )
        options[DOCUMENTED] = documented_utility(
            w.documented,
            gain,
            w.documented_facts if fact_until[i, PROCEDURE] > week else 0.0,
            0.0 if undocumented[inc] == 1 else w.documented_offer,
            w.documented_cost * need,
            w.route_help * help_in[village[i]],
        )
        best = -np.inf
        for option in range(3):
            if options[option] == -np.inf:
                continue
            value = options[option] + gumbel(draw(answer_state, keys[i], incident_key[inc], option_keys[option]))
            if value > best:
                best = value
                choice[o] = option
        extra = w.prepare_days * exponential(draw(days_state, keys[i], incident_key[inc], 0))
        offset = 7.0 * draw(days_state, keys[i], incident_key[inc], 1)
        days[o] = week * DAYS + int(offset) + DAYS_AHEAD + min(int(extra), 20000)
    return choice, recognised, days
