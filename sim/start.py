"""The world before the first week: people abroad, what they know for good, recruiters at their posts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import Word, draw, name_key, selection_keys, stream, uniforms
from sim.core.table import Table
from sim.people.groups import CUSTOMARY, WOMAN
from sim.people.population import Population
from sim.recruiters.posts import fill_posts, make_posts
from sim.recruiters.targets import demand_left
from sim.settings.leaving import QUARTER
from sim.settings.tree import Settings
from sim.stages.week_end.by_group import GroupCounts
from sim.state import codes
from sim.state.columns import Accounts, Cases, Incidents, Notices, Reports, Residents, State, Villages, fresh
from sim.ties.ties import Ties
from sim.world import World, assembled


def begin(settings: Settings, population: Population, ties: Ties, *, by_group: bool = False) -> World:
    """The world before the first week.

    Args:
        settings: checked settings.
        population: people, from :func:`sim.people.build.build_population`.
        ties: their ties, from :func:`sim.ties.build.build_ties`.
        by_group: whether persons are counted by group and sex as well.
    """
    world = assembled(settings, population, ties, _state(settings, population.size))
    if by_group:
        world.tally.groups = GroupCounts(world)
    _give_knowledge(world)
    _send_abroad(world)
    fill_posts(world, np.arange(world.state.posts.state.size))
    asked_before = world.state.recruiting()
    for row in asked_before[asked_before != codes.NOBODY].tolist():
        world.state.residents.refusals[ties.of(row)] = settings.recruiting.refusals_before
    for village in range(world.villages):
        world.state.villages.demand_at_start[village] = demand_left(world, village)
    return world


def _state(settings: Settings, n: int) -> State:
    """Everybody settled, nothing known, every post vacant."""
    villages, facts = len(settings.place.villages), codes.FIRST_CHANNEL + len(settings.channels)
    none = np.empty(0, np.int64)
    return State(
        residents=fresh(
            Residents,
            n,
            status=codes.SETTLED,
            incident=codes.NOBODY,
            returned_week=codes.NEVER,
            fact_until=np.zeros((n, facts)),
            attitude_change=np.zeros((n, codes.FIRST_TRUST + len(codes.RECEIVERS))),
            warned_of=codes.NOBODY,
            met_post=codes.NOBODY,
            changed_week=codes.NEVER,
            reported_week=codes.NEVER,
            account=codes.NOBODY,
        ),
        posts=make_posts(settings),
        villages=fresh(Villages, villages, desk_hours=np.zeros((villages, len(codes.RECEIVERS)))),
        actor_row=none.copy(),
        officer_holder=none.copy(),
        standing=np.empty((0, villages)),
        incidents=Table(Incidents),
        notices=Table(Notices),
        reports=Table(Reports),
        cases=Table(Cases),
        accounts=Table(Accounts),
        open_incidents=none.copy(),
        open_reports=none.copy(),
        open_cases=none.copy(),
    )


def _give_knowledge(world: World) -> None:
    """What everyday life teaches is known for good, so that without a programme knowledge shows no trend."""
    learning, channels, people = world.settings.learning, world.settings.channels.values(), world.population
    facts = [learning.known_procedure, learning.known_warning_signs, learning.known_help]
    usual = [channel.known for channel in channels]
    of_members = [learning.known_by_members if one.receiver == "religious_leader" else one.known for one in channels]
    has_council = np.array([village.adat for village in world.settings.place.villages])
    member = ((people.traits & CUSTOMARY) != 0) & has_council[people.village]
    draws = stream(world.settings.population_seed, "knows for good", 0)
    shares, known = np.array([facts + usual, facts + of_members]), world.state.residents.fact_until
    _mark_known(people.key, member, world.arrays.fact_keys, shares, draws, known)


@loop
def _mark_known(
    keys: NDArray[np.uint64],
    member: NDArray[np.bool_],
    fact_keys: NDArray[np.uint64],
    shares: NDArray[np.float64],
    draws: Word,
    fact_until: NDArray[np.int16],
) -> None:
    for i in range(keys.size):
        own = shares[1 if member[i] else 0]
        for f in range(fact_keys.size):
            if draw(draws, keys[i], fact_keys[f], 0) < own[f]:
                fact_until[i, f] = codes.KNOWN_FOR_GOOD


def _send_abroad(world: World) -> None:
    """The stock of migrants and of people in the procedure at the start, with the rest of it still before them."""
    place, leaving, deciding = world.settings.place, world.settings.leaving, world.settings.deciding
    residents, keys = world.state.residents, world.population.key
    abroad = stream(world.settings.population_seed, "abroad at the start", 0)
    route = deciding.documented_weeks
    # who is in the procedure: as many as feed the stock abroad (flow times length of the route)
    flow = place.abroad_documented_per_1000 / (leaving.stay_documented + QUARTER)
    in_procedure = flow * route / max(1.0 - deciding.documented_failure, 0.01)
    for status, per_1000, stay in (
        (codes.AWAY_UNDOCUMENTED, place.abroad_undocumented_per_1000, leaving.stay_undocumented),
        (codes.AWAY_DOCUMENTED, place.abroad_documented_per_1000, leaving.stay_documented),
        (codes.IN_PROCEDURE, in_procedure, route),
    ):
        share = eligible_share_abroad(world, per_1000)
        u = uniforms(abroad, keys, name_key("status", status), 0)
        rows = np.flatnonzero((u < share) & (residents.status == codes.SETTLED))
        left = selection_keys(abroad, keys[rows], name_key("days left", status), np.ones(rows.size))
        residents.status[rows] = status
        residents.status_day[rows] = (left * stay * codes.DAYS).astype(np.int64)


_SMALL = 2.0**-600
"""Weights all below this lose their digits."""


def eligible_share_abroad(world: World, per_1000: float) -> NDArray[np.float64]:
    """[n] chance of each resident to be abroad at the start, so that ``per_1000`` of all residents are."""
    people, recruiting = world.population, world.settings.recruiting
    age = -people.birth_week.astype(np.int64) / 52.0
    resident = age >= codes.ADULT_WEEKS / 52
    eligible = resident & (age >= recruiting.min_age) & (age <= recruiting.max_age)
    weight = world.arrays.group_weight[people.group] * eligible
    weight = weight * np.where(people.sex == WOMAN, recruiting.women_weight, 1.0)
    if weight.max(initial=0.0) < _SMALL:  # only proportions count, and the quotient below must stay finite
        weight = weight / _SMALL
    total = float(weight.sum())
    return np.asarray(weight * (per_1000 / 1000 * float(resident.sum()) / total if total > 0 else 0.0))
