"""The documented route: entered after an offer or after counsel, seen by others, and ended after weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import selection_keys, uniforms
from sim.incidents.incidents import open_sighting
from sim.state.codes import DAYS, IN_PROCEDURE, LEGAL, NOBODY, SETTLED

if TYPE_CHECKING:
    from sim.world import World


def hurdles_left(world: World, persons: NDArray[np.int64]) -> NDArray[np.float64]:
    """What is left of the hurdles of the documented route, 1 without help: the village may help with papers."""
    helped = world.route_help()[world.population.village[persons]]
    return 1.0 - helped * (1.0 - world.settings.deciding.hurdles_with_help)


def enter_procedure(world: World, persons: NDArray[np.int64], day: int) -> None:
    """Ask for the village's letter and start the documented procedure.

    Without the letter (surat keterangan) a person stays at home, settled. For some weeks others may mistake the
    procedure for something else.
    """
    state = world.state
    state.incident[persons] = NOBODY
    hurdles = hurdles_left(world, persons)
    u = uniforms(world.stream("village letter"), world.population.key[persons])
    refused = u < world.settings.deciding.letter_refused * hurdles
    state.status[persons[refused]] = SETTLED
    world.count_rows("letters_refused", persons[refused])
    _start(world, persons[~refused], hurdles[~refused], day)


def _start(world: World, persons: NDArray[np.int64], hurdles: NDArray[np.float64], day: int) -> None:
    if not persons.size:
        return
    state = world.state
    keys = world.population.key[persons]
    weeks = (world.settings.deciding.documented_weeks * hurdles) * selection_keys(
        world.stream("length of the procedure"), keys, 0, np.ones(persons.size)
    )
    state.status[persons] = IN_PROCEDURE
    state.status_day[persons] = day + DAYS + (np.minimum(weeks, 2000) * DAYS).astype(np.int64)
    if not world.settings.warning.legal_weeks:
        return
    until = np.full(persons.size, world.week + world.settings.warning.legal_weeks)
    open_sighting(world, LEGAL, persons, until, "legal preparation")
