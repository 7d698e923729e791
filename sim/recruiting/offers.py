"""Stage 3, approach: recruiters pick whom to ask, kin abroad invite, agencies recruit.

Everybody asked by several in one week hears out one of them (a draw decides), so that a person considers one offer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.codes import (
    ADULT_WEEKS,
    AWAY_DOCUMENTED,
    AWAY_UNDOCUMENTED,
    BY_KIN_ABROAD,
    CONSIDERING,
    LICENSED,
    LICENSED_OFFER,
    NOBODY,
    OFFERED,
    PREPARATION,
    RECRUITMENT,
    SETTLED,
    SOURCE_NAMES,
)
from sim.compiled import loop
from sim.draws import Word, draw, exponential, fold, name_key, pair_uniforms, poisson, smallest, uniforms
from sim.hamlet import choose_hamlet
from sim.incidents import open_incidents
from sim.people.groups import group_now
from sim.recruiting.recruiter import Recruiter
from sim.recruiting.rules import target_weight
from sim.ties.kinds import LAST_KIN

if TYPE_CHECKING:
    from sim.world import World


class OfferList:
    """Offers of the week before it is settled which of them a person hears out."""

    def __init__(self) -> None:
        self.persons: list[NDArray[np.int64]] = []
        self.sources: list[NDArray[np.int64]] = []
        self.recruiters: list[NDArray[np.int64]] = []

    def add(self, persons: NDArray[np.int64], source: int | NDArray[np.int64], recruiter: int = NOBODY) -> None:
        """Offers to ``persons`` by one source."""
        self.persons.append(persons)
        self.sources.append(np.broadcast_to(np.asarray(source, np.int64), persons.shape))
        self.recruiters.append(np.full(persons.size, recruiter, np.int64))

    def joined(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Persons, sources and recruiters' posts of all offers."""
        none = [np.empty(0, np.int64)]
        return tuple(np.concatenate(part or none) for part in (self.persons, self.sources, self.recruiters))  # type: ignore[return-value]


def approach(world: World) -> None:
    """Make the week's offers."""
    _forget_refusals(world)
    offers = OfferList()
    for recruiter in Recruiter.at_work(world):
        recruiter.approach(offers)
    _kin_abroad_invite(world, offers)
    _agencies_recruit(world, offers)
    _record(world, offers)


def _forget_refusals(world: World) -> None:
    """Every so many weeks half of the refusals are forgotten, so that without a programme nothing drifts."""
    if world.week and world.week % world.settings.recruiting.refusal_memory == 0:
        world.state.refusals >>= 1


def poisson_draw(world: World, purpose: str, actor: Word, mean: float) -> int:
    """A keyed Poisson number for this week."""
    return poisson(mean, world.uniform(purpose, actor))


def visible_weights(world: World) -> tuple[Any, ...]:
    """What the loops need to weigh a person by what can be seen."""
    people, state, recruiting = world.population, world.state, world.settings.recruiting
    return (
        world.week,
        world.lookups.group_weight,
        recruiting.need_weight,
        recruiting.refusal_weight,
        recruiting.min_age,
        recruiting.max_age,
        people.key,
        people.birth_week,
        people.group,
        people.traits,
        people.household,
        people.household_need,
        state.status,
        state.refusals,
        state.returned_week,
        world.settings.leaving.returned_weeks,
    )


@loop
def cold_keys(
    lo: int,
    hi: int,
    choice_state: Word,
    asker_key: Word,
    week: int,
    group_weight: NDArray[np.float64],
    need_weight: float,
    refusal_weight: float,
    min_age: float,
    max_age: float,
    keys: NDArray[np.uint64],
    birth_week: NDArray[np.int16],
    group: NDArray[np.uint8],
    traits: NDArray[np.uint8],
    household: NDArray[np.uint32],
    household_need: NDArray[np.float32],
    status: NDArray[np.uint8],
    refusals: NDArray[np.uint8],
    returned_week: NDArray[np.int16],
    returned_weeks: int,
) -> NDArray[np.float64]:
    """Selection keys of the residents lo..hi for somebody who goes from door to door."""
    out = np.full(hi - lo, np.inf)
    for i in range(lo, hi):
        age = week - birth_week[i]
        if age < ADULT_WEEKS or status[i] != SETTLED:
            continue
        weight = target_weight(
            group_weight[group_now(group[i], traits[i], age, week - returned_week[i], returned_weeks)],
            np.float64(household_need[household[i]]),
            need_weight,
            refusals[i],
            refusal_weight,
            age / 52.0,
            min_age,
            max_age,
        )
        if weight > 0.0:
            out[i - lo] = exponential(draw(choice_state, keys[i], asker_key, 0)) / weight
    return out


