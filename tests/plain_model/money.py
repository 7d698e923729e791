"""What is paid, and whether the year's money still reaches."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.plain_model.things import Village
    from tests.plain_model.world import NaiveWorld


def begin_year(world: NaiveWorld) -> None:
    """Every 52 weeks from the programme's first week, nothing of the year's money is spent."""
    if world.week % 52 == world.first_week() % 52:
        for village in world.villages:
            village.spent = 0.0


def can_pay(world: NaiveWorld, village: Village, amount: float) -> bool:
    """Only the programme has a budget; what is promised has been taken off it."""
    return not world.is_assisted(village) or village.spent + amount <= plan(world, village).left


def pay(world: NaiveWorld, use: str, village: Village, amount: float) -> None:
    """For something that happens: from the budget where the programme works."""
    cost(world, use, village, amount)
    if world.is_assisted(village):
        village.spent += amount


def cost(world: NaiveWorld, use: str, village: Village, amount: float, existing: float = 0.0) -> None:
    """By use and in all, and what would be there anyway."""
    world.count(f"cost_{use}", village, amount)
    world.count("cost_rupiah", village, amount)
    world.count("cost_existing", village, existing)


@dataclass
class Plan:
    """What the year's money of a village reaches for, as a share of each thing."""

    left: float
    channels: set[str] = field(default_factory=set)
    officers: float = 1.0
    places: int = 0
    coordination: float = 1.0
    police: float = 1.0
    gates: float = 1.0

    def take(self, yearly: float, parts: int = 0) -> float:
        """Take as much of a cost as there is money for, in whole parts if it has some."""
        share = 1.0 if yearly <= self.left else self.left / yearly
        if parts:
            share = math.floor(share * parts) / parts
        self.left = max(0.0, self.left - share * yearly)
        return share


def plan(world: NaiveWorld, village: Village) -> Plan:
    """What this year's money reaches for, made once a year."""
    mark = (village.number, (world.week - world.first_week()) // 52)
    if mark not in world.plans:
        world.plans[mark] = _planned(world, village)
    return world.plans[mark]


def _planned(world: NaiveWorld, village: Village) -> Plan:
    """Channels, officers, local actors, coordination, police and gates, in this order, for the weeks of this year."""
    programme, prices, about = world.settings.programme, world.settings.prices, village.about
    has = {"none": True, "school": about.school, "congregation": about.church or about.mosque or about.adat}
    first = world.first_week() + (world.week - world.first_week()) // 52 * 52
    weeks = [week for week in range(first, first + 52) if world.is_assisted(village, week)]
    one = Plan(math.inf if programme.budget is None else programme.budget)
    for name in programme.channels_open:
        channel = world.settings.channels[name]
        is_own = name not in programme.channels_open_always and has[channel.needs]
        can_open = is_own and (world.has_officers_at_all() or not channel.officer_only)
        if one.take(len(weeks) * channel.cost if can_open else 0.0, parts=1) == 1.0:
            one.channels.add(name)
    together = [sum(world.is_assisted(other, week) for other in world.villages) for week in weeks]
    one.officers = one.take(officers_week(world) * math.fsum(1 / count for count in together))
    actors = one.take(len(weeks) * programme.local_actors * actor_week(world), parts=programme.local_actors)
    one.places = round(actors * programme.local_actors)
    more = max(programme.coordination - programme.coordination_before, 0)
    one.coordination = one.take(len(weeks) * prices.coordination_week * more)
    one.police = one.take(len(weeks) * police_week(world) * max(programme.police_effort - 1, 0))
    one.gates = one.take(len(weeks) * gates_week(world, village) * max(programme.gate_effort - 1, 0))
    return one


def officers_week(world: NaiveWorld) -> float:
    """All officers: their hours, and their skill."""
    programme, prices = world.settings.programme, world.settings.prices
    if not programme.officer_hours:
        return 0.0
    hours = programme.officer_hours * prices.officer_hour
    return float(programme.officers * (hours + programme.officer_skill * prices.officer_training / 52))


def actor_week(world: NaiveWorld) -> float:
    """One local actor."""
    return float(world.settings.programme.local_actor_hours * world.settings.prices.local_actor_hour)


def police_week(world: NaiveWorld) -> float:
    """The police of a village, as usual."""
    return float(world.settings.responding.of("hours", "police") * world.settings.prices.desk_hour)


def gates_week(world: NaiveWorld, village: Village) -> float:
    """The gates for the people of a village, as usual."""
    return float(village.about.people / 1000 * world.settings.prices.gates_week)


def pay_what_is_promised(world: NaiveWorld) -> None:
    """Officers first, then local actors, channels, coordination, police and gates."""
    programme, prices = world.settings.programme, world.settings.prices
    assisted = [village for village in world.villages if world.is_assisted(village)]
    for village in world.villages:
        if world.has_officer(village):
            cost(world, "officers", village, officers_week(world) / len(assisted) * plan(world, village).officers)
    for village in world.villages:
        actors = sum(one.village is village for one in world.actors)
        if actors and world.support(village):
            cost(world, "local_actors", village, actors * world.support(village) * actor_week(world))
    for village in world.villages:
        is_open = {
            name: channel.cost for name, channel in world.settings.channels.items() if world.is_open(name, village)
        }
        anyway = sum(price for name, price in is_open.items() if name in programme.channels_open_always)
        if sum(is_open.values()):
            cost(world, "channels", village, sum(is_open.values()), anyway)
        links, before = world.coordination(village), programme.coordination_before
        cost(
            world,
            "coordination",
            village,
            links * prices.coordination_week,
            min(links, before) * prices.coordination_week,
        )
        for use, usual in (("police", police_week(world)), ("gates", gates_week(world, village))):
            effort = world.effort(use, village)
            cost(world, use, village, usual * effort, usual * min(effort, 1.0))
