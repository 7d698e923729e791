"""The table of the week: its names are those that all others use, and what it says is written exists."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from sim.core.table import Table
from sim.explaining.events import PER_WEEK, stage_of, time_of
from sim.settings.tree import Settings, Stages
from sim.state.columns import State
from sim.week import STAGES, WEEK, Step
from tests.building import make

ODD = Path(__file__).resolve().parents[1] / "sim" / "ODD.md"


def test_the_stages_have_the_same_names_everywhere() -> None:
    listed = re.findall(r"^\d+\. \*\*(\w+)\*\*:", ODD.read_text(encoding="utf-8"), flags=re.M)
    assert tuple(Stages.model_fields) == STAGES
    assert tuple(name.lower() for name in listed) == STAGES
    assert tuple(stage_of(time) for time in range(PER_WEEK)) == STAGES
    assert [time_of(3, stage) for stage in STAGES] == list(range(3 * PER_WEEK, 4 * PER_WEEK))


def test_names_of_steps_are_their_functions_and_their_own() -> None:
    names = [step.name for step in WEEK]
    assert len(set(names)) == len(names)
    assert [step.run.__name__ for step in WEEK] == names


def parts_of(state: State) -> set[str]:
    """What a step may name: attributes of the state, and their columns."""
    parts = set()
    for field in fields(state):
        value = getattr(state, field.name)
        columns = value.names if isinstance(value, Table) else getattr(value, "_fields", ())
        parts |= {field.name, *(f"{field.name}.{name}" for name in columns)}
    return parts


@pytest.mark.parametrize("step", WEEK, ids=lambda step: step.name)
def test_what_a_step_names_exists_and_is_named_once(step: Step) -> None:
    state = parts_of(make("classroom").state)
    writes, reads = step.writes.split(), step.reads.split()
    assert [name for name in writes if name not in state] == []
    assert [name for name in reads if name not in state | {"people", "ties", *Settings.model_fields}] == []
    assert len(set(writes)) == len(writes) and len(set(reads)) == len(reads)
    assert [name for name in writes if "." in name and name.partition(".")[0] in writes] == []
    assert step.en.strip() and step.id.strip()
