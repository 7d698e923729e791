"""Stages 11 and 12: recruiters adapt; answers, silence and leaks leave their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.naive.before import fill
from tests.naive.chance import exponential

if TYPE_CHECKING:
    from tests.naive.things import Post, Report
    from tests.naive.world import NaiveWorld


def adapt(world: NaiveWorld) -> None:
    """Arrests, lying low, coming back, new holders; then pressure fades."""
    recruiting, next_week = world.settings.recruiting, world.week + 1
    for post in world.posts:
        if post.arrest_day is not None and post.arrest_day < world.next_day and post.state != "vacant":
            wait = 1 + int(recruiting.entry_weeks * exponential(world.chance.weekly("vacancy", post.key)))
            post.state, post.resident, post.arrest_day, post.until = "vacant", None, None, next_week + wait
            world.count("arrests", post.village)
    for post in world.posts:
        if post.state == "lying_low" and post.until <= next_week:
            post.state = "active"
        elif post.state == "active" and recruiting.strategy == "lie_low_under_pressure":
            _perhaps_lie_low(world, post)
    for post in world.posts:
        if post.state == "vacant" and post.until <= next_week:
            fill(world, post)
            _forget_warnings(world, post)
            world.count("recruiters_entered", post.village)
    for post in world.posts:
        post.pressure *= recruiting.pressure_fade


def _forget_warnings(world: NaiveWorld, post: Post) -> None:
    """A warning was about the one who is gone."""
    for one in world.villagers:
        if one.warned_of is post:
            one.warned_until = 0


def _perhaps_lie_low(world: NaiveWorld, post: Post) -> None:
    recruiting = world.settings.recruiting
    chance = post.pressure / (post.pressure + recruiting.lie_low_pressure)
    if world.chance.weekly("lie low", post.key) < chance:
        u = world.chance.weekly("how long to lie low", post.key)
        post.state = "lying_low"
        post.until = world.week + 2 + int((recruiting.lie_low_weeks - 1) * exponential(u))


def feedback(world: NaiveWorld) -> None:
    """Leaks frighten; an answer heard of encourages; after weeks of silence a reporter gives up."""
    responding = world.settings.responding
    for report in world.open_reports:
        if report.leaked and report.sent_day >= world.first_day:
            world.change(report.witness, "fear", responding.leak_fear)
    for report in [one for one in world.open_reports if _is_answered(one)]:
        u = world.chance.once("hears of the answer", report.witness.key, report.incident.key)
        if u < world.settings.channels[report.channel].feedback:
            report.heard_back = True
            if report.case.state != "false_alarm":
                _encourage(world, report, responding.answer_trust, responding.answer_effect, responding.around)
    limit = world.next_day - 7 * responding.silence_weeks
    world.open_reports = [one for one in world.open_reports if not one.heard_back]
    for report in world.open_reports:
        if limit - 7 <= report.sent_day < limit:
            _encourage(world, report, responding.silence_trust, responding.silence_effect, 0.0)
            world.given_up += 1
    world.open_reports = [one for one in world.open_reports if one.sent_day >= limit or one.state == "travelling"]


def _is_answered(report: Report) -> bool:
    return (
        report.state == "received"
        and report.case is not None
        and report.case.state in ("answered", "expired", "false_alarm")
    )


def _encourage(world: NaiveWorld, report: Report, trust: float, effect: float, around: float) -> None:
    """The author in full, household and kin in part."""
    others = report.witness.kin(world.week) if around > 0 else []
    for name, gain in ((f"trust {report.receiver}", trust), ("expected_effect", effect)):
        world.change(report.witness, name, gain)
        for one in others:
            world.change(one, name, gain * around)