@loop
def tie_keys(
    asker: int,
    kin_weight: float,
    other_weight: float,
    start: NDArray[np.int64],
    other: NDArray[np.uint32],
    kind: NDArray[np.uint8],
    strength: NDArray[np.uint8],
    choice_state: Word,
    asker_key: Word,
    week: int,
    group_weight: NDArray[np.float64],
    need_weight: float,
    refusal_weight: float,
    min_age: float,
    max_age: float,
    keys: NDArray[np.uint64],
    birth_week: NDArray[np.int16],
    group: NDArray[np.uint8],
    traits: NDArray[np.uint8],
    household: NDArray[np.uint32],
    household_need: NDArray[np.float32],
    status: NDArray[np.uint8],
    refusals: NDArray[np.uint8],
    returned_week: NDArray[np.int16],
    returned_weeks: int,
) -> NDArray[np.float64]:
    """Selection keys of the asker's ties, by what can be seen, the kind of tie and its strength."""
    first = start[asker]
    out = np.full(start[asker + 1] - first, np.inf)
    for t in range(first, start[asker + 1]):
        i = np.int64(other[t])
        age = week - birth_week[i]
        tie = kin_weight if kind[t] <= LAST_KIN else other_weight
        if age < ADULT_WEEKS or status[i] != SETTLED or tie <= 0.0:
            continue
        weight = (
            tie
            * (strength[t] / 255.0)
            * target_weight(
                group_weight[group_now(group[i], traits[i], age, week - returned_week[i], returned_weeks)],
                np.float64(household_need[household[i]]),
                need_weight,
                refusals[i],
                refusal_weight,
                age / 52.0,
                min_age,
                max_age,
            )
        )
        if weight > 0.0:
            out[t - first] = exponential(draw(choice_state, keys[i], asker_key, 0)) / weight
    return out


def _kin_abroad_invite(world: World, offers: OfferList) -> None:
    """A migrant abroad may invite one of the kin at home: without any recruiter."""
    state, ties = world.state, world.ties
    abroad = np.flatnonzero((state.status == AWAY_UNDOCUMENTED) | (state.status == AWAY_DOCUMENTED))
    chance = min(1.0, world.settings.recruiting.kin_invitations * world.settings.place.rate_factor)
    u = uniforms(world.stream("invite kin"), world.population.key[abroad], 0, 0)
    for row in abroad[u < chance]:
        keys = tie_keys(
            row,
            1.0,
            0.0,
            ties.start,
            ties.other,
            ties.kind,
            ties.strength,
            world.stream("kin invited"),
            world.population.key[row],
            *visible_weights(world),
        )
        invited = ties.other[ties.start[row] + smallest(keys, 1)].astype(np.int64)
        offers.add(invited, BY_KIN_ABROAD)


def _agencies_recruit(world: World, offers: OfferList) -> None:
    """Licensed agencies come to a village, with papers."""
    people, recruiting = world.population, world.settings.recruiting
    rate = recruiting.licensed_offers * world.settings.place.rate_factor
    means = rate * world.lookups.agency_intensity * world.residents_at_start / 1000
    for village in range(world.villages):
        key = int(people.village_key[village])
        count = poisson_draw(world, "licensed offers", key, float(means[village]))
        if count:
            offers.add(cold_targets(world, village, count, name_key("agency", key)), LICENSED)


