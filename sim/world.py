"""One run as data: settings, people and ties that stay, a state that changes, the policy in force, what was counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.core.draws import Word, plain_draw
from sim.core.streams import Chance
from sim.measures.catalogue import measures_with_channels
from sim.measures.tally import Tally
from sim.people.population import Population
from sim.programme.in_force import InForce, in_force
from sim.programme.parameter_arrays import ParameterArrays, make_arrays
from sim.programme.schedule import Schedule
from sim.settings.tree import Settings
from sim.state.codes import ADULT_WEEKS, DAYS, DETAILS
from sim.state.columns import State
from sim.state.week_log import WeekLog
from sim.ties.kinds import LAST_KIN
from sim.ties.ties import Ties

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""
Listener = Callable[[str, Rows, Mapping[str, Any]], None]
"""Is told of each event: its name, the persons it happened to, its details."""


@dataclass(eq=False)
class World:
    """One run. :func:`sim.start.begin` makes it, ``run_week`` of :mod:`sim.week` moves it on, :meth:`fork` branches it.

    Attributes:
        state: all that changes.
        arrays, schedule: what the settings say, as arrays.
        chance: the seeds behind all draws.
        tally: what was counted so far.
        policy: what the programme does in the current week.
        neighbours: neighbouring villages of each village, by position.
        residents_at_start: [V] residents of each village in the first week.
        departed_undocumented: uint8[n], times each resident left without documents since ``reset_window``.
        departed_documented: uint8[n], times each left with documents since then.
        week: number of weeks done; the next week to run.
        log: how the officers spent the last week's hours; empty before the first.
        listener: is told of each event, if there is one.
    """

    settings: Settings
    population: Population
    ties: Ties
    state: State
    arrays: ParameterArrays
    schedule: Schedule
    chance: Chance
    tally: Tally
    policy: InForce
    neighbours: list[list[int]]
    residents_at_start: NDArray[np.float64]
    departed_undocumented: NDArray[np.uint8]
    departed_documented: NDArray[np.uint8]
    week: int = 0
    log: WeekLog = field(default_factory=WeekLog)
    listener: Listener | None = None

    def fork(self, settings: Settings | None = None) -> World:
        """An independent world that goes on from here, under other settings if given.

        The people and ties are shared; everything that changes is copied. The new settings must describe the same
        place, channels and length.
        """
        twin = assembled(settings or self.settings, self.population, self.ties, self.state.copy(), self.week)
        twin.tally.go_on_from(self.tally, self.week)
        twin.departed_undocumented[:] = self.departed_undocumented
        twin.departed_documented[:] = self.departed_documented
        return twin

    def reset_window(self) -> None:
        """Start counting each person's departures anew."""
        self.departed_undocumented[:] = 0
        self.departed_documented[:] = 0

    def end_week(self) -> None:
        """Go on to the next week, with the policy in force then."""
        self.week += 1
        self.policy = in_force(self.settings, self.schedule, self.arrays, self.week, self.policy)

    # -- reading ---

    @property
    def villages(self) -> int:
        """Number of villages."""
        return len(self.population.village_codes)

    @property
    def first_day(self) -> int:
        """First day of the current week, counted from the start."""
        return self.week * DAYS

    def stream(self, purpose: str) -> np.uint64:
        """The stream of ``purpose`` in the current week."""
        return self.chance.stream(purpose, self.week)

    def lasting_stream(self, purpose: str) -> np.uint64:
        """A stream that does not depend on the week: for what is drawn once about an incident."""
        return self.chance.lasting_stream(purpose)

    def uniform(self, purpose: str, actor: Word, subject: Word = 0, n: int = 0) -> float:
        """The ``n``-th draw of ``purpose`` in the current week, outside loops: in (0, 1)."""
        return plain_draw(self.stream(purpose), actor, subject, n)

    def grown(self, rows: Rows) -> NDArray[np.bool_]:
        """Which of some people are 15 or older now: [rows]."""
        return np.asarray(self.week - self.population.birth_week[rows].astype(np.int64) >= ADULT_WEEKS, bool)

    def kin(self, row: int) -> Rows:
        """Household and kin in contact with the resident of ``row``, in the order of ties; no children under 15."""
        ties = self.ties
        span = slice(int(ties.start[row]), int(ties.start[row + 1]))
        rows = ties.other[span][ties.kind[span] <= LAST_KIN].astype(np.int64)
        return rows[self.grown(rows)]

    def actor_support(self) -> NDArray[np.float64]:
        """[V] how far (0-1) local actors are supported: as there are places, afterwards as the village pays."""
        here = np.bincount(self.population.village[self.state.actor_row], minlength=self.villages)
        share = np.minimum(self.policy.places / np.maximum(here, 1), 1.0)
        return np.where(self.policy.works, np.where(here == 0, 1.0, share), self.policy.continued["local_actors"])

    # -- what happens ---

    def happened(
        self,
        event: str,
        persons: Rows | None = None,
        *,
        incidents: ArrayLike | None = None,
        villages: Rows | None = None,
        **about: Any,
    ) -> None:
        """Say, once, that something happened: it is counted, also by group and sex, and told to whoever listens.

        Args:
            event: its name, as in ``sim/measures/catalogue.yaml`` and ``sim/explaining/events.py``.
            persons: rows of those to whom it happened; None for the persons of ``incidents``.
            incidents: rows of the incidents it is about, as many.
            villages: where it is counted; None for the home villages of the persons.
            about: its details, arrays as long as ``persons`` or single values.
        """
        about["incidents"] = None if incidents is None else np.atleast_1d(np.asarray(incidents, np.int64))
        if persons is None:
            persons = self.state.incidents["person"][about["incidents"]]
        if persons.size:
            self.tally.happened(self.week, event, persons, villages, about)
            if self.listener is not None:
                self.listener(event, persons, about)

    def count(self, measure: str, villages: ArrayLike, amount: ArrayLike = 1.0) -> None:
        """Add to a measure of villages in the current week: one entry for each village named (repeats add up)."""
        self.tally.count(self.week, self.tally.index[measure], villages, amount)

    def can_pay(self, village: int, amount: float) -> bool:
        """Whether what is left of the year's budget of a ``village``, by its number, holds ``amount`` rupiah.

        Only a programme's money has a budget.
        """
        if not self.policy.works[village]:
            return True
        return float(self.state.villages.spent[village]) + amount <= float(self.policy.left[village])

    def pay(self, use: str, village: int, amount: float) -> None:
        """Pay ``amount`` rupiah for something that happens in a ``village``, by its number, under the name of its use.

        It comes out of what is left of the budget where the programme works.
        """
        self.count_cost(use, village, amount)
        if self.policy.works[village]:
            self.state.villages.spent[village] += amount

    def count_cost(self, use: str, villages: ArrayLike, amount: ArrayLike, existing: ArrayLike | None = None) -> None:
        """Count a cost of ``amount`` rupiah in one or more villages, by number; ``existing`` of it stands anyway."""
        self.count(f"cost_{use}", villages, amount)
        self.count("cost_rupiah", villages, amount)
        if existing is not None:
            self.count("cost_existing", villages, existing)

    def count_persons(self, measure: str, rows: Rows, villages: Rows | None = None) -> None:
        """Count residents who stand somewhere at the week's end, each in the home village if no other is given."""
        if rows.size:
            self.tally.count_persons(self.week, self.tally.index[measure], rows, 1.0, villages)


