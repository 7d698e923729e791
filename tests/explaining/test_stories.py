"""Stories whose course can be said beforehand, and what every story must be like."""

from __future__ import annotations

import re
from functools import cache

import pytest

from sim import EarlyWarningModel, load_settings
from sim.core.errors import InputError
from sim.core.texts import catalogue
from sim.explaining.causes import CAUSES, Causes
from sim.explaining.chain import Chains
from sim.explaining.choosing import WORDS, find_person
from sim.explaining.events import NEVER_APART, What
from sim.explaining.lives import state_of
from sim.explaining.sentences import Teller
from sim.explaining.story import Story
from sim.explaining.words import CATALOGUE
from sim.state.codes import ACCEPTED, RECEIVERS, STAYED
from tests.explaining.traced import BUSY, busy, pocket, traced
from tests.laws.test_known_answers import certain


@cache
def counselled() -> Chains:
    """Everything is certain, but only immigration answers, and only the programme passes cases on to it."""
    desks: dict[str, object] = {"responding.verify_hours": 1}
    desks |= {f"responding.responders.{name}.hours": 0 for name in RECEIVERS if name != "immigration"}
    changes = (
        certain()
        | desks
        | {
            "place.rate_factor": 12,
            "programme.outreach_intensity": 0,
            "programme.local_actors": 0,
            "programme.channels_open": [],
            "programme.route_help": False,
            "programme.channels_open_always": ["village_office"],
            "programme.coordination_before": 0,
            "responding.feedback": 0,
            "warning.visitors": 0,
            "warning.foreigners": 0,
            "warning.legal_weeks": 0,
            "programme.start_week": 5,
            "responding.presence_trust": 0,
            "responding.presence_distance": 0,
            "responding.documented_after_counsel": -20,
            "warning.officer_hears": 0,
            "responding.leave_need": 0,
        }
    )
    return traced("classroom", "pimpasa", changes, strong=True)


def first_counselled() -> Story:
    chains = counselled()
    lives = chains.run
    one = lives.where(lives.table["what"] == What.COUNSELLED)[0]
    return Story(chains, one.person)


def test_asked_noticed_reported_counselled_stays_in_this_order() -> None:
    story = first_counselled()
    chains = story.chains
    counsel = next(one for one in chains.run.of(story.row) if one.what == What.COUNSELLED)
    life = [one for one in chains.run.of(story.row) if one.incident == counsel.incident]
    expected = (
        What.ASKED,
        What.ANSWERED,
        What.NOTICED,
        What.REPORTED,
        What.ARRIVED,
        What.CASE_OPENED,
        What.CASE_CLOSED,
        What.COUNSELLED,
    )
    firsts = [next(place for place, one in enumerate(life) if one.what == what) for what in expected]
    assert firsts == sorted(firsts)
    assert state_of(life[firsts[1]]) == ACCEPTED and counsel.detail == STAYED
    assert not any(one.what == What.LEFT for one in life)
    pair = [one.what for one in chains.pair.of(story.row) if one.incident == counsel.incident]
    assert What.LEFT in pair and What.COUNSELLED not in pair


def test_the_two_lives_part_when_the_case_is_passed_on() -> None:
    """Reports are the same in both runs; what differs first is whose desk the case lies on."""
    story = first_counselled()
    opened = next(one for one in story.chains.run.of(story.row) if one.what == What.CASE_OPENED and one.only_here)
    assert story.chains.twins.apart[story.row] == opened.time
    assert story.parting_day == opened.day
    assert [link.how for link in story.parting] == ["coordination"]
    assert story.turning is not None and story.turning.prevented and story.turning.name == "counselled"


def test_the_text_tells_it_in_order() -> None:
    text = first_counselled().text()
    with_it = text.split("With the programme")[1].split("Without it")[0]
    words = (
        "is (asked|invited)",
        "accepts, to leave on",
        "is noticed by",
        " reports it: ",
        "a case is opened",
        "and stays",
    )
    found = [re.search(word, with_it) for word in words]
    places = [match.start() for match in found if match is not None]
    assert len(places) == len(words) and places == sorted(places), with_it
    assert "leaves without documents" in text.split("Without it")[1]
    assert "Nearest cause: counselled, and stayed." in text


def test_gates_alone_stop_people_at_gates() -> None:
    nothing = {
        "programme.gate_effort": 50,
        "programme.start_week": 5,
        "weeks": 60,
        "place.rate_factor": 12,
        "recruiting.forged_share": 0,
    }
    chains = traced("classroom", "no_programme", nothing)
    causes = Causes(chains)
    first = causes.nearest(causes.departures(True)[0], True)
    assert first.name == "gate"
    assert [link.how for link in causes.chain(first)] == ["gate"]
    assert [link.how for link in Story(chains, first.departure.person).parting] == ["gate"]


@pytest.mark.parametrize("made", [busy, pocket])
def test_prevented_and_induced_are_those_of_a_comparison(made: object) -> None:
    from experiments.runner.fates import compare
    from experiments.runner.kentongan_model import KentonganModel

    chains: Chains = made()  # type: ignore[operator]
    model, causes = KentonganModel(), Causes(chains)
    fates = compare(model.paths(chains.pair.world), model.paths(chains.run.world))
    for side, name in ((True, "prevented"), (False, "induced")):
        found = [causes.nearest(one, side) for one in causes.departures(side)]
        assert len(found) == fates[name]
        assert {cause.name for cause in found} <= set(CAUSES)
    assert fates["prevented"] > 0


