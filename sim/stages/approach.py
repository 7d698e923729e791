"""Stage 3, approach: recruiters pick whom to ask, kin abroad invite, agencies recruit.

Everybody asked by several in one week hears out one of them (a draw decides), so that a person considers one offer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import fold, name_key, pair_uniforms, poisson, uniforms
from sim.incidents.incidents import NOTHING_YET, days_of_beginning, open_incidents
from sim.recruiters.forgetting import forget_refusals
from sim.recruiters.met import meet
from sim.recruiters.offer_list import OfferList, Offers
from sim.recruiters.recruiter import Recruiter
from sim.recruiters.targets import cold_targets, tie_targets
from sim.state import codes
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def approach(world: World) -> None:
    """Make the week's offers."""
    forget_refusals(world)
    offers = OfferList()
    for recruiter in Recruiter.at_work(world):
        recruiter.approach(offers)
    _kin_abroad_invite(world, offers)
    _agencies_recruit(world, offers)
    _record(world, offers.joined())


def _kin_abroad_invite(world: World, offers: OfferList) -> None:
    """A migrant abroad may invite one of the kin at home, without any recruiter: mostly by the road that one took."""
    status, people = world.state.residents.status, world.population
    abroad = np.flatnonzero((status == codes.AWAY_UNDOCUMENTED) | (status == codes.AWAY_DOCUMENTED))
    recruiting = world.settings.recruiting
    chance = min(1.0, recruiting.kin_invitations * world.settings.place.rate_factor)
    inviting = abroad[uniforms(world.stream("invite kin"), people.key[abroad]) < chance]
    same_road = uniforms(world.stream("road of an invitation"), people.key[inviting]) < recruiting.kin_same_road
    undocumented = (status[inviting] == codes.AWAY_UNDOCUMENTED) == same_road
    for row, without in zip(inviting.tolist(), undocumented.tolist(), strict=True):
        tie = tie_targets(world, row, 1, people.key[row], "kin invited", 1.0, 0.0)
        invited = world.ties.other[tie].astype(np.int64)
        offers.add(invited, codes.BY_KIN_ABROAD, asker=row, undocumented=without)


def _agencies_recruit(world: World, offers: OfferList) -> None:
    """Licensed agencies come to a village, with papers."""
    people, recruiting = world.population, world.settings.recruiting
    rate = recruiting.licensed_offers * world.settings.place.rate_factor
    means = rate * world.arrays.villages.agency_intensity * world.residents_at_start / 1000
    u = uniforms(world.stream("licensed offers"), people.village_key)
    for village in np.flatnonzero(u > 0.999 * np.exp(-means)).tolist():  # most villages have none this week
        key, count = int(people.village_key[village]), poisson(float(means[village]), float(u[village]))
        if count:
            asked = cold_targets(world, village, count, name_key("agency", key))
            offers.add(asked, codes.LICENSED, undocumented=False)


def _record(world: World, offers: Offers) -> None:
    """Let each person hear out one offer, and write it down as an incident."""
    people, state = world.population, world.state
    offers = offers.only(~np.isin(offers.person, state.recruiting()))  # who recruits is not recruited
    if not offers.person.size:
        return
    source_keys = _source_keys(world, offers)
    heard = _one_each(
        offers.person, pair_uniforms(world.stream("who is heard out"), people.key[offers.person], source_keys)
    )
    offers, source_keys = offers.only(heard), source_keys[heard]
    keys = _incident_keys(people.key[offers.person], source_keys, world.week)
    post, recruiting = offers.recruiter, world.settings.recruiting
    by_recruiter = post != codes.NOBODY
    rows = state.incidents.append(
        offers.person.size,
        key=keys,
        kind=_kinds(offers),
        state=codes.OFFERED,
        source=offers.source,
        person=offers.person,
        recruiter=post,
        holder=_of_posts(state.posts.holder, post),
        asker=offers.asker,
        village=people.village[offers.person],
        week=world.week,
        day=days_of_beginning(world, keys),
        undocumented=offers.undocumented,
        private=offers.private,
        advance=by_recruiter & _drawn(world, "cash advance", keys, recruiting.advance_share),
        forged=by_recruiter & _drawn(world, "forged papers", keys, recruiting.forged_share),
        trafficking=by_recruiter & _traffickers(world, post),
        **NOTHING_YET,
    )
    state.residents.status[offers.person] = codes.CONSIDERING
    state.residents.incident[offers.person] = rows
    meet(world, offers.person, post)
    open_incidents(world, rows)
    about = {"source": offers.source, "private": offers.private, "undocumented": offers.undocumented}
    world.happened("offered", offers.person, incidents=rows, **about)


def _of_posts(column: Rows, post: Rows) -> Rows:
    """A column of posts, for offers; NOBODY where there is no recruiter."""
    return np.where(post == codes.NOBODY, codes.NOBODY, column[post]) if column.size else post


def _drawn(world: World, purpose: str, keys: NDArray[np.uint64], share: float) -> NDArray[np.bool_]:
    """What is drawn once about an incident."""
    return np.asarray(uniforms(world.lasting_stream(purpose), keys) < share)


def _traffickers(world: World, post: Rows) -> NDArray[np.bool_]:
    """Which offers come from a recruiter who means to exploit."""
    deals = {int(one): Recruiter(world, int(one)).is_trafficker for one in np.unique(post[post != codes.NOBODY])}
    return np.array([deals.get(int(one), False) for one in post], bool)


def _kinds(offers: Offers) -> Rows:
    """A recruiter's offer, an invitation without any recruiter, or one with documents, only mistaken for either."""
    unlicensed = np.where(offers.recruiter == codes.NOBODY, codes.PREPARATION, codes.RECRUITMENT)
    return np.where(offers.undocumented == 0, codes.LICENSED_OFFER, unlicensed)


def _source_keys(world: World, offers: Offers) -> NDArray[np.uint64]:
    """Stable keys of who is behind each offer."""
    by_source = np.array([name_key("source", name) for name in codes.SOURCE_NAMES], np.uint64)[offers.source]
    by_post = world.state.posts.key
    return (
        np.where(offers.recruiter == codes.NOBODY, by_source, by_post[offers.recruiter]) if by_post.size else by_source
    )


@loop
def _incident_keys(persons: NDArray[np.uint64], sources: NDArray[np.uint64], week: int) -> NDArray[np.uint64]:
    """An incident is a person, a source and the week: never a running number."""
    out = np.empty(persons.size, np.uint64)
    for i in range(persons.size):
        out[i] = fold(fold(persons[i], sources[i]), week)
    return out


def _one_each(persons: Rows, u: NDArray[np.float64]) -> Rows:
    """Positions of one offer per person (the smallest draw, the first of equals), in the order of persons."""
    order = np.lexsort((u, persons))
    sorted_persons = persons[order]
    first = np.ones(order.size, bool)
    first[1:] = sorted_persons[1:] != sorted_persons[:-1]
    return np.asarray(order[first], np.int64)
