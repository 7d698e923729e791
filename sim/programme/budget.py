"""Money: every activity costs, by use; what the programme spends in a village in a year stays within its budget.

Officers, allowances and channels are promised: they are paid for, money or not. Sessions, trainings and publicity wait
until there is enough left of the year's budget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.world import World

YEAR = 52


def begin_year(world: World) -> None:
    """Budgets begin anew every 52 weeks from the programme's first week."""
    if (world.week - world.settings.programme.first_week) % YEAR == 0:
        world.state.spent[:] = 0.0


def can_pay(world: World, village: int, amount: float) -> bool:
    """Whether the year's budget of a village still holds so much; what is not the programme's has no budget."""
    budget = world.settings.programme.budget
    if budget is None or not world.assisted()[village]:
        return True
    return float(world.state.spent[village]) + amount <= budget


def pay(world: World, use: str, village: int, amount: float) -> None:
    """Count a cost in rupiah under its use; where the programme works it goes from the budget."""
    world.count(f"cost_{use}", village, amount)
    world.count("cost_rupiah", village, amount)
    if world.assisted()[village]:
        world.state.spent[village] += amount


def pay_what_is_promised(world: World) -> None:
    """The week's hours of officers, allowances of local actors, and open channels."""
    _pay_officers(world)
    _pay_local_actors(world)
    costs = [channel.cost for channel in world.settings.channels.values()]
    is_open = world.open_channels()
    for village in range(world.villages):
        amount = sum(cost for c, cost in enumerate(costs) if is_open[village, c])
        if amount > 0.0:
            pay(world, "channels", village, amount)


def _pay_officers(world: World) -> None:
    """Officers cost what their hours cost, used or not, in equal parts for the villages that have one."""
    programme, served = world.settings.programme, np.flatnonzero(world.has_officers())
    for village in served:
        hours = programme.officers * programme.officer_hours / served.size
        pay(world, "officers", int(village), hours * world.settings.prices.officer_hour)


def _pay_local_actors(world: World) -> None:
    """Allowances, in full while the programme works in the village, then as far as the village pays them."""
    rows = world.state.actor_row
    support = np.where(world.assisted(), 1.0, world.continued("local_actors"))
    here = np.bincount(world.population.village[rows], minlength=world.villages)
    for village in np.flatnonzero(here * support):
        amount = float(here[village]) * float(support[village]) * world.settings.prices.local_actor_week
        pay(world, "local_actors", int(village), amount)
