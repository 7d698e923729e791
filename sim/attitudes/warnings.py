"""Warnings about a named recruiter: who was warned remembers it for a while, and has something to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sim.world import World


def warn_of(world: World, rows: NDArray[np.int64], post: int) -> None:
    """Warn residents of the recruiter at a post."""
    state, learning = world.state, world.settings.learning
    state.warned_of[rows] = post
    state.warned_until[rows] = world.week + 1 + learning.warning_weeks
    state.talk_until[rows] = np.maximum(state.talk_until[rows], world.week + 1 + learning.talk_weeks)
    world.count_rows("warnings_passed", rows)
