"""Whatever is allowed runs: any settings inside their valid ranges give finite counts in which nothing is lost."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as how

from sim.core.table import Table
from sim.settings.tree import Settings
from sim.start import begin
from sim.world import World
from tests.building import build, composed
from tests.laws import test_conservation
from tests.laws.drawn_settings import Drawn, drawn_settings, leaves
from tests.laws.test_conservation import Busy
from tests.stages.test_by_group import never_happened

BASE = composed("place=classroom", "programme=pimpasa", "place.rate_factor=30", "programme.start_week=3")
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
QUIET: dict[str, Any] = {"deadline": None, "database": None, "suppress_health_check": SLOW}
IDENTITIES = {
    name: test
    for name, test in vars(test_conservation).items()
    if name.startswith("test_") and "busy enough" not in name.replace("_", " ")
}


def identities(world: Busy) -> None:
    """Every identity of test_conservation.py that holds for any run."""
    for test in IDENTITIES.values():
        if "busy" in inspect.signature(test).parameters:
            for case in cases(test):
                test(world, **case)


def cases(test: Callable[..., None]) -> list[dict[str, Any]]:
    """What a test is asked about beside the world, as its one ``parametrize`` says."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    if not marks:
        return [{}]
    names, values = marks[0].args
    names = [names] if isinstance(names, str) else names
    return [dict(zip(names, value if len(names) > 1 else [value], strict=True)) for value in values]


def columns(world: World) -> Iterator[tuple[str, np.ndarray]]:  # type: ignore[type-arg]
    """All columns of numbers with fractions in the state."""
    for field in dataclasses.fields(world.state):
        value: Any = getattr(world.state, field.name)
        found = {field.name: value}
        if isinstance(value, Table | tuple):
            found = {name: value[name] for name in value.names} if isinstance(value, Table) else value._asdict()
        for name, column in found.items():
            if isinstance(column, np.ndarray) and column.dtype.kind == "f":
                yield f"{field.name} {name}", column


def run_and_look(settings: Settings) -> None:
    with np.errstate(all="raise", under="ignore"):
        busy = Busy(begin(settings, *build(settings), by_group=True))
    counts = busy.world.tally.weekly
    assert np.isfinite(counts).all()
    negative = counts.min(axis=(0, 1)) < 0
    assert not [measure.name for measure, below in zip(busy.world.tally.measures, negative, strict=True) if below]
    for name, column in columns(busy.world):
        assert not np.isnan(column).any(), name
    identities(busy)
    never_happened(busy.world)


def test_every_column_with_fractions_is_looked_at() -> None:
    found = {name for name, _ in columns(begin(BASE, *build(BASE)))}
    assert {"residents attitude_change", "villages pressure", "posts pressure", "standing standing"} <= found


def test_nearly_every_setting_is_drawn() -> None:
    names = {".".join(map(str, keys)) for keys, _, _ in leaves(BASE)}
    assert len(names) > 350
    for section in Settings.model_fields:
        if section not in ("weeks", "stages"):
            assert any(name.split(".")[0] == section for name in names), section
    assert {"place.rate_factor", "people.age_table.3", "channels.hotline.known", "learning.trust.police"} <= names
    assert len(IDENTITIES) >= 10


@how(max_examples=40, derandomize=True, phases=[Phase.generate], **QUIET)
@given(drawn_settings(BASE))
def test_any_settings_run(drawn: Drawn) -> None:
    run_and_look(drawn.settings)


@pytest.mark.slow_study
@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of all settings, where one fails
@how(max_examples=3000, **QUIET)
@given(drawn_settings(BASE))
def test_many_settings_run(drawn: Drawn) -> None:
    run_and_look(drawn.settings)
