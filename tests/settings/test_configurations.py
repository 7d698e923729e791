"""Every place, programme, channel and outreach kind that comes with the project runs."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.composing.library import Library
from sim.world import World
from tests.building import composed, make, run, total

LIBRARY = Library()


def options(group: str) -> list[str]:
    return sorted(LIBRARY.options(group))


def _is_sound(world: World) -> None:
    assert np.isfinite(world.tally.weekly).all() and (world.tally.weekly >= 0).all()
    assert total(world, "residents") > 0


@pytest.mark.parametrize("place", options("place"))
def test_places_run(place: str) -> None:
    _is_sound(run(make(place, "pimpasa", {"weeks": 3, "programme.start_week": 0})))


@pytest.mark.parametrize("programme", options("programme"))
def test_programmes_run(programme: str) -> None:
    known = composed("place=classroom", f"programme={programme}").programme.villages
    world = run(make("classroom", programme, {"weeks": 8, "programme.start_week": 0, "programme.end_week": None}))
    _is_sound(world)
    assert known is None or set(known) <= {"K1"}


@pytest.mark.parametrize("channel", options("channel"))
def test_channels_carry_reports(channel: str) -> None:
    loud = {
        "warning.speak": 5,
        "warning.visible_offer": 1,
        "place.rate_factor": 100,
        "programme.channels_open_always": [channel],
        "programme.channels_open": [],
        "programme.start_week": 0,
        f"channels.{channel}.known": 1,
        "weeks": 26,
    }
    world = run(make("classroom", "pimpasa", loud))
    _is_sound(world)
    assert total(world, f"reports_{channel}") == total(world, "reports_sent") > 0


@pytest.mark.parametrize("kind", options("outreach"))
def test_sessions_of_every_kind_are_held(kind: str) -> None:
    only = {
        "programme.outreach_mix": {kind: 1},
        "programme.start_week": 0,
        "programme.outreach_intensity": 8,
        "weeks": 8,
    }
    world = run(make("classroom", "pimpasa", only))
    _is_sound(world)
    assert total(world, "sessions_held") > 0 and total(world, "session_participants") > 0
