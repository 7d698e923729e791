"""What is said of input that cannot be used: exact texts, all together, exit code 2, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from experiments.commands import commands
from experiments.main import settings_mistakes
from sim import load_settings
from sim.core.errors import InputError
from tests.conftest import Say, names

SPELLING = (
    "this spelling is not accepted (allowed: key=value, such as weeks=104); "
    "check its brackets, quotes and blanks, and put quotes around the whole of it for the shell."
)


def test_misspelt_choice(refused: Say) -> None:
    assert refused("run", "place=kalibawnag") == [
        f"place: 'kalibawnag' is not accepted (allowed: {names('place')}); did you mean place=kalibawang?"
    ]


def test_unknown_programme(refused: Say) -> None:
    assert refused("run", "programme=xyz") == [
        f"programme: 'xyz' is not accepted (allowed: {names('programme')}); "
        f"choose one, for example programme={names('programme').split(', ')[0]}."
    ]


def test_misspelt_key_names_the_nearest(refused: Say) -> None:
    (sentence,) = refused("run", "programme.outreach_intensty=1")
    assert sentence.startswith(
        "programme.outreach_intensty: this key is not accepted (allowed: outreach_intensity, outreach_mix, "
    )
    assert sentence.endswith("; did you mean programme.outreach_intensity?")


def test_key_without_its_section(refused: Say) -> None:
    (sentence,) = refused("run", "outreach_intensity=1")
    assert sentence.startswith("outreach_intensity: this key is not accepted (allowed: outreach, ")
    assert sentence.endswith("; did you mean programme.outreach_intensity?")


@pytest.mark.parametrize("plus", ["", "+", "++"])
def test_new_keys_cannot_be_added(refused: Say, plus: str) -> None:
    assert refused("run", f"{plus}typo=1") == [
        "typo: this key is not accepted (allowed: seed, population_seed, placebo, weeks, place, "
        "people, network, "
        "recruiting, deciding, learning, warning, responding and 7 more); correct the name or take it out."
    ]


def test_key_inside_a_number(refused: Say) -> None:
    assert refused("run", "weeks.more=1") == [
        "weeks.more: this key is not accepted (allowed: weeks as a whole number from 1 to 3,000 weeks); "
        "set weeks itself."
    ]


def test_unknown_channel_as_key(refused: Say) -> None:
    (sentence,) = refused("run", "channels.hotlin.known=0.2")
    assert sentence.startswith("channels.hotlin: this key is not accepted (allowed: hotline, ")
    assert sentence.endswith("; did you mean channels.hotline?")


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        (
            "programme.outreach_intensity=99",
            "programme.outreach_intensity: 99 is not accepted (allowed: a number from 0 to 60 per "
            "village and month); "
            "choose a value in this range.",
        ),
        (
            "channels.hotline.known=1.5",
            "channels.hotline.known: 1.5 is not accepted (allowed: a share from 0 to 1); choose a value in this range.",
        ),
        (
            "seed=-1",
            "seed: -1 is not accepted (allowed: a whole number from 0 to 9,223,372,036,854,775,807); "
            "choose a value in this range.",
        ),
        (
            "weeks=soon",
            "weeks: 'soon' is not accepted (allowed: a whole number from 1 to 3,000 weeks); give a value of this kind.",
        ),
        (
            "weeks=",
            "weeks: '' is not accepted (allowed: a whole number from 1 to 3,000 weeks); give a value of this kind.",
        ),
        (
            "weeks=null",
            "weeks: null is not accepted (allowed: a whole number from 1 to 3,000 weeks); give a value of this kind.",
        ),
        (
            "programme.route_help=perhaps",
            "programme.route_help: 'perhaps' is not accepted (allowed: true or false); give a value of this kind.",
        ),
        (
            "programme.outreach_mix=3",
            "programme.outreach_mix: 3 is not accepted (allowed: pairs of a key and a number from 0 to 1,000); "
            "give a value of this kind.",
        ),
        (
            "programme.channels_open=hotline",
            "programme.channels_open: 'hotline' is not accepted (allowed: a list of names); give a value of this kind.",
        ),
        (
            "recruiting.reactions.quit=-5",
            "recruiting.reactions.quit: -5 is not accepted (allowed: a number from 0 to 1,000); "
            "choose a value in this range.",
        ),
        (
            "warning.notice_at_home=3",
            "warning.notice_at_home: 3 is not accepted (allowed: a share from 0 to 1); choose a value in this range.",
        ),
        (
            "recruiting.max_age=15.5",
            "recruiting.max_age: 15.5 is not accepted (allowed: an age of recruiting.min_age (17) or more); "
            "move one of the two.",
        ),
        (
            "~responding.responders.police",
            "responding.responders in configs/responding/default.yaml: no entry for police is not accepted (allowed: "
            "an entry for each of village_office, police, immigration, religious_leader, school, resource_centre); "
            "add what is missing.",
        ),
        (
            "channels.hotline.receiver=polise",
            "channels.hotline.receiver: 'polise' is not accepted (allowed: village_office, police, "
            "immigration, religious_leader, school, resource_centre); "
            "did you mean police?",
        ),
    ],
)
def test_wrong_values(refused: Say, override: str, sentence: str) -> None:
    assert refused("run", override) == [sentence]


def test_unknown_names_in_a_programme(refused: Say) -> None:
    assert refused("run", "programme.channels_open=[hotlin,radio]", "programme.outreach_mix={cinema: 1}") == [
        "programme.channels_open: unknown channel 'hotlin' is not accepted (allowed: one of "
        f"{names('channel')}); "
        "correct the name or add its YAML file.",
        "programme.channels_open: unknown channel 'radio' is not accepted (allowed: one of "
        f"{names('channel')}); "
        "correct the name or add its YAML file.",
        "programme.outreach_mix: unknown outreach kind 'cinema' is not accepted "
        f"(allowed: one of {names('outreach')}); correct the name or add its YAML file.",
    ]


def test_sessions_of_no_kind(refused: Say) -> None:
    for mix in ("{}", "{sermon: 0}"):
        assert refused("run", f"programme.outreach_mix={mix}") == [
            "programme.outreach_mix: no kind of session is not accepted (allowed: at least one kind above 0 where "
            "programme.outreach_intensity is above 0); name a kind or set programme.outreach_intensity to 0."
        ]


def test_end_before_start(refused: Say) -> None:
    assert refused("run", "programme.start_week=52", "programme.end_week=10") == [
        "programme.end_week: 10 is not accepted (allowed: a week after programme.start_week (52), or "
        "null for no end); "
        "move one of the two."
    ]


def test_a_schedule_of_impossible_phases(refused: Say) -> None:
    assert refused("run", "programme.schedule=[]") == [
        "programme.schedule: a list without phases is not accepted (allowed: at least one phase, or null for one phase "
        "from programme.start_week to programme.end_week); add a phase or set it to null."
    ]
    phases = "[{villages:[X1],start_week:5,end_week:5},{villages:[],start_week:9,end_week:null}]"
    assert refused("run", "place=classroom", f"programme.schedule={phases}") == [
        "programme.schedule.0.end_week: 5 is not accepted (allowed: a week after programme.schedule.0.start_week (5), "
        "or null for no end); move one of the two.",
        "programme.schedule.1.villages: a list without villages is not accepted (allowed: at least one code, or null "
        "for all villages); name a village.",
        "programme.schedule.0.villages: unknown village 'X1' is not accepted (allowed: one of K1); correct the code.",
    ]
    assert refused("run", "programme.schedule=[{villages:null,start_week:-5,end_week:null,until:3}]") == [
        "programme.schedule.0.start_week: -5 is not accepted (allowed: a whole number from 0 to 100,000 week); "
        "choose a value in this range.",
        "programme.schedule.0.until: this key is not accepted (allowed: villages, start_week, end_week); "
        "correct the name or take it out.",
    ]


def test_officer_channel_without_officers(refused: Say) -> None:
    assert refused("run", "programme=pimpasa", "programme.officers=0") == [
        "programme.channels_open in configs/programme/pimpasa.yaml: channel 'officer_visit' without officers "
        "is not accepted (allowed: only where programme.officers and programme.officer_hours are above 0); "
        "add officers or leave the channel out."
    ]


def test_all_mistakes_together(refused: Say, tmp_path: Path) -> None:
    """Spelling, keys, ranges, what does not fit together, and the folder for the results."""
    (tmp_path / "file").touch()
    said = refused(
        "run",
        "place=nowhere",
        "a b=1",
        "++typo=1",
        "programme.outreach_intensity=99",
        "programme.end_week=10",
        "--output",
        str(tmp_path / "file"),
    )
    assert [sentence.split(":")[0] for sentence in said] == [
        "place",
        "'a b=1'",
        "typo",
        "programme.outreach_intensity",
        "programme.end_week",
        f"output folder {tmp_path / 'file'}",
    ]


def test_no_mistake_follows_from_another(refused: Say) -> None:
    """Whether the end comes after a start that is no number cannot be said."""
    said = refused("run", "programme.start_week=soon", "programme.end_week=10")
    assert [sentence.split(":")[0] for sentence in said] == ["programme.start_week"]


@pytest.mark.parametrize("text", ["programme.villages=[a", "a b=3", "=3", "weeks=3=4", "place='x"])
def test_spelling(refused: Say, text: str) -> None:
    assert refused("run", text) == [f"{text!r}: {SPELLING}"]


def test_word_by_itself(refused: Say) -> None:
    assert refused("run", "kalibawang") == [
        "'kalibawang': a word by itself is not accepted (allowed: key=value, such as weeks=104); "
        "write the setting, an equals sign and its value."
    ]


def test_several_values(refused: Say) -> None:
    assert refused("run", "seed=1,2") == [
        "seed: several values at once is not accepted (allowed: one value); "
        "give one value, or a list in brackets: seed=[1,2]."
    ]


def test_the_same_twice(refused: Say) -> None:
    assert refused("run", "programme=pimpasa", "programme=banjaroya", "weeks=8", "weeks=9") == [
        "programme: 'banjaroya' after 'pimpasa' is not accepted (allowed: one value); take one of the two away.",
        "weeks: 9 after 8 is not accepted (allowed: one value); take one of the two away.",
    ]
    assert refused("run", "programme.channels_open=[hotline,hotline]") == [
        "programme.channels_open: 'hotline' given 2 times is not accepted (allowed: each name once); "
        "take the others away."
    ]
    twice = ("experiment.outreach=[0,2,2]", "experiment.channel_sets.all=[hotline,hotline]")
    assert refused("compare", "experiment=demo", *twice) == [
        "experiment.channel_sets.all: 'hotline' given 2 times is not accepted (allowed: each name once); "
        "take the others away.",
        "experiment.outreach: 2 given 2 times is not accepted (allowed: each number once); take the others away.",
    ]


def test_more_at_once_than_a_draw_can_give(refused: Say) -> None:
    assert refused("run", "place=classroom", "place.rate_factor=800", "warning.visitors=9") == [
        "recruiting.offers_per_week in configs/recruiting/default.yaml: 880 a week at once (with place.rate_factor "
        "800) is not accepted (allowed: at most 500 by one recruiter or in one village); lower one of the two.",
        "warning.visitors: 1,296 a week at once (with place.rate_factor 800) is not accepted (allowed: at most "
        "500 by one recruiter or in one village); lower one of the two.",
    ]


def test_the_same_in_words_and_by_name() -> None:
    with pytest.raises(InputError, match="place: 'kalibawang' after 'classroom' is not accepted"):
        load_settings("place=classroom", place="kalibawang")


def test_groups_that_are_loaded_whole(refused: Say) -> None:
    assert refused("run", "channel=hotline", "outreach=sermon") == [
        "channel: 'hotline' is not accepted (allowed: keys such as channels.NAME.KEY); all of them "
        "are loaded: "
        "choose among them in the programme, as in programme.channels_open=[hotline].",
        "outreach: 'sermon' is not accepted (allowed: keys such as outreach.NAME.KEY); all of them "
        "are loaded: "
        "choose among them in the programme, as in programme.outreach_mix={sermon: 1}.",
    ]


def test_settings_cannot_be_taken_away(refused: Say) -> None:
    assert refused("run", "~weeks") == [
        "~weeks: taking this setting away is not accepted (allowed: taking away entries of a table "
        "of names); "
        "set it to another value, as in weeks=VALUE."
    ]


def test_reference_to_nothing(refused: Say) -> None:
    assert refused("run", "weeks=${sed}") == [
        "weeks: '${sed}' is not accepted (allowed: ${key} of another setting); "
        "correct the name in the braces, or give the value itself."
    ]


def test_change_to_no_experiment(refused: Say) -> None:
    assert refused("run", "experiment.seeds=5") == [
        "experiment.seeds: a change to the experiment is not accepted (allowed: a chosen experiment); "
        "add experiment=NAME."
    ]


def test_unknown_command(refused: Say) -> None:
    assert refused("comapre") == [
        f"command: 'comapre' is not accepted (allowed: {', '.join(commands())}); did you mean kentongan compare?"
    ]
    assert refused("fly", "place=x") == [
        f"command: 'fly' is not accepted (allowed: {', '.join(commands())}); see kentongan --help."
    ]


def test_options(refused: Say) -> None:
    assert refused("run", "--outptu", "x") == [
        "run: the option --outptu is not accepted (allowed: --config-dir, --language, --output); did you mean --output?"
    ]
    assert refused("run", "--output") == [
        "--output: no value is not accepted (allowed: one value); write it after --output."
    ]
    assert refused("list", "--language", "fr") == [
        "--language: 'fr' is not accepted (allowed: en, id); choose one of these."
    ]
    assert refused("list", "plces") == [
        "list: 'plces' is not accepted (allowed: places, programmes, channels, outreach, experiments, patterns, "
        "levers); did you mean kentongan list places?"
    ]


def test_compare_needs_an_experiment(refused: Say) -> None:
    first = names("experiment").split(", ")[0]
    assert refused("compare") == [
        f"experiment: no experiment is not accepted (allowed: {names('experiment')}); "
        f"choose one, for example experiment={first}."
    ]


def test_mistakes_in_an_experiment(refused: Say) -> None:
    said = refused(
        "compare",
        "experiment=demo",
        "experiment.sedes=3",
        "experiment.workers=-1",
        "experiment.executor=tread",
        "channels.hotline.filtering=2",
    )
    assert said[0].startswith("experiment.sedes: this key is not accepted (allowed: seeds, ")
    assert said[0].endswith("; did you mean experiment.seeds?")
    assert said[1:] == [
        "channels.hotline.filtering: 2 is not accepted (allowed: a share from 0 to 1 or null); "
        "choose a value in this range.",
        "experiment.executor: 'tread' is not accepted (allowed: threads, processes); did you mean threads?",
        "experiment.workers: -1 is not accepted (allowed: a whole number of at least 0 workers); "
        "choose a value in this range.",
    ]


def test_an_experiment_without_weeks_with_the_programme(refused: Say) -> None:
    assert refused("compare", "experiment=demo", "weeks=40", "programme.start_week=52") == [
        "programme.start_week: 52 is not accepted (allowed: a week before the end of the run (weeks=40)); "
        "start earlier or make the run longer."
    ]
    late = "programme.schedule=[{villages:null,start_week:60,end_week:null},{villages:null,start_week:50,end_week:55}]"
    assert refused("compare", "experiment=demo", "weeks=40", late) == [
        "programme.schedule: 50 is not accepted (allowed: a week before the end of the run (weeks=40)); "
        "start earlier or make the run longer."
    ]


def test_settings_that_a_command_derives() -> None:
    """A wrong value inside an experiment shows only when its scenarios are made."""
    settings = load_settings(place="classroom")
    with pytest.raises(ValidationError) as error:
        settings.with_changes({"programme.outreach_intensity": 99})
    assert [mistake.sentence() for mistake in settings_mistakes(error.value)] == [
        "programme.outreach_intensity: 99 is not accepted (allowed: a number from 0 to 60 per village and month); "
        "choose a value in this range."
    ]
    assert settings_mistakes(ValueError("another")) == []
