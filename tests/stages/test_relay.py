"""What officers hear, in which order reports arrive, and that a dropped case can be taken up again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.core.draws import chain, stream
from sim.officers.hearing import officers_hear
from sim.officers.hours import assign_officers
from sim.people.population import Population
from sim.stages.relay import _arrive
from sim.stages.respond import respond
from sim.state.codes import (
    AWAY_UNDOCUMENTED,
    DROPPED,
    FILTERED,
    LAST_TRUE,
    NOBODY,
    OFFERED,
    RECEIVED,
    RECEIVERS,
    RECRUITMENT,
    SETTLED,
    SETTLED_THERE,
    TRAVELLING,
    WAITING,
)
from sim.world import World
from tests.building import composed, make, run

CHANNELS = tuple(composed("place=classroom").channels)


def offered(world: World, person: int, post: int = NOBODY) -> int:
    """An offer to somebody, by a recruiter's post."""
    rows = world.state.incidents.append(
        1,
        key=chain(7, person, world.week),
        kind=RECRUITMENT,
        state=OFFERED,
        person=person,
        recruiter=post,
        holder=0 if post != NOBODY else NOBODY,
        village=world.population.village[person],
        week=world.week,
        case=NOBODY,
        first_notice=NOBODY,
        first_report_day=NOBODY,
        depart_day=NOBODY,
        news_week=NOBODY,
    )
    world.state.open_incidents = np.concatenate((world.state.open_incidents, rows))
    return int(rows[0])


def reported(world: World, incident: int, witness: int, channel: str, day: int) -> int:
    """A report on its way."""
    number = world.arrays.channel_names.index(channel)
    rows = world.state.reports.append(
        1,
        incident=incident,
        witness=witness,
        channel=number,
        receiver=world.arrays.channels.receiver[number],
        state=TRAVELLING,
        sent_day=day,
        arrive_day=day,
        case=NOBODY,
    )
    world.state.open_reports = np.concatenate((world.state.open_reports, rows))
    return int(rows[0])


@pytest.mark.parametrize(("witness", "heard"), [("neighbour", 1), ("recruiter", 0), ("abroad", 0)])
def test_officers_hear_nothing_from_the_accused_or_from_abroad(witness: str, heard: int) -> None:
    world = make("classroom", "pimpasa", {"programme.start_week": 0, "warning.tells_officer": 1})
    grown = np.flatnonzero(world.population.residents() & (world.state.residents.status == SETTLED))
    person, recruiter, other = (int(row) for row in grown[:3])
    world.state.posts.row[0], world.state.posts.holder[0] = recruiter, 0
    incident = offered(world, person, post=0)
    tells = recruiter if witness == "recruiter" else other
    if witness == "abroad":
        world.state.residents.status[other] = AWAY_UNDOCUMENTED
    rows = world.state.notices.append(1, incident=incident, witness=tells, next=NOBODY)
    world.state.incidents["first_notice"][incident] = rows[0]
    world.state.villages.listening_hours[:] = 1e6
    officers_hear(world)
    assert len(world.state.cases) == heard


def first_taken(placebo: int, turned: bool) -> str:
    """Which of two reports of one day takes the only place; the rows may be in either order."""
    world = make("classroom", "pimpasa", {"channels.village_office.capacity": 1, "placebo": placebo})
    grown = np.flatnonzero(world.population.residents())
    about = {name: (int(grown[n]), int(grown[n + 2])) for n, name in enumerate(("one", "other"))}
    for name in sorted(about, reverse=turned):
        person, witness = about[name]
        reported(world, offered(world, person), witness, "village_office", 3)
    _arrive(world)
    person = int(world.state.incidents["person"][world.state.cases["incident"][0]])
    assert len(world.state.cases) == 1
    return next(name for name, (who, _) in about.items() if who == person)


def test_reports_of_one_day_arrive_in_an_order_of_their_own() -> None:
    first = [first_taken(placebo, turned=False) for placebo in range(12)]
    assert first == [first_taken(placebo, turned=True) for placebo in range(12)]
    assert set(first) == {"one", "other"}


def test_a_report_about_a_dropped_case_opens_it_again() -> None:
    nobody_works: dict[str, Any] = {"responding.patience_weeks": 2, "programme.coordination_before": 0}
    world = make("classroom", "no_programme", nobody_works)
    grown = np.flatnonzero(world.population.residents())
    incident = offered(world, int(grown[0]))
    reported(world, incident, int(grown[1]), "village_office", 0)
    held = []
    for week in range(8):
        if week == 4:
            world.state.reports["state"][0] = TRAVELLING  # the same author would not report twice; somebody else does
            reported(world, incident, int(grown[2]), "police_post", 7 * week)
            world.state.reports["state"][0] = RECEIVED
        _arrive(world)
        world.state.villages.desk_hours[:] = -1000.0
        assign_officers(world)
        respond(world)
        cases = world.state.cases
        held.append((int(cases["state"][0]), int(cases["waiting_since"][0]), int(cases["opened_day"][0])))
        world.end_week()
    assert [state for state, _, _ in held] == [WAITING] * 3 + [DROPPED] + [WAITING] * 3 + [DROPPED]
    assert [since for _, since, _ in held] == [0] * 4 + [28] * 4 and {opened for _, _, opened in held} == {0}
    assert len(world.state.cases) == 1
    assert world.tally.weekly[:, :, world.tally.index["cases_reopened"]].sum() == 1


def choices(sizes: list[int]) -> list[int]:
    """The hamlets that two thousand askers go to, in a village with hamlets of these sizes."""
    people: Any = SimpleNamespace(
        village_first_hamlet=np.array([0, len(sizes)]),
        hamlet_key=np.array([chain(11, number) for number in range(len(sizes))], np.uint64),
        hamlet_size=np.array(sizes, np.float64),
    )
    return [Population.one_hamlet(people, 0, stream(1, "hamlet of the round", 0), asker) for asker in range(2000)]


def test_one_more_hamlet_takes_only_what_goes_to_it() -> None:
    two, three = choices([100, 300]), choices([100, 300, 100])
    assert [after for after in three if after != 2] == [
        before for before, after in zip(two, three, strict=True) if after != 2
    ]
    assert 0.16 < np.mean(np.array(three) == 2) < 0.24
    assert 0.71 < np.mean(np.array(two) == 1) < 0.79


def test_true_and_harmless_reports_are_set_aside_alike() -> None:
    lost: dict[str, Any] = {"warning.lost": 0} | {f"responding.responders.{name}.capture": 0 for name in RECEIVERS}
    shares = {f"channels.{name}.filtering": 0.6 for name in CHANNELS}
    world = run(make("migrant_pocket", "no_programme", {"weeks": 90, "warning.visitors": 10, **lost, **shares}))
    reports = world.state.reports
    true = world.state.incidents["kind"][reports["incident"]] <= LAST_TRUE
    set_aside = np.isin(reports["state"], (FILTERED, SETTLED_THERE))
    for some in (true, ~true):
        assert some.sum() > 50
        assert set_aside[some].mean() == pytest.approx(0.6, abs=4 * np.sqrt(0.24 / some.sum()))
