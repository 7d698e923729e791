"""What officers come to notice themselves: they listen in the village, and hear of things from those who noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.officers.hearing import heard_of
from sim.people.groups import CONTACT
from sim.stages.relay import open_case
from sim.state.codes import IMMIGRATION

if TYPE_CHECKING:
    from sim.world import World


def officers_notice(world: World) -> None:
    """Open cases of what officers heard in the hours they listened last week.

    They hear their contact persons rather than others, anybody less often the larger the village, and more in an hour
    the more embedded they are.
    """
    state, people = world.state, world.population
    known = 1.0 + world.settings.warning.embedded_hears * state.embeddedness
    hours = np.where(world.has_officers(), state.listening_hours * known, 0.0)
    if not hours.any() or not state.open_incidents.size:
        return
    contacts = np.flatnonzero(people.residents() & ((people.traits & CONTACT) != 0))
    seen = heard_of(world, "officer notices", hours, contacts, world.settings.warning.tells_officer)
    for incident in seen:
        open_case(world, int(incident), IMMIGRATION, world.first_day)
    world.count_about("officer_noticed", seen)
