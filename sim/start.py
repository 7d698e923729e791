"""The state before the first week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import loop
from sim.core.draws import Word, draw, name_key, selection_keys, stream, uniforms
from sim.core.table import Table
from sim.recruiters.posts import fill_posts, make_posts
from sim.recruiters.targets import demand_left
from sim.state.codes import (
    ADULT_WEEKS,
    AWAY_DOCUMENTED,
    AWAY_UNDOCUMENTED,
    DAYS,
    FIRST_CHANNEL,
    FIRST_TRUST,
    IN_PROCEDURE,
    KNOWN_FOR_GOOD,
    NEVER,
    NOBODY,
    RECEIVERS,
    SETTLED,
    VACANT,
)
from sim.state.columns import CASE_COLUMNS, INCIDENT_COLUMNS, NOTICE_COLUMNS, REPORT_COLUMNS, State

QUARTER = 13  # weeks that every stay abroad lasts at least

if TYPE_CHECKING:
    from sim.world import World


def start_state(world: World) -> State:
    """People as they are before the first week: some abroad, what they know for good, recruiters at their posts."""
    n = world.population.key.size
    facts = FIRST_CHANNEL + len(world.lookups.channel_names)
    posts = make_posts(world)
    count = posts.village.size
    none = np.empty(0, np.int64)
    state = State(
        status=np.full(n, SETTLED, np.uint8),
        status_day=np.zeros(n, np.int32),
        incident=np.full(n, NOBODY, np.int32),
        returned_week=np.full(n, NEVER, np.int16),
        refusals=np.zeros(n, np.uint8),
        talk_until=np.zeros(n, np.int16),
        spoke_until=np.zeros(n, np.int16),
        told_how=np.zeros(n, np.uint8),
        fact_until=np.zeros((n, facts), np.int16),
        mind=np.zeros((n, FIRST_TRUST + len(RECEIVERS)), np.float32),
        mind_week=np.zeros(n, np.int16),
        warned_of=np.full(n, NOBODY, np.int16),
        warned_until=np.zeros(n, np.int16),
        recruiter_village=posts.village,
        recruiter_slot=posts.slot,
        recruiter_holder=np.full(count, NOBODY, np.int64),
        recruiter_key=np.zeros(count, np.uint64),
        recruiter_row=np.full(count, NOBODY, np.int64),
        recruiter_base=posts.village.copy(),
        recruiter_away_until=np.zeros(count, np.int64),
        recruiter_finders=np.full((count, world.settings.recruiting.finders), NOBODY, np.int64),
        recruiter_private_until=np.zeros(count, np.int64),
        recruiter_state=np.full(count, VACANT, np.uint8),
        recruiter_until=np.zeros(count, np.int64),
        recruiter_pressure=np.zeros(count),
        recruiter_arrest_day=np.full(count, NOBODY, np.int64),
        actor_row=none.copy(),
        village_pressure=np.zeros(world.villages),
        demand_at_start=np.zeros(world.villages),
        listening_hours=np.zeros(world.villages),
        desk_hours=np.zeros((world.villages, len(RECEIVERS))),
        spent=np.zeros(world.villages),
        embeddedness=np.zeros(world.villages),
        officer_holder=np.empty(0, np.int64),
        standing=np.empty((0, world.villages)),
        incidents=Table(INCIDENT_COLUMNS),
        notices=Table(NOTICE_COLUMNS),
        reports=Table(REPORT_COLUMNS),
        cases=Table(CASE_COLUMNS),
        open_incidents=none,
        open_reports=none.copy(),
        open_cases=none.copy(),
    )
    _give_knowledge(world, state.fact_until)
    _send_abroad(world, state)
    fill_posts(world, state, np.arange(count))
    asked_before = np.concatenate((state.recruiter_row, state.recruiter_finders.ravel()))
    for row in asked_before[asked_before != NOBODY]:
        state.refusals[world.ties.of(int(row))] = world.settings.recruiting.refusals_before
    for village in range(world.villages):
        state.demand_at_start[village] = demand_left(world, village, state)
    return state


def _give_knowledge(world: World, fact_until: NDArray[np.int16]) -> None:
    """What everyday life teaches is known for good, so that without a programme knowledge shows no trend."""
    learning, channels = world.settings.learning, world.settings.channels.values()
    shares = [learning.known_procedure, learning.known_warning_signs, learning.known_help]
    shares += [channel.known for channel in channels]
    state = stream(world.settings.population_seed, "knows for good", 0)
    _mark_known(world.population.key, world.lookups.fact_keys, np.array(shares), state, fact_until)


@loop
def _mark_known(
    keys: NDArray[np.uint64],
    fact_keys: NDArray[np.uint64],
    shares: NDArray[np.float64],
    state: Word,
    fact_until: NDArray[np.int16],
) -> None:
    for i in range(keys.size):
        for f in range(fact_keys.size):
            if draw(state, keys[i], fact_keys[f], 0) < shares[f]:
                fact_until[i, f] = KNOWN_FOR_GOOD


def _send_abroad(world: World, state: State) -> None:
    """The stock of migrants and of people in the procedure at the start, with the rest of it still before them."""
    place, leaving = world.settings.place, world.settings.leaving
    seed = world.settings.population_seed
    abroad = stream(seed, "abroad at the start", 0)
    route = world.settings.deciding.documented_weeks
    # who is in the procedure: as many as feed the stock abroad (flow times length of the route)
    flow = place.abroad_documented_per_1000 / (leaving.stay_documented + QUARTER)
    in_procedure = flow * route / max(1.0 - world.settings.deciding.documented_failure, 0.01)
    for status, per_1000, stay in (
        (AWAY_UNDOCUMENTED, place.abroad_undocumented_per_1000, leaving.stay_undocumented),
        (AWAY_DOCUMENTED, place.abroad_documented_per_1000, leaving.stay_documented),
        (IN_PROCEDURE, in_procedure, route),
    ):
        share = eligible_share_abroad(world, per_1000)
        u = uniforms(abroad, world.population.key, name_key("status", status), 0)
        rows = np.flatnonzero((u < share) & (state.status == SETTLED))
        ones = np.ones(rows.size)
        left = selection_keys(abroad, world.population.key[rows], name_key("days left", status), ones)
        state.status[rows] = status
        state.status_day[rows] = (left * stay * DAYS).astype(np.int64)


def eligible_share_abroad(world: World, per_1000: float) -> NDArray[Any]:
    """Chance of each resident to be abroad at the start, so that ``per_1000`` of all residents are."""
    people, recruiting = world.population, world.settings.recruiting
    age = -people.birth_week.astype(np.int64) / 52.0
    resident = age >= ADULT_WEEKS / 52
    eligible = resident & (age >= recruiting.min_age) & (age <= recruiting.max_age)
    weight = world.lookups.group_weight[people.group] * eligible
    total = float(weight.sum())
    return weight * (per_1000 / 1000 * float(resident.sum()) / total if total > 0 else 0.0)
