"""Stages 11 and 12: recruiters adapt; answers, silence and leaks leave their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.attitudes.rules import retold
from sim.recruiters.rules import reaction_chance
from tests.plain_model.accounts import involve, new_account, recruiter_is_told_of
from tests.plain_model.before import demand_left, fill, hire_finder
from tests.plain_model.chance import exponential, name_key
from tests.plain_model.offers import is_private
from tests.plain_model.reporting import own
from tests.plain_model.responding import press

if TYPE_CHECKING:
    from tests.plain_model.things import Case, Post, Report, Villager
    from tests.plain_model.world import NaiveWorld


def adapt(world: NaiveWorld) -> None:
    """Verdicts, arrests, finders and recruiters who react, new holders; then pressure fades."""
    recruiting, next_week = world.settings.recruiting, world.week + 1
    for post in world.posts:
        if post.state == "in_custody" and post.until <= next_week:
            _verdict(world, post)
    for post in world.posts:
        if post.arrest_day is not None and post.arrest_day < world.next_day and post.state in ("active", "lying_low"):
            recruiter_is_told_of(world, post, "arrested")
            wait = _weeks(world, post, "time to the verdict", world.settings.responding.trial_weeks)
            post.state, post.arrest_day, post.until = "in_custody", None, next_week + 1 + wait
            _without_finders(post)
            world.count("arrests", post.base)
    for post in world.posts:
        _feel_arrests_of_others(world, post)
    for post in world.posts:
        if post.state == "lying_low" and post.until <= next_week:
            post.state = "active"
        elif post.state == "active":
            _finders_reconsider(world, post)
            if post.base is not post.village and post.away_until <= next_week:
                post.base, post.away_until = post.village, 0
                _without_finders(post)
            _react(world, post)
    for post in world.posts:
        if post.state == "vacant" and post.until <= next_week:
            fill(world, post)
            _forget_warnings(world, post)
            world.count("recruiters_entered", post.village)
    for feels in (*world.posts, *world.villages):
        feels.pressure *= recruiting.pressure_fade


def _weeks(world: NaiveWorld, post: Post, purpose: str, mean: float) -> int:
    return int(min(mean * exponential(world.chance.weekly(purpose, post.key)), 5000))


def _without_finders(post: Post) -> None:
    post.finders = [None] * len(post.finders)


def _leave(world: NaiveWorld, post: Post) -> None:
    """Gone; where little demand is left, nobody comes for long."""
    village = post.village
    share = demand_left(world, village) / village.demand_at_start if village.demand_at_start > 0 else 0.0
    mean = world.settings.recruiting.entry_weeks / max(share, 0.01)
    post.state, post.resident, post.arrest_day = "vacant", None, None
    post.until = world.week + 2 + _weeks(world, post, "vacancy", mean)
    _without_finders(post)


def _verdict(world: NaiveWorld, post: Post) -> None:
    if world.chance.weekly("verdict", post.key) < world.settings.responding.verdict:
        world.count("verdicts", post.base)
        _leave(world, post)
    else:
        world.count("recruiters_released", post.base)
        recruiter_is_told_of(world, post, "released")
        post.state = "active"


def _finders_reconsider(world: NaiveWorld, post: Post) -> None:
    recruiting = world.settings.recruiting
    quits = reaction_chance(post.pressure, recruiting.finder_quit_pressure)
    for place, finder in enumerate(post.finders):
        if finder is None:
            if world.chance.weekly("find a finder", post.key, 0, place) < 1 / recruiting.finder_weeks:
                hire_finder(world, post, place)
        elif world.chance.weekly("finder quits", post.key, 0, place) < quits:
            post.finders[place] = None
            world.count("finders_quit", post.base)


def _feel_arrests_of_others(world: NaiveWorld, post: Post) -> None:
    """The recruiter and the finders may have heard that somebody else was arrested."""
    for one in (post.resident, *post.finders):
        account = one.account if one is not None else None
        if account is None or account.what != "arrested" or account.post is post or account.number <= post.account:
            continue
        press(
            post,
            world.settings.recruiting.pressure_referred * retold(world.settings.responding.retold, one.account_hop),
        )
        post.account = account.number


def _forget_warnings(world: NaiveWorld, post: Post) -> None:
    """A warning was about the one who is gone, and so were meetings."""
    for one in world.villagers:
        if one.warned_of is post:
            one.warned_until = 0
        if one.met is post:
            one.met = None


def _react(world: NaiveWorld, post: Post) -> None:
    """Under too much pressure: lie low, ask kin only, move on, or quit."""
    recruiting = world.settings.recruiting
    if recruiting.strategy == "ignore":
        return
    if world.chance.weekly("react to pressure", post.key) >= reaction_chance(post.pressure, recruiting.react_pressure):
        return
    quieter = [village for village in post.base.near if village.pressure < post.base.pressure]
    reaction = "lie_low"
    if recruiting.strategy == "react_to_pressure":
        weights = dict(recruiting.reactions)
        if is_private(world, post):
            del weights["go_private"]
        if not quieter:
            del weights["move"]
        waits = {
            name: exponential(world.chance.weekly("reaction", post.key, name_key("reaction", name))) / weight
            for name, weight in weights.items()
            if weight > 0
        }
        if not waits:
            return
        reaction = min(waits, key=lambda name: waits[name])
    if reaction == "lie_low":
        wait = _weeks(world, post, "how long to lie low", recruiting.lie_low_weeks - 1)
        post.state, post.until = "lying_low", world.week + 2 + wait
        world.count("recruiters_lay_low", post.base)
    elif reaction == "go_private":
        wait = _weeks(world, post, "how long to stay private", recruiting.private_weeks - 1)
        post.private_until = world.week + 2 + wait
        world.count("recruiters_went_private", post.base)
    elif reaction == "move":
        world.count("recruiters_moved", post.base)
        post.base = min(
            quieter, key=lambda village: (village.pressure, world.chance.weekly("where to move", post.key, village.key))
        )
        wait = _weeks(world, post, "how long to stay away", recruiting.away_weeks - 1)
        post.away_until = world.week + 2 + wait
        _without_finders(post)
    else:
        world.count("recruiters_quit", post.base)
        _leave(world, post)


def feedback(world: NaiveWorld) -> None:
    """Leaks become known; answers are heard of; after weeks of silence a reporter gives up."""
    responding = world.settings.responding
    for report in world.open_reports:
        if report.leaked and report.sent_day >= world.first_day:
            _tell(world, report, "leaked")
    heard = []
    for report in [one for one in world.open_reports if _is_answered(world, one)]:
        u = world.chance.once("hears of the answer", report.witness.key, report.incident.key)
        if u < responding.feedback * (
            1 - own(world.settings.channels[report.channel].anonymity, world.settings.warning.anonymity)
        ):
            report.heard_back = True
            heard.append(report)
    for case in sorted(world.cases, key=lambda one: one.incident.key):
        _answer_is_told(world, case, [one.witness for one in heard if one.case is case])
    for report in heard:
        if report.state == "settled":
            _tell(world, report, "settled")
    limit = world.next_day - 7 * responding.silence_weeks
    world.open_reports = [one for one in world.open_reports if not one.heard_back]
    for report in world.open_reports:
        if limit - 7 <= report.sent_day < limit:
            _tell(world, report, "ignored")
            world.given_up += 1
    world.open_reports = [one for one in world.open_reports if one.sent_day >= limit or one.state == "travelling"]


def _tell(world: NaiveWorld, report: Report, what: str) -> None:
    account = new_account(world, what, report.receiver, report.incident.village, report.incident)
    involve(world, account, [report.witness])


def _answer_is_told(world: NaiveWorld, case: Case, authors: list[Villager]) -> None:
    """The authors who heard back, and in the week of the answer whoever it was about, know of it."""
    involved, person = list(authors), case.incident.person
    is_new = case.closed_day is not None and case.closed_day >= world.first_day
    if is_new and case.state in ("answered", "expired") and case.incident.is_departure and not person.is_away:
        involved.append(person)
    if involved:
        what = "checked" if case.state == "false_alarm" else "answered"
        involve(world, new_account(world, what, case.holder, case.village, case.incident), involved)


def _is_answered(world: NaiveWorld, report: Report) -> bool:
    if report.state == "settled":
        return report.sent_day >= world.first_day
    return (
        report.state == "received"
        and report.case is not None
        and report.case.state in ("answered", "expired", "false_alarm")
    )
