"""Stage 3: offers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.naive.chance import chain, exponential, name_key, poisson
from tests.naive.things import Incident, Post, Tie, Village, Villager

if TYPE_CHECKING:
    from tests.naive.world import NaiveWorld


@dataclass
class Offer:
    """An offer before it is settled whether it is heard out."""

    person: Villager
    source: str
    post: Post | None = None

    @property
    def source_key(self) -> int:
        """Key of who asks."""
        return self.post.key if self.post else name_key("source", self.source)


def approach(world: NaiveWorld) -> None:
    """Recruiters, kin abroad and agencies ask; each person hears out one of them."""
    if world.week > 0 and world.week % world.settings.recruiting.refusal_memory == 0:
        for one in world.villagers:
            one.refusals //= 2
    offers: list[Offer] = []
    for post in world.posts:
        if post.state == "active":
            offers += _of_recruiter(world, post)
    for one in world.villagers:
        if one.is_away:
            offers += _of_kin_abroad(world, one)
    for village in world.villages:
        offers += _of_agencies(world, village)
    recruiters = [post.resident for post in world.posts]
    offers = [offer for offer in offers if offer.person not in recruiters]
    for one in world.villagers:
        mine = [offer for offer in offers if offer.person is one]
        if mine:
            _record(world, min(mine, key=lambda o: world.chance.weekly("who is heard out", o.person.key, o.source_key)))


def _of_recruiter(world: NaiveWorld, post: Post) -> list[Offer]:
    recruiting = world.settings.recruiting
    mean = recruiting.offers_per_week * world.settings.place.rate_factor
    mean *= min(1.0, post.village.about.people / recruiting.full_village)
    count = poisson(mean, world.chance.weekly("offers of a recruiter", post.key))
    along = 0
    if post.resident is not None:
        along = sum(world.chance.weekly("along ties", post.key, 0, n) < recruiting.tie_share for n in range(count))
    offers = []
    if along:
        offers = [
            Offer(tie.other, "kin" if tie.is_kin else "friend", post)
            for tie in _among_ties(
                world, post.resident, along, recruiting.kin_weight, 1.0, "target among ties", post.key
            )
            if _asks_again(world, post, tie.other)
        ]
    if along > len(offers):
        own = next(hamlet for hamlet in post.village.hamlets if post.resident in hamlet)
        asked = _door_to_door(world, own, along - len(offers), post.key, "target at home")
        offers += [Offer(one, "friend", post) for one in asked if one is not post.resident]
    if count > along:
        here = _round_in(world, post)
        offers += [Offer(one, "cold", post) for one in _on_a_round(world, here, count - along, post.key)]
    return offers


def _asks_again(world: NaiveWorld, post: Post, one: Villager) -> bool:
    chance = 1.0
    for _ in range(one.refusals):
        chance *= world.settings.recruiting.refusal_weight
    return world.chance.weekly("ask again", one.key, post.key) < chance


def _round_in(world: NaiveWorld, post: Post) -> Village:
    near = post.village.near
    if near and world.chance.weekly("travel", post.key) < world.settings.recruiting.travel_share:
        return min(near, key=lambda village: world.chance.weekly("where to", post.key, village.key))
    return post.village


def _among_ties(
    world: NaiveWorld,
    asker: Villager,
    count: int,
    kin_weight: float,
    other_weight: float,
    purpose: str,
    asker_key: int,
) -> list[Tie]:
    waits = []
    for place, tie in enumerate(asker.ties):
        weight = (kin_weight if tie.is_kin else other_weight) * tie.strength * attraction(world, tie.other)
        if weight > 0:
            waits.append((exponential(world.chance.weekly(purpose, tie.other.key, asker_key)) / weight, place, tie))
    return [tie for _, _, tie in sorted(waits)[:count]]


def _on_a_round(world: NaiveWorld, village: Village, count: int, asker_key: int) -> list[Villager]:
    """From door to door in one hamlet."""
    hamlet = world.one_hamlet(village, "hamlet of the round", asker_key)
    return _door_to_door(world, hamlet, count, asker_key, "target")


def _door_to_door(
    world: NaiveWorld, hamlet: list[Villager], count: int, asker_key: int, purpose: str
) -> list[Villager]:
    waits = []
    for one in hamlet:
        weight = attraction(world, one)
        if weight > 0:
            waits.append((exponential(world.chance.weekly(purpose, one.key, asker_key)) / weight, one.row, one))
    return [one for _, _, one in sorted(waits)[:count]]


def attraction(world: NaiveWorld, one: Villager) -> float:
    """What a recruiter can see: settled, age, group, need, past refusals."""
    recruiting, age = world.settings.recruiting, one.age_weeks(world.week) / 52
    if one.status != "settled" or not one.is_grown(world.week):
        return 0.0
    if age < recruiting.min_age or age > recruiting.max_age:
        return 0.0
    weight = recruiting.group_weight[world.group(one)] * math.exp(recruiting.need_weight * one.need)
    for _ in range(one.refusals):
        weight *= recruiting.refusal_weight
    return weight


def _of_kin_abroad(world: NaiveWorld, migrant: Villager) -> list[Offer]:
    chance = min(1.0, world.settings.recruiting.kin_invitations * world.settings.place.rate_factor)
    if world.chance.weekly("invite kin", migrant.key) >= chance:
        return []
    ties = _among_ties(world, migrant, 1, 1.0, 0.0, "kin invited", migrant.key)
    return [Offer(tie.other, "kin_abroad") for tie in ties]


def _of_agencies(world: NaiveWorld, village: Village) -> list[Offer]:
    rate = world.settings.recruiting.licensed_offers * world.settings.place.rate_factor
    mean = rate * village.about.agency_intensity * village.residents_at_start / 1000
    count = poisson(mean, world.chance.weekly("licensed offers", village.key))
    if not count:
        return []
    people = _on_a_round(world, village, count, name_key("agency", village.key))
    return [Offer(one, "licensed") for one in people]


def _record(world: NaiveWorld, offer: Offer) -> None:
    key = chain(offer.person.key, offer.source_key, world.week)
    advance = (
        offer.post is not None and world.chance.once("cash advance", key) < world.settings.recruiting.advance_share
    )
    incident = Incident(
        key,
        "recruitment" if offer.post else "licensed_offer" if offer.source == "licensed" else "preparation",
        "offered",
        offer.source,
        offer.person,
        offer.post,
        world.week,
        undocumented=offer.source != "licensed",
        advance=advance,
        asker=offer.post.holder if offer.post else -1,
    )
    offer.person.status, offer.person.incident = "considering", incident
    world.count(f"offers_{offer.source}", incident.village)
    world.open(incident)
    if incident.undocumented:
        world.count("incidents_true", incident.village)
