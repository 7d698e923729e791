"""A recruiter as a Mesa agent: a post of a village and whoever holds it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.codes import COLD, NOBODY
from sim.recruiting.recruiter import Recruiter as Holder
from sim.views.columns import now
from sim.views.few import Few
from sim.views.villager import Villager

if TYPE_CHECKING:
    from sim.model import EarlyWarningModel


class Recruiter(Few):
    """One post; :attr:`holder` counts up when somebody new takes it. Reads live; acts through the model's own rules.

    A stranger has no ties, a local recruiter is one of the villagers.
    """

    def __init__(self, model: EarlyWarningModel, post: int) -> None:
        self.post = post
        self._holder = Holder(model.world, post)
        code = model.world.population.village_codes[self._holder.village]
        slot = int(model.world.state.recruiter_slot[post])
        super().__init__(model, f"recruiter/{code}/{slot}")

    @property
    def village(self) -> str:
        """Code of the home village."""
        return self.model.world.population.village_codes[self._holder.village]

    @property
    def holder(self) -> int:
        """Which holder of the post this is, counted from 0."""
        return int(self.model.world.state.recruiter_holder[self.post])

    @property
    def state(self) -> str:
        """``active``, ``lying_low`` or ``vacant`` (nobody holds the post just now)."""
        return self._holder.state

    @property
    def pressure(self) -> float:
        """Pressure felt, from answered cases and referrals."""
        return self._holder.pressure

    @property
    def villager(self) -> Villager | None:
        """The resident who is this recruiter; None for a stranger or a vacant post."""
        return None if self._holder.row == NOBODY else Villager(self.model, self._holder.row)

    @property
    def is_stranger(self) -> bool:
        """Whether a person without ties in the place holds the post."""
        return self.state != "vacant" and self._holder.row == NOBODY

    @property
    def kin(self) -> list[Villager]:
        """Kin in contact; none for a stranger."""
        return [] if self.villager is None else self.villager.kin

    @property
    def offers(self) -> int:
        """Offers made from this post so far, by all holders."""
        return int(self._offers().size)

    @property
    def offers_last_week(self) -> int:
        """Offers made from this post in the last week run."""
        return int(np.count_nonzero(self.model.world.state.incidents["week"][self._offers()] == now(self.model.world)))

    @property
    def cold_offers(self) -> int:
        """Offers made so far to people without a tie to the recruiter."""
        return int(np.count_nonzero(self.model.world.state.incidents["source"][self._offers()] == COLD))

    def _offers(self) -> NDArray[np.intp]:
        return np.flatnonzero(self.model.world.state.incidents["recruiter"] == self.post)

    def lie_low(self, until_week: int) -> None:
        """Make no offers before ``until_week``: an intervention from outside the model's rules."""
        self._holder.lie_low(until_week)
