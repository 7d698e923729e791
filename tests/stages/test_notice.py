"""Who notices, and what."""

from __future__ import annotations

import numpy as np

from sim.state.codes import (
    REFUSED,
)
from tests.building import total
from tests.stages.isolated import chain


def test_only_those_asked_notice_and_only_what_they_refuse_and_see_through() -> None:
    world = chain()
    incidents, noticed = world.state.incidents, world.state.notices["incident"]
    assert np.array_equal(incidents["person"][noticed], world.state.notices["witness"])
    assert (incidents["recognised"][noticed] == 1).all() and (incidents["state"][noticed] == REFUSED).all()
    refused = total(world, "refusals")
    assert 0 < noticed.size < refused and total(world, "reports_sent") == 0
