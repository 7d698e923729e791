"""What is paid, and whether the year's money still reaches."""

from __future__ import annotations

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
    """Only the programme has a budget."""
    budget = world.settings.programme.budget
    return budget is None or not world.is_assisted(village) or village.spent + amount <= budget


def pay(world: NaiveWorld, use: str, village: Village, amount: float) -> None:
    """By use and in all; from the budget where the programme works."""
    world.count(f"cost_{use}", village, amount)
    world.count("cost_rupiah", village, amount)
    if world.is_assisted(village):
        village.spent += amount


def pay_what_is_promised(world: NaiveWorld) -> None:
    """Officers first, then local actors, then channels."""
    programme, prices = world.settings.programme, world.settings.prices
    served = [village for village in world.villages if world.has_officer(village)]
    for village in served:
        pay(
            world, "officers", village, programme.officers * programme.officer_hours / len(served) * prices.officer_hour
        )
    for village in world.villages:
        actors = sum(one.village is village for one in world.actors)
        support = 1.0 if world.is_assisted(village) else world.carries_on("local_actors", village)
        if actors and support:
            pay(world, "local_actors", village, actors * support * prices.local_actor_week)
    for village in world.villages:
        is_open = [channel for name, channel in world.settings.channels.items() if world.is_open(name, village)]
        costs = sum(channel.cost for channel in is_open)
        if costs:
            pay(world, "channels", village, costs)
