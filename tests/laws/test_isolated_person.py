"""A person without any tie answers like the closed form of the logit choice, over many offers or incidents."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitudes_of
from sim.core.draws import stream, uniforms
from sim.incidents.accused import accused_by
from sim.officers.counsel import counsel
from sim.officers.partners import Joint
from sim.people.groups import CONTACT, PHONE
from sim.stages import decide, report
from sim.start import begin
from sim.state.codes import (
    ACCEPTED,
    AWARENESS,
    COLD,
    EXPECTED_EFFECT,
    FEAR,
    FIRST_CHANNEL,
    FIRST_TRUST,
    IMMIGRATION,
    LICENSED,
    NOBODY,
    OFFERED,
    PROCEDURE,
    RECEIVERS,
    RECRUITMENT,
    REFUSED,
    SETTLED,
    VISITOR,
    WARNING_SIGNS,
)
from sim.world import World
from tests.building import make, no_ties

MANY = 20_000


def lonely_world(changes: dict[str, Any], programme: str = "no_programme") -> World:
    """The classroom's people without any tie."""
    built = make("classroom", programme, changes)
    return begin(built.settings, built.population, no_ties(built.population))


def somebody(world: World, nth: int = 0) -> int:
    """A grown-up at home with a phone, who is not a contact person."""
    traits, age = world.population.traits, -world.population.birth_week.astype(int)
    fits = (traits & PHONE > 0) & (traits & CONTACT == 0) & (age > 30 * 52) & (world.state.residents.status == SETTLED)
    return int(np.flatnonzero(fits)[nth])


def incidents_about(world: World, person: int, **columns: Any) -> NDArray[np.int64]:
    """Many incidents that differ in nothing but their key."""
    keys = (uniforms(stream(1, "keys of incidents", 0), np.arange(MANY, dtype=np.uint64)) * 2**63).astype(np.uint64)
    common = {"recruiter": NOBODY, "first_notice": NOBODY, "case": NOBODY, "week": world.week, "source": COLD}
    return world.state.incidents.append(MANY, key=keys, person=person, **(common | columns))


def mind_of(world: World, person: int, attitude: int) -> float:
    return float(attitudes_of(world, np.array([person]), attitude)[0])


def logit(utilities: dict[Any, float]) -> dict[Any, float]:
    """Closed-form choice shares."""
    total = math.fsum(math.exp(utility) for utility in utilities.values())
    return {name: math.exp(utility) / total for name, utility in utilities.items()}


def agree(found: float, expected: float) -> bool:
    """Within four binomial standard errors."""
    return abs(found - expected) <= 4 * math.sqrt(max(expected * (1 - expected), 1e-6) / MANY)


def _offer_shares(world: World, person: int, **columns: Any) -> NDArray[np.float64]:
    offers = incidents_about(world, person, kind=RECRUITMENT, state=OFFERED, **columns)
    weights = world.arrays.numbers(decide.Weights, decide.Weights._fields, world.settings.deciding)
    choice, recognised, _ = decide._answer_each(offers, weights, decide.OPTION_KEYS, decide._around(world))
    return np.array([*(np.mean(choice == option) for option in range(3)), recognised.mean()])


def _expected_offer(world: World, person: int, knows: bool, advance: int) -> NDArray[np.float64]:
    d = world.settings.deciding
    need = float(world.population.need(np.array([person]))[0])
    first = world.population.household_first_row
    household = int(world.population.household[person])
    others = int(first[household + 1] - first[household]) - 1
    gain = d.need * need + d.wage * math.log(d.wage_ratio)
    awareness = mind_of(world, person, AWARENESS)
    documented = d.documented + gain + d.documented_cost * need + (d.documented_facts if knows else 0.0)
    leave = d.leave + gain + d.advance * advance + d.household_pressure * need * others
    seen = d.recognise_informed if knows else d.recognise_uninformed
    risk = d.risk * (d.unaware_risk + (1 - d.unaware_risk) * awareness)
    shares = np.zeros(3)
    for chance, utility in ((seen, leave + risk), (1 - seen, leave)):
        shares += chance * np.array(list(logit({0: 0.0, 1: utility, 2: documented}).values()))
    return np.append(shares, seen)


def test_answers_to_an_offer_follow_the_closed_form() -> None:
    world = lonely_world({"deciding.leave": -1.0, "deciding.documented": -2.5})
    person = somebody(world)
    for knows, advance in ((False, 0), (False, 1), (True, 0), (True, 1)):
        world.state.residents.fact_until[person, [PROCEDURE, WARNING_SIGNS]] = 100 if knows else 0
        found = _offer_shares(world, person, undocumented=1, advance=advance)
        expected = _expected_offer(world, person, knows, advance)
        assert all(agree(f, e) for f, e in zip(found, expected, strict=True)), (knows, advance, found, expected)


def test_a_licensed_offer_is_never_answered_by_leaving_without_papers() -> None:
    world = lonely_world({})
    found = _offer_shares(world, somebody(world), undocumented=0, source=LICENSED)
    assert found[1] == 0 and found[2] > 0.01 and found[3] == 0