def assembled(settings: Settings, population: Population, ties: Ties, state: State, week: int = 0) -> World:
    """A world out of its parts, with everything that follows from them; ``week`` is the next one to run."""
    arrays, schedule = make_arrays(settings), Schedule(settings.programme, population.village_codes)
    channels = ((name, *one.title.both) for name, one in settings.channels.items())
    villages = len(population.village_codes)
    home = population.village[population.residents()]
    return World(
        settings=settings,
        population=population,
        ties=ties,
        state=state,
        arrays=arrays,
        schedule=schedule,
        chance=Chance.of(settings.seed, settings.placebo),
        tally=Tally(settings.weeks, villages, measures_with_channels(channels), DETAILS, population.village),
        policy=in_force(settings, schedule, arrays, week),
        neighbours=_neighbours(settings, population.village_codes),
        residents_at_start=np.bincount(home, minlength=villages).astype(np.float64),
        departed_undocumented=np.zeros(population.size, np.uint8),
        departed_documented=np.zeros(population.size, np.uint8),
        week=week,
    )


def _neighbours(settings: Settings, codes: tuple[str, ...]) -> list[list[int]]:
    position = {code: v for v, code in enumerate(codes)}
    near: list[set[int]] = [set() for _ in codes]
    for one, other in settings.place.neighbour_pairs:
        near[position[one]].add(position[other])
        near[position[other]].add(position[one])
    return [sorted(villages) for villages in near]
