"""A watch sees every stage of a week as it begins, in order, and changes nothing by looking."""

from __future__ import annotations

import numpy as np

from sim.week import END_OF_WEEK, STAGES, run_week
from sim.world import World
from tests.building import make


def test_a_watch_is_called_before_each_stage_and_at_the_end_and_changes_nothing() -> None:
    changes = {"weeks": 6, "place.rate_factor": 20.0, "programme.start_week": 1}
    watched, alone = (make("classroom", "pimpasa", changes) for _ in range(2))
    seen: list[tuple[int, str]] = []
    offers: list[int] = []

    def watch(world: World, stage: str) -> None:
        seen.append((world.week, stage))
        if stage in ("approach", "decide"):
            offers.append(len(world.state.incidents))

    for _ in range(6):
        run_week(watched, watch)
        run_week(alone)
    assert seen == [(week, stage) for week in range(6) for stage in (*STAGES, END_OF_WEEK)]
    assert all(after > before for before, after in zip(offers[::2], offers[1::2], strict=True))
    np.testing.assert_array_equal(watched.tally.weekly, alone.tally.weekly)
