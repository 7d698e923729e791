"""What agents need of the model they belong to, so that they need not know the model itself."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import mesa
from mesa.discrete_space import Network

from sim.settings.tree import Settings
from sim.world import World


class Host(mesa.Model):
    """A model whose agents are views of a world's columns.

    Attributes:
        settings: of the run.
        world: the columns behind everything.
        recruiters: the recruiters as agents, in the order of posts.
    """

    settings: Settings
    world: World
    recruiters: tuple[Any, ...]

    @property
    @abstractmethod
    def network(self) -> Network:
        """The ties of all people as a Mesa network."""

    @abstractmethod
    def agent_of(self, number: int) -> Any:
        """The agent behind a member of an agent set.

        Below the number of rows, ``number`` is a villager's row; from there on it counts the registered agents.
        """

    @abstractmethod
    def number_of(self, agent: Any) -> int:
        """Number of the member of agent sets that stands for an agent; -1 for one of another model."""
