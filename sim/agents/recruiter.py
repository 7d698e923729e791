"""A recruiter as a Mesa agent: a post of a village and whoever holds it now."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.agents.columns import now
from sim.agents.host import Host
from sim.agents.registered import Registered
from sim.agents.villager import Villager
from sim.recruiters.finders import finders_at_home
from sim.recruiters.recruiter import Recruiter as Holder
from sim.state.codes import COLD, NOBODY


class Recruiter(Registered):
    """One post; :attr:`holder` counts up when somebody new takes it. Reads live; acts through the model's own rules.

    A stranger has no ties, a local recruiter is one of the villagers. ``post`` counts all posts from 0.
    """

    def __init__(self, model: Host, post: int) -> None:
        self.post = post
        self._holder = Holder(model.world, post)
        code = model.world.population.village_codes[self._holder.home]
        slot = int(model.world.state.posts.slot[post])
        super().__init__(model, f"recruiter/{code}/{slot}")

    @property
    def home_village(self) -> str:
        """Code of the village of the post."""
        return self.model.world.population.village_codes[self._holder.home]

    @property
    def village(self) -> str:
        """Code of the village in which the recruiter works now."""
        return self.model.world.population.village_codes[self._holder.village]

    @property
    def holder(self) -> int:
        """Which holder of the post this is, counted from 0."""
        return int(self.model.world.state.posts.holder[self.post])

    @property
    def state(self) -> str:
        """``active``, ``lying_low``, ``in_custody`` or ``vacant`` (nobody holds the post just now)."""
        return self._holder.state

    @property
    def pressure(self) -> float:
        """Pressure felt, from answered cases and referrals: never negative."""
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
    def finders(self) -> list[Villager]:
        """Villagers who bring candidates for a fee and are at home."""
        return [Villager(self.model, row) for row in finders_at_home(self.model.world, self.post)]

    @property
    def is_private(self) -> bool:
        """Whether offers go to kin only, out of sight."""
        return self._holder.is_private

    @property
    def promised_wage(self) -> float:
        """Promised wage, as a multiple of the home wage."""
        return self._holder.promised_wage

    @property
    def offers(self) -> int:
        """Number of offers made from this post so far, by all holders."""
        return int(self._offers().size)

    @property
    def offers_last_week(self) -> int:
        """Number of offers made from this post in the last week run."""
        return int(np.count_nonzero(self.model.world.state.incidents["week"][self._offers()] == now(self.model.world)))

    @property
    def cold_offers(self) -> int:
        """Number of offers made so far to people without a tie to the recruiter."""
        return int(np.count_nonzero(self.model.world.state.incidents["source"][self._offers()] == COLD))

    def _offers(self) -> NDArray[np.intp]:
        return np.flatnonzero(self.model.world.state.incidents["recruiter"] == self.post)

    def lie_low(self, until_week: int) -> None:
        """Make no offers before ``until_week``: an intervention from outside the model's rules."""
        self._holder.lie_low(until_week)
