"""Every number changes something: moved to either end of its range, in a year in which everything happens.

A setting may be read and still do nothing, because what it was read into is read by nobody. That is found only by
trying.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from scripts.listed import ENTRIES, Parameter, Value, parameters, tree_of, values
from sim.settings.tree import Settings
from sim.start import begin
from tests.building import build, run
from tests.laws.worlds import fingerprint
from tests.plain_model.busy import busy_settings

WEEKS = 52
MOST = 1000
"""Valid ends beyond it would ask for more than a test can run."""
EXEMPT = {
    "placebo": "redraws what shares out limited places, see the tests of the placebo pair",
    "weeks": "the length of a run, not what happens in it",
    "programme.start_week": "stands in the phases of the schedule, which the busy year has",
    "programme.end_week": "stands in the phases of the schedule, which the busy year has",
    "place.csv_village": "describes villages that a CSV names",
    "network.survey": "asks the people of a place, and changes nothing about them",
    "network.rewired": "only for the graph to compare with",
}


def tried() -> list[Parameter]:
    """All single numbers but the exempt ones."""
    return [one for one in parameters() if one.is_number and not any(name in one.key for name in EXEMPT)]


def year() -> Settings:
    """The busy year, in which a village that goes on by itself has fewer and fewer local actors."""
    return busy_settings()


@cache
def usual() -> str:
    settings = year()
    return fingerprint(run(begin(settings, *build(settings)), WEEKS))


def changes_something(key: str, value: Any) -> bool:
    """Whether the busy year is another one with this value."""
    settings = changed(key, value)
    if settings == year():
        return False
    return fingerprint(run(begin(settings, *build(settings)), WEEKS)) != usual()


def changed(key: str, value: Any) -> Settings:
    """The busy year with one value changed; a village's in all villages."""
    usual = year()
    if key.startswith("place.villages."):
        name = key.rsplit(".", 1)[-1]
        key, value = "place.villages", [village.model_dump() | {name: value} for village in usual.place.villages]
    settings: Settings = usual.with_changes({key: value})
    return settings


def candidates(parameter: Parameter) -> list[tuple[str, Any]]:
    """Keys and values to try, of tables each entry: the ends of the range, near what stands there, the valid ends."""
    tree = year().model_dump()
    found: list[tuple[str, Any]] = []
    for entry, known in values(tree, parameter.key).items():
        key = parameter.key.replace(ENTRIES, entry or ENTRIES)
        shipped = values(tree_of(), parameter.key).get(entry, known)
        found += [(key, end) for end in _ends(parameter, known, shipped)]
    return found


def _ends(parameter: Parameter, known: Value, shipped: Value) -> list[Any]:
    low, high = parameter.valid
    ends: list[Any] = [] if shipped.range is None else [shipped.range[1], shipped.range[0]]
    if isinstance(known.value, int | float):
        ends += [known.value * 2 + 1, known.value / 2]
    ends += [end for end in (high, low) if end is not None and abs(end) <= MOST]
    whole = parameter.kinds == [int]
    ends = [round(end) if whole else float(end) for end in ends]
    return [end for end in ends if (low is None or end >= low) and (high is None or end <= high)]


@pytest.mark.slow_study
@pytest.mark.parametrize("parameter", tried(), ids=lambda one: one.key)
def test_a_number_changes_something(parameter: Parameter) -> None:
    assert any(changes_something(key, value) for key, value in candidates(parameter)), parameter.key
