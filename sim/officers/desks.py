"""Desks: who has the hours for a case or for advice: an officer first, else what a receiver's desk has saved up."""

from __future__ import annotations

from sim.core.draws import plain_draw
from sim.officers.hours import work
from sim.state.codes import DAYS, IMMIGRATION, POLICE
from sim.world import World


def work_on(world: World, incident: int, village: int, holder: int, hours: float) -> int | None:
    """Spend hours on an incident, officers first.

    Args:
        world: the world.
        incident: row of what it is about.
        village: number of the village whose officers or desk it is.
        holder: code of the receiver who works on it.
        hours: needed (0 and above), travel apart.

    Returns:
        The day of the week (0 to 6) on which it is done; None for want of hours, or of money or will at the desk.
    """
    if holder == IMMIGRATION:
        officer = work(world, village, hours, "hours_answering")
        if officer is not None:
            world.count("hours_answering_officers", village, hours)
            return officer.today()
    left = world.state.villages.desk_hours
    if left[village, holder] < hours or not _takes_up(world, incident, holder):
        return None
    if not _pay_desk(world, village, holder, hours):
        return None
    left[village, holder] -= hours
    world.count("hours_answering", village, hours)
    return DAYS // 2


def _pay_desk(world: World, village: int, holder: int, hours: float) -> bool:
    """Whether a desk's hours are paid for, and if so pay them: those of desks that stand anyway, or by the programme.

    The police's are paid for by the week, used or not.
    """
    amount = 0.0 if holder == POLICE else hours * world.settings.prices.desk_hour
    if world.arrays.stands_anyway[holder]:
        world.count_cost("desks", village, amount, amount)
    elif world.can_pay(village, amount):
        world.pay("desks", village, amount)
    else:
        return False
    return True


def _takes_up(world: World, incident: int, holder: int) -> bool:
    """Whether a desk ever takes up an incident: drawn once for both."""
    u = plain_draw(world.lasting_stream("desk takes up a case"), int(world.state.incidents["key"][incident]), holder)
    return u < world.settings.circumstances.desks_answer
