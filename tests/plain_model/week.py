"""One week of the plain model."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sim.week import WEEK
from tests.plain_model.afterwards import adapt, feedback
from tests.plain_model.answers import decide
from tests.plain_model.asking import advise, who_prepares_asks
from tests.plain_model.hours import Hours, visit
from tests.plain_model.leaving import depart, gates
from tests.plain_model.local_actors import keep_local_actors, local_actors_notice
from tests.plain_model.minds import ATTITUDES
from tests.plain_model.money import begin_year, pay_what_is_promised
from tests.plain_model.noticing import notice
from tests.plain_model.offers import approach
from tests.plain_model.reporting import arrive, officers_notice, police_search, report
from tests.plain_model.responding import respond
from tests.plain_model.sessions import hold_sessions
from tests.plain_model.settling import settle_reports
from tests.plain_model.talk import talk
from tests.plain_model.things import ADULT_WEEKS

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld


def run_week(world: NaiveWorld) -> None:
    """The steps of the week's table, in its order; stages that are switched off are left out."""
    world.chance.week = world.week
    steps = _steps(world, Hours(world))
    for step in WEEK:
        if step.kind == "hidden" or getattr(world.settings.stages, step.name):
            for act in steps[step.name]:
                act()
    world.week += 1


def _steps(world: NaiveWorld, hours: Hours) -> dict[str, list[Callable[[], object]]]:
    """What this version does in each step."""

    def here(*acts: Callable[[NaiveWorld], object]) -> list[Callable[[], object]]:
        return [partial(act, world) for act in acts]

    return {
        "begin_year": here(begin_year),
        "assign_officers": [hours.assign],
        "take_up_posts": [hours.begin],
        "outreach": [*here(keep_local_actors), lambda: hold_sessions(world, hours)],
        "talk": here(talk),
        "approach": here(approach),
        "decide": [lambda: advise(world, hours), *here(decide)],
        "notice": here(notice),
        "report": here(report),
        "relay": here(officers_notice, local_actors_notice, police_search, who_prepares_asks, arrive, settle_reports),
        "respond": [lambda: respond(world, hours)],
        "listen": [hours.listen],
        "visit": here(visit),
        "embed": [hours.embed],
        "transfer": [hours.transfer],
        "gates": here(gates),
        "depart": here(depart),
        "adapt": here(adapt),
        "feedback": here(feedback),
        "pay_what_is_promised": here(pay_what_is_promised),
        "count_stocks": here(_stocks),
        "count_attitudes": here(_attitudes),
        "count_by_group": [],  # persons are counted again where they stand, in tests/stages/test_by_group.py
    }


def _stocks(world: NaiveWorld) -> None:
    for one in world.villagers:
        if one.is_grown(world.week):
            world.count("residents", one.village)
            world.count(one.status, one.village)
            for fact in world.facts:
                world.count(f"know_{fact.removeprefix('channel ')}", one.village, one.knows(fact, world.week))
            if one.age_weeks(world.week) == ADULT_WEEKS and world.week > 0:
                world.count("came_of_age", one.village)
    for incident in world.open_incidents:
        world.count("incidents_open", incident.village)
    for one in world.open_reports:
        world.count("reports_travelling", one.incident.village, one.state == "travelling")
    for case in world.open_cases:
        world.count("cases_waiting", case.village)
    for one in world.actors:
        world.count("local_actors_active", one.village)
    for village in world.villages:
        world.count("embeddedness", village, village.embeddedness)
    for post in world.posts:
        if post.state != "vacant":
            world.count(f"recruiters_{post.state}", post.base)
            world.count("recruiters_away", post.base, post.base is not post.village)
        else:
            world.count("posts_vacant", post.village)
        world.count("recruiters_private", post.base, post.state == "active" and post.private_until > world.week)
        world.count("finders", post.base, sum(one is not None for one in post.finders))


def _attitudes(world: NaiveWorld) -> None:
    """How everybody stands, to a millionth or so: at the start, at the end of each quarter and of the run."""
    names = [name for name in ATTITUDES if name != "news"]
    if world.week and world.week % 13 != 12 and world.week != world.settings.weeks - 1:
        for village in world.villages:
            for name in names:
                measure = name.replace(" ", "_")
                world.count(measure, village, world.counts[world.week - 1, village.number, measure])
        return
    for one in world.villagers:
        if one.is_grown(world.week):
            for name in names:
                parts = math.floor(world.attitude(one, name) * 1048576 + 0.5)
                world.count(name.replace(" ", "_"), one.village, parts / 1048576)
