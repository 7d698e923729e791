"""What becomes of undocumented migrants: by who recruited them, and by the debt of an advance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import pair_uniforms
from sim.migration.rules import exploitation_risk, outcome
from sim.world import World


def outcomes_of(world: World, keys: NDArray[np.uint64], incident: NDArray[np.int64]) -> NDArray[np.int64]:
    """[keys] code of what becomes of each migrant, by ``keys`` of persons and the ``incident`` each leaves by."""
    incidents, leaving = world.state.incidents, world.settings.leaving
    draws = pair_uniforms(world.lasting_stream("outcome abroad"), keys, incidents["key"][incident])
    bases = (leaving.exploited, leaving.exploited_trafficked)
    details = zip(draws, incidents["advance"][incident], incidents["trafficking"][incident], strict=True)
    return np.array(
        [
            outcome(
                float(u), exploitation_risk(bases[int(trafficker)], bool(debt), leaving.debt_factor), leaving.smuggled
            )
            for u, debt, trafficker in details
        ],
        np.int64,
    )
