"""A change shows only where it reaches: not in other villages, not through channels nobody knows, not by redrawing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.streams import CAPACITY_PURPOSES
from sim.settings.tree import Settings
from tests.building import start
from tests.laws.worlds import columns_of, differing, ran
from tests.plain_model.busy import busy

PERSONAL = (
    "status",
    "status_day",
    "returned_week",
    "refusals",
    "talk_until",
    "spoke_until",
    "fact_until",
    "attitude_change",
    "attitude_week",
    "warned_of",
    "warned_until",
)


def alone_or_not(villages: int) -> Settings:
    """One or two villages that are no neighbours, with what ties districts together taken away.

    Each village has an officer of its own and a whole number of recruiters; nobody is abroad at the start, for the
    stock abroad is a share of all the district's residents.
    """
    settings = busy()
    return settings.with_changes(
        {
            "place.villages": [one.model_dump() for one in settings.place.villages[:villages]],
            "place.neighbours": [],
            "place.abroad_undocumented_per_1000": 0,
            "place.abroad_documented_per_1000": 0,
            "recruiting.recruiters_per_village": 2.0,
            "programme.schedule": None,
            "programme.officers": villages,
        }
    )


def test_a_village_far_away_changes_nothing_here() -> None:
    alone, beside = (ran(alone_or_not(count), 40) for count in (1, 2))
    here = alone.population.size
    assert beside.population.size > here
    assert not (beside.ties.other[: beside.ties.start[here]] >= here).any(), "ties lead to the other village"
    for name in PERSONAL:
        assert np.array_equal(getattr(alone.state.residents, name), getattr(beside.state.residents, name)[:here]), name
    assert np.array_equal(alone.tally.weekly[:, 0], beside.tally.weekly[:, 0])
    assert alone.tally.weekly.sum() > 0
    for name in ("key", "state", "source", "depart_day", "reports", "first_report_day", "recognised", "outcome"):
        ours = beside.state.incidents["village"] == 0
        assert np.array_equal(alone.state.incidents[name], beside.state.incidents[name][ours]), name


def untaught() -> Settings:
    """Sessions are about other things than channels, and nobody is trained."""
    return busy().with_changes(
        {
            **{f"outreach.{kind}.topics": ["procedure", "warning_signs", "help"] for kind in busy().outreach},
            "programme.local_actors": 0,
        }
    )


def with_unknown_channel(first: bool) -> Settings:
    """One more channel that is open but that nobody knows or is taught; it costs nothing."""
    tree = untaught().model_dump()
    unknown = {"nobody_knows": tree["channels"]["hotline"] | {"known": 0.0, "cost": 0.0}}
    channels = unknown | tree["channels"] if first else tree["channels"] | unknown
    opened = [*tree["programme"]["channels_open"], "nobody_knows"]
    return untaught().with_changes({"channels": channels, "programme.channels_open": opened})


@pytest.mark.parametrize("first", [True, False])
def test_a_channel_nobody_knows_changes_not_one_bit(first: bool) -> None:
    without, beside = ran(untaught(), 40), ran(with_unknown_channel(first), 40)
    extra = beside.arrays.channel_names.index("nobody_knows")
    theirs = columns_of(beside)
    for name, array in columns_of(without).items():
        other = theirs[name]
        if name == "weekly":
            continue
        if name == "residents.fact_until":
            assert not other[:, 3 + extra].any()
            other = np.delete(other, 3 + extra, axis=1)
        if name == "reports.channel":
            assert not (other == extra).any()
            other = other - (other > extra)
        assert np.array_equal(array, other), name
    for measure, m in without.tally.index.items():
        column = beside.tally.weekly[:, :, beside.tally.index[measure]]
        assert np.array_equal(without.tally.weekly[:, :, m], column), measure
    assert not beside.tally.weekly[:, :, beside.tally.index["reports_nobody_knows"]].any()


def test_a_placebo_redraws_targeting_and_capacity_only() -> None:
    run, placebo = (start(busy().with_changes({"placebo": number})) for number in (0, 1))
    for purpose in CAPACITY_PURPOSES:
        assert run.stream(purpose) != placebo.stream(purpose)
    for purpose in ("tell", "turnout", "notice", "offers of a recruiter", "invite kin", "who is heard out", "news"):
        assert run.stream(purpose) == placebo.stream(purpose)
    for purpose in ("report", "answer an offer", "report lost", "border"):
        assert run.lasting_stream(purpose) == placebo.lasting_stream(purpose)
    assert not differing(run, placebo), "a placebo changes nothing before the first week"


def test_a_placebo_changes_a_world_that_shares_things_out() -> None:
    assert differing(ran(busy(), 20), ran(busy().with_changes({"placebo": 1}), 20))


def test_a_placebo_changes_nothing_where_nothing_is_shared_out() -> None:
    """No offers (they pick targets), seats for all, answers take no hours; sightings, sessions and reports go on.

    All reports go to one receiver: else the draws would say whose case it is. What is left of them is the numbering of
    cases that were opened on one day.
    """
    kinds: dict[str, Any] = {name: one.model_dump() for name, one in busy().outreach.items()}
    for kind in kinds.values():
        kind |= {"gathers": "village", "seats": 10000}
    plenty = busy().with_changes(
        {
            "outreach": kinds,
            "responding.verify_hours": 0,
            "responding.counsel_hours": 0,
            "recruiting.recruiters_per_village": 0,
            "recruiting.kin_invitations": 0,
            "recruiting.licensed_offers": 0,
            "programme.officer_hours": 60.0,
            "programme.budget": None,
            "warning.officer_hears": 0,  # nor do officers meet anybody on their visits
            "programme.channels_open_always": [],
            "programme.channels_open": ["officer_visit", "hotline"],
            "channels.hotline.capacity": None,
            "programme.local_actors": 0,
            "warning.visitors": 2.0,
            "warning.foreigners": 2.0,
        }
    )
    run, placebo = (ran(plenty.with_changes({"placebo": number}), 30) for number in (0, 1))
    numbered = {"incidents.case", "reports.case", "open_cases"}
    assert {name for name in differing(run, placebo) if not name.startswith("cases.")} <= numbered
    cases = [{name: world.state.cases[name] for name in world.state.cases.names} for world in (run, placebo)]
    order = [np.argsort(columns["incident"]) for columns in cases]
    for name in cases[0]:
        assert np.array_equal(cases[0][name][order[0]], cases[1][name][order[1]]), name
    happened = {name: float(run.tally.weekly[:, :, m].sum()) for name, m in run.tally.index.items()}
    assert happened["session_participants"] and happened["reports_true"] and happened["cases_false_alarm"]