def cold_targets(world: World, village: int, count: int, asker_key: Word) -> NDArray[np.int64]:
    """``count`` residents asked on a round through one hamlet of the village."""
    hamlet = choose_hamlet(world, village, "hamlet of the round", asker_key)
    return hamlet_targets(world, hamlet, count, asker_key, "target")


def hamlet_targets(world: World, hamlet: int, count: int, asker_key: Word, purpose: str) -> NDArray[np.int64]:
    """``count`` residents of one hamlet, drawn by what can be seen of them; ``purpose`` names the draws."""
    people = world.population
    lo, hi = int(people.hamlet_first_row[hamlet]), int(people.hamlet_first_row[hamlet + 1])
    keys = cold_keys(lo, hi, world.stream(purpose), np.uint64(asker_key), *visible_weights(world))
    return np.asarray(lo + smallest(keys, count), np.int64)


def _record(world: World, offers: OfferList) -> None:
    """Let each person hear out one offer, and write it down as an incident."""
    persons, sources, recruiters = offers.joined()
    keep = ~np.isin(persons, world.state.recruiter_row)  # a recruiter is not recruited
    persons, sources, recruiters = persons[keep], sources[keep], recruiters[keep]
    if not persons.size:
        return
    source_keys = np.array(
        [_source_key(world, int(s), int(r)) for s, r in zip(sources, recruiters, strict=True)], np.uint64
    )
    people, state = world.population, world.state
    keys = people.key[persons]
    heard = _one_each(persons, pair_uniforms(world.stream("who is heard out"), keys, source_keys))
    persons, sources, recruiters = persons[heard], sources[heard], recruiters[heard]
    incident_keys = _incident_keys(keys[heard], source_keys[heard], world.week)
    advance = pair_uniforms(world.lasting_stream("cash advance"), incident_keys, np.zeros(heard.size, np.uint64))
    rows = state.incidents.append(
        persons.size,
        key=incident_keys,
        kind=_kinds(sources, recruiters),
        state=OFFERED,
        source=sources,
        person=persons,
        recruiter=recruiters,
        holder=np.append(state.recruiter_holder, NOBODY)[recruiters],  # NOBODY, -1, takes the last
        village=people.village[persons],
        week=world.week,
        undocumented=sources != LICENSED,
        advance=(recruiters != NOBODY) & (advance < world.settings.recruiting.advance_share),
        depart_day=NOBODY,
        case=NOBODY,
        first_notice=NOBODY,
        first_report_day=NOBODY,
        news_week=NOBODY,
    )
    state.status[persons] = CONSIDERING
    state.incident[persons] = rows
    open_incidents(world, rows)
    for source, name in enumerate(SOURCE_NAMES):
        world.count_rows(f"offers_{name}", persons[sources == source])
    world.count_rows("incidents_true", persons[sources != LICENSED])


def _kinds(sources: NDArray[np.int64], recruiters: NDArray[np.int64]) -> NDArray[np.int64]:
    """A recruiter's offer, an invitation without any recruiter, or an agency's offer that is only mistaken for one."""
    return np.where(sources == LICENSED, LICENSED_OFFER, np.where(recruiters == NOBODY, PREPARATION, RECRUITMENT))


def _source_key(world: World, source: int, recruiter: int) -> int:
    if recruiter != NOBODY:
        return int(world.state.recruiter_key[recruiter])
    return name_key("source", SOURCE_NAMES[source])


@loop
def _incident_keys(persons: NDArray[np.uint64], sources: NDArray[np.uint64], week: int) -> NDArray[np.uint64]:
    """An incident is a person, a source and the week: never a running number."""
    out = np.empty(persons.size, np.uint64)
    for i in range(persons.size):
        out[i] = fold(fold(persons[i], sources[i]), week)
    return out


def _one_each(persons: NDArray[np.int64], u: NDArray[np.float64]) -> NDArray[np.int64]:
    """Positions of one offer per person (the smallest draw), in the order of persons."""
    order = np.lexsort((u, persons))
    sorted_persons = persons[order]
    first = np.ones(order.size, bool)
    first[1:] = sorted_persons[1:] != sorted_persons[:-1]
    return np.asarray(order[first], np.int64)
