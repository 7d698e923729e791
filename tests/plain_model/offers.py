"""Stage 3: offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.recruiters.rules import forget_chance, target_weight
from tests.plain_model.chance import chain, exponential, name_key, poisson
from tests.plain_model.meeting import meet
from tests.plain_model.things import OFFICE, Incident, Post, Tie, Village, Villager

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld


@dataclass
class Offer:
    """An offer before it is settled whether it is heard out."""

    person: Villager
    source: str
    post: Post | None = None
    asked_by: Villager | None = None
    private: bool = False
    undocumented: bool = True

    @property
    def source_key(self) -> int:
        """Key of who asks."""
        return self.post.key if self.post else name_key("source", self.source)


def approach(world: NaiveWorld) -> None:
    """Recruiters, kin abroad and agencies ask; each person hears out one of them."""
    for one in world.villagers:
        _forget(world, one)
    offers: list[Offer] = []
    for post in world.posts:
        if post.state == "active":
            offers += _of_recruiter(world, post)
    for one in world.villagers:
        if one.is_away:
            offers += _of_kin_abroad(world, one)
    for village in world.villages:
        offers += _of_agencies(world, village)
    recruiters = [one for post in world.posts for one in (post.resident, *post.finders)]
    offers = [offer for offer in offers if offer.person not in recruiters]
    for one in world.villagers:
        mine = [offer for offer in offers if offer.person is one]
        if mine:
            _record(world, min(mine, key=lambda o: world.chance.weekly("who is heard out", o.person.key, o.source_key)))


def _forget(world: NaiveWorld, one: Villager) -> None:
    """Each past refusal is forgotten or not, by itself."""
    chance = forget_chance(world.settings.recruiting.refusal_memory)
    kept = [n for n in range(one.refusals) if world.chance.weekly("refusal forgotten", one.key, n=n) >= chance]
    one.refusals = len(kept)


def _of_recruiter(world: NaiveWorld, post: Post) -> list[Offer]:
    recruiting = world.settings.recruiting
    mean = recruiting.offers_per_week * world.settings.place.rate_factor
    mean *= min(1.0, post.base.about.people / recruiting.full_village)
    resident = post.resident if post.base is post.village else None
    finders = [one for one in post.finders if one is not None and not one.is_away]
    through = {one.key: 0 for one in finders}
    along = cold = 0
    for n in range(poisson(mean, world.chance.weekly("offers of a recruiter", post.key))):
        if finders and world.chance.weekly("through a finder", post.key, 0, n) < recruiting.finder_share:
            chosen = min(finders, key=lambda one: world.chance.weekly("which finder", post.key, one.key, n))
            through[chosen.key] += 1
        elif resident is None:
            cold += 1
        elif is_private(world, post) or world.chance.weekly("along ties", post.key, 0, n) < recruiting.tie_share:
            along += 1
        else:
            cold += 1
    offers = []
    for one in finders:
        offers += _of_known(world, post, one, one.key, through[one.key], ("finder", "finder"))
    if resident is not None:
        offers += _of_known(world, post, resident, post.key, along, ("kin", "friend"))
    if cold and not is_private(world, post):
        offers += _of_door_knocking(world, post, resident, cold)
    return offers


def is_private(world: NaiveWorld, post: Post) -> bool:
    """Whether only kin are asked, out of sight."""
    return post.private_until > world.week


def _of_known(
    world: NaiveWorld, post: Post, asker: Villager, key: int, count: int, names: tuple[str, str]
) -> list[Offer]:
    """Own ties first; what is left goes around the own hamlet, unless offers are private."""
    if not count:
        return []
    private = is_private(world, post)
    kin_weight, other_weight = world.settings.recruiting.kin_weight, 0.0 if private else 1.0
    ties = _among_ties(world, asker, count, kin_weight, other_weight, "target among ties", key)
    offers = [
        Offer(tie.other, names[0] if tie.is_kin else names[1], post, asker, private)
        for tie in ties
        if _asks_again(world, tie.other, key)
    ]
    if len(offers) < count and not private:
        own = next(hamlet for hamlet in asker.village.hamlets if asker in hamlet)
        asked = _door_to_door(world, own, count - len(offers), key, "target at home")
        offers += [Offer(one, names[1], post, asker) for one in asked if one is not asker]
    return offers


def _of_door_knocking(world: NaiveWorld, post: Post, resident: Villager | None, count: int) -> list[Offer]:
    """Some doors stay closed to strangers."""
    here = _round_in(world, post)
    if resident is None:
        openness = here.about.openness * world.settings.circumstances.openness_factor
        opens = 1 - world.settings.recruiting.closed_door * (1 - openness)
        count = sum(world.chance.weekly("let in", post.key, 0, n) < opens for n in range(count))
    return [Offer(one, "cold", post, resident) for one in _on_a_round(world, here, count, post.key)]


def _asks_again(world: NaiveWorld, one: Villager, asker_key: int) -> bool:
    chance = 1.0
    for _ in range(one.refusals):
        chance *= world.settings.recruiting.refusal_weight
    return world.chance.weekly("ask again", one.key, asker_key) < chance


def _round_in(world: NaiveWorld, post: Post) -> Village:
    near = post.base.near
    if near and world.chance.weekly("travel", post.key) < world.settings.recruiting.travel_share:
        return min(near, key=lambda village: world.chance.weekly("where to", post.key, village.key))
    return post.base


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
    """What a recruiter can see: settled, age, group, sex, need, past refusals."""
    recruiting, age = world.settings.recruiting, one.age_weeks(world.week) / 52
    if one.status != "settled" or not one.is_grown(world.week):
        return 0.0
    return target_weight(
        recruiting.salaried_weight if world.group(one) in OFFICE else 1.0,
        recruiting.women_weight if one.is_woman else 1.0,
        one.need,
        recruiting.need_weight,
        one.refusals,
        recruiting.refusal_weight,
        age,
        recruiting.min_age,
        recruiting.max_age,
    )


def _of_kin_abroad(world: NaiveWorld, migrant: Villager) -> list[Offer]:
    chance = min(1.0, world.settings.recruiting.kin_invitations * world.settings.place.rate_factor)
    if world.chance.weekly("invite kin", migrant.key) >= chance:
        return []
    ties = _among_ties(world, migrant, 1, 1.0, 0.0, "kin invited", migrant.key)
    by_own_road = world.chance.weekly("road of an invitation", migrant.key) < world.settings.recruiting.kin_same_road
    undocumented = by_own_road if migrant.status == "away_undocumented" else not by_own_road
    return [Offer(tie.other, "kin_abroad", asked_by=migrant, undocumented=undocumented) for tie in ties]


def _of_agencies(world: NaiveWorld, village: Village) -> list[Offer]:
    rate = world.settings.recruiting.licensed_offers * world.settings.place.rate_factor
    mean = rate * village.about.agency_intensity * village.residents_at_start / 1000
    count = poisson(mean, world.chance.weekly("licensed offers", village.key))
    if not count:
        return []
    people = _on_a_round(world, village, count, name_key("agency", village.key))
    return [Offer(one, "licensed", undocumented=False) for one in people]


def _record(world: NaiveWorld, offer: Offer) -> None:
    key = chain(offer.person.key, offer.source_key, world.week)
    recruiting, by_recruiter = world.settings.recruiting, offer.post is not None
    incident = Incident(
        key,
        "recruitment" if offer.post else "preparation" if offer.undocumented else "licensed_offer",
        "offered",
        offer.source,
        offer.person,
        offer.post,
        world.week,
        world.day_of(key),
        undocumented=offer.undocumented,
        advance=by_recruiter and world.chance.once("cash advance", key) < recruiting.advance_share,
        forged=by_recruiter and world.chance.once("forged papers", key) < recruiting.forged_share,
        trafficking=by_recruiter and world.chance.once("trafficker", offer.post.key) < recruiting.trafficker_share,
        private=offer.private,
        asked_by=offer.asked_by,
        asker=offer.post.holder if offer.post else -1,
    )
    offer.person.status, offer.person.incident = "considering", incident
    by_kin_with_documents = offer.source == "kin_abroad" and not offer.undocumented
    world.count("invitations_documented" if by_kin_with_documents else f"offers_{offer.source}", incident.village)
    world.count("offers_private", incident.village, float(offer.private))
    meet(world, offer.person, offer.post)
    world.open(incident)
    if incident.undocumented:
        world.count("incidents_true", incident.village)
