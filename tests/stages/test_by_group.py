"""Counts by group and sex add up to the counts of the villages, and are of the right persons."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.agents.columns import group, sex
from sim.people.groups import GROUPS, SEXES
from sim.stages.week_end.by_group import WEEKS_A_YEAR, GroupCounts
from sim.start import begin
from sim.state.codes import AWAY_UNDOCUMENTED, TRAVELLING
from sim.week import END_OF_WEEK, run_week
from sim.world import World
from tests.building import built, chosen, start
from tests.laws.test_conservation import BUSY

WEEKS = 60
SELDOM = ("considering",)
"""Never there at a week's end."""


def world_by_group(**changes: object) -> World:
    settings = chosen("migrant_pocket", "pimpasa", {**BUSY, **changes})
    return begin(settings, *built(settings), by_group=True)


class Seen:
    """A run, with what it showed on the way about who left without papers and who sent reports."""

    def __init__(self) -> None:
        self.world = world_by_group()
        self.left: dict[tuple[int, str, str, str], int] = {}
        self.reports: dict[tuple[int, str, str, str], int] = {}
        self._before = self.world.state.residents.status.copy()
        while self.world.week < WEEKS:
            run_week(self.world, self._look)

    def _look(self, world: World, stage: str) -> None:
        if stage == "depart":
            self._before = world.state.residents.status.copy()
        if stage != END_OF_WEEK:
            return
        gone = np.flatnonzero((world.state.residents.status == AWAY_UNDOCUMENTED) & (self._before != AWAY_UNDOCUMENTED))
        self._add(self.left, gone, world.population.village[gone])
        sent = np.flatnonzero(world.state.reports["sent_day"] >= world.first_day)
        about = world.state.incidents["village"][world.state.reports["incident"][sent]]
        self._add(self.reports, world.state.reports["witness"][sent], about)

    def _add(self, counts: dict[tuple[int, str, str, str], int], rows: NDArray[np.int64], villages: object) -> None:
        world = self.world
        world.week += 1  # views look back at the last week
        groups, sexes = group(world, rows), sex(world, rows)
        world.week -= 1
        codes = np.array(world.population.village_codes)[villages]
        for where, one, other in zip(codes, groups, sexes, strict=True):
            key = (world.week // WEEKS_A_YEAR, str(where), str(one), str(other))
            counts[key] = counts.get(key, 0) + 1


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen()


def counted(world: World, measure: str) -> NDArray[np.float64]:
    """[years, villages, groups, sexes] of one measure."""
    assert world.tally.groups is not None
    return world.tally.groups.read(world)[..., world.tally.groups.names.index(measure)]


def as_dict(world: World, measure: str) -> dict[tuple[int, str, str, str], int]:
    found = counted(world, measure)
    return {
        (year, world.population.village_codes[v], GROUPS[g], SEXES[s]): int(found[year, v, g, s])
        for year, v, g, s in np.argwhere(found != 0).tolist()
    }


def never_happened(world: World) -> set[str]:
    """Hold every measure of persons to the village's number; gives those of which there were none."""
    nothing = set()
    for measure in [one for one in world.tally.measures if one.of_whom]:
        weekly = world.tally.weekly[: world.week, :, world.tally.index[measure.name]]
        parts = [weekly[first : first + WEEKS_A_YEAR] for first in range(0, world.week, WEEKS_A_YEAR)]
        village = np.array([part.sum(axis=0) if measure.kind == "flow" else part[-1] for part in parts])
        np.testing.assert_array_equal(counted(world, measure.name).sum(axis=(2, 3)), village, err_msg=measure.name)
        if not village.any():
            nothing.add(measure.name)
    return nothing


def test_groups_and_sexes_add_up_to_every_village_and_year(seen: Seen) -> None:
    assert len([measure for measure in seen.world.tally.measures if measure.of_whom]) > 90
    assert never_happened(seen.world) <= {*SELDOM, *RARE}


RARE = (
    "stopped_by_immigration",
    "stopped_by_religious_leader", "stopped_by_school", "stopped_by_resource_centre", "stopped_by_police",
    "arrest_heard", "claims_heard", "cases_by_police", "cases_answered_jointly", "reports_school", "reports_leader",
    "reports_resource_centre_desk", "reports_hotline", "reports_whatsapp_group", "reports_office_walk_in",
)  # fmt: skip
"""What this programme has no channel or no money for, or what this run is too short for."""


def test_it_is_those_who_left_and_reported(seen: Seen) -> None:
    assert as_dict(seen.world, "undocumented_departures") == seen.left
    assert as_dict(seen.world, "reports_sent") == seen.reports
    assert {key[0] for key in seen.left} == {0, 1}
    assert {key[3] for key in seen.left} == set(SEXES)
    assert len({key[2] for key in seen.left}) > 3


def test_stocks_are_those_of_the_last_week(seen: Seen) -> None:
    world = seen.world
    rows = np.flatnonzero(world.population.residents(WEEKS - 1)).astype(np.int64)
    groups = group(world, rows)
    expected = [(groups == name).sum() for name in GROUPS]
    assert counted(world, "residents")[1].sum(axis=(0, 2)).tolist() == expected
    assert min(expected) > 0
    reports = world.state.reports
    witnesses = reports["witness"][reports["state"] == TRAVELLING]
    men = (sex(world, witnesses) == "man").sum()
    assert counted(world, "reports_travelling")[1, :, :, SEXES.index("man")].sum() == men
    assert 0 < men < witnesses.size


def test_everything_counted_by_persons_says_whose_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: set[int] = set()
    monkeypatch.setattr(GroupCounts, "note", lambda self, measure, *rest: noted.add(measure))
    world = world_by_group(weeks=20)
    while world.week < 20:
        run_week(world)
    assert len(noted) > 60
    assert [world.tally.measures[m].name for m in noted if not world.tally.measures[m].of_whom] == []


def test_looking_changes_nothing(seen: Seen) -> None:
    settings = seen.world.settings
    alone = start(settings)
    while alone.week < WEEKS:
        run_week(alone)
    assert alone.tally.groups is None
    np.testing.assert_array_equal(alone.tally.weekly, seen.world.tally.weekly)


def test_a_fork_goes_on_counting(seen: Seen) -> None:
    trunk = world_by_group()
    for _ in range(30):
        run_week(trunk)
    assert trunk.tally.groups is not None
    before = trunk.tally.groups.read(trunk).copy()
    twin = trunk.fork()
    while twin.week < WEEKS:
        run_week(twin)
    assert twin.tally.groups is not None and seen.world.tally.groups is not None
    np.testing.assert_array_equal(twin.tally.groups.read(twin), seen.world.tally.groups.read(seen.world))
    np.testing.assert_array_equal(trunk.tally.groups.read(trunk), before)
