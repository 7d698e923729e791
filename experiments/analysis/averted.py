"""Who was prevented and who was induced, by nearest cause, and what each pathway of a programme carries.

Nearest causes come from one pair of runs a seed, looked at stage by stage. What a pathway carries comes from running
again with that pathway alone switched off, from the programme's first week on, in the programme's run and, if the
switch is not one of the programme's own, in its pair. Pathways stand in for one another and lead into one another, so
what they carry need not add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.intervals import Interval, mean_interval, ratio_interval
from sim.core.draws import uniforms
from sim.explaining.causes import Causes
from sim.explaining.chain import Chains
from sim.explaining.explain import trace
from sim.explaining.twins import Twins
from sim.settings.counterfactual import without_programme
from sim.settings.programme import Programme
from sim.settings.tree import Settings
from sim.start import begin
from sim.state.codes import DAYS, SETTLED, STOPPED
from sim.week import run_week
from sim.world import World

SIDES = ("prevented", "induced", "placebo_prevented", "placebo_induced")
PATHWAYS: dict[str, Mapping[str, Any]] = {
    "sessions": {"programme.outreach_intensity": 0, "programme.local_actor_sessions": 0},
    "talk": {"learning.tell_chance": 0},
    "local_actors": {"programme.local_actors": 0},
    "channels": {"programme.channels_open": []},
    "listening": {"warning.tells_officer": 0},
    "counsel": {"responding.stay": -10, "responding.documented_after_counsel": -10, "deciding.asks_advice": 0},
    "outcomes": {"responding.retold": 0, "programme.publicity": 0, "programme.announces": "nothing"},
    "warnings": {"responding.warns": 0},
    "recruiters": {"recruiting.pressure_answered": 0, "recruiting.pressure_referred": 0, "responding.prosecution": 0},
    "route_help": {"programme.route_help": False},
    "gates": {"programme.gate_effort": 1},
}
"""What is switched off for each pathway."""
NUDGED_WEEKS = 12


@dataclass(frozen=True, eq=False)
class Averted:
    """What was found over several seeds, one row each.

    Attributes:
        seeds: the seeds.
        causes: names of nearest causes that occurred, most frequent first.
        counts: departures by seed, cause and side (:data:`SIDES`).
        net: net averted departures by seed.
        nudged: departures prevented and induced by seed, without programme, by nothing but one resident who is
            stopped for some weeks: how much of the churn a small push makes, beside all of it (the placebo).
        without: the same by seed with each pathway switched off.
        pathways: names of the pathways.
        part: whether each pathway is part of the programme at all.
    """

    seeds: tuple[int, ...]
    causes: tuple[str, ...]
    counts: NDArray[np.float64]
    net: NDArray[np.float64]
    nudged: NDArray[np.float64]
    without: NDArray[np.float64]
    pathways: tuple[str, ...]
    part: tuple[bool, ...]

    @property
    def _runs(self) -> NDArray[np.int64]:
        return np.arange(len(self.seeds))

    def by_cause(self) -> Interval:
        """Mean departures a run by cause and side."""
        return mean_interval(self.counts, self._runs)

    def totals(self) -> Interval:
        """Mean departures a run by side."""
        return mean_interval(self.counts.sum(axis=1), self._runs)

    def averted(self) -> Interval:
        """Mean net averted departures a run."""
        return mean_interval(self.net, self._runs)

    def placebo(self) -> Interval:
        """The same between two runs without programme that differ in whom limited places go to."""
        totals = self.counts.sum(axis=1)
        return mean_interval(totals[:, 2] - totals[:, 3], self._runs)

    def nudge(self) -> Interval:
        """Mean departures prevented and induced a run by one resident who is stopped."""
        return mean_interval(self.nudged, self._runs)

    def lost(self) -> Interval:
        """How much less is averted without each pathway."""
        return mean_interval(self.net[:, None] - self.without, self._runs)

    def shares(self) -> Interval:
        """The same as a share of what is averted."""
        less = self.net[:, None] - self.without
        return ratio_interval(less, np.broadcast_to(self.net[:, None], less.shape), self._runs)


def averted(
    settings: Settings, nothing: Programme, built: Any, seeds: tuple[int, ...], tick: Callable[[], object]
) -> Averted:
    """Run and rerun for each seed; ``tick`` is called before each week of each run.

    Raises:
        InputError: if a pathway cannot be switched off.
    """
    for both in (settings, without_programme(settings, nothing)):
        for changes in PATHWAYS.values():
            both.with_changes(changes)  # finds out before anything is run whether each can be switched off
    found = [_one(settings.model_copy(update={"seed": seed}), nothing, built, tick) for seed in seeds]
    total = sum((names for one in found for names in one.causes.values()), Counter[str]())
    order = tuple(name for name, _ in sorted(total.items(), key=lambda pair: (-pair[1], pair[0])))
    counts = np.array([[[one.causes[side][name] for side in SIDES] for name in order] for one in found], float)
    return Averted(
        seeds,
        order,
        counts.reshape(len(seeds), len(order), len(SIDES)),
        np.array([one.net for one in found], float),
        np.array([one.nudged for one in found], float),
        np.array([[one.without[name] for name in PATHWAYS] for one in found], float),
        tuple(PATHWAYS),
        tuple(settings.with_changes(changes) != settings for changes in PATHWAYS.values()),
    )


def runs_each(settings: Settings) -> int:
    """Weeks run for one seed: for a progress bar."""
    start = min(settings.programme.first_week, settings.weeks)
    reruns = 3 + sum(1 if _of_programme(changes) else 2 for changes in PATHWAYS.values())
    return 2 * settings.weeks + start + reruns * (settings.weeks - start)


def _of_programme(changes: Mapping[str, Any]) -> bool:
    return all(key.startswith("programme.") for key in changes)


class _OfSeed(NamedTuple):
    """What is found for one seed, as :class:`Averted` has it."""

    causes: dict[str, Counter[str]]
    net: float
    nudged: tuple[float, float]
    without: dict[str, float]


def _one(settings: Settings, nothing: Programme, built: Any, tick: Callable[[], object]) -> _OfSeed:
    """Run a pair, its placebo, a small push, and both without each pathway."""
    pair = without_programme(settings, nothing)
    start = min(settings.programme.first_week, settings.weeks)
    causes: dict[str, Counter[str]] = {}
    placebo = Twins(begin(pair, *built), pair.model_copy(update={"placebo": 1}), tick, start)
    for chains, sides in ((trace(settings, nothing, built, tick), SIDES[:2]), (Chains(placebo), SIDES[2:])):
        nearest = Causes(chains)
        for side, prevented in zip(sides, (True, False), strict=True):
            left = nearest.departures(prevented)
            causes[side] = Counter(nearest.nearest(one, prevented).name for one in left)
    year = _run(begin(pair, *built), start, tick)

    def departed(changed: Settings) -> float:
        """Departures from the programme's first week on, under some settings."""
        world = _run(year.fork(changed), settings.weeks - start, tick)
        return float(world.tally.weekly[start:, :, world.tally.index["undocumented_departures"]].sum())

    plain = departed(pair)
    net = plain - departed(settings)
    without = {}
    for name, changes in PATHWAYS.items():
        base = plain if _of_programme(changes) else departed(pair.with_changes(changes))
        without[name] = base - departed(settings.with_changes(changes))
    return _OfSeed(causes, net, _nudge(year, settings.weeks - start, tick), without)


def _nudge(year: World, weeks: int, tick: Callable[[], object]) -> tuple[float, float]:
    """Departures prevented and induced if one resident, drawn among those at home, is stopped for some weeks."""
    year.reset_window()
    usual, nudged = year.fork(), year.fork()
    residents = nudged.state.residents
    at_home = np.flatnonzero((residents.status == SETTLED) & nudged.population.residents(year.week))
    draws = uniforms(nudged.lasting_stream("who is stopped in the small push"), nudged.population.key[at_home])
    one = at_home[np.argmin(draws)]
    residents.status[one] = STOPPED
    residents.status_day[one] = DAYS * (year.week + NUDGED_WEEKS)
    for world in (usual, nudged):
        _run(world, weeks, tick)
    more = usual.departed_undocumented.astype(int) - nudged.departed_undocumented.astype(int)
    return float(more[more > 0].sum()), float(-more[more < 0].sum())


def _run(world: World, weeks: int, tick: Callable[[], object]) -> World:
    for _ in range(weeks):
        tick()
        run_week(world)
    return world
