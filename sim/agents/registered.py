"""What recruiters and officers share: real Mesa agents that are registered with the model, and never removed."""

from __future__ import annotations

from typing import Any, NoReturn

import mesa

from sim.agents.column import Column
from sim.agents.host import Host
from sim.agents.villager import Villager


class Registered(mesa.Agent):
    """An agent beside the villagers. What only villagers have (``status``, ``trust_police``) is None here, so that
    reporters may ask every agent of the model for it.
    """

    model: Host

    def __init__(self, model: Host, unique_id: str) -> None:
        super().__init__(model)
        self.unique_id = unique_id

    def __getattr__(self, name: str) -> Any:
        if isinstance(getattr(Villager, name, None), Column):
            return None
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.unique_id})"

    def remove(self) -> NoReturn:
        """Refused: how many there are is a setting.

        Raises:
            TypeError: always.
        """
        raise TypeError(
            f"{self!r} cannot be removed: how many recruiters and officers there are is set by "
            "recruiting.recruiters_per_village and programme.officers"
        )
