"""Who takes part in a session: those who come, up to the seats there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.codes import ADULT_WEEKS, AWAY_DOCUMENTED, AWAY_UNDOCUMENTED
from sim.compiled import loop
from sim.draws import Word, draw, exponential, smallest
from sim.hamlet import choose_hamlet
from sim.learning.outreach_kind import OutreachKind
from sim.learning.seating import seat_factors
from sim.people.groups import GROUPS, group_now

if TYPE_CHECKING:
    from sim.world import World


def seat(world: World, kind: OutreachKind, village: int, session_key: Word) -> NDArray[np.int64]:
    """Rows of the residents who take part, in their order. ``session_key`` is the session in draws."""
    people, state = world.population, world.state
    if kind.gathers == "hamlet":
        hamlet = choose_hamlet(world, village, "session hamlet", session_key)
        lo, hi = people.hamlet_first_row[hamlet], people.hamlet_first_row[hamlet + 1]
    else:
        lo, hi = people.village_first_row[village], people.village_first_row[village + 1]
    readiness = {str(name): weight for name, weight in kind.audience.items()}
    audience = np.array([readiness.get(name, 0.0) for name in GROUPS], np.float64)
    keys = _seat_keys(
        lo,
        hi,
        world.week,
        audience,
        kind.turnout * world.lookups.village_openness[village],
        world.stream("turnout"),
        world.stream("seat"),
        np.uint64(session_key),
        people.key,
        people.birth_week,
        people.group,
        people.traits,
        state.status,
        state.returned_week,
        world.settings.leaving.returned_weeks,
    )
    if kind.seating != "open":
        with np.errstate(divide="ignore"):  # nobody's ties, no seat
            keys = keys / seat_factors(world, kind.seating, int(lo), int(hi))
    return np.sort(lo + smallest(keys, kind.seats))


@loop
def _seat_keys(
    lo: int,
    hi: int,
    week: int,
    audience: NDArray[np.float64],
    turnout: float,
    turnout_state: Word,
    seat_state: Word,
    session_key: Word,
    keys: NDArray[np.uint64],
    birth_week: NDArray[np.int16],
    group: NDArray[np.uint8],
    traits: NDArray[np.uint8],
    status: NDArray[np.uint8],
    returned_week: NDArray[np.int16],
    returned_weeks: int,
) -> NDArray[np.float64]:
    """Selection keys of the residents lo..hi: finite for those who are there, invited and willing."""
    out = np.full(hi - lo, np.inf)
    for i in range(lo, hi):
        age = week - birth_week[i]
        if age < ADULT_WEEKS or status[i] == AWAY_UNDOCUMENTED or status[i] == AWAY_DOCUMENTED:
            continue
        weight = audience[group_now(group[i], traits[i], age, week - returned_week[i], returned_weeks)]
        if weight > 0.0 and draw(turnout_state, keys[i], session_key, 0) < turnout:
            out[i - lo] = exponential(draw(seat_state, keys[i], session_key, 0)) / weight
    return out
