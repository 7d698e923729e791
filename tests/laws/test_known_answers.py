"""Cases whose outcome can be said beforehand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.attitudes.attitudes import attitudes_of
from sim.attitudes.rules import known_until
from sim.core.draws import stream, uniforms
from sim.start import begin
from sim.state.codes import ADULT_WEEKS, AWARENESS, PROCEDURE, RECEIVERS
from sim.world import World
from tests.building import composed, make, run, series, total

NO_OFFERS = {"recruiting.offers_per_week": 0, "recruiting.kin_invitations": 0, "recruiting.licensed_offers": 0}
CHANNELS = tuple(composed("place=classroom").channels)
KINDS_OF_SESSION = tuple(composed("place=classroom").outreach)


def test_without_recruiters_agencies_and_invitations_nobody_is_offered_anything() -> None:
    world = run(make("migrant_pocket", changes={**NO_OFFERS, "weeks": 60}))
    offers = [measure.name for measure in world.tally.measures if measure.name.startswith("offers_")]
    assert [total(world, name) for name in offers] == [0] * len(offers)
    for name in ("refusals", "acceptances", "turned_documented", "undocumented_departures"):
        assert total(world, name) == 0
    assert total(world, "documented_departures") > 0  # those who were in the procedure before the first week


@pytest.mark.parametrize("source", ["kin_abroad", "licensed", "cold"])
def test_each_source_of_offers_can_be_the_only_one(source: str) -> None:
    setting = {"kin_abroad": "kin_invitations", "licensed": "licensed_offers", "cold": "offers_per_week"}[source]
    rest = {key: value for key, value in NO_OFFERS.items() if not key.endswith(setting)}
    world = run(
        make("migrant_pocket", changes={**rest, "weeks": 40, "recruiting.local_share": 0, "recruiting.finders": 0})
    )
    for measure in [measure.name for measure in world.tally.measures if measure.name.startswith("offers_")]:
        assert (total(world, measure) > 0) == (measure == f"offers_{source}")


def test_without_a_channel_nobody_ever_reports() -> None:
    asks_nobody = {
        "deciding.asks_advice": 0,
        "responding.responders.police.hours": 0,
    }  # which open cases without reports
    world = run(make("migrant_pocket", "nothing", {"weeks": 60, "warning.speak": 5, **asks_nobody}))
    assert total(world, "noticed_true") > 100
    for name in ("reports_sent", "reports_received", "cases_opened", "counselled", "cost_channels"):
        assert total(world, name) == 0
    assert total(world, "cost_rupiah") == total(world, "cost_existing") > 0
    assert total(run(make("migrant_pocket", "no_programme", {"weeks": 60, "warning.speak": 5})), "reports_sent") > 100


def _nothing_known() -> dict[str, float]:
    return {
        "learning.known_procedure": 0,
        "learning.known_warning_signs": 0,
        "learning.known_help": 0,
        **{f"channels.{name}.known": 0 for name in CHANNELS},
    }


def test_facts_only_fade_when_nobody_teaches_or_talks() -> None:
    memory = 30.0
    world = make(
        "migrant_pocket",
        changes={**_nothing_known(), **NO_OFFERS, "weeks": 121, "learning.memory_weeks": memory, "stages.talk": False},
    )
    u = uniforms(stream(5, "a fact for everybody", 0), world.population.key)
    world.state.residents.fact_until[:, PROCEDURE] = [known_until(0, memory, float(x)) for x in u]
    run(world)
    knowing, residents = series(world, "know_procedure"), series(world, "residents")
    assert (np.diff(knowing / residents) <= 1e-3).all()
    for week in (0, 1, 10, 30, 60, 120):
        expected = math.exp(-week / memory)
        error = 4 * math.sqrt(expected * (1 - expected) / residents[week])
        assert abs(knowing[week] / residents[week] - expected) <= error, week
    assert total(world, "know_warning_signs") == 0  # nobody knew, so nobody learns


def test_nobody_learns_by_talk_what_no_teller_knew() -> None:
    world = make(
        "classroom", changes={**_nothing_known(), "weeks": 40, "learning.tell_chance": 1, "learning.take_up": 1}
    )
    world.state.residents.talk_until[:] = 40
    run(world)
    assert total(world, "tellings") > 1000
    assert total(world, "facts_learned") == 0


def test_a_change_of_mind_is_half_gone_after_its_half_life() -> None:
    world = make("classroom", changes={**NO_OFFERS, "weeks": 60, "learning.awareness.spread": 0})
    half_life = int(world.settings.learning.awareness.half_life)
    mean = world.settings.learning.awareness.mean
    world.state.residents.attitude_change[:, AWARENESS] = 0.5
    rows = np.arange(world.population.size)
    assert attitudes_of(world, rows, AWARENESS) == pytest.approx(mean + 0.5)
    run(world, half_life)
    assert attitudes_of(world, rows, AWARENESS) == pytest.approx(mean + 0.25)


def certain() -> dict[str, object]:
    """Everything is noticed, recognised, reported, received at once, answered, and every counsel is heeded."""
    channel = {"known": 1, "capacity": None, "filtering": 0, "leak": 0}
    responder = {"hours": 1000, "persuasion": 10, "capture": 0}
    return {
        "place.rate_factor": 3,
        "recruiting.strategy": "ignore",
        "programme.start_week": 0,
        "programme.officers": 1000,
        "programme.officer_hours": 60,
        "programme.coordination": 1,
        "warning.notice_at_home": 1,
        "warning.notice": 1,
        "warning.visible_offer": 1,
        "warning.visible_preparation": 1,
        "warning.recognise_informed": 1,
        "warning.recognise_uninformed": 1,
        "warning.tells_officer": 0,
        "warning.tells_local_actor": 0,
        "warning.speak": 10,
        "warning.fear": 0,
        "warning.closeness": 0,
        "warning.distance": 0,
        "warning.formality": 10,
        "warning.lost": 0,
        "warning.delay_days": 0,
        **{f"channels.{name}.{key}": value for name in CHANNELS for key, value in channel.items()},
        **{f"responding.responders.{name}.{key}": value for name in RECEIVERS for key, value in responder.items()},
        "responding.verify_hours": 0,
        "responding.counsel_hours": 0,
        "responding.forward_days": 0,
        "responding.stay": 10,
        "responding.leave_need": 0,
        "responding.prosecution": 0,
        "leaving.passport_stop": 0,
        "leaving.border_stop": 0,
        "warning.settles_alone": 0,
        "deciding.asks_advice": 0,
        "weeks": 40,
    }


def _with_strong_ties(world: World) -> World:
    ties = world.ties._replace(strength=np.full_like(world.ties.strength, 255))
    return begin(world.settings, world.population, ties)


def test_certain_warning_leaves_nobody_to_depart_without_papers() -> None:
    world = run(_with_strong_ties(make("migrant_pocket", "pimpasa", certain())))
    assert total(world, "acceptances") > 50
    assert total(world, "undocumented_departures") == 0
    assert total(world, "stopped_by_counsel") + total(world, "redirected_documented") == total(world, "acceptances")
    assert total(world, "cases_expired") == total(world, "cases_dropped") == 0


@pytest.mark.parametrize(
    "broken",
    [
        {"warning.visible_offer": 0, "warning.visible_preparation": 0},
        {"warning.recognise_informed": 0, "warning.recognise_uninformed": 0},
        {"warning.lost": 1},
        {f"channels.{name}.filtering": 1 for name in CHANNELS}
        | {f"responding.responders.{name}.persuasion": -10 for name in RECEIVERS}
        | {"responding.stay": -10, "responding.documented_after_counsel": -20},
        {f"responding.responders.{name}.capture": 1 for name in RECEIVERS},
        {f"channels.{name}.capacity": 0 for name in CHANNELS},
        {f"channels.{name}.known": 0 for name in CHANNELS},
        {"warning.delay_days": 365},
        {"responding.stay": -10, "responding.documented_after_counsel": -20, "responding.leave_need": 2.5}
        | {f"responding.responders.{name}.persuasion": -10 for name in RECEIVERS},
    ],
    ids=["unseen", "unrecognised", "lost", "set aside", "captured", "no capacity", "unknown", "late", "unheeded"],
)
def test_one_broken_link_lets_people_depart_again(broken: dict[str, float]) -> None:
    changes = {**certain(), "programme.outreach_intensity": 0, "learning.take_up": 0, "weeks": 52, **broken}
    world = run(_with_strong_ties(make("migrant_pocket", "pimpasa", changes)))
    assert total(world, "undocumented_departures") > 0.4 * total(world, "acceptances")


def test_closed_gates_let_nobody_through() -> None:
    world = run(make("migrant_pocket", changes={"weeks": 60, "leaving.border_stop": 1, "recruiting.forged_share": 0}))
    assert total(world, "undocumented_departures") == 0
    assert total(world, "stopped_at_gate") > 20


def test_residents_are_those_who_have_turned_fifteen() -> None:
    world = run(make("migrant_pocket", changes={"weeks": 60}))
    for week in (0, 30, 59):
        expected = int((week - world.population.birth_week.astype(int) >= ADULT_WEEKS).sum())
        assert series(world, "residents")[week] == expected
