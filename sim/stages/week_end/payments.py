"""Money that is promised: officers, allowances and channels are paid for, whether or not the budget holds it.

Sessions, trainings and publicity wait until there is enough left of the year's budget (``World.can_pay``).
"""

from __future__ import annotations

import numpy as np

from sim.world import World

YEAR = 52


def begin_year(world: World) -> None:
    """Budgets begin anew every 52 weeks from the programme's first week."""
    if (world.week - world.settings.programme.first_week) % YEAR == 0:
        world.state.villages.spent[:] = 0.0


def pay_what_is_promised(world: World) -> None:
    """Pay the week's hours of officers, allowances of local actors, and open channels."""
    _pay_officers(world)
    _pay_local_actors(world)
    costs = [channel.cost for channel in world.settings.channels.values()]
    for village in range(world.villages):
        is_open = world.policy.open_channels[village]
        amount = sum(cost for c, cost in enumerate(costs) if is_open[c])
        if amount > 0.0:
            world.pay("channels", village, amount)


def _pay_officers(world: World) -> None:
    """Officers cost what their hours cost, used or not, in equal parts for the villages that have one."""
    programme, served = world.settings.programme, np.flatnonzero(world.policy.has_officers)
    for village in served:
        hours = programme.officers * programme.officer_hours / served.size
        world.pay("officers", int(village), hours * world.settings.prices.officer_hour)


def _pay_local_actors(world: World) -> None:
    """Allowances, in full while the programme works in the village, then as far as the village pays them."""
    support = world.actor_support()
    here = np.bincount(world.population.village[world.state.actor_row], minlength=world.villages)
    for village in np.flatnonzero(here * support):
        amount = float(here[village]) * float(support[village]) * world.settings.prices.local_actor_week
        world.pay("local_actors", int(village), amount)
