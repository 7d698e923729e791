"""Who takes part in a session: those who come, up to the seats there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import Word, selection_keys, smallest, uniforms
from sim.outreach.seating import seat_factors
from sim.people.group_weights import at_home, group_weights, table_of
from sim.people.hamlet_choice import choose_hamlet
from sim.settings.outreach import OutreachKind

if TYPE_CHECKING:
    from sim.world import World


def seat(world: World, kind: OutreachKind, village: int, session_key: Word) -> NDArray[np.int64]:
    """Rows of the residents who take part, in their order. ``session_key`` is the session in draws."""
    people = world.population
    if kind.gathers == "hamlet":
        hamlet = choose_hamlet(world, village, "session hamlet", session_key)
        lo, hi = people.hamlet_first_row[hamlet], people.hamlet_first_row[hamlet + 1]
    else:
        lo, hi = people.village_first_row[village], people.village_first_row[village + 1]
    rows = np.arange(lo, hi)
    readiness = {str(name): weight for name, weight in kind.audience.items()}
    if kind.seating == "random":
        readiness = {name: float(weight > 0.0) for name, weight in readiness.items()}
    weights = group_weights(world, rows, table_of(readiness))
    weights[~at_home(world, rows)] = 0.0
    turnout = kind.turnout * world.lookups.village_openness[village]
    weights[uniforms(world.stream("turnout"), people.key[rows], session_key) >= turnout] = 0.0
    keys = selection_keys(world.stream("seat"), people.key[rows], session_key, weights)
    if kind.seating not in ("open", "random"):
        with np.errstate(divide="ignore"):  # nobody's ties, no seat
            keys = keys / seat_factors(world, kind.seating, int(lo), int(hi))
    return np.asarray(np.sort(rows[smallest(keys, kind.seats)]), np.int64)
