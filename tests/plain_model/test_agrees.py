"""The plain model and the real one agree to the last bit after every week of a busy year."""

from __future__ import annotations

from typing import Any

import pytest

from sim.settings.tree import Settings, Stages
from sim.week import run_week
from sim.world import World
from tests.building import built, chosen, start
from tests.plain_model import week as plain_week
from tests.plain_model.before import prepare
from tests.plain_model.busy import busy_settings
from tests.plain_model.chance import name_key
from tests.plain_model.compare import differences
from tests.plain_model.world import NaiveWorld

VARIANTS: dict[str, dict[str, Any]] = {
    "busy": {},
    "other draws, one village, an end": {
        "seed": 7,
        "placebo": 3,
        "programme__schedule": None,
        "programme__villages": ["N2"],
        "programme__end_week": 30,
        "programme__local_actor_mix": {"group_discussion": 1.0},
        "programme__officer_triage": "oldest_first",
        "recruiting__strategy": "ignore",
        "responding__retold": 0.0,
        "programme__announces": "outcomes",
        "learning__awareness_pull": 0.0,
    },
    "one village, then both, a gap, then the other": {
        "seed": 5,
        "programme__schedule": [
            {"villages": ["N1"], "start_week": 3, "end_week": 20},
            {"villages": None, "start_week": 12, "end_week": 25},
            {"villages": ["N2"], "start_week": 31, "end_week": None},
        ],
    },
    "judged by answers": {"seed": 2, "programme__indicator": "cases_answered", "programme__incentive": 0.7},
    "judged by reports": {"seed": 3, "programme__indicator": "reports", "programme__incentive": 0.9},
    "more officers than villages, and phases": {
        "seed": 5,
        "programme__officers": 5,
        "programme__officer_hours": 4.0,
        "programme__schedule": [
            {"villages": ["N2"], "start_week": 4, "end_week": 30},
            {"villages": ["N1"], "start_week": 20, "end_week": None},
        ],
    },
    "many recruiters, no neighbours, no officers": {
        "seed": 11,
        "place__neighbours": [],
        "recruiting__recruiters_per_village": 15.0,
        "recruiting__local_share": 0.95,
        "programme__officers": 0,
        "programme__channels_open": ["hotline", "whatsapp_group"],
    },
}


def side_by_side(settings: Settings) -> tuple[NaiveWorld, World]:
    """Both worlds over the whole run, compared before the first week and after each."""
    real, plain = start(settings), NaiveWorld(settings, *built(settings))
    prepare(plain)
    for _ in range(settings.weeks):
        run_week(real)
        plain_week.run_week(plain)
        found = differences(plain, real)
        assert not found, f"after week {real.week - 1}:\n" + "\n".join(found[:20])
    return plain, real


@pytest.mark.parametrize("name", [name for name in VARIANTS if name != "busy"])
def test_plain_and_real_model_agree(name: str) -> None:
    side_by_side(busy_settings(**VARIANTS[name]))


@pytest.mark.parametrize("stage", list(Stages.model_fields))
def test_they_agree_with_one_stage_off(stage: str) -> None:
    side_by_side(busy_settings(**{f"stages__{stage}": False, "weeks": 16}))


@pytest.mark.parametrize("programme", ["no_programme", "pimpasa"])
def test_they_agree_in_the_classroom_as_configured(programme: str) -> None:
    side_by_side(chosen("classroom", programme, {"weeks": 64}))


def test_they_agree_in_two_years_in_which_everything_happens() -> None:
    """Agreement about what never happened would say nothing. Two years on different seeds leave less to luck."""
    happened: dict[str, bool] = {}
    for seed in (1, 2):
        plain, real = side_by_side(busy_settings(seed=seed))
        totals = dict(zip(real.tally.index, real.tally.weekly.sum(axis=(0, 1)).tolist(), strict=True))
        for name, here in ({name: total != 0 for name, total in totals.items()} | other_events(plain)).items():
            happened[name] = happened.get(name, False) or here
    missing = [name for name, ever in happened.items() if not ever and name not in ENDS_WITHIN_THE_WEEK]
    assert not missing, f"never happened: {', '.join(missing)}"


ENDS_WITHIN_THE_WEEK = ("considering",)
"""A stock at the end of each week that is always empty, since who is asked answers in the same week."""


def other_events(plain: NaiveWorld) -> dict[str, bool]:
    """What no measure counts."""
    people, offers = plain.villagers, [one for one in plain.incidents if one.is_departure]
    return {
        "advice by whoever can be asked": {one.advised_by for one in offers}
        == {None, "immigration", "resource_centre", "village_office"},
        "a cash advance": any(one.advance for one in offers),
        "an offer seen through": any(one.recognised for one in offers),
        "accepted though seen through": any(one.recognised and one.state == "departed" for one in offers),
        "a legal preparation": any(one.kind == "legal" for one in plain.incidents),
        "two reports about one incident": any(one.reports > 1 for one in offers),
        "a case of every kind": {case.state for case in plain.cases}
        >= {"answered", "expired", "false_alarm", "dropped"},
        "a case at every receiver": {case.holder for case in plain.cases} == set(plain.settings.responding.responders),
        "a report that had to wait": plain.put_off > 0,
        "sessions of lay people and of local actors on the village's money": plain.village_skills
        == {plain.settings.programme.local_actor_skill, plain.settings.learning.local_actors.lay_skill},
        "talk of those told in every way": {one.told_how for one in people} == {"privately", "seeded", "broadcast"},
        "an answer heard of": any(one.heard_back for one in plain.reports),
        "giving up after silence": plain.given_up > 0,
        "news of every kind": {one.outcome for one in offers if one.state == "departed" and one.news_week < 52}
        == {"exploited", "smuggled", "fared_well"},
        "a second holder of a post": len(plain.holders) > len(plain.posts),
        "a stranger and a resident who recruit": len({one is None for one in plain.holders}) == 2,
        "an officer with kin in the village": any(
            plain.chance.once("officer's kin", name_key("officer", one.number, holder), village.key) < 0.4
            for one in plain.officers
            for holder in range(one.holder + 1)
            for village in plain.villages
        ),
        "a second departure of one person": any(one.times_left > 1 for one in people),
        "somebody who turned 15": any(not one.is_grown(0) and one.is_grown(52) for one in people),
        "somebody who left school": any(
            one.in_school and one.age_weeks(0) < 19 * 52 <= one.age_weeks(52) for one in people
        ),
        "a fact forgotten": any(0 < until <= 52 for one in people for until in one.known_until.values()),
        "every attitude changed": all(any(one.changes[name] for one in people) for name in people[0].changes),
    }