def _expected_report(world: World, person: int, chance: float, care: float, closeness: float = 0.0) -> dict[str, float]:
    w, channels = world.settings.warning, world.settings.channels
    village = world.settings.place.villages[0]
    is_open = world.policy.open_channels[0]
    effect, fear = mind_of(world, person, EXPECTED_EFFECT), mind_of(world, person, FEAR)
    utilities = {"(silence)": 0.0}
    for c, (name, channel) in enumerate(channels.items()):
        if (
            not is_open[c]
            or world.state.residents.fact_until[person, FIRST_CHANNEL + c] <= world.week
            or channel.users != "everybody"
        ):
            continue
        trust = mind_of(world, person, FIRST_TRUST + RECEIVERS.index(channel.receiver))
        hours = channel.travel_hours + channel.distance_share * village.travel_hours
        utilities[name] = (
            w.speak
            + w.trust * (trust - 0.5)
            + w.expected_effect * (effect - 0.5)
            + care
            + closeness
            + w.fear * fear * (1 - channel.anonymity)
            + channel.effort
            + w.distance * hours
        )
    return {name: chance * share for name, share in logit(utilities).items() if name != "(silence)"}


def _report_shares(world: World, person: int, incidents: NDArray[np.int64]) -> dict[str, float]:
    weights = world.arrays.numbers(report.Weights, report.Weights._fields, world.settings.warning)
    accused, witness = accused_by(world, incidents), np.full(incidents.size, person)
    chosen = report._choose_each(incidents, witness, accused, weights, report._around(world))
    return {name: float(np.mean(chosen == c)) for c, name in enumerate(world.settings.channels)}


def test_reports_and_channels_follow_the_closed_form() -> None:
    world = lonely_world(
        {"warning.speak": -1.0, "programme.start_week": 0, "place.villages": _with_signal()}, programme="pimpasa"
    )
    asked, stranger = somebody(world), somebody(world, 1)
    world.state.residents.fact_until[[asked, stranger], FIRST_CHANNEL:] = 100
    world.state.residents.fact_until[[asked, stranger], WARNING_SIGNS] = [100, 0]
    mine = incidents_about(world, asked, kind=RECRUITMENT, state=REFUSED, recognised=1)
    theirs = incidents_about(world, asked, kind=RECRUITMENT, state=REFUSED)
    w = world.settings.warning
    cases = (
        # who was asked and saw through it needs to recognise nothing again, and cares fully
        (_report_shares(world, asked, mine), _expected_report(world, asked, 1.0, w.care)),
        # a witness without a tie to anybody must recognise it first
        (_report_shares(world, stranger, theirs), _expected_report(world, stranger, w.recognise_uninformed, 0.0)),
    )
    for found, expected in cases:
        assert len(expected) >= 4
        for name, share in found.items():
            assert agree(share, expected.get(name, 0.0)), (name, share, expected)


def _with_signal() -> list[dict[str, Any]]:
    village = make("classroom").settings.place.villages[0]
    return [village.model_dump() | {"signal": 1.0}]


def test_mistakes_follow_their_chance_and_a_recruiter_reports_no_offer_of_his_own() -> None:
    world = lonely_world({"warning.speak": 10, "warning.mistake_uninformed": 0.25})
    person = somebody(world)
    world.state.residents.fact_until[person, WARNING_SIGNS] = 0
    world.state.residents.fact_until[person, FIRST_CHANNEL:] = 100
    seen = sum(_report_shares(world, person, incidents_about(world, person + 1, kind=VISITOR)).values())
    assert agree(seen, 0.25)
    state = world.state
    state.posts = state.posts._replace(row=np.array([person]), state=np.array([1], np.uint8))
    own = incidents_about(world, person + 1, kind=RECRUITMENT, state=REFUSED)
    state.incidents["recruiter"][own] = 0
    assert sum(_report_shares(world, person, own).values()) == 0


def test_answers_to_counsel_follow_the_closed_form() -> None:
    world = lonely_world({"deciding.cool_off_weeks": 0})
    person = somebody(world)
    s, d = world.settings.responding, world.settings.deciding
    adviser = s.responders["immigration"]
    world.state.residents.fact_until[person, PROCEDURE] = 100
    need = float(world.population.need(np.array([person]))[0])
    trust = mind_of(world, person, FIRST_TRUST + IMMIGRATION)
    expected = logit(
        {
            "stopped_by_counsel": s.stay + adviser.persuasion + s.stay_trust * (trust - 0.5),
            "redirected_documented": s.documented_after_counsel + d.documented_facts + adviser.persuasion,
            "leave": s.leave_need * need,
        }
    )
    rows = incidents_about(world, person, kind=RECRUITMENT, state=ACCEPTED)[:3000]
    for row in rows:
        counsel(world, int(row), IMMIGRATION, 0, Joint(), 0)
    for name in ("stopped_by_counsel", "redirected_documented"):
        found = world.tally.weekly[0, :, world.tally.index[name]].sum() / rows.size
        assert abs(found - expected[name]) < 4 * math.sqrt(expected[name] * (1 - expected[name]) / rows.size), name
