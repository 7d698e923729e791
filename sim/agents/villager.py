"""A villager: the view of one row, made when somebody looks."""

from __future__ import annotations

from typing import Any, NamedTuple, NoReturn

import mesa
import numpy as np
from mesa.discrete_space import Cell

from sim.agents import columns
from sim.agents.column import Column
from sim.agents.host import Host
from sim.agents.household import Household
from sim.state.codes import INCIDENT_STATES, NOBODY, RECEIVERS, SOURCE_NAMES
from sim.ties.kinds import KINDS, LAST_KIN


class Tie(NamedTuple):
    """Contact with another villager."""

    villager: Villager
    kind: str
    """One of ``sim.ties.kinds.KINDS``."""
    strength: float
    """0 (hardly any contact) to 1 (closest)."""


class Offer(NamedTuple):
    """An offer that a villager considers or prepares to follow."""

    source: str
    """How it came: kin, friend, finder, cold, kin_abroad or licensed."""
    recruiter: Any
    """The recruiter as an agent, None for kin abroad and agencies."""
    week: int
    state: str
    """One of ``sim.state.codes.INCIDENT_STATES``."""
    undocumented: bool
    recognised: bool
    """Whether it was seen to be irregular."""
    depart_day: int | None
    """Planned day of departure, counted from the start of the run."""


class Villager(mesa.Agent):
    """One person, read live from the columns of the world; it stores nothing and cannot be changed.

    Two views of the same person of one model are equal. Properties that are :class:`~sim.agents.column.Column` can
    be read for many at once through ``model.agents``.

    Args:
        model: the model.
        row: of the person in the columns, counted from 0.
        cell: the person's place in a network made for looking; None for the model's own.
    """

    model: Host
    row: int
    _cell: Cell | None

    unique_id = Column[str](columns.unique_id)
    household_id = Column[str](columns.household_id)
    village = Column[str](columns.village)
    hamlet = Column[int](columns.hamlet)
    sex = Column[str](columns.sex)
    age = Column[int](columns.age)
    is_resident = Column[bool](columns.is_resident)
    group = Column[str](columns.group)
    role = Column[str](columns.role)
    phone = Column[bool](columns.phone)
    in_school = Column[bool](columns.in_school)
    customary = Column[bool](columns.customary)
    rt_head = Column[bool](columns.rt_head)
    need = Column[float](columns.need)
    status = Column[str](columns.status)
    is_away = Column[bool](columns.is_away)
    refusals = Column[int](columns.refusals)
    legal_literacy = Column[frozenset[str]](columns.legal_literacy)
    facts_known = Column[int](columns.facts_known)
    awareness = Column[float](columns.awareness)
    expected_effect = Column[float](columns.expected_effect)
    fear = Column[float](columns.fear)
    news = Column[float](columns.news)
    trust_village_office = Column[float](columns.trust["village_office"])
    trust_police = Column[float](columns.trust["police"])
    trust_immigration = Column[float](columns.trust["immigration"])
    trust_religious_leader = Column[float](columns.trust["religious_leader"])
    trust_school = Column[float](columns.trust["school"])
    trust_resource_centre = Column[float](columns.trust["resource_centre"])

    def __init__(self, model: Host, row: int, cell: Cell | None = None) -> None:
        # not mesa.Agent.__init__, which would enter the view in the model's register
        for name, value in (("model", model), ("row", int(row)), ("_cell", cell)):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(
            f"a villager is a view of the world's columns, so {name!r} cannot be set on it; "
            "change settings before the run, or the columns of model.world.state"
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Villager) and self.model is other.model and self.row == other.row

    def __hash__(self) -> int:
        return hash((id(self.model), self.row))

    def __repr__(self) -> str:
        return f"Villager({self.unique_id})"

    def remove(self) -> NoReturn:
        """Refused: people are never lost.

        Raises:
            TypeError: always.
        """
        raise TypeError("a villager cannot be removed: the people of a place are fixed by its settings")

    def trust(self, receiver: str) -> float:
        """Trust (0-1) in one of ``sim.state.codes.RECEIVERS``.

        Raises:
            ValueError: if there is no such receiver.
        """
        if receiver not in RECEIVERS:
            raise ValueError(f"no receiver is called {receiver!r}; there are {', '.join(RECEIVERS)}")
        return float(getattr(self, f"trust_{receiver}"))

    def knows(self, fact: str) -> bool:
        """Whether a fact is known; facts are named in ``model.world.arrays.fact_names``.

        Raises:
            ValueError: if there is no such fact.
        """
        if fact not in self.model.world.arrays.fact_names:
            names = ", ".join(self.model.world.arrays.fact_names)
            raise ValueError(f"no fact is called {fact!r}; there are {names}")
        return fact in self.legal_literacy

    @property
    def ties(self) -> list[Tie]:
        """All ties, in the order of the other persons' rows."""
        ties = self.model.world.ties
        span = slice(int(ties.start[self.row]), int(ties.start[self.row + 1]))
        rows = zip(ties.other[span].tolist(), ties.kind[span].tolist(), ties.strength[span].tolist(), strict=True)
        return [Tie(Villager(self.model, row), KINDS[kind], strength / 255) for row, kind, strength in rows]

    @property
    def kin(self) -> list[Villager]:
        """Those in contact who are of the household or family."""
        kinds = KINDS[: LAST_KIN + 1]
        return [tie.villager for tie in self.ties if tie.kind in kinds]

    @property
    def household(self) -> Household:
        """The household: members, need, members abroad. Many at once are told apart by ``household_id``."""
        return Household(self.model, int(self.model.world.population.household[self.row]))

    @property
    def household_members(self) -> list[Villager]:
        """Everybody of the household who has a row, this villager included."""
        return self.household.members

    @property
    def recruiter(self) -> Any:
        """The recruiter (as an agent) this villager is, None if none."""
        posts = np.flatnonzero(self.model.world.state.posts.row == self.row)
        return self.model.recruiters[int(posts[0])] if posts.size else None

    @property
    def offer(self) -> Offer | None:
        """The offer being considered or prepared, if any."""
        incident = int(self.model.world.state.residents.incident[self.row])
        if incident == NOBODY:
            return None
        table = self.model.world.state.incidents
        one = {name: int(table[name][incident]) for name in table.names}
        return Offer(
            source=SOURCE_NAMES[one["source"]],
            recruiter=None if one["recruiter"] == NOBODY else self.model.recruiters[one["recruiter"]],
            week=one["week"],
            state=INCIDENT_STATES[one["state"]],
            undocumented=bool(one["undocumented"]),
            recognised=bool(one["recognised"]),
            depart_day=None if one["depart_day"] == NOBODY else one["depart_day"],
        )

    @property
    def cell(self) -> Cell:
        """The villager's cell in ``model.network``, or in the network this view was made for."""
        return self.model.network[self.row] if self._cell is None else self._cell

    @property
    def pos(self) -> Any:
        """Position of the cell in the drawing of the network."""
        return self.cell.position
