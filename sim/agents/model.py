"""The model for users of Mesa: builds a world, steps it a week at a time, and shows it as agents.

Stepping this model and calling :func:`sim.week.run_week` on a :class:`~sim.world.World` give the same bits.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np
import pandas as pd
from mesa.agentset import AgentSet
from mesa.discrete_space import Network

from sim.agents.agent_set import ColumnAgents
from sim.agents.built import built
from sim.agents.column import Rows
from sim.agents.columns import residents
from sim.agents.group_table import by_group_table
from sim.agents.host import Host
from sim.agents.levers import with_levers
from sim.agents.network import network_of
from sim.agents.officer import Officer
from sim.agents.recruiter import Recruiter
from sim.agents.villager import Villager
from sim.core import composer
from sim.core.errors import InputError, Mistake
from sim.people.identity import person_id, row_of
from sim.settings.tree import Settings
from sim.start import begin
from sim.week import run_week

if TYPE_CHECKING:
    from sim.explaining.story import Story

REPORTED = (
    "undocumented_departures",
    "documented_departures",
    "refusals",
    "acceptances",
    "turned_documented",
    "stopped_by_counsel",
    "redirected_documented",
    "stopped_at_gate",
    "exploited",
    "reports_sent",
    "reports_received",
    "reports_false",
    "cases_answered_in_time",
    "cases_expired",
    "sessions_held",
    "session_participants",
    "cost_rupiah",
    "residents",
    "preparing",
    "away_undocumented",
    "away_documented",
    "know_warning_signs",
    "recruiters_active",
)
"""The measures in ``model.datacollector``, of all villages together; ``model.count`` gives any."""

LARGE_NETWORK = 50_000
"""People from which a network of everybody is slow enough to deserve a warning."""


class EarlyWarningModel(Host):
    """Villages, recruiters and officers, one step a week.

    Args:
        settings: checked settings, as ``load_settings`` gives them; None to compose them from the names below.
        rng: seed of chance in the weeks, in the place of ``settings.seed``; a generator is asked for one number. If
            None, ``settings`` keep theirs; without settings a fresh seed is drawn, which is in ``model.settings.seed``
            and in the column ``seed`` of the data collector.
        place, programme: names of files in ``configs/``.
        outreach_intensity: sessions per village and month.
        channels: names of the channels the programme opens.
        officers, officer_hours: officers of the district, and hours of each in a week.
        weeks: length of the run, which cannot be stepped beyond.
        population_seed: seed of people and ties.
        by_group: whether persons are counted by group and sex as well, for :meth:`by_group`.

    Levers that are not None change the settings. Raises InputError if one is not allowed.

    Attributes:
        world: the columns behind everything.
        recruiters, officers: these agents, in the order of posts and numbers.
        datacollector: Mesa's own, one row a week.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        rng: Any = None,
        place: str | None = None,
        programme: str | None = None,
        outreach_intensity: float | None = None,
        channels: Sequence[str] | str | None = None,
        officers: int | None = None,
        officer_hours: float | None = None,
        weeks: int | None = None,
        population_seed: int | None = None,
        by_group: bool = False,
        **unknown: Any,
    ) -> None:
        _refuse_unknown(unknown)
        levers = {
            "place": place,
            "programme": programme,
            "programme.outreach_intensity": outreach_intensity,
            "programme.channels_open": [channels] if isinstance(channels, str) else channels,
            "programme.officers": officers,
            "programme.officer_hours": officer_hours,
            "weeks": weeks,
            "population_seed": population_seed,
            "seed": _seed(rng) if rng is not None or settings is None else None,
        }
        self.settings = with_levers(settings, {key: value for key, value in levers.items() if value is not None})
        super().__init__(rng=self.settings.seed)
        self.world = begin(self.settings, *built(self.settings), by_group=by_group)
        self._registered: list[Any] = []
        self._number_of: dict[Any, int] = {}
        self._everybody = ColumnAgents(self, self._present)
        self._agents_by_type[Villager] = ColumnAgents(self, partial(residents, self.world))
        for agent_type in (Recruiter, Officer):
            self._agents_by_type[agent_type] = AgentSet([], random=self.random)
        posts = range(self.world.state.posts.state.size)
        self.recruiters = tuple(Recruiter(self, post) for post in posts)
        self.officers = tuple(Officer(self, number) for number in range(self.settings.programme.officers))
        self._counted = [0.0] * len(self.world.tally.measures)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "seed": partial(attrgetter("settings.seed")),
                **{name: partial(EarlyWarningModel.count, measure=name) for name in REPORTED},
            }
        )

    def __repr__(self) -> str:
        return f"EarlyWarningModel({', '.join(self.world.population.village_names)}, week {self.week})"

    # -- time ---

    @property
    def week(self) -> int:
        """Weeks done."""
        return self.world.week

    def step(self) -> None:
        """Run one week. Raises InputError after the last one."""
        self._check_length(self.week + 1, "step()")
        run_week(self.world)
        self._counted = self.world.tally.weekly[self.week - 1].sum(axis=0).tolist()
        self.running = self.week < self.settings.weeks
        self.datacollector.collect(self)

    def run_for(self, duration: float) -> None:
        """Run ``duration`` weeks more.

        Raises:
            InputError: before anything is run, if the run has fewer weeks left.
        """
        self._check_length(self.time + duration, f"run_for({duration:g})")
        super().run_for(duration)

    def run_until(self, end_time: float) -> None:
        """Run until ``end_time`` weeks are done, counted from the start.

        Raises:
            InputError: before anything is run, if the run is shorter.
        """
        self._check_length(end_time, f"run_until({end_time:g})")
        super().run_until(end_time)

    def _check_length(self, wanted: float, call: str) -> None:
        weeks = self.settings.weeks
        if wanted > weeks:
            value = f"{call} in week {self.week} of a run of {weeks} weeks"
            todo = f"make the model with weeks={int(np.ceil(wanted))} or more"
            raise InputError([Mistake("weeks", value, f"up to {weeks - self.week} more weeks", todo)])

    def count(self, measure: str) -> float:
        """A measure (with its unit in ``docs/columns.md``) of the last week, over all villages.

        0 before the first week.

        Raises:
            InputError: if there is no such measure.
        """
        try:
            return self._counted[self.world.tally.index[measure]]
        except KeyError:
            names = ", ".join(self.world.tally.index)
            todo = "correct the name"
            raise InputError([Mistake("measure", repr(measure), f"one of {names}", todo)]) from None

    def by_group(self) -> pd.DataFrame:
        """Persons counted by year, village, group and sex so far: see :func:`sim.agents.group_table.by_group_table`.

        Raises:
            InputError: if the model was not made with ``by_group=True``.
        """
        if self.world.tally.groups is None:
            todo = "make the model with by_group=True"
            raise InputError([Mistake("by_group()", "a model that does not count by group", "one that does", todo)])
        return by_group_table(self.world)

    # -- agents ---

    @property
    def agents(self) -> ColumnAgents:
        """All residents, recruiters and officers. Follows the model: whoever turns 15 is in it from then on."""
        return self._everybody

    @property
    def villagers(self) -> ColumnAgents:
        """All residents."""
        residents_only: ColumnAgents = self._agents_by_type[Villager]
        return residents_only

    def villager(self, person: str | int) -> Villager:
        """The villager with a person id such as ``"34.01.12.2004/17/2"``, or of a row.

        Raises:
            KeyError: if there is no such person.
        """
        row = row_of(self.world.population, person) if isinstance(person, str) else person
        if not 0 <= row < self.world.population.size:
            raise KeyError(person)
        return Villager(self, row)

    def explain(self, person: str | int) -> Story:
        """The story of one person under these settings, beside the same person without a programme.

        Runs all weeks of both anew with everything looked at, whatever week this model is in; what was changed in this
        model by hand is not known there. ``story.text()`` and ``story.as_dict()`` put it into words.

        Args:
            person: an id such as ``"34.01.12.2004/17/2"``, a row, or ``"prevented"``, ``"induced"`` or ``"reporter"``
                for the first such person.

        Raises:
            InputError: if there is no such person.
        """
        from sim.explaining.explain import explain  # stories are asked for seldom

        population = self.world.population
        name = person if isinstance(person, str) else person_id(population, person)
        nothing = composer.load_settings(programme="no_programme").programme
        return explain(self.settings, nothing, (population, self.world.ties), name)

    def register_agent(self, agent: Any) -> None:
        """Called by Mesa for each agent that is not a view."""
        self._number_of[agent] = self.world.population.size + len(self._registered)
        self._registered.append(agent)
        super().register_agent(agent)

    def agent_of(self, number: int) -> Any:
        """The agent behind a member of an agent set."""
        rows = self.world.population.size
        return Villager(self, number) if number < rows else self._registered[number - rows]

    def number_of(self, agent: Any) -> int:
        """Number of the member of agent sets that stands for an agent; -1 for one of another model."""
        return agent.row if isinstance(agent, Villager) else self._number_of.get(agent, -1)

    def _present(self) -> Rows:
        registered = [self._number_of[agent] for agent in self._all_agents]
        return np.concatenate([residents(self.world), np.array(registered, np.int64)])

    # -- network ---

    @cached_property
    def network(self) -> Network:
        """The ties of all people as a Mesa network, made when first asked for."""
        if self.world.population.size > LARGE_NETWORK:
            warnings.warn(
                f"a network object of {self.world.population.size:,} people takes minutes and gigabytes; "
                "model.network_of(village) makes that of one village",
                stacklevel=3,
            )
        return network_of(self)

    @property
    def space(self) -> Network:
        """The network under the name by which Mesa's drawing looks for it."""
        return self.network

    def network_of(self, village: str) -> Network:
        """The ties within one village, given by its code, as a Mesa network."""
        return network_of(self, village)


def _refuse_unknown(keywords: Mapping[str, Any]) -> None:
    """One sentence for each misspelt keyword of :class:`EarlyWarningModel`."""
    if not keywords:
        return
    known = [name for name in inspect.signature(EarlyWarningModel).parameters if name not in ("self", "unknown")]
    todo = "correct the name, or set anything else with load_settings(**{'section.key': value})"
    raise InputError(
        [Mistake(f"EarlyWarningModel({name}=...)", "this keyword", ", ".join(known), todo) for name in keywords]
    )


def _seed(rng: Any) -> int:
    """A seed from whatever Mesa takes as ``rng``, also a whole number among floats; a fresh one for None."""
    try:
        if isinstance(rng, int | float | np.number) and rng == int(rng) >= 0:
            return int(rng)
        return int(np.random.default_rng(rng).integers(2**31))
    except (TypeError, ValueError, OverflowError):
        allowed = "a whole number of 0 or more, a generator of NumPy, or None for a fresh seed"
        raise InputError([Mistake("rng", repr(rng), allowed, "give one of these")]) from None
