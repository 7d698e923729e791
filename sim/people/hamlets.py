"""A village's households in hamlets (RT), neighbours side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.people.identity import folded, village_key
from sim.people.initial_draws import answers
from sim.settings.people import PeopleSettings
from sim.settings.village import Village


def hamlet_sizes(village: Village, people: PeopleSettings, seed: int) -> NDArray[np.int64]:
    """[hamlets] households in each, by the draws of ``seed``: at least one, adding up to the village's households."""
    count = max(1, round(village.households / people.hamlet_households))
    keys = folded(np.full(count, village_key(village.code)), np.arange(count))
    draw = answers(seed, "population: size of hamlet", keys)
    weight = 1.0 + people.hamlet_spread * 0.9 * (2.0 * draw - 1.0)
    spare = village.households - count
    ends = np.floor(np.cumsum(weight) / weight.sum() * spare + 0.5).astype(np.int64)
    ends[-1] = spare
    return np.diff(ends, prepend=0) + 1
