"""Asking for advice: who asks, whom, what it needs and what it does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.officers.asking import advise, who_prepares_asks
from sim.state.codes import (
    ACCEPTED,
    BY_ASKING,
    HELP,
    IMMIGRATION,
    KNOWN_FOR_GOOD,
    NOBODY,
    OFFERED,
    PREPARING,
    PROCEDURE,
    RECRUITMENT,
    RESOURCE_CENTRE,
    VILLAGE_OFFICE,
)
from sim.world import World
from tests.building import make, paired, run, total
from tests.stages.lonely import incidents_about, somebody

NONE = "no_programme"
EVERYBODY = {"learning.known_help": 1.0, "place.rate_factor": 2.0}
NO_HOURS = {
    f"responding.responders.{name}.hours": 0.0
    for name in ("village_office", "immigration", "resource_centre", "police")
}
SEEDS = range(1, 5)


def asks(share: float, **changes: Any) -> dict[str, Any]:
    return {**EVERYBODY, "deciding.asks_advice": share, **changes}


def totals(measure: str, programme: str = NONE, **changes: Any) -> np.ndarray[Any, Any]:
    """Of a measure, if nobody asks and if everybody does who knows where help is."""
    return paired(measure, (programme, asks(0.0, **changes)), (programme, asks(1.0, **changes)), SEEDS).sum(axis=0)


@pytest.mark.parametrize("programme", [NONE, "pimpasa"])
def test_where_all_ask_fewer_leave_and_desks_have_more_to_do(programme: str) -> None:
    nobody, all_of_them = totals("undocumented_departures", programme)
    assert all_of_them < 0.93 * nobody and nobody > 300
    for measure in ("advice_given", "cases_by_asking"):
        nobody, all_of_them = totals(measure, programme)
        assert nobody == 0 and all_of_them > 50, measure
    nobody, all_of_them = totals("hours_answering", programme)
    assert all_of_them > 1.2 * nobody


def test_nobody_is_advised_without_hours_and_then_nobody_answers_otherwise() -> None:
    assert totals("advice_given", **NO_HOURS).sum() == 0
    nobody, all_of_them = totals("acceptances", **NO_HOURS)
    assert abs(all_of_them - nobody) < 0.02 * nobody
    assert totals("cases_by_asking", **NO_HOURS)[1] > 100 and totals("hours_answering", **NO_HOURS).sum() == 0


def test_who_sides_with_the_recruiter_gives_no_advice_and_opens_no_case() -> None:
    captured = {f"responding.responders.{name}.capture": 1.0 for name in ("village_office", "immigration")}
    for measure in ("advice_given", "cases_by_asking"):
        assert totals(measure, **captured).sum() == 0


def test_a_village_office_that_advises_stands_without_any_programme() -> None:
    world = run(make("migrant_pocket", "nothing", asks(1.0, weeks=52)))
    assert total(world, "advice_given") > 0
    assert total(world, "cost_rupiah") == total(world, "cost_existing") > 0


def test_nobody_asks_who_does_not_know_where() -> None:
    world = run(make("classroom", NONE, {"learning.known_help": 0, "deciding.asks_advice": 1, "weeks": 52}))
    assert total(world, "advice_given") == total(world, "cases_by_asking") == 0 and total(world, "acceptances") > 0


def world_with(programme: str, changes: dict[str, Any], **offer: Any) -> tuple[World, int, np.ndarray[Any, Any]]:
    """A world in which somebody who knows where help is holds many offers."""
    start = {"programme.start_week": 0} if programme != NONE else {}
    world = make("classroom", programme, {**asks(1.0), **start, **changes})
    person = somebody(world)
    world.state.residents.fact_until[person, HELP] = KNOWN_FOR_GOOD
    world.state.residents.fact_until[person, PROCEDURE] = 0
    world.state.villages.desk_hours[:] = 1000.0
    village = world.population.village[person]
    columns = {"kind": RECRUITMENT, "state": OFFERED, "undocumented": 1, "village": village, "first_report_day": NOBODY}
    return world, person, incidents_about(world, person, **(columns | offer))


@pytest.mark.parametrize(
    ("programme", "changes", "receiver"),
    [
        (NONE, {}, VILLAGE_OFFICE),
        ("pimpasa", {}, IMMIGRATION),
        ("migrant_resource_centre", {"programme.officers": 0}, RESOURCE_CENTRE),
        ("migrant_resource_centre", {"programme.officers": 0, "programme.channels_open": []}, VILLAGE_OFFICE),
    ],
)
def test_an_officer_is_asked_or_the_resource_centre_or_the_village_office(
    programme: str, changes: dict[str, Any], receiver: int
) -> None:
    changes = {**changes, "programme.coordination": 0, "programme.coordination_before": 0}
    world, person, rows = world_with(programme, changes, state=ACCEPTED, depart_day=50)
    world.state.residents.status[person], world.state.residents.incident[person] = PREPARING, rows[0]
    how: list[int] = []
    world.listener = lambda event, _, about: how.append(about["how"]) if event == "case_opened" else None
    who_prepares_asks(world)
    assert world.state.cases["holder"].tolist() == [receiver] and how == [BY_ASKING]
    who_prepares_asks(world)  # once is enough
    assert len(world.state.cases) == 1


def test_whoever_was_advised_does_not_ask_again() -> None:
    world, person, rows = world_with(NONE, {}, state=ACCEPTED, depart_day=50, advised=1)
    world.state.residents.status[person], world.state.residents.incident[person] = PREPARING, rows[0]
    who_prepares_asks(world)
    assert len(world.state.cases) == 0


def test_advice_takes_hours_as_long_as_there_are_any_and_teaches_the_procedure() -> None:
    office = {
        f"responding.responders.village_office.{name}": value for name, value in (("capture", 0), ("persuasion", 0.5))
    }
    world, person, rows = world_with(NONE, {**office, "circumstances.desks_answer": 1.0})
    hours = world.settings.responding.counsel_hours
    world.state.villages.desk_hours[:] = 10 * hours + 0.5 * hours
    persuasion = advise(world, rows)
    advised = world.state.incidents["advised"][rows] == 1
    assert advised.sum() == 10 and (persuasion == np.where(advised, 0.5, 0.0)).all()
    assert world.state.villages.desk_hours[0, VILLAGE_OFFICE] == pytest.approx(0.5 * hours)
    assert world.state.residents.fact_until[person, PROCEDURE] > world.week
    assert world.tally.weekly[0, :, world.tally.index["advice_given"]].sum() == 10
    assert not advised[:10].all()  # a draw of the week says who comes first


def test_a_licensed_offer_needs_no_advice() -> None:
    world, _, rows = world_with(NONE, {}, undocumented=0)
    assert (advise(world, rows) == 0).all() and not world.state.incidents["advised"].any()
