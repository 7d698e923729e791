"""The documented route: entered after an offer or after counsel, seen by others, and ended after weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.codes import DAYS, IN_PROCEDURE, LEGAL, NOBODY
from sim.draws import selection_keys
from sim.incidents import open_sighting

if TYPE_CHECKING:
    from sim.world import World


def enter_procedure(world: World, persons: NDArray[np.int64], day: int) -> None:
    """Start the documented procedure; for some weeks others may mistake it for something else."""
    if not persons.size:
        return
    state = world.state
    keys = world.population.key[persons]
    weeks = world.settings.deciding.documented_weeks * selection_keys(
        world.stream("length of the procedure"), keys, 0, np.ones(persons.size)
    )
    state.status[persons] = IN_PROCEDURE
    state.incident[persons] = NOBODY
    state.status_day[persons] = day + DAYS + (np.minimum(weeks, 2000) * DAYS).astype(np.int64)
    if not world.settings.warning.legal_weeks:
        return
    until = np.full(persons.size, world.week + world.settings.warning.legal_weeks)
    open_sighting(world, LEGAL, persons, until, "legal preparation")
