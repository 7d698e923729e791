"""A recruiter (calo, sponsor): a post of the state's columns with a person's decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.core.draws import exponential, name_key, poisson, uniform, uniforms
from sim.recruiters.finders import dismiss_finders, finders_at_home, hire_finder
from sim.recruiters.offer_list import OfferList
from sim.recruiters.rules import reaction_chance
from sim.recruiters.targets import cold_targets, demand_left, hamlet_targets, tie_targets
from sim.state import codes
from sim.ties.kinds import LAST_KIN
from sim.world import World


class Recruiter:
    """The holder of one post, by number. Reads and writes the state's columns; keeps nothing of its own.

    Sees group, visible need, ties and past refusals of people; never what they know.
    """

    def __init__(self, world: World, post: int) -> None:
        self.world = world
        self.post = post
        self._posts = world.state.posts

    @classmethod
    def at_work(cls, world: World) -> Iterator[Recruiter]:
        """All recruiters who are neither lying low nor in custody nor gone."""
        for post in np.flatnonzero(world.state.posts.state == codes.ACTIVE):
            yield cls(world, int(post))

    # -- who ---

    @property
    def key(self) -> int:
        """Stable key of (home village, slot, n-th holder)."""
        return int(self._posts.key[self.post])

    @property
    def row(self) -> int:
        """Row of the resident who is this recruiter, or NOBODY (-1) for a stranger."""
        return int(self._posts.row[self.post])

    @property
    def home(self) -> int:
        """Village of the post."""
        return int(self._posts.village[self.post])

    @property
    def village(self) -> int:
        """Village in which the recruiter works now: the home village, or where one has moved."""
        return int(self._posts.base[self.post])

    @property
    def state(self) -> str:
        """``active``, ``lying_low``, ``in_custody`` or ``vacant``."""
        return codes.RECRUITER_STATES[self._posts.state[self.post]]

    @property
    def pressure(self) -> float:
        """Pressure felt, from answered cases and referrals: never negative."""
        return float(self._posts.pressure[self.post])

    @property
    def is_private(self) -> bool:
        """Whether offers go to kin only, out of sight, for the time being."""
        return int(self._posts.private_until[self.post]) > self.world.week

    @property
    def is_trafficker(self) -> bool:
        """Whether this one means to exploit those who are recruited (TPPO), not only to smuggle them (TPPM)."""
        return self._lasting("trafficker") < self.world.settings.recruiting.trafficker_share

    @property
    def promised_wage(self) -> float:
        """What this one promises, as a multiple of the home wage."""
        spread = self.world.settings.recruiting.promise_spread
        return self.world.settings.deciding.wage_ratio * (1.0 + spread * (2.0 * self._lasting("promised wage") - 1.0))

    @property
    def offers_per_week(self) -> float:
        """Mean number of offers: fewer where the village is too small to keep a recruiter busy."""
        recruiting, place = self.world.settings.recruiting, self.world.settings.place
        people = float(self.world.population.village_people[self.village])
        return recruiting.offers_per_week * place.rate_factor * min(1.0, people / recruiting.full_village)

    # -- chance ---

    def chance(self, purpose: str, n: int = 0) -> float:
        """The recruiter's own draw for a purpose this week, the ``n``-th such: in (0, 1)."""
        return self.world.uniform(purpose, self.key, 0, n)

    def weeks(self, purpose: str, mean: float) -> int:
        """An exponential waiting time around a ``mean`` in weeks, rounded down to whole weeks, drawn this week."""
        return int(min(mean * exponential(self.chance(purpose)), 5000.0))

    def choose(self, purpose: str, weights: Mapping[str, float]) -> str | None:
        """One of several named options, in proportion to weights; None if none weighs anything."""
        waits = {
            name: exponential(self.world.uniform(purpose, self.key, name_key(purpose, name))) / weight
            for name, weight in weights.items()
            if weight > 0
        }
        return min(waits, key=lambda name: waits[name], default=None)

    def _lasting(self, purpose: str) -> float:
        """A draw that is this recruiter's for good."""
        return uniform(self.world.settings.seed, purpose, self.key, 0, 0)

    # -- reactions ---

    def reconsider_finders(self) -> None:
        """Each finder quits, the likelier the more pressure there is; an empty place is filled after some weeks."""
        finders, settings = self._posts.finders, self.world.settings.recruiting
        quits = reaction_chance(self.pressure, settings.finder_quit_pressure)
        for place in range(finders.shape[1]):
            if finders[self.post, place] != codes.NOBODY:
                if self.chance("finder quits", place) < quits:
                    finders[self.post, place] = codes.NOBODY
                    self.world.count("finders_quit", self.village)
            elif self.chance("find a finder", place) < 1.0 / settings.finder_weeks:
                hire_finder(self.world, self.post, place)

    def lie_low(self, until_week: int) -> None:
        """Make no offers before ``until_week``."""
        self._posts.state[self.post] = codes.LYING_LOW
        self._posts.until[self.post] = until_week
        self.world.count("recruiters_lay_low", self.village)

    def come_back(self) -> None:
        """Work again."""
        self._posts.state[self.post] = codes.ACTIVE

    def go_private(self, until_week: int) -> None:
        """Ask kin only, out of sight, before ``until_week``."""
        self._posts.private_until[self.post] = until_week
        self.world.count("recruiters_went_private", self.village)

    def quieter_neighbour(self) -> int:
        """The neighbouring village with the least pressure, if it is less than here; else NOBODY."""
        felt, keys = self.world.state.villages.pressure, self.world.population.village_key
        quieter = [v for v in self.world.neighbours[self.village] if felt[v] < felt[self.village]]
        draws = {v: self.world.uniform("where to move", self.key, int(keys[v])) for v in quieter}
        return min(quieter, key=lambda v: (felt[v], draws[v]), default=codes.NOBODY)

    def move(self, village: int, until_week: int) -> None:
        """Work in another village before ``until_week``, as a stranger there: without finders and without own ties."""
        self.world.count("recruiters_moved", self.village)
        self._work_in(village, until_week)

    def _work_in(self, village: int, until_week: int) -> None:
        self._posts.base[self.post] = village
        self._posts.away_until[self.post] = until_week
        dismiss_finders(self.world, self.post)

    def come_home(self) -> None:
        """Work in the home village again, if the time away is over."""
        if self.village != self.home and self._posts.away_until[self.post] <= self.world.week + 1:
            self._work_in(self.home, 0)

    def be_arrested(self, until_week: int) -> None:
        """Sit in custody until the verdict in ``until_week``."""
        self._posts.state[self.post] = codes.IN_CUSTODY
        self._posts.until[self.post] = until_week
        self._posts.arrest_day[self.post] = codes.NOBODY
        dismiss_finders(self.world, self.post)

    def leave_post(self) -> None:
        """Quit."""
        self.world.count("recruiters_quit", self.village)
        self.be_gone()

    def be_gone(self) -> None:
        """Be gone for good; the post waits for a new holder, the longer the less demand is left."""
        home, posts = self.home, self._posts
        before = float(self.world.state.villages.demand_at_start[home])
        demand = demand_left(self.world, home) / before if before > 0.0 else 0.0
        wait = self.weeks("vacancy", self.world.settings.recruiting.entry_weeks / max(demand, 0.01))
        posts.state[self.post] = codes.VACANT
        posts.row[self.post] = codes.NOBODY
        posts.until[self.post] = self.world.week + 2 + wait
        posts.arrest_day[self.post] = codes.NOBODY
        dismiss_finders(self.world, self.post)

    # -- offers ---

    def approach(self, offers: OfferList) -> None:
        """Make this week's offers: through finders, along own ties, in the own hamlet, on a round through another."""
        recruiting = self.world.settings.recruiting
        row = self.row if self.village == self.home else codes.NOBODY  # who has moved is a stranger there
        finders = finders_at_home(self.world, self.post)
        through = dict.fromkeys(finders, 0)
        along = cold = 0
        for n in range(poisson(self.offers_per_week, self.chance("offers of a recruiter"))):
            if finders and self.chance("through a finder", n) < recruiting.finder_share:
                through[self._one_of(finders, "which finder", self.world.population.key, n)] += 1
            elif row != codes.NOBODY and (self.is_private or self.chance("along ties", n) < recruiting.tie_share):
                along += 1
            else:
                cold += 1
        for finder, count in through.items():
            self._ask_known(offers, finder, int(self.world.population.key[finder]), count, finder)
        self._ask_known(offers, row, self.key, along, codes.NOBODY)
        if not self.is_private:
            self._ask_cold(offers, row, cold)

    def _one_of(self, options: Sequence[int], purpose: str, keys: NDArray[np.uint64], n: int = 0) -> int:
        """One of some residents or villages, each as likely, by draws about their keys."""
        return min(options, key=lambda one: self.world.uniform(purpose, self.key, int(keys[one]), n))

    def _ask_known(self, offers: OfferList, asker: int, asker_key: int, count: int, finder: int) -> None:
        """Let a resident (the recruiter or a finder) ask own ties, and for what is left around the own hamlet."""
        if not count:
            return
        asked = self._ask_ties(offers, asker, asker_key, count, finder)
        if asked < count and not self.is_private:
            people = self.world.population
            hamlet = int(people.household_hamlet[people.household[asker]])
            rest = hamlet_targets(self.world, hamlet, count - asked, asker_key, "target at home")
            source = codes.BY_FRIEND if finder == codes.NOBODY else codes.BY_FINDER
            offers.add(rest[rest != asker], source, self.post, asker)

    def _ask_ties(self, offers: OfferList, asker: int, asker_key: int, count: int, finder: int) -> int:
        """Ask ties, sparing those who refused before; returns how many were asked."""
        ties, recruiting = self.world.ties, self.world.settings.recruiting
        others = 0.0 if self.is_private else 1.0
        chosen = tie_targets(self.world, asker, count, asker_key, "target among ties", recruiting.kin_weight, others)
        chosen = chosen[self._asks_again(ties.other[chosen].astype(np.int64), asker_key)]
        kin = np.where(ties.kind[chosen] <= LAST_KIN, codes.BY_KIN, codes.BY_FRIEND)
        source = kin if finder == codes.NOBODY else codes.BY_FINDER
        offers.add(ties.other[chosen].astype(np.int64), source, self.post, asker, self.is_private)
        return int(chosen.size)

    def _asks_again(self, persons: NDArray[np.int64], asker_key: int) -> NDArray[np.bool_]:
        """Whether ties are asked in spite of past refusals: a chance of the refusal weight for each of them."""
        refusals, weight = self.world.state.residents.refusals[persons], self.world.settings.recruiting.refusal_weight
        chance = np.cumprod([1.0] + [weight] * int(refusals.max(initial=0)))[refusals]
        keys = self.world.population.key[persons]
        return uniforms(self.world.stream("ask again"), keys, asker_key) < chance

    def _ask_cold(self, offers: OfferList, row: int, count: int) -> None:
        """Go from door to door; doors open to a stranger as far as the village is open to outsiders."""
        if not count:
            return
        village = self._round_in()
        if row == codes.NOBODY:
            closed = 1.0 - float(self.world.arrays.villages.openness[village])
            opens = 1.0 - self.world.settings.recruiting.closed_door * closed
            count = sum(self.chance("let in", n) < opens for n in range(count))
        offers.add(cold_targets(self.world, village, count, self.key), codes.COLD, self.post, row)

    def _round_in(self) -> int:
        """The village of this week's round: the own one, or a neighbouring one."""
        neighbours = self.world.neighbours[self.village]
        if not neighbours or self.chance("travel") >= self.world.settings.recruiting.travel_share:
            return self.village
        return self._one_of(neighbours, "where to", self.world.population.village_key)
