"""Stages 6 and 7: who reports, how, and what becomes of the report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sim.attitudes.rules import recognise_chance
from sim.incidents import rules
from sim.people.groups import GROUPS
from sim.state.codes import USERS
from tests.plain_model.chance import exponential, gumbel, name_key
from tests.plain_model.meeting import seen_through
from tests.plain_model.minds import RECEIVERS
from tests.plain_model.settling import may_speak
from tests.plain_model.things import Case, Incident, Notice, Report, Village, Villager

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld


def report(world: NaiveWorld) -> None:
    """New witnesses decide and others think again, none knowing of the others, and the reports are sent."""
    decide = [(one, False) for one in world.notices if one.week == world.week] + _second_thoughts(world)
    choices = [(one, _channel(world, one.incident, one.witness, near)) for one, near in decide]
    for notice, channel in choices:
        incident, witness = notice.incident, notice.witness
        if _is_recognised(world, incident, witness) and notice.stand == "sees nothing wrong":
            notice.stand = "silent"
            world.count("recognised_true", incident.village, incident.is_true)
        if channel is None:
            world.count("witnesses_silent", incident.village, notice.week == world.week)
        else:
            notice.stand = "has reported"
    for notice, channel in choices:
        if channel is not None:
            _send(world, notice.incident, notice.witness, channel)
    for notice, channel in choices:
        if channel is None and _is_recognised(world, notice.incident, notice.witness):
            may_speak(world, notice.incident, notice.witness)


def _second_thoughts(world: NaiveWorld) -> list[tuple[Notice, bool]]:
    """Earlier witnesses of what is open: they learnt or heard something, or the departure falls into next week."""
    found = []
    for incident in world.open_incidents:
        day = incident.depart_day
        near = incident.state == "accepted" and day is not None and 0 <= day - world.next_day < 7
        for one in reversed(incident.notices):
            thinks = near or one.witness.changed_week == world.week
            if one.week < world.week and thinks and one.stand != "has reported" and not one.witness.is_away:
                found.append((one, near))
    return found


def _channel(world: NaiveWorld, incident: Incident, witness: Villager, near: bool) -> str | None:
    """The best channel that is open, known and usable; None for silence. Nobody accuses himself."""
    if not _is_recognised(world, incident, witness):
        return None
    was_asked = incident.is_departure and incident.person is witness
    values = {None: gumbel(_draw(world, incident, witness, "(silence)", near))}
    for name in world.settings.channels:
        if _can_use(world, witness, name):
            utility = _utility(world, incident, witness, name, was_asked)
            values[name] = utility + gumbel(_draw(world, incident, witness, name, near))
    return max(values, key=lambda name: values[name])


def _is_recognised(world: NaiveWorld, incident: Incident, witness: Villager) -> bool:
    if incident.accused is witness:
        return False
    was_asked = incident.is_departure and incident.person is witness
    return was_asked or _recognises(world, incident, witness)


def _draw(world: NaiveWorld, incident: Incident, witness: Villager, name: str, near: bool) -> float:
    purpose = "report as the departure is near" if near else "report"
    return world.chance.once(purpose, witness.key, incident.key, name_key("channel", name))


def _recognises(world: NaiveWorld, incident: Incident, witness: Villager) -> bool:
    """Sees that something is wrong, or mistakes something harmless for it."""
    what = "recognise" if incident.is_true else "mistake"
    chances = (getattr(world.settings.warning, f"{what}_{how}") for how in ("informed", "uninformed"))
    chance = recognise_chance(witness.knows("warning_signs", world.week), *chances)
    if incident.is_true:
        chance = seen_through(world, chance, witness, incident)
    return world.chance.once("recognise an incident", witness.key, incident.key) < chance


def _can_use(world: NaiveWorld, witness: Villager, name: str) -> bool:
    channel, village = world.settings.channels[name], witness.village
    if not world.is_open(name, village) or not witness.knows(f"channel {name}", world.week):
        return False
    at_home = village.about.signal * world.settings.circumstances.signal_factor
    has_signal = world.chance.once("signal at home", witness.key) < at_home
    return rules.can_use(
        channel.needs_phone,
        USERS.index(channel.users),
        witness.has_phone and has_signal,
        witness.is_contact or any(tie.other.is_contact for tie in witness.ties),
        GROUPS.index(witness.group(world.week, 0)),  # whoever came back from abroad may still teach
    )


def _utility(world: NaiveWorld, incident: Incident, witness: Villager, name: str, was_asked: bool) -> float:
    w, channel = world.settings.warning, world.settings.channels[name]
    suspect = incident.accused
    care = 0.0
    if incident.is_departure:
        care = rules.care_utility(w.care, 1.0 if was_asked else witness.strength_to(incident.person))
    closeness = rules.closeness_utility(w.closeness, witness.strength_to(suspect)) if suspect else 0.0
    hours = _hours_of_travel(world, witness.village.about.travel_hours, channel.way)
    formality = w.formality if channel.formal else 0.0
    trust = world.attitude(witness, f"trust {channel.receiver}")
    effect, fear = world.attitude(witness, "expected_effect"), world.attitude(witness, "fear")
    speak = rules.speak_utility(
        w.speak, w.trust, trust, w.expected_effect, effect, w.norm, _others(world, witness), closeness, care
    )
    return rules.channel_utility(speak, w.fear, fear, own(channel.anonymity, w.anonymity), formality, w.distance, hours)


def own(of_its_own: float | None, common: float) -> float:
    """What one channel has of its own, or what holds for all."""
    return common if of_its_own is None else of_its_own


def _hours_of_travel(world: NaiveWorld, to_office: float, way: str) -> float:
    w, to_office = world.settings.warning, to_office * world.settings.circumstances.travel_factor
    return {"none": 0.0, "village": w.way_in_village, "town": w.way_to_town * to_office, "office": to_office}[way]


def _others(world: NaiveWorld, witness: Villager) -> float:
    """Ties known to have reported lately."""
    since = world.week - world.settings.learning.warning_weeks
    return sum(tie.strength for tie in witness.ties if tie.other.reported_week > since)


def _send(world: NaiveWorld, incident: Incident, witness: Villager, name: str) -> None:
    channel, w = world.settings.channels[name], world.settings.warning

    def u(purpose: str) -> float:
        return world.chance.once(purpose, witness.key, incident.key)

    earliest = max(world.first_day, incident.day)
    sent = earliest + int((world.next_day - earliest) * u("day of the report"))
    arrives = sent + int(exponential(u("delay of a report")) * world.settings.warning.delay_days)
    state = "travelling"
    if u("report lost") < world.settings.warning.lost:
        state = "lost"
    elif u("report kept down") < world.settings.responding.of("capture", channel.receiver):
        state = "captured"
    elif u("report set aside") < own(channel.filtering, w.filtering):
        state = "settled" if channel.receiver in ("village_office", "religious_leader", "school") else "filtered"
    anonymity = own(channel.anonymity, w.anonymity)
    leaked = u("report leaked") < own(channel.leak, w.leak) * (1 - anonymity)
    if u("known to have reported") >= anonymity:
        witness.reported_week = world.week
    one = Report(incident, witness, name, channel.receiver, state, sent, arrives, leaked)
    world.reports.append(one)
    world.open_reports.append(one)
    if incident.reports == 0:
        world.count("incidents_reported" if incident.is_true else "incidents_reported_false", incident.village)
    incident.reports += 1
    first = incident.first_report_day
    incident.first_report_day = sent if first is None else min(first, sent)
    for measure, happens in (
        ("reports_sent", True),
        (f"reports_{name}", True),
        ("reports_true", incident.is_true),
        ("reports_false", not incident.is_true),
        ("reports_lost", state == "lost"),
        ("reports_filtered", state == "filtered"),
        ("reports_settled", state == "settled"),
        ("reports_captured", state == "captured"),
        ("reports_leaked", leaked),
    ):
        world.count(measure, incident.village, happens)


def _hears_chance(world: NaiveWorld, village: Village, incident: Incident, hours: float) -> float:
    warning = world.settings.warning
    at_start = [one for one in village.people if one.is_grown(0)]
    people = village.residents_at_start + (warning.contact_weight - 1.0) * sum(one.is_contact for one in at_start)
    heard = [one for one in incident.witnesses if one is not incident.accused and one.is_around(world.week)]
    witnesses = sum(warning.contact_weight if one.is_contact else 1.0 for one in reversed(heard))
    return rules.officer_hears_chance(hours, warning.officer_hears, warning.tells_officer, witnesses, people)


def officers_notice(world: NaiveWorld) -> None:
    """Officers notice by the hours they listened last week."""
    seen = []
    for incident in world.open_incidents:
        village = incident.village
        known = 1 + world.settings.warning.embedded_hears * village.embeddedness
        hours = village.listening_hours * known if world.has_officer(village) else 0.0
        chance = _hears_chance(world, village, incident, hours)
        if world.chance.weekly("officer notices", village.key, incident.key) < chance and incident.case is None:
            seen.append(incident)
    for incident in seen:
        if take_up(world, incident, "immigration"):
            world.count("officer_noticed", incident.village)


def police_search(world: NaiveWorld) -> None:
    """So do the police, in the hours that they can save up no longer."""
    seen = []
    for incident in world.open_incidents:
        village = incident.village
        chance = _hears_chance(world, village, incident, village.search_hours)
        if world.chance.weekly("police search", village.key, incident.key) < chance and incident.case is None:
            seen.append(incident)
    for incident in seen:
        if take_up(world, incident, "police"):
            world.count("cases_by_police", incident.village)


def take_up(world: NaiveWorld, incident: Incident, receiver: str) -> bool:
    """Whether what was heard becomes a case, and is not kept down."""
    if is_kept_down(world, incident, receiver):
        return False
    open_case(world, incident, receiver, max(world.first_day, incident.day))
    return True


def is_kept_down(world: NaiveWorld, incident: Incident, receiver: str) -> bool:
    """Whether a receiver sides with the recruiter in this, for good."""
    u = world.chance.once("rumour kept down", incident.key, RECEIVERS.index(receiver))
    return u < world.settings.responding.of("capture", receiver)


def arrive(world: NaiveWorld) -> None:
    """Reports arrive in the order of their days, as many as each channel can take in each village."""
    due = [one for one in world.open_reports if one.state == "travelling" and one.arrive_day < world.next_day]
    taken: Counter[tuple[int, str]] = Counter()
    turn = {one: world.chance.weekly("report order", one.witness.key, one.incident.key) for one in due}
    for one in sorted(due, key=lambda report: (report.arrive_day, turn[report])):
        desk = (one.incident.village.number, one.channel)
        if taken[desk] == world.settings.channels[one.channel].capacity:
            one.arrive_day += 7
            world.put_off += 1
            continue
        taken[desk] += 1
        one.state = "received"
        world.count("reports_received", one.incident.village)
        one.case = _merge(world, one.incident, one.receiver, one.arrive_day)


def _merge(world: NaiveWorld, incident: Incident, receiver: str, day: int) -> Case:
    case = incident.case
    if case is None:
        return open_case(world, incident, receiver, day)
    if case.state == "dropped":
        case.state, case.closed_day, case.waiting_since = "waiting", None, day
        _hand_to(world, case, receiver, day)
        world.open_cases.append(case)
        world.count("cases_reopened", case.village)
        return case
    world.count("reports_joined", case.village)
    if receiver == "immigration" and case.state == "waiting":
        case.holder = "immigration"
        case.ready_day = min(case.ready_day, day)
    return case


def open_case(world: NaiveWorld, incident: Incident, receiver: str, day: int) -> Case:
    """Open a case, which a village office or police post may pass on."""
    case = Case(incident, receiver, day, day, day)
    _hand_to(world, case, receiver, day)
    incident.case = case
    world.cases.append(case)
    world.open_cases.append(case)
    world.count("cases_opened", incident.village)
    return case


def _hand_to(world: NaiveWorld, case: Case, receiver: str, day: int) -> None:
    """The receiver of the report works on it, unless that one passes it on."""
    case.holder, case.ready_day = receiver, day
    key, coordination = case.incident.key, world.coordination(case.village)
    if receiver != "immigration" and world.chance.once("pass on", key) < coordination:
        wait = world.settings.responding.forward_days * exponential(world.chance.once("days to pass on", key))
        case.holder, case.ready_day = "immigration", day + int(wait)
        world.count("cases_forwarded", case.village)
