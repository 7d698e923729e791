"""A recruiter (calo, sponsor): a post of the state's columns with a person's decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sim.codes import ACTIVE, BY_FRIEND, BY_KIN, COLD, LYING_LOW, NOBODY, RECRUITER_STATES, VACANT
from sim.draws import smallest
from sim.ties.kinds import LAST_KIN

if TYPE_CHECKING:
    from sim.recruiting.offers import OfferList
    from sim.world import World


class Recruiter:
    """The holder of one post. Reads and writes the state's columns; keeps nothing of its own.

    Sees group, visible need, ties and past refusals of people; never what they know.
    """

    def __init__(self, world: World, post: int) -> None:
        self.world = world
        self.post = post

    @classmethod
    def at_work(cls, world: World) -> Iterator[Recruiter]:
        """All recruiters who are neither lying low nor gone."""
        for post in np.flatnonzero(world.state.recruiter_state == ACTIVE):
            yield cls(world, int(post))

    @property
    def key(self) -> int:
        """Stable key of (home village, slot, n-th holder)."""
        return int(self.world.state.recruiter_key[self.post])

    @property
    def row(self) -> int:
        """The resident who is this recruiter, or NOBODY (-1) for a stranger."""
        return int(self.world.state.recruiter_row[self.post])

    @property
    def village(self) -> int:
        """Home village."""
        return int(self.world.state.recruiter_village[self.post])

    @property
    def state(self) -> str:
        """``active``, ``lying_low`` or ``vacant``."""
        return RECRUITER_STATES[self.world.state.recruiter_state[self.post]]

    @property
    def pressure(self) -> float:
        """Pressure felt, from answered cases and referrals."""
        return float(self.world.state.recruiter_pressure[self.post])

    @property
    def offers_per_week(self) -> float:
        """Mean number of offers: fewer where the home village is too small to keep a recruiter busy."""
        recruiting, place = self.world.settings.recruiting, self.world.settings.place
        people = float(self.world.population.village_people[self.village])
        return recruiting.offers_per_week * place.rate_factor * min(1.0, people / recruiting.full_village)

    def lie_low(self, until_week: int) -> None:
        """Make no offers before ``until_week``."""
        self.world.state.recruiter_state[self.post] = LYING_LOW
        self.world.state.recruiter_until[self.post] = until_week

    def come_back(self) -> None:
        """Work again."""
        self.world.state.recruiter_state[self.post] = ACTIVE

    def leave_post(self, until_week: int) -> None:
        """Be gone; the post waits for a new holder until ``until_week``."""
        self.world.state.recruiter_state[self.post] = VACANT
        self.world.state.recruiter_row[self.post] = NOBODY
        self.world.state.recruiter_until[self.post] = until_week
        self.world.state.recruiter_arrest_day[self.post] = NOBODY

    def chance(self, purpose: str, n: int = 0) -> float:
        """The recruiter's own draw for a purpose this week."""
        return self.world.uniform(purpose, self.key, 0, n)

    def approach(self, offers: OfferList) -> None:
        """Make this week's offers: along own ties, in the own hamlet, and on a round through another."""
        from sim.recruiting.offers import poisson_draw

        count = poisson_draw(self.world, "offers of a recruiter", self.key, self.offers_per_week)
        along = 0
        if self.row != NOBODY:
            along = sum(self.chance("along ties", n) < self.world.settings.recruiting.tie_share for n in range(count))
        asked = self._ask_ties(offers, along)
        self._ask_hamlet(offers, along - asked)
        self._ask_cold(offers, count - along)

    def _ask_ties(self, offers: OfferList, count: int) -> int:
        """Ask own ties, sparing those who refused before; returns how many were asked."""
        from sim.recruiting.offers import tie_keys, visible_weights

        if not count:
            return 0
        ties = self.world.ties
        keys = tie_keys(
            self.row,
            self.world.settings.recruiting.kin_weight,
            1.0,
            ties.start,
            ties.other,
            ties.kind,
            ties.strength,
            self.world.stream("target among ties"),
            np.uint64(self.key),
            *visible_weights(self.world),
        )
        chosen = ties.start[self.row] + smallest(keys, count)
        again = [self._asks_again(int(person)) for person in ties.other[chosen]]
        chosen = chosen[np.array(again, bool)]
        kin = ties.kind[chosen] <= LAST_KIN
        offers.add(ties.other[chosen].astype(np.int64), np.where(kin, BY_KIN, BY_FRIEND), self.post)
        return int(chosen.size)

    def _asks_again(self, person: int) -> bool:
        """Whether a tie is asked in spite of past refusals: a chance of the refusal weight for each of them."""
        chance = 1.0
        for _ in range(int(self.world.state.refusals[person])):
            chance *= self.world.settings.recruiting.refusal_weight
        key = int(self.world.population.key[person])
        return self.world.uniform("ask again", key, self.key) < chance

    def _ask_hamlet(self, offers: OfferList, count: int) -> None:
        """Ask around in the own hamlet, where everybody knows the recruiter."""
        from sim.recruiting.offers import hamlet_targets

        if count:
            people = self.world.population
            hamlet = int(people.household_hamlet[people.household[self.row]])
            asked = hamlet_targets(self.world, hamlet, count, self.key, "target at home")
            offers.add(asked[asked != self.row], BY_FRIEND, self.post)

    def _ask_cold(self, offers: OfferList, count: int) -> None:
        from sim.recruiting.offers import cold_targets

        if count:
            offers.add(cold_targets(self.world, self._round_in(), count, self.key), COLD, self.post)

    def _round_in(self) -> int:
        """The village of this week's round: the own one, or a neighbouring one."""
        neighbours = self.world.neighbours[self.village]
        if not neighbours or self.chance("travel") >= self.world.settings.recruiting.travel_share:
            return self.village
        keys = self.world.population.village_key
        return min(neighbours, key=lambda village: self.world.uniform("where to", self.key, int(keys[village])))
