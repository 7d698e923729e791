"""The world of one run: settings, people and ties that stay, a state that changes, and what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.core.draws import Word, chain, name_key, plain_draw, stream
from sim.measures.catalogue import measures_with_channels
from sim.people.population import Population
from sim.programme.parameter_arrays import Lookups, make_lookups
from sim.programme.schedule import Schedule
from sim.settings.programme import Continued
from sim.settings.tree import Settings
from sim.stages.week_end.by_group import GroupCounts
from sim.start import start_state
from sim.state.codes import ADULT_WEEKS, DAYS
from sim.state.columns import State
from sim.ties.kinds import LAST_KIN
from sim.ties.ties import Ties

if TYPE_CHECKING:
    from sim.officers.hours import OfficerHours
    from sim.outreach.teaching import Session
    from sim.stages.talk import Tellings

CAPACITY_PURPOSES = frozenset(
    {
        "target",
        "target at home",
        "target among ties",
        "travel",
        "where to",
        "hamlet of the round",
        "kin invited",
        "seat",
        "session hamlet",
        "report order",
        "hamlet visited",
        "met by an officer",
        "case order",
        "place as a local actor",
    }
)
"""Draws that only share out what is limited: the placebo pair redraws these and nothing else."""


class World:
    """One run. ``run_week`` of :mod:`sim.week` moves it on; :meth:`fork` branches it.

    Args:
        settings: checked settings.
        population: people, from :func:`sim.people.build.build_population`.
        ties: their ties, from :func:`sim.ties.build.build_ties`.
        state, week: where to start; None and 0 for the beginning.
        by_group: whether persons are counted by group and sex as well.

    Attributes:
        week: number of weeks done; the next week to run.
        weekly: counts [weeks, villages, measures], in the order of ``measures``.
        by_group: counts of persons by group and sex, None unless asked for.
        officer_hours: how the officers spent the last week's hours, None before the first; only to be looked at.
        sessions_held: the last week's sessions, each with the rows of those who came; only to be looked at.
        visits: whom officers met and whom they passed over in the last week, in each village; only to be looked at.
        tellings: who told whom what in the last week, None if nobody did; only to be looked at.
        departed_undocumented: times each resident left without documents since ``reset_window``, uint8[n].
    """

    def __init__(
        self,
        settings: Settings,
        population: Population,
        ties: Ties,
        state: State | None = None,
        week: int = 0,
        *,
        by_group: bool = False,
    ) -> None:
        self.settings = settings
        self.population = population
        self.ties = ties
        self.week = week
        self.lookups: Lookups = make_lookups(settings)
        self.measures = measures_with_channels(
            (name, channel.title.en, channel.title.id) for name, channel in settings.channels.items()
        )
        self.measure_index = {measure.name: m for m, measure in enumerate(self.measures)}
        self.villages = len(population.village_codes)
        self.weekly: NDArray[np.float64] = np.zeros((settings.weeks, self.villages, len(self.measures)))
        self.by_group = GroupCounts(self) if by_group else None
        self.officer_hours: OfficerHours | None = None
        self.sessions_held: list[tuple[Session, NDArray[np.int64]]] = []
        self.visits: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        self.tellings: Tellings | None = None
        self._seed = settings.seed
        self._placebo_seed = (
            chain(settings.seed, name_key("placebo", settings.placebo)) if settings.placebo else settings.seed
        )
        self.schedule = Schedule(settings.programme, population.village_codes)
        self.neighbours = self._neighbours()
        self._opened: tuple[int, NDArray[np.bool_]] = (-1, np.empty((0, 0), bool))
        self.residents_at_start = np.bincount(
            population.village[population.residents()], minlength=self.villages
        ).astype(np.float64)
        self.state = start_state(self) if state is None else state
        self.departed_undocumented: NDArray[np.uint8] = np.zeros(population.key.size, np.uint8)

    def fork(self, settings: Settings | None = None) -> World:
        """An independent world that goes on from here, under other settings if given.

        The people and ties are shared; everything that changes is copied. The new settings must describe the same
        place, channels and length.
        """
        counted = self.by_group is not None
        twin = World(
            settings or self.settings, self.population, self.ties, self.state.copy(), self.week, by_group=counted
        )
        twin.weekly[: self.week] = self.weekly[: self.week]
        if twin.by_group and self.by_group:
            twin.by_group.go_on_from(self.by_group)
        twin.departed_undocumented[:] = self.departed_undocumented
        return twin

    def reset_window(self) -> None:
        """Start counting ``departed_undocumented`` anew."""
        self.departed_undocumented[:] = 0

    # -- chance ---

    def stream(self, purpose: str) -> np.uint64:
        """The stream of ``purpose`` in the current week."""
        seed = self._placebo_seed if purpose in CAPACITY_PURPOSES else self._seed
        return stream(int(seed), purpose, self.week)

    def lasting_stream(self, purpose: str) -> np.uint64:
        """A stream that does not depend on the week: for what is drawn once about an incident."""
        return stream(int(self._seed), purpose, 0)

    def uniform(self, purpose: str, actor: Word, subject: Word = 0, n: int = 0) -> float:
        """One draw of ``purpose`` in the current week, outside loops."""
        return plain_draw(self.stream(purpose), actor, subject, n)

    # -- time ---

    @property
    def first_day(self) -> int:
        """First day of the current week, counted from the start."""
        return self.week * DAYS

    # -- programme ---

    def _neighbours(self) -> list[list[int]]:
        """Neighbouring villages of each village, by position."""
        position = {code: v for v, code in enumerate(self.population.village_codes)}
        near: list[list[int]] = [[] for _ in position]
        for one, other in self.settings.place.neighbour_pairs:
            near[position[one]].append(position[other])
            near[position[other]].append(position[one])
        return [sorted(set(villages)) for villages in near]

    def assisted(self) -> NDArray[np.bool_]:
        """Which villages the programme works in during the current week."""
        return self.schedule.works(self.week)

    def continued(self, part: Continued) -> NDArray[np.float64]:
        """How far each village's own funding (0-1) carries on a part of the programme, which has ended there."""
        if part not in self.settings.programme.continued:
            return np.zeros(self.villages)
        return np.where(self.schedule.ended(self.week), self.lookups.village_funding, 0.0)

    def route_help(self) -> NDArray[np.float64]:
        """How far each village helps with papers (0-1): in full while the programme does, then as funded."""
        if not self.settings.programme.route_help:
            return np.zeros(self.villages)
        return np.where(self.assisted(), 1.0, self.continued("route_help"))

    def has_officers(self) -> NDArray[np.bool_]:
        """Which villages have an assigned officer during the current week."""
        programme = self.settings.programme
        return self.assisted() & (programme.officers > 0 and programme.officer_hours > 0)

    def effort(self, name: str) -> float:
        """The programme's ``gate_effort`` or ``police_effort`` while it works anywhere, else 1."""
        programme = self.settings.programme
        return float(getattr(programme, name)) if programme.runs_at(self.week) else 1.0

    def has(self, need: str) -> NDArray[np.bool_]:
        """Which villages have what a channel or a session needs: ``none``, ``school`` or ``congregation``."""
        return np.array([village.has(need) for village in self.settings.place.villages], bool)

    def open_channels(self) -> NDArray[np.bool_]:
        """Which channels are open where during the current week: [villages, channels]; made once a week."""
        if self._opened[0] != self.week:
            self._opened = (self.week, self._open_now())
        return self._opened[1]

    def _open_now(self) -> NDArray[np.bool_]:
        programme = self.settings.programme
        officers = self.has_officers()
        running = self.assisted() | (self.continued("channels") > 0.0)
        is_open = np.zeros((self.villages, len(self.settings.channels)), bool)
        for c, (name, channel) in enumerate(self.settings.channels.items()):
            if name in programme.channels_open_always:
                is_open[:, c] = True
            elif name in programme.channels_open:
                is_open[:, c] = running
            if channel.officer_only:
                is_open[:, c] &= officers
            is_open[:, c] &= self.has(channel.needs)
        return is_open

    def coordination(self, village: int) -> float:
        """Chance that a village office or police post passes a case on: the programme's where it runs."""
        programme = self.settings.programme
        if self.assisted()[village]:
            return programme.coordination
        kept = float(self.continued("coordination")[village])
        return programme.coordination_before + kept * (programme.coordination - programme.coordination_before)

    # -- what loops read ---

    def mind(self) -> tuple[Any, ...]:
        """The arguments that the functions of :mod:`sim.attitudes.attitudes` share."""
        state, look = self.state, self.lookups
        return (
            self.week,
            state.mind,
            state.mind_week,
            look.fade,
            look.nature,
            look.attitude_keys,
            look.base_state,
            self.population.key,
        )

    def kin(self, row: int) -> NDArray[np.int64]:
        """Household and kin of one resident with whom there is contact, in the order of ties; no children under 15."""
        ties = self.ties
        span = slice(int(ties.start[row]), int(ties.start[row + 1]))
        rows = ties.other[span][ties.kind[span] <= LAST_KIN].astype(np.int64)
        return rows[self.week - self.population.birth_week[rows].astype(np.int64) >= ADULT_WEEKS]

    def need(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Need (0-1) of the households of some residents."""
        return self.population.household_need[self.population.household[rows]].astype(np.float64)

    # -- counting ---

    def count(self, measure: str, villages: ArrayLike, amount: ArrayLike | float = 1.0) -> None:
        """Add to a measure of the current week: one entry for each village named (repeats add up)."""
        index = self.measure_index[measure]
        if isinstance(villages, int | np.integer):  # one village, by far the most calls
            self.weekly[self.week, villages, index] += amount
            return
        np.add.at(self.weekly[self.week, :, index], np.asarray(villages, np.int64), amount)

    def count_rows(
        self,
        measure: str,
        rows: NDArray[np.int64],
        amounts: ArrayLike | float = 1.0,
        villages: NDArray[np.int64] | None = None,
    ) -> None:
        """Count residents, each in the home village if no other is given; by group and sex too, where asked for."""
        if not rows.size:
            return
        where = self.population.village[rows].astype(np.int64) if villages is None else villages
        self.count(measure, where, amounts)
        if self.by_group is not None:
            self.by_group.note(measure, where, rows, amounts)

    def count_about(self, measure: str, incidents: ArrayLike, amounts: ArrayLike | float = 1.0) -> None:
        """Count the persons whom incidents concern: who was asked, leaves, or hosts somebody."""
        rows = np.atleast_1d(np.asarray(incidents, np.int64))
        self.count_rows(measure, self.state.incidents["person"][rows], amounts)
