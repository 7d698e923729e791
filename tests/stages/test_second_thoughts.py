"""Witnesses who think again, what they know of others who reported, and what the village settles by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.officers.settling import kin_speak, settle_reports
from sim.stages.report import report
from sim.state import codes
from sim.ties.kinds import LAST_KIN
from sim.world import World
from tests.building import dotted, make, paired, run, total

SEEDS = range(1, 4)
BUSY = {"weeks": 104, "place.rate_factor": 40, "warning.recognise_uninformed": 0.9}


def hamlet(**changes: Any) -> World:
    """A hamlet in its tenth week."""
    world = make("classroom", changes={"weeks": 40, **dotted(changes)})
    world.week = 10
    return world


def prepares(world: World, person: int, witness: int, stand: int = codes.SILENT, week: int = 9) -> int:
    """Somebody prepares to leave in twenty days, and one witness has noticed it; the row of the incident."""
    state = world.state
    key = np.uint64(person)
    row = int(
        state.incidents.append(
            1,
            key=key,
            person=person,
            recruiter=codes.NOBODY,
            holder=codes.NOBODY,
            asker=codes.NOBODY,
            case=codes.NOBODY,
            kind=codes.PREPARATION,
            state=codes.ACCEPTED,
            undocumented=1,
            week=week,
            day=7 * week,
            depart_day=world.first_day + 20,
        )[0]
    )
    state.residents.status[person], state.residents.incident[person] = codes.PREPARING, row
    state.residents.status_day[person] = world.first_day + 20
    notice = state.notices.append(1, incident=row, witness=witness, week=week, next=codes.NOBODY, stand=stand)
    state.incidents["first_notice"][row] = notice[0]
    state.open_incidents = np.append(state.open_incidents, row)
    return row


def pair_of_kin(world: World) -> tuple[int, int]:
    """Two grown relatives who are at home."""
    for person in range(world.population.size):
        kin = world.kin(person)
        both = np.append(kin, person)
        if kin.size and world.state.at_home(both).all() and world.grown(both).all():
            return person, int(kin[0])
    raise AssertionError("nobody has kin")


SURE = {"warning__speak": 10.0, "warning__settles_alone": 0.0, "responding__responders__village_office__capture": 0.0}


@pytest.mark.parametrize("why", ["nothing", "learnt", "near", "has reported", "abroad"])
def test_who_thinks_again(why: str) -> None:
    world = hamlet(**SURE)
    person, witness = pair_of_kin(world)
    stand = codes.HAS_REPORTED if why == "has reported" else codes.SILENT
    row = prepares(world, person, witness, stand)
    residents = world.state.residents
    residents.fact_until[witness, codes.WARNING_SIGNS :] = codes.KNOWN_FOR_GOOD
    if why in ("learnt", "has reported", "abroad"):
        residents.changed_week[witness] = 10
    if why == "near":
        world.state.incidents["depart_day"][row] = world.first_day + 9
    if why == "abroad":
        residents.status[witness] = codes.AWAY_DOCUMENTED
    report(world)
    assert len(world.state.reports) == (why in ("learnt", "near"))
    if why in ("learnt", "near"):
        assert world.state.notices["stand"][0] == codes.HAS_REPORTED


def test_a_second_thought_counts_nobody_twice() -> None:
    world = run(make("classroom", "pimpasa", BUSY))
    noticed = total(world, "noticed_true") + total(world, "noticed_false")
    assert total(world, "witnesses_silent") <= noticed
    assert 0 < total(world, "recognised_true") <= total(world, "noticed_true")
    witnesses = list(
        zip(world.state.reports["witness"].tolist(), world.state.reports["incident"].tolist(), strict=True)
    )
    assert len(set(witnesses)) == len(witnesses) > 20


@pytest.mark.parametrize("sign", [-1, 1])
def test_what_ties_did_lately_is_a_norm_of_either_sign(sign: int) -> None:
    none, strong = ({**BUSY, "warning.norm": size} for size in (0.0, sign * 5.0))
    reports = paired("reports_sent", ("pimpasa", none), ("pimpasa", strong), SEEDS, place="classroom")
    assert (np.sign(reports[:, 1] - reports[:, 0]) == sign).sum() >= 2


def test_kin_speak_once_and_not_those_near_the_accused() -> None:
    world = hamlet(warning__settles_alone=1.0, responding__stay=10.0)
    person, witness = pair_of_kin(world)
    row = prepares(world, person, witness)
    for _ in range(2):
        kin_speak(world, np.array([row]), np.array([witness]))
    assert world.tally.weekly[10, :, world.tally.index["settled_by_kin"]].sum() == 1
    assert world.tally.weekly[10, :, world.tally.index["stopped_by_kin"]].sum() == 1
    assert world.state.residents.status[person] == codes.STOPPED
    assert world.state.incidents["state"][row] == codes.STAYED
    assert row not in world.state.open_incidents


def test_others_than_kin_do_not_speak() -> None:
    world = hamlet(warning__settles_alone=1.0, responding__stay=10.0)
    person, _ = pair_of_kin(world)
    ties = world.ties
    span = slice(int(ties.start[person]), int(ties.start[person + 1]))
    friend = int(ties.other[span][ties.kind[span] > LAST_KIN][0])
    row = prepares(world, person, friend)
    kin_speak(world, np.array([row]), np.array([friend]))
    assert world.state.residents.status[person] == codes.PREPARING


def settled(receiver: int, state: int = codes.SETTLED_THERE) -> tuple[World, int]:
    """What a leader does who was told of a preparation this week and keeps it to himself."""
    world = hamlet(responding__stay=10.0)
    person, witness = pair_of_kin(world)
    row = prepares(world, person, witness)
    world.state.open_reports = world.state.reports.append(
        1,
        incident=row,
        witness=witness,
        receiver=receiver,
        state=state,
        sent_day=world.first_day + 1,
        case=codes.NOBODY,
    )
    settle_reports(world)
    return world, person


def test_a_leader_settles_it_without_a_case() -> None:
    world, person = settled(codes.VILLAGE_OFFICE)
    assert world.state.residents.status[person] == codes.STOPPED
    counts = world.tally.weekly[10].sum(axis=0)
    for measure in ("settled_by_leaders", "stopped_by_counsel", "stopped_by_village_office"):
        assert counts[world.tally.index[measure]] == 1, measure
    assert len(world.state.cases) == 0


def test_what_is_only_set_aside_helps_nobody() -> None:
    world, person = settled(codes.POLICE, codes.FILTERED)
    assert world.state.residents.status[person] == codes.PREPARING


def test_what_the_village_settles_lowers_departures() -> None:
    none, all_of_them = ({"warning.settles_alone": share} for share in (0.0, 1.0))
    left = paired("undocumented_departures", ("no_programme", none), ("no_programme", all_of_them), SEEDS)
    assert left[:, 1].sum() < 0.9 * left[:, 0].sum()
    assert (left[:, 1] < left[:, 0]).all()


def test_a_leader_who_settles_presses_the_recruiter_as_an_answer_does() -> None:
    kept = {f"channels.village_office.{name}": 1.0 for name in ("filtering", "known")}
    everything = {**kept, "warning.lost": 0.0, "warning.speak": 0.0, "weeks": 78}
    never, often = ({**everything, "recruiting.pressure_answered": pressure} for pressure in (0.0, 3.0))
    low = paired("recruiters_lay_low", ("no_programme", never), ("no_programme", often), SEEDS)
    assert low[:, 1].sum() > 1.5 * low[:, 0].sum()
