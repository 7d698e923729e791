"""Everything that can differ between two worlds, and a fingerprint of it."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import Any

import numpy as np

from sim.core.table import Table
from sim.recruiters.targets import visible_weights
from sim.settings.tree import Settings
from sim.world import World
from tests.building import run, start


def ran(settings: Settings, weeks: int) -> World:
    """A world after some weeks."""
    return run(start(settings), weeks)


def columns_of(world: World) -> dict[str, np.ndarray[Any, Any]]:
    """Every array that changes, by name."""
    arrays = {"weekly": world.tally.weekly[: world.week], "departed": world.departed_undocumented}
    for field in fields(world.state):
        value = getattr(world.state, field.name)
        if isinstance(value, Table):
            arrays |= {f"{field.name}.{name}": value[name] for name in value.names}
        elif isinstance(value, tuple):
            arrays |= {f"{field.name}.{name}": column for name, column in value._asdict().items()}
        else:
            arrays[field.name] = value
    return arrays


def fingerprint(world: World) -> str:
    """A hash of every bit that changes, and of the weights behind next week's targets, which are not stored."""
    digest = hashlib.blake2b(digest_size=16)
    last = int(world.population.village_first_row[-1])
    weights = visible_weights(world, np.arange(last))
    for name, array in (columns_of(world) | {"target weights": weights}).items():
        digest.update(f"{name} {array.dtype.name} {array.shape}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def differing(one: World, other: World) -> list[str]:
    """Names of the arrays in which two worlds differ."""
    theirs = columns_of(other)
    return [name for name, array in columns_of(one).items() if not np.array_equal(array, theirs[name])]
