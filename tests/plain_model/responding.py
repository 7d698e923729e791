"""Stage 8: cases are taken in turn, verified and answered while hours last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.attitudes.rules import repeated_chance
from sim.deciding.rules import facts_utility
from sim.officers import rules
from tests.plain_model.answers import choose, enter_procedure, route_help
from tests.plain_model.chance import exponential, name_key
from tests.plain_model.hours import Hours
from tests.plain_model.minds import RECEIVERS
from tests.plain_model.money import can_pay, cost, pay
from tests.plain_model.things import Case, Incident, Post, Village, Villager

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld


def respond(world: NaiveWorld, hours: Hours) -> None:
    """Take the cases that are ready; drop those that waited too long."""
    responding = world.settings.responding
    for village in world.villages:
        for name in responding.responders:
            usual = responding.of("hours", name)
            hours_a_week = usual * (world.effort("police", village) if name == "police" else 1.0)
            kept = usual * responding.kept_weeks
            if name == "police":
                village.search_hours = max(village.desk_hours[name] + hours_a_week - kept, 0.0)
            village.desk_hours[name] = min(village.desk_hours[name] + hours_a_week, kept)
    ready = [case for case in world.open_cases if case.ready_day < world.next_day]
    for case in sorted(ready, key=lambda case: _turn(world, case)):
        _take(world, hours, case)
    for case in world.open_cases:
        if case.state == "waiting" and case.waiting_since < world.first_day - 7 * responding.patience_weeks:
            case.state, case.closed_day = "dropped", world.first_day
            world.count("cases_dropped", case.village)
            world.count("response_time_days", case.village, world.first_day - case.opened_day)
    world.open_cases = [case for case in world.open_cases if case.state == "waiting"]


def _turn(world: NaiveWorld, case: Case) -> tuple[float, ...]:
    """The smaller the sooner."""
    incident = case.incident
    last = (case.waiting_since, world.chance.weekly("case order", incident.key))
    if world.settings.programme.officer_triage == "oldest_first":
        return last
    severity = 1 if incident.kind in ("foreigner", "visitor") else 2
    if incident.kind == "legal" or (incident.is_departure and incident.state == "accepted"):
        severity = 3
    return (-severity, *last)


def work(world: NaiveWorld, hours: Hours, incident: Incident, holder: str, amount: float) -> int | None:
    """Officers first, then the desk; the day of the week, or None.

    The more of an officer's week is used up, the later the day; a desk answers in the middle of the week.
    """
    village = incident.village
    if holder == "immigration":
        officer = hours.spend(village, amount, "hours_answering")
        if officer is not None:
            world.count("hours_answering_officers", village, amount)
            return min(6, int(7 * (1.0 - officer.left / officer.full)))
    desk = village.desk_hours
    u = world.chance.once("desk takes up a case", incident.key, RECEIVERS.index(holder))
    if desk[holder] < amount or u >= world.settings.circumstances.desks_answer:
        return None
    if not _pay_desk(world, village, holder, amount):
        return None
    desk[holder] -= amount
    world.count("hours_answering", village, amount)
    return 3


def _pay_desk(world: NaiveWorld, village: Village, holder: str, hours: float) -> bool:
    """By whom the desk is there: anyway, or by the programme, which may have no money left. Police are paid weekly."""
    price = 0.0 if holder == "police" else hours * world.settings.prices.desk_hour
    always = [world.settings.channels[name].receiver for name in world.settings.programme.channels_open_always]
    if holder in ("immigration", "village_office", *always):
        cost(world, "desks", village, price, price)
        return True
    if can_pay(world, village, price):
        pay(world, "desks", village, price)
        return True
    return False


def _take(world: NaiveWorld, hours: Hours, case: Case) -> None:
    incident, village = case.incident, case.village
    responding = world.settings.responding
    needed = responding.verify_hours + (responding.counsel_hours if incident.is_true else 0.0)
    weekday = work(world, hours, incident, case.holder, needed)
    if weekday is None:
        return
    case.closed_day = day = max(case.ready_day, world.first_day + weekday)
    world.count("hours_verifying", village, responding.verify_hours)
    world.count("response_time_days", village, day - case.opened_day)
    if not incident.is_true:
        case.state = "false_alarm"
        world.count("cases_false_alarm", village)
        world.close(incident)
        return
    late = incident.is_departure and _has_left(incident, day)
    case.state = "expired" if late else "answered"
    world.count("cases_expired" if late else "cases_answered_in_time", village)
    world.count("cases_answered_preparing", village, not late and incident.state == "accepted")
    if incident.kind == "foreigner":
        world.close(incident)
        return
    partners = _partners(world, incident)
    world.count("cases_answered_jointly", village, bool(partners))
    if incident.state == "accepted" and not late:
        known = case.opened_day if incident.first_report_day is None else incident.first_report_day
        world.count("lead_time_days", village, max(incident.depart_day - known, 0))
        counsel(world, incident, case.holder, day, partners)
    if incident.recruiter is not None:
        warn_around(world, incident)
        _act(world, incident, case.holder, day)


def _partners(world: NaiveWorld, incident: Incident) -> list[Any]:
    """The agencies that take part in this answer."""
    programme, responding = world.settings.programme, world.settings.responding
    if not world.is_assisted(incident.village):
        return []
    chance = programme.joint_answers
    price, found = world.settings.prices.joint_answer, []
    for name in programme.partners:
        u = world.chance.once("partner takes part", incident.key, name_key("partner", name))
        if u < chance and can_pay(world, incident.village, price):
            pay(world, "partners", incident.village, price)
            found.append(responding.partners[name])
    return found


def _has_left(incident: Incident, day: int) -> bool:
    if incident.state == "departed":
        return True
    return incident.state == "accepted" and incident.depart_day <= day


def counsel(world: NaiveWorld, incident: Incident, holder: str, day: int, partners: list[Any]) -> None:
    """By a receiver: stays, takes the documented route, or leaves anyway."""
    person = incident.person
    persuasion = world.settings.responding.of("persuasion", holder)
    answer = persuade(world, incident, persuasion, world.attitude(person, f"trust {holder}"), day, partners)
    world.count("counselled", person.village)
    world.count("counselled_in_vain", person.village, answer == "leave")
    world.count("stopped_by_counsel", person.village, answer == "stay")
    world.count(f"stopped_by_{holder}", person.village, answer == "stay")
    world.count("redirected_documented", person.village, answer == "documented")


def persuade(
    world: NaiveWorld, incident: Incident, persuasion: float, trust: float, day: int, partners: list[Any]
) -> str:
    """Somebody speaks to whoever prepares; the answer."""
    w, deciding, person = world.settings.responding, world.settings.deciding, incident.person
    persuasion += sum(one.persuasion for one in partners)
    facts = facts_utility(deciding.documented_facts, person.knows("procedure", world.week))
    route, debt = sum(one.route for one in partners), rules.debt_utility(w.leave_debt, incident.advance)
    need, news = person.need, world.attitude(person, "news")
    utilities = {
        "stay": rules.stay_utility(w.stay, persuasion, w.stay_trust, trust),
        "documented": rules.change_route_utility(
            w.documented_after_counsel + route, facts, persuasion, route_help(world, person)
        ),
        "leave": rules.leave_anyway_utility(w.leave_need, need, deciding.news, news, debt),
    }
    answer = choose(world, "answer to counsel", incident, utilities, "answer to counsel")
    if answer == "leave":
        return answer
    world.close(incident)
    person.incident = None
    if answer == "stay":
        incident.state = "stayed"
        person.status, person.status_day = "stopped", day + int(7 * deciding.cool_off_weeks)
    else:
        incident.state = "turned_documented"
        enter_procedure(world, person, day)
    return answer


def warn_around(world: NaiveWorld, incident: Incident) -> None:
    chance = world.settings.responding.warns
    kin = incident.person.kin(world.week)
    heard = [one for one in kin if world.chance.weekly("warned by an answer", one.key, incident.key) < chance]
    warn(world, [incident.person, *heard], incident.recruiter)


def warn(world: NaiveWorld, people: list[Villager], post: Post) -> None:
    """A warning about a recruiter, which those who hear it pass on."""
    learning = world.settings.learning
    for one in people:
        if one.is_away:
            continue
        one.warned_of = post
        one.warned_until = world.week + 1 + learning.warning_weeks
        one.talk_until = max(one.talk_until, world.week + 1 + learning.talk_weeks)
        world.count("warnings_passed", one.village)


def press(post: Post, pressure: float) -> None:
    """The recruiter feels it, and so does whoever works in the same village."""
    post.pressure += pressure
    post.base.pressure += pressure


def _act(world: NaiveWorld, incident: Incident, holder: str, day: int) -> None:
    """Pressure; perhaps the police, the prosecutor, an arrest."""
    settings, post = world.settings, incident.recruiter
    if post is None:
        return
    press(post, settings.recruiting.pressure_answered)
    since = world.first_day - 7 * settings.learning.warning_weeks
    dossier = [
        one
        for one in world.cases
        if one.closed_day is not None
        and one.closed_day >= since
        and one.state in ("answered", "expired")
        and one.incident.post is post
        and one.incident.asker == post.holder
    ]
    effort = world.effort("police", incident.village) if holder == "police" else 1.0
    one_case = min(settings.responding.of("referral", holder) * effort, 1.0)
    if world.chance.weekly("referral", incident.key) >= repeated_chance(one_case, len(dossier)):
        return
    incident.case.referred = True
    press(post, settings.recruiting.pressure_referred)
    world.count("referrals", incident.village)
    chance = repeated_chance(settings.responding.prosecution, sum(one.referred for one in dossier))
    prosecuted = world.chance.weekly("prosecution", incident.key) < chance
    if prosecuted and post.arrest_day is None and post.state != "in_custody":
        u = world.chance.weekly("time to arrest", incident.key)
        post.arrest_day = day + int(min(settings.responding.arrest_weeks * 7 * exponential(u), 10000.0))
