"""Cases at one desk are a queue: the model against queueing theory, where that applies.

Theory applies in the limit where reports about new incidents come as a Poisson process (one report an incident,
nothing lost, no delay), all cases need the same hours, the desk's hours are a whole number c of cases a week and not
kept, nobody passes cases on, and nobody's patience ends. Then what waits after a week's work follows

    Q' = max(0, Q + A - c),     A Poisson with mean rate

(a discrete-time queue with batch service), whose stationary distribution is computed here to machine precision. For
c = 1 the mean is that of cases waiting in M/D/1, rate^2 / (2 (1 - rate)), by Pollaczek and Khinchine: the weeks are
M/D/1 seen at the ends of services. By Little's law the mean wait is the mean number waiting over the rate.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from sim.core.draws import poisson, stream, uniforms
from sim.incidents.incidents import open_sighting
from sim.officers.hours import assign_officers
from sim.people.build import build_population
from sim.people.population import Population
from sim.programme.in_force import in_force
from sim.stages.relay import _arrive
from sim.stages.report import _send
from sim.stages.respond import respond
from sim.start import begin
from sim.state.codes import FOREIGNER, NOBODY, TRAVELLING, VILLAGE_OFFICE, WAITING
from sim.world import World
from tests.building import chosen, no_ties
from tests.laws.rare import near

Floats = NDArray[np.float64]
DESKS, WEEKS, START_UP = 36, 500, 100
HOURS_A_CASE = 2.0
CHANNEL = "village_office"


@cache
def people() -> Population:
    """Many small villages, each with a desk of its own."""
    return build_population(_settings({}))


def _settings(changes: dict[str, Any]) -> Any:
    settings = chosen("classroom")
    village = settings.place.villages[0].model_dump() | {"people": 60, "households": 15}
    villages = [village | {"code": f"Q{number}"} for number in range(DESKS)]
    return settings.with_changes({"place.villages": villages, "weeks": WEEKS, **changes})


def desks(cases_a_week: float, **changes: Any) -> World:
    """Villages whose office can take so many cases a week, and loses no time and no report."""
    office = f"responding.responders.{CHANNEL}"
    settings = _settings(
        {
            f"channels.{CHANNEL}.filtering": 0,
            f"channels.{CHANNEL}.leak": 0,
            "warning.lost": 0,
            "warning.delay_days": 0,
            f"channels.{CHANNEL}.capacity": None,
            f"{office}.capture": 0,
            f"{office}.hours": cases_a_week * HOURS_A_CASE,
            "responding.verify_hours": HOURS_A_CASE / 2,
            "responding.counsel_hours": HOURS_A_CASE / 2,
            "responding.kept_weeks": 1,
            "responding.patience_weeks": 520,
            "programme.coordination": 0,
            "programme.coordination_before": 0,
            **changes,
        }
    )
    return begin(settings, people(), no_ties(people()))


def run(world: World, rate: float) -> tuple[Floats, Floats]:
    """Cases that came and that wait after the week's work, [weeks, desks]. Stages 7 and 8 only, as the reports come."""
    state, first = world.state, world.population.village_first_row[:-1]
    channel = world.arrays.channel_names.index(CHANNEL)
    came, waiting = np.zeros((WEEKS, DESKS)), np.zeros((WEEKS, DESKS))
    for week in range(WEEKS):
        world.week = week
        world.policy = in_force(world.settings, world.schedule, world.arrays, week)
        u = uniforms(stream(1, "arrivals of the test", week), np.arange(DESKS, dtype=np.uint64))
        came[week] = [poisson(rate, float(one)) for one in u]
        persons = np.concatenate([start + np.arange(int(n)) for start, n in zip(first, came[week], strict=True)])
        before = len(state.incidents)
        open_sighting(world, FOREIGNER, persons, np.full(persons.size, week + 600), "queue")
        incidents = np.arange(before, len(state.incidents))
        assert incidents.size == persons.size
        _send(world, incidents, persons, np.full(persons.size, channel))
        _arrive(world)
        assign_officers(world)
        respond(world)
        state.open_reports = state.open_reports[state.reports["state"][state.open_reports] == TRAVELLING]
        open_villages = state.cases["village"][state.open_cases]
        assert (state.cases["state"][state.open_cases] == WAITING).all()
        waiting[week] = np.bincount(open_villages, minlength=DESKS)
    assert (state.cases["holder"] == VILLAGE_OFFICE).all() and len(state.cases) == came.sum()
    return came, waiting


