"""Money that is promised: officers, allowances, channels, coordination, police, gates, as far as each is paid for.

What is promised is in the budget before anything else (:mod:`sim.programme.budget`); what happens, sessions and the
like, waits until there is enough left of the year's budget (``World.can_pay``).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.programme.budget import actor_week, gates_week, officers_week, police_week
from sim.world import World


def begin_year(world: World) -> None:
    """Budgets begin anew every 52 weeks from the programme's first week."""
    if world.schedule.year(world.week) != world.schedule.year(world.week - 1):
        world.state.villages.spent[:] = 0.0


def pay_what_is_promised(world: World) -> None:
    """Pay the week's hours of officers, allowances of local actors, open channels, coordination, police and gates."""
    _pay_officers(world)
    _pay_local_actors(world)
    _pay_channels(world)
    policy, programme, prices = world.policy, world.settings.programme, world.settings.prices
    price = prices.coordination_week
    before = np.minimum(policy.coordination, programme.coordination_before)
    _pay(world, "coordination", price * policy.coordination, price * before)
    usual = np.full(world.villages, police_week(world.settings))
    _pay(world, "police", usual * policy.police_effort, usual * np.minimum(policy.police_effort, 1.0))
    usual = gates_week(world.settings)
    _pay(world, "gates", usual * policy.gate_effort, usual * np.minimum(policy.gate_effort, 1.0))


def _pay(world: World, use: str, amounts: NDArray[np.float64], existing: NDArray[np.float64] | None = None) -> None:
    """Count what each village costs: [V], and what of it stands anyway."""
    if amounts.any():
        world.count_cost(use, np.arange(world.villages), amounts, existing)


def _pay_officers(world: World) -> None:
    """Officers cost what their hours and skill cost, used or not, in equal parts for the villages that have one."""
    each = officers_week(world.settings) / max(int(world.policy.works.sum()), 1)
    _pay(world, "officers", np.where(world.policy.has_officers, each * world.policy.officers_paid, 0.0))


def _pay_local_actors(world: World) -> None:
    """Allowances, in full while the programme works in the village, then as far as the village pays them."""
    if world.state.actor_row.size:
        here = np.bincount(world.population.village[world.state.actor_row], minlength=world.villages)
        _pay(world, "local_actors", here * world.actor_support() * actor_week(world.settings))


def _pay_channels(world: World) -> None:
    """Open channels; those that exist anyway are no programme's."""
    always = world.settings.programme.channels_open_always
    costs = np.array([channel.cost for channel in world.settings.channels.values()])
    anyway = np.array([name in always for name in world.settings.channels])
    is_open = world.policy.open_channels
    _pay(world, "channels", is_open @ costs, (is_open & anyway) @ costs)
