"""The model of this project, as the runner drives it."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.runner.fates import Paths
from sim.core.compiled import SOURCE_HASH
from sim.measures.catalogue import measures_with_channels
from sim.people.build import build_population
from sim.people.population import Population
from sim.settings.tree import Settings
from sim.start import begin
from sim.state.codes import GATE_STOPPED, IN_PROCEDURE, PREPARING
from sim.ties.build import build_ties
from sim.ties.ties import Ties
from sim.week import run_week
from sim.world import World


class KentonganModel:
    """Builds, steps and forks worlds; the heavy imports wait until the first call."""

    def measures(self, settings: Settings) -> tuple[Any, ...]:
        """All measures of a run with these settings."""
        return measures_with_channels(
            (name, channel.title.en, channel.title.id) for name, channel in settings.channels.items()
        )

    def fingerprint(self) -> str:
        """The source of the model and of what is counted here, and the versions results may depend on."""
        here = Path(__file__).parent
        own = b"".join((here / name).read_bytes() for name in ("fates.py", "kentongan_model.py", "work.py"))
        parts = [SOURCE_HASH, hashlib.blake2b(own).hexdigest(), version("numpy"), version("numba")]
        return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()

    def build(self, settings: Settings) -> tuple[Population, Ties]:
        """The villages of one population seed."""
        population = build_population(settings)
        return population, build_ties(settings, population)

    def start(self, settings: Settings, built: tuple[Population, Ties]) -> World:
        """A world at week 0."""
        return begin(settings, *built)

    def step(self, world: World) -> None:
        """Run one week."""
        run_week(world)

    def fork(self, world: World, settings: Settings) -> World:
        """A copy that goes on under other settings."""
        return world.fork(settings)

    def weekly(self, world: World) -> NDArray[np.float64]:
        """What was counted: [weeks, villages, measures]."""
        return world.tally.weekly

    def paths(self, world: World) -> Paths:
        """Counts by person, read off the table of incidents."""
        incidents, status = world.state.incidents, world.state.residents.status
        person = incidents["person"]

        def count(rows: NDArray[np.bool_]) -> NDArray[np.int64]:
            return np.bincount(person[rows], minlength=status.size)

        return Paths(
            departed_undocumented=world.departed_undocumented.copy(),
            departed_documented=world.departed_documented.copy(),
            stopped_at_gate=count(incidents["state"] == GATE_STOPPED),
            on_the_way=(status == PREPARING) | (status == IN_PROCEDURE),
        )