def batch_service(rate: float, places: int, most: int = 400) -> Floats:
    """Stationary chances of how many wait after a week's work, by iterating the chain until nothing moves."""
    step = np.zeros((most + 1, most + 1))
    for q in range(most + 1):
        after = np.maximum(q + np.arange(most + places + 1) - places, 0)
        chances = stats.poisson.pmf(np.arange(after.size), rate)
        np.add.at(step[q], np.minimum(after, most), chances)
    step /= step.sum(axis=1, keepdims=True)
    now = np.zeros(most + 1)
    now[0] = 1.0
    for _ in range(12):  # squaring: 4096 weeks
        step = step @ step
    return np.asarray(now @ step)


def test_for_one_case_a_week_the_chain_is_m_d_1() -> None:
    for rate in (0.3, 0.6, 0.85):
        chances = batch_service(rate, 1)
        assert float(chances @ np.arange(chances.size)) == pytest.approx(rate**2 / (2 * (1 - rate)), rel=1e-9)


@pytest.mark.parametrize(("rate", "places"), [(0.6, 1), (0.8, 1), (2.4, 3)])
def test_waiting_at_a_desk_follows_queueing_theory(rate: float, places: int) -> None:
    """In every week the recursion exactly; over many desks and weeks its stationary mean, spread and mean wait."""
    world = desks(places)
    came, waiting = run(world, rate)
    queue = np.zeros(DESKS)
    for week in range(WEEKS):
        queue = np.maximum(0, queue + came[week] - places)
        assert np.array_equal(queue, waiting[week]), week
    chances = batch_service(rate, places)
    numbers = np.arange(chances.size)
    mean, second = float(chances @ numbers), float(chances @ numbers**2)
    steady = waiting[START_UP:].mean(axis=0)  # one mean a desk: desks are independent of one another, weeks are not
    error = steady.std(ddof=1) / math.sqrt(DESKS)
    assert error < 0.12 * mean  # or the comparison would say little
    assert near(float(steady.mean()), mean, error)
    squares = (waiting[START_UP:] ** 2).mean(axis=0)
    assert near(float(squares.mean()), second, squares.std(ddof=1) / math.sqrt(DESKS))
    cases = world.state.cases
    served = cases["closed_day"] != NOBODY
    settled = served & (cases["opened_day"] >= 7 * START_UP) & (cases["opened_day"] < 7 * (WEEKS - 60))
    weeks = cases["closed_day"][settled] // 7 - cases["opened_day"][settled] // 7
    desk = cases["village"][settled]
    by_desk = np.bincount(desk, weeks, DESKS) / np.bincount(desk, minlength=DESKS)
    assert near(float(by_desk.mean()), mean / rate, by_desk.std(ddof=1) / math.sqrt(DESKS))


def test_older_cases_are_answered_first() -> None:
    world = desks(1)
    run(world, 0.9)
    cases = world.state.cases
    for village in range(DESKS):
        here = np.flatnonzero((cases["village"] == village) & (cases["closed_day"] != NOBODY))
        order = here[np.lexsort((cases["closed_day"][here], cases["opened_day"][here]))]
        assert (np.diff(cases["closed_day"][order]) >= 0).all()


def test_above_capacity_what_waits_grows_by_what_is_too_much() -> None:
    """No stationary state: the number waiting grows by rate - c a week."""
    came, waiting = run(desks(1), 1.5)
    assert waiting[-1].sum() == pytest.approx(came.sum() - WEEKS * DESKS, abs=20 * DESKS)
    assert near(float(waiting[-1].mean()), 0.5 * WEEKS, math.sqrt(1.5 * WEEKS / DESKS) + 1)
