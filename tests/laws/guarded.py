"""Run weeks with everything locked that a step does not say it writes: ``python -m tests.laws.guarded WEEKS``.

Only plain Python keeps from writing to a locked array, so ``NUMBA_DISABLE_JIT=1`` is needed. Prints, as JSON, what was
written without being said (``unsaid``), what was said and never changed (``unseen``), and which of some steps that say
too little were caught (``caught``).
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import JIT
from sim.core.table import Table
from sim.settings.tree import Settings
from sim.start import begin
from sim.state.columns import State
from sim.week import WEEK, Step
from sim.world import World
from tests.building import built
from tests.plain_model.busy import busy

TOO_LITTLE = (
    ("talk", "residents.attitude_change"),  # a column of a part
    ("approach", "incidents"),  # a table that grows
    ("report", "notices.stand"),  # a column of a table
    ("report", "open_reports"),  # an array that another one takes the place of
    ("embed", "standing"),  # an array that is changed in place
    ("adapt", "posts"),  # a whole part
)
"""Steps, and what each of them shall no longer say."""


def hurried(weeks: int) -> Settings:
    """The busy place with everything sooner, so that a few weeks show all of it."""
    return busy().with_changes(
        {
            "weeks": weeks + 9,
            "place.rate_factor": 30.0,
            "programme.schedule": [
                {"villages": ["N1"], "start_week": 0, "end_week": weeks - 3},
                {"villages": ["N2"], "start_week": 1, "end_week": None},
            ],
            "programme.budget": None,
            "programme.local_actor_training": 3,
            "programme.officer_transfer": 12.0,
            "recruiting.entry_weeks": 1.0,
            "deciding.prepare_days": 5.0,
            "deciding.documented_weeks": 2.0,
            "deciding.cool_off_weeks": 2.0,
            "leaving.news_weeks": 1.0,
            "leaving.stay_exploited": 1.0,
            "responding.arrest_weeks": 0.5,
            "responding.trial_weeks": 1.0,
            "responding.silence_weeks": 2,
        }
    )


def arrays_of(state: State) -> dict[str, NDArray[Any]]:
    """Every array of a state by the name that a step says: a column, or an attribute."""
    found = {}
    for field in fields(state):
        value = getattr(state, field.name)
        columns = value._columns if isinstance(value, Table) else value._asdict() if isinstance(value, tuple) else None
        found |= {field.name: value} if columns is None else {f"{field.name}.{name}": columns[name] for name in columns}
    return found


def views_of(state: State, names: Iterable[str]) -> list[NDArray[Any]]:
    """What is looked at of those of some arrays that are columns of tables."""
    parts = [(getattr(state, part), column) for part, _, column in (name.partition(".") for name in names)]
    return [table._views[column] for table, column in parts if isinstance(table, Table)]


def says(name: str, writes: set[str]) -> bool:
    """Whether an array is named, by itself or with its whole part."""
    return name in writes or name.partition(".")[0] in writes


@contextmanager
def locked(arrays: list[NDArray[Any]]) -> Iterator[None]:
    """Let nobody write to some arrays meanwhile."""
    open_ones = [array for array in arrays if array.flags.writeable]
    for array in open_ones:
        array.flags.writeable = False
    try:
        yield
    finally:
        for array in open_ones:
            array.flags.writeable = True


def lasting(world: World) -> list[NDArray[Any]]:
    """Arrays of people and ties, which no step changes."""
    values = [*vars(world.population).values(), *world.ties]
    flat = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    return [one for one in flat if isinstance(one, np.ndarray)]


def run_guarded(world: World, step: Step, writes: set[str]) -> str:
    """Run a step that says what it writes; gives what it wrote besides, empty if nothing."""
    state = world.state
    before = arrays_of(state)
    whole = {field.name: getattr(state, field.name) for field in fields(state)}
    sizes = {name: len(value) for name, value in whole.items() if isinstance(value, Table)}
    unsaid = {name: array for name, array in before.items() if not says(name, writes)}
    try:
        with locked([*unsaid.values(), *views_of(state, unsaid), *lasting(world)]):
            step.run(world)
    except ValueError as error:
        if "read-only" not in str(error):
            raise
        lines = [f"{one.filename}:{one.lineno} {one.line}" for one in traceback.extract_tb(error.__traceback__)]
        return f"{step.name}: {lines[-1]}"
    for value in whole.values():
        if isinstance(value, Table):
            value._look()  # views that were taken meanwhile are locked for good
    after = arrays_of(state)
    rebound = [name for name, value in whole.items() if name not in writes and getattr(state, name) is not value]
    grown = [name for name, size in sizes.items() if name not in writes and len(whole[name]) != size]
    others = [name for name, array in unsaid.items() if after[name] is not array]
    wrong = sorted({*rebound, *grown, *others})
    return f"{step.name}: {' '.join(wrong)} put in another's place, or grown" if wrong else ""


def changed(before: dict[str, NDArray[Any]], state: State) -> set[str]:
    """Names of the arrays that are not what they were."""
    return {name for name, array in arrays_of(state).items() if not np.array_equal(before[name], array)}


def too_little(world: World, name: str, missing: str) -> bool:
    """Whether it is noticed within some weeks that a step does not say one thing it writes."""
    for _ in range(8):
        for step in WEEK:
            writes = set(step.writes.split())
            if step.name == name:
                assert missing in writes
                if run_guarded(world, step, writes - {missing}):
                    return True
            else:
                step.run(world)
        world.end_week()
    return False


def main(weeks: int) -> dict[str, Any]:
    """Run guarded weeks; what is to be printed."""
    assert not JIT, "compiled loops write to locked arrays"
    settings = hurried(weeks)
    world = begin(settings, *built(settings), by_group=True)
    seen: dict[str, set[str]] = {step.name: set() for step in WEEK}
    unsaid = ""
    while world.week < weeks and not unsaid:
        for step in WEEK:
            before = {name: array.copy() for name, array in arrays_of(world.state).items()}
            unsaid = run_guarded(world, step, set(step.writes.split()))
            if unsaid:
                break
            seen[step.name] |= changed(before, world.state)
        world.end_week()
    parts = {step.name: {part for name in seen[step.name] for part in (name, name.partition(".")[0])} for step in WEEK}
    unseen = [f"{step.name} {name}" for step in WEEK for name in step.writes.split() if name not in parts[step.name]]
    caught = [] if unsaid else [list(case) for case in TOO_LITTLE if too_little(world.fork(), *case)]
    return {"unsaid": unsaid, "unseen": unseen, "caught": caught}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
