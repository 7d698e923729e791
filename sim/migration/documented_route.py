"""The documented route: entered after an offer or after counsel, seen by others, and ended after weeks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import selection_keys, uniforms
from sim.incidents.incidents import open_sighting
from sim.migration.abroad import go_abroad, weeks_of_waiting
from sim.settings.leaving import QUARTER
from sim.state.codes import AWAY_DOCUMENTED, DAYS, IN_PROCEDURE, LEGAL, NOBODY, SETTLED
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def route_help(world: World, village: int) -> float:
    """How far (0-1) a ``village``, by its number, helps with papers now: not without money for one more person."""
    share = float(world.policy.route_help[village])
    return share if share > 0.0 and world.can_pay(village, share * world.settings.prices.route_help) else 0.0


def hurdles_left(world: World, helped: NDArray[np.float64]) -> NDArray[np.float64]:
    """[persons] what is left of the hurdles of the route, 1 without help, by how far (0-1) each is ``helped``."""
    return 1.0 - helped * (1.0 - world.settings.deciding.hurdles_with_help)


def _help(world: World, persons: Rows) -> NDArray[np.float64]:
    """Help some persons with papers, one after the other while there is money: how far each is helped, [persons]."""
    helped = np.zeros(persons.size)
    for n, village in enumerate(world.population.village[persons].tolist()):
        helped[n] = route_help(world, village)
        if helped[n] > 0.0:
            world.pay("route_help", village, float(helped[n]) * world.settings.prices.route_help)
    return helped


def enter_procedure(world: World, persons: Rows, incidents: Rows, day: int) -> None:
    """Ask for the village's letter and start the documented procedure.

    Without the letter (surat keterangan) a person stays at home, settled. For some weeks others may mistake the
    procedure for something else.

    Args:
        world: the world.
        persons: who turn to the documented route.
        incidents: the offers that brought each of them to it.
        day: on which.
    """
    if not persons.size:
        return
    residents = world.state.residents
    residents.incident[persons] = NOBODY
    hurdles = hurdles_left(world, _help(world, persons))
    u = uniforms(world.stream("village letter"), world.population.key[persons])
    refused = u < world.settings.deciding.letter_refused * hurdles
    residents.status[persons[refused]] = SETTLED
    world.happened("letter_refused", persons[refused], incidents=incidents[refused])
    _start(world, persons[~refused], hurdles[~refused], day)


def _start(world: World, persons: Rows, hurdles: NDArray[np.float64], day: int) -> None:
    if not persons.size:
        return
    residents, weeks = world.state.residents, world.settings.deciding.documented_weeks * hurdles
    length = weeks * selection_keys(
        world.stream("length of the procedure"), world.population.key[persons], 0, np.ones(persons.size)
    )
    residents.status[persons] = IN_PROCEDURE
    residents.status_day[persons] = day + DAYS + (np.minimum(length, 2000) * DAYS).astype(np.int64)
    legal_weeks = world.settings.warning.legal_weeks
    if legal_weeks:
        open_sighting(world, LEGAL, persons, np.full(persons.size, world.week + legal_weeks), "legal preparation")


def finish_procedures(world: World) -> None:
    """Documented procedures that end this week: most lead to a documented departure, some fail."""
    residents = world.state.residents
    rows = np.flatnonzero(residents.status == IN_PROCEDURE)
    rows = rows[residents.status_day[rows] < world.first_day + DAYS]
    if not rows.size:
        return
    day = residents.status_day[rows].copy()
    helped = np.array([route_help(world, village) for village in world.population.village[rows].tolist()])
    chance = world.settings.deciding.documented_failure * hurdles_left(world, helped)
    failed = uniforms(world.stream("procedure fails"), world.population.key[rows]) < chance
    residents.status[rows[failed]] = SETTLED
    gone = rows[~failed]
    keys = world.population.key[gone]
    stay = QUARTER + weeks_of_waiting(world, "contract abroad", keys, world.settings.leaving.stay_documented)
    go_abroad(world, gone, AWAY_DOCUMENTED, stay)
    world.departed_documented[gone] = np.minimum(world.departed_documented[gone], 254) + 1
    world.happened("procedure_ended", rows, failed=failed, day=day)
