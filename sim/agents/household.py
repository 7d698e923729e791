"""A household: the view of a few neighbouring rows, made when somebody looks."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.agents import columns
from sim.agents.column import Rows
from sim.agents.host import Host
from sim.state.codes import AWAY_DOCUMENTED, AWAY_UNDOCUMENTED


class Household:
    """One household, read live from the columns of the world; it stores nothing. Two views of one are equal."""

    def __init__(self, model: Host, number: int) -> None:
        self.model = model
        self.number = number
        """Number of the household in the district, counted from 0."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Household) and self.model is other.model and self.number == other.number

    def __hash__(self) -> int:
        return hash((id(self.model), self.number))

    def __repr__(self) -> str:
        return f"Household({self.unique_id})"

    @property
    def rows(self) -> Rows:
        """Rows of its members who have one."""
        first, last = self.model.world.population.household_first_row[self.number : self.number + 2].tolist()
        return np.arange(first, last, dtype=np.int64)

    @property
    def unique_id(self) -> str:
        """Name that never changes: village code and number of the household in it."""
        return str(columns.household_id(self.model.world, self.rows[:1])[0])

    @property
    def village(self) -> str:
        """Code of its village."""
        return str(columns.village(self.model.world, self.rows[:1])[0])

    @property
    def hamlet(self) -> int:
        """Number of its hamlet (dusun) within the village, counted from 1."""
        return int(columns.hamlet(self.model.world, self.rows[:1])[0])

    @property
    def need(self) -> float:
        """Need, 0 (none) to 1 (hardship)."""
        return float(self.model.world.population.household_need[self.number])

    @property
    def children(self) -> int:
        """How many members are too young to have a row."""
        return int(self.model.world.population.household_children[self.number])

    @property
    def members(self) -> list[Any]:
        """Its members who have a row, as villagers, the head first; those abroad are members too."""
        return [self.model.agent_of(row) for row in self.rows.tolist()]

    @property
    def size(self) -> int:
        """Number of people of all ages."""
        return self.rows.size + self.children

    @property
    def members_abroad(self) -> list[Any]:
        """Those who are away, with or without documents."""
        return [member for member in self.members if member.is_away]

    @property
    def members_abroad_undocumented(self) -> int:
        """How many are away without documents."""
        return self._with_status(AWAY_UNDOCUMENTED)

    @property
    def members_abroad_documented(self) -> int:
        """How many are away with documents."""
        return self._with_status(AWAY_DOCUMENTED)

    def _with_status(self, code: int) -> int:
        return int(np.count_nonzero(self.model.world.state.residents.status[self.rows] == code))
