"""Before the first week: recruiters' posts, what is known for good, who is abroad or on the way there."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING

from tests.plain_model.chance import exponential, name_key, uniform
from tests.plain_model.offers import attraction
from tests.plain_model.things import ADULT_WEEKS, FOR_GOOD, OFFICE, Post, Village, Villager

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld

STATUS_NUMBER = {"in_procedure": 3, "away_undocumented": 4, "away_documented": 5}


def prepare(world: NaiveWorld) -> None:
    """All of it, in order."""
    _make_posts(world)
    _give_knowledge(world)
    _send_abroad(world)
    for post in world.posts:
        fill(world, post)
    for post in world.posts:
        for asker in (post.resident, *post.finders):
            for tie in asker.ties if asker else []:
                tie.other.refusals = world.settings.recruiting.refusals_before
    for village in world.villages:
        village.demand_at_start = demand_left(world, village)


def demand_left(world: NaiveWorld, village: Village) -> float:
    """What a village holds for a recruiter."""
    return math.fsum(attraction(world, one) for one in village.people)


def _make_posts(world: NaiveWorld) -> None:
    """Running totals of the posts wanted, shifted by one draw and rounded down, differ by the posts of each village."""
    settings = world.settings
    wanted = [settings.recruiting.recruiters_per_village * v.about.pocket_intensity for v in world.villages]
    shift = uniform(settings.population_seed, "posts", name_key("place", *(v.code for v in world.villages)))
    totals = [math.floor(total + shift) for total in accumulate(wanted, initial=0.0)]
    if sum(wanted) >= 0.5 and totals[-1] == totals[0]:
        totals[-1] += 1
    for village in world.villages:
        for slot in range(totals[village.number + 1] - totals[village.number]):
            world.posts.append(Post(len(world.posts), village, slot))


def _give_knowledge(world: NaiveWorld) -> None:
    learning, seed = world.settings.learning, world.settings.population_seed
    shares = {name: getattr(learning, f"known_{name}") for name in ("procedure", "warning_signs", "help")}
    shares |= {f"channel {name}": channel.known for name, channel in world.settings.channels.items()}
    to_leaders = [name for name, one in world.settings.channels.items() if one.receiver == "religious_leader"]
    of_members = shares | {f"channel {name}": learning.known_by_members for name in to_leaders}
    for one in world.villagers:
        for fact, share in (of_members if one.is_customary and one.village.about.adat else shares).items():
            if uniform(seed, "knows for good", one.key, name_key("fact", fact)) < share:
                one.known_until[fact] = FOR_GOOD


def _send_abroad(world: NaiveWorld) -> None:
    place, leaving, seed = world.settings.place, world.settings.leaving, world.settings.population_seed
    route = world.settings.deciding.documented_weeks
    # as many are on the documented route as keep the number abroad level
    begin = place.abroad_documented_per_1000 / (leaving.stay_documented + 13)
    on_route = begin * route / max(1 - world.settings.deciding.documented_failure, 0.01)
    residents = sum(one.is_grown(0) for one in world.villagers)
    total = sum(_weight(world, one) for one in world.villagers)
    for status, per_1000, stay in (
        ("away_undocumented", place.abroad_undocumented_per_1000, leaving.stay_undocumented),
        ("away_documented", place.abroad_documented_per_1000, leaving.stay_documented),
        ("in_procedure", on_route, route),
    ):
        scale = per_1000 / 1000 * residents / total if total > 0 else 0.0
        for one in world.villagers:
            purpose, number = "abroad at the start", STATUS_NUMBER[status]
            u = uniform(seed, purpose, one.key, name_key("status", number))
            if one.status == "settled" and u < _weight(world, one) * scale:
                left = exponential(uniform(seed, purpose, one.key, name_key("days left", number)))
                one.status, one.status_day = status, int(left * stay * 7)


def _weight(world: NaiveWorld, one: Villager) -> float:
    """How likely a person is abroad at the start, against others."""
    recruiting, age = world.settings.recruiting, -one.birth_week / 52
    if one.is_grown(0) and recruiting.min_age <= age <= recruiting.max_age:
        by_group = recruiting.salaried_weight if one.adult_group in OFFICE else 1.0
        return by_group * (recruiting.women_weight if one.is_woman else 1.0)
    return 0.0


def fill(world: NaiveWorld, post: Post) -> None:
    """The next holder of a post."""
    settings = world.settings
    post.holder += 1
    post.key = name_key("recruiter", post.village.code, post.slot, post.holder)
    post.state, post.pressure, post.arrest_day, post.resident = "active", 0.0, None, None
    post.base, post.private_until = post.village, 0
    if uniform(settings.seed, "local recruiter", post.key) < settings.recruiting.local_share:
        post.resident = _choose_resident(world, post, "who recruits", 0)
    world.holders.append(post.resident)
    post.finders = [None] * settings.recruiting.finders
    for place in range(settings.recruiting.finders):
        hire_finder(world, post, place)


def hire_finder(world: NaiveWorld, post: Post, place: int) -> None:
    """Somebody of the village in which the recruiter works now."""
    post.finders[place] = None
    post.finders[place] = _choose_resident(world, post, f"who finds {place}", world.week)


def _choose_resident(world: NaiveWorld, post: Post, purpose: str, week: int) -> Villager | None:
    taken = [one for other in world.posts for one in (other.resident, *other.finders) if one is not None]
    waits = []
    for one in post.base.people:
        weight = world.settings.recruiting.salaried_weight if one.adult_group in OFFICE else 1.0
        grown = one.age_weeks(world.week) >= ADULT_WEEKS + 5 * 52
        if grown and one.status == "settled" and one not in taken and weight > 0:
            wait = exponential(uniform(world.settings.seed, purpose, one.key, post.key, week)) / weight
            waits.append((wait, one.row, one))
    return min(waits)[2] if waits else None