def test_a_person_the_policy_did_not_reach_has_no_parting() -> None:
    chains = pocket()
    row = int((chains.twins.apart == NEVER_APART).nonzero()[0][0])
    story = Story(chains, row)
    assert story.parting_day is None and story.parting == [] and story.turning is None
    assert "the policy did not reach this synthetic person." in story.text()
    assert story.as_dict()["parting"] is None


def test_the_same_settings_tell_the_same_story() -> None:
    from tests.explaining.traced import BUSY

    again = traced("classroom", "pimpasa", BUSY)
    row = find_person(busy(), "prevented")
    for language in ("en", "id"):
        assert Story(again, row).text(language) == Story(busy(), row).text(language)
        assert Story(again, row).as_dict(language) == Story(busy(), row).as_dict(language)


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_story_of_a_hamlet_can_be_told(language: str) -> None:
    chains = busy()
    for row in range(chains.run.world.population.size):
        story = Story(chains, row)
        text = story.text(language)  # type: ignore[arg-type]
        assert story.person in text.splitlines()[0]
        assert "{" not in text and "None" not in text
        assert ("synthetic person" if language == "en" else "rang sintetis") in text


def test_sentences_on_what_differs_speak_of_a_synthetic_person() -> None:
    for key, texts in catalogue(CATALOGUE).items():
        if key.startswith(("link.", "parting.none", "turning.")) and key not in ("turning.chain", "link.untold"):
            assert "synthetic person" in texts["en"], key
            assert "rang sintetis" in texts["id"], key


def test_both_languages_say_everything() -> None:
    def placeholders(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", text))

    for key, texts in catalogue(CATALOGUE).items():
        assert set(texts) == {"en", "id"}, key
        assert placeholders(texts["en"]) == placeholders(texts["id"]), key
        assert bool(texts["en"]) == bool(texts["id"]), key
    assert {f"cause.{name}" for name in CAUSES} <= set(catalogue(CATALOGUE))


def test_kin_who_were_led_to_the_documented_route_lead_others_there() -> None:
    changes = {
        **BUSY,
        "programme.start_week": 4,
        "weeks": 150,
        "recruiting.kin_invitations": 0.08,
        "recruiting.kin_same_road": 1.0,
        "deciding.documented_weeks": 2.0,
        "deciding.leave": -2.0,
        "seed": 1,
    }
    chains = traced("classroom", "pimpasa", changes)
    causes = Causes(chains)
    found = [causes.nearest(one, True) for one in causes.departures(True)]
    invited = [one for one in found if one.name == "invited_documented"]
    led = [one for one in invited if causes.chain(one)[-1].how == "kin_road"]  # of others who is asked first changed
    assert led
    for cause in led:
        assert causes.chain(cause)[-1].target.number == cause.departure.person
        assert "to come with documents" in Teller(chains.run, "en").sentence(cause.instead)
        assert "to come without documents" in Teller(chains.pair, "en").sentence(
            next(one for one in chains.pair.of(cause.departure.person) if one.incident == cause.departure.incident)
        )


def test_the_data_of_a_story() -> None:
    chains = busy()
    data = Story(chains, find_person(chains, "prevented")).as_dict()
    assert set(data) == {
        *("synthetic", "language", "person", "programme", "seed", "population_seed", "weeks", "start_week"),
        *("with", "without", "parting", "departure"),
    }
    assert set(data["person"]) == {
        *("id", "village", "village_name", "age", "sex", "group", "household_members", "need", "roles"),
    }
    entry = {"week", "day", "what", "others", "recruiter", "times", "only_here", "answer", "text"}
    link = {"week", "day", "how", "from", "to", "relation", "with_programme", "text"}
    for one in (*data["with"], *data["without"]):
        assert set(one) == entry
        assert one["week"] == one["day"] // 7
        assert all(set(other) == {"id", "relation"} for other in one["others"])
    for part in (data["parting"], data["departure"]):
        assert part["chain"] and all(set(one) == link for one in part["chain"])
    assert data["departure"]["prevented"] and data["departure"]["cause"] in CAUSES


@pytest.mark.parametrize("word", WORDS)
def test_words_pick_somebody_of_that_kind(word: str) -> None:
    chains = pocket()
    life = chains.run.of(find_person(chains, word))
    story = Story(chains, find_person(chains, word))
    if word == "reporter":
        assert any(one.what == What.SENT and one.only_here for one in life)
    else:
        assert story.turning is not None
        causes = Causes(chains)
        assert story.row in {one.person for one in causes.departures(word == "prevented")}


def test_a_mesa_model_explains() -> None:
    changes = {"weeks": 60, "programme.start_week": 10, "place.rate_factor": 12}
    settings = load_settings(place="classroom", **changes)
    model = EarlyWarningModel(settings)
    story = model.explain("K1/3/1")
    assert story.person == "K1/3/1"
    assert "synthetic person K1/3/1" in story.text()
    assert model.explain(story.row).as_dict() == story.as_dict()
    with pytest.raises(InputError) as refused:
        model.explain("K1/999/1")
    last = model.villager(model.world.population.size - 1).unique_id
    assert [mistake.sentence() for mistake in refused.value.mistakes] == [
        f"person: 'K1/999/1' is not accepted (allowed: village/household/member, from K1/1/1 to {last}, or prevented, "
        "induced, reporter); take an id from another story or a network file, or person=prevented."
    ]
