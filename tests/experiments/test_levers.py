"""Concepts and levers: what is found is right on runs with known effects, files are checked, ends are what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from experiments.analysis.intervals import Interval, mean_interval
from experiments.commands.check_levers.body import FULL, SHORT, _find
from experiments.composing.compose import Composed, compose
from experiments.composing.library import Library, packaged
from experiments.evidence.levers.finding import (
    HOURS,
    OF_DOSES,
    QUANTITIES,
    Dose,
    Finding,
    compared,
    find,
    in_order,
    scarcity,
    verdict,
)
from experiments.evidence.levers.lever import Lever
from experiments.evidence.levers.page import levers_page
from experiments.evidence.levers.plan import (
    ORDINARY,
    WITH_ROOM,
    Planned,
    all_units,
    compose_places,
    plan_levers,
    weeks_that_count,
)
from experiments.evidence.levers.reading import GROUP, read_levers
from experiments.evidence.patterns.plan import ONLY
from experiments.runner.plan import make_scenario
from experiments.runner.store import Store
from experiments.runner.sweep import Progress, Sweep
from experiments.runner.work import Built, Worker
from experiments.texts import LANGUAGES, Texts, texts_of
from scripts.kept_levers import KEPT, main
from sim.core.errors import InputError
from sim.measures.catalogue import MEASURES
from sim.settings.programme import Programme
from tests.conftest import Say
from tests.experiments.fake_model import FakeModel, FakeSettings, in_words

ALL = read_levers(None, Library())
NO_LEVERS = {
    "title": "a word",
    "description": "a word",
    "start_week": "when",
    "end_week": "when",
    "schedule": "when and where",
    "villages": "where",
    "coordination_before": "acts while the programme does not work, and only weeks in which it works are counted",
    "continued": "acts after the programme's end, and only weeks in which it works are counted",
}


@pytest.fixture(scope="module")
def places() -> dict[str, Composed]:
    return compose_places(FULL.places, compose(()), FULL.weeks)


def one_lever(**changes: Any) -> Lever:
    plain: dict[str, Any] = {
        "title": {"en": "A lever", "id": "Pengungkit"},
        "kind": "lever",
        "settings": {"warning.trust": "range"},
    }
    return Lever.model_validate(plain | changes)


def plan(lever: Lever, place: str, runs: int = 2, *words: str) -> Planned:
    composed = compose((f"place={place}", "weeks=60", *words))
    return plan_levers({"own": lever}, {place: composed}, runs, lambda name: f"{name}.yaml")[0]


# -- the files ---


def test_each_setting_of_a_programme_is_in_a_file_or_no_lever_for_a_reason() -> None:
    driven = {key.removeprefix("programme.") for lever in ALL.values() for key in lever.settings if "programme." in key}
    assert driven | NO_LEVERS.keys() == Programme.model_fields.keys()
    assert not driven & NO_LEVERS.keys()


def test_every_file_names_settings_that_differ_at_both_ends(places: dict[str, Composed]) -> None:
    planned = plan_levers(ALL, places, 2, lambda name: name)
    assert len(planned) == len(ALL) * len(places)
    for one in planned:
        less, more = one.scenarios.values()
        assert less.digest != more.digest, one.name
        assert len({dose.digest for dose in one.doses.values()}) == len(one.doses), one.name
    pairs = {frozenset(scenario.digest for scenario in one.scenarios.values()) for one in planned}
    assert len(pairs) == len(planned)  # no file says what another one says


def test_there_are_concepts_and_levers_with_titles_of_their_own() -> None:
    assert min(sum(lever.kind == kind for lever in ALL.values()) for kind in ("concept", "lever")) >= 20
    for language in LANGUAGES:
        titles = [getattr(lever.title, language) for lever in ALL.values()]
        assert len(set(titles)) == len(titles) and max(map(len, titles)) <= 50


def test_every_quantity_is_made_of_measures_and_has_its_words() -> None:
    names = {measure.name for measure in MEASURES}
    assert {part for parts in (QUANTITIES | OF_DOSES).values() for part in parts} <= names
    texts = texts_of("report")
    for name in QUANTITIES:
        assert {f"levers.of.{name}", f"levers.brief.{name}", f"levers.figure.column.{name}"} <= texts.keys()
    assert {f"levers.doses.of.{name}" for name in OF_DOSES} <= texts.keys()
    assert {f"levers.figure.hours.{name}" for name in HOURS} <= texts.keys()


# -- the plan ---


def test_ends_are_those_of_the_range_in_the_settings_own_yaml() -> None:
    low, high = yaml.safe_load((packaged() / "warning" / "default.yaml").read_text(encoding="utf-8"))["trust"]["range"]
    assert plan(one_lever(), "classroom").ends == {"warning.trust": (low, high)}
    turned = plan(one_lever(settings={"warning.trust": "turned"}), "classroom")
    assert turned.ends == {"warning.trust": (high, low)}
    assert turned.scenarios["more"].settings.warning.trust == low


def test_ends_are_those_of_the_place_that_is_run(places: dict[str, Composed]) -> None:
    lever = one_lever(settings={"place.abroad_undocumented_per_1000": "range"})
    ends = [one.ends["place.abroad_undocumented_per_1000"] for one in plan_levers({"own": lever}, places, 2, str)]
    assert ends == [(0.3, 1.5), (10, 30)]


def test_a_star_stands_for_every_entry_that_has_a_range() -> None:
    one = plan(one_lever(settings={"channels.*.cost": "range"}), "classroom")
    tree = compose(()).tree["channels"]
    assert set(one.ends) == {
        f"channels.{name}.cost" for name, channel in tree.items() if "range" in channel.get("cost", {})
    }
    assert 0 < len(one.ends) < len(tree)


def test_nothing_else_differs_between_the_ends() -> None:
    one = plan(one_lever(), "classroom", 2, "deciding.wage=1.1")
    less, more = (scenario.settings for scenario in one.scenarios.values())
    assert less.with_changes({"warning.trust": more.warning.trust}) == more
    assert less.deciding.wage == 1.1


def test_what_the_user_says_of_the_lever_itself_gives_way_to_its_ends() -> None:
    one = plan(one_lever(), "classroom", 2, "warning.trust=0.5")
    assert {scenario.settings.warning.trust for scenario in one.scenarios.values()} == {-0.5, 2.5}


def test_room_is_added_at_both_ends_in_the_world_with_room_alone(places: dict[str, Composed]) -> None:
    lever = one_lever(room={"programme.officer_hours": 40, "channels.*.leak": 0.25})
    ordinary, with_room = plan_levers({"own": lever}, places, 2, str)
    assert (ordinary.place, with_room.place) == (ORDINARY, WITH_ROOM)
    for name in ("less", "more"):
        assert ordinary.scenarios[name].settings.programme.officer_hours == 20
        settings = with_room.scenarios[name].settings
        assert settings.programme.officer_hours == 40
        assert {channel.leak for channel in settings.channels.values()} == {0.25}


def test_both_ends_have_the_same_seeds_and_populations_and_equal_runs_are_run_once() -> None:
    two = {"own": one_lever(), "same": one_lever()}
    composed = compose(("place=classroom", "weeks=60"))
    planned = plan_levers(two, {"classroom": composed}, 3, str)
    units = all_units(planned, lambda unit: f"{unit.seed} {unit.baseline.digest}")
    assert [(unit.seed, unit.population_seed) for unit in units] == [(0, 0), (0, 0), (1, 1), (1, 1), (2, 2), (2, 2)]
    assert len({unit.place for unit in units}) == 1


def test_only_weeks_in_which_the_programme_works_count() -> None:
    composed = compose(("place=classroom", "weeks=60", "programme.start_week=10", "programme.end_week=40"))
    counts = weeks_that_count(composed.settings)
    assert np.flatnonzero(counts).tolist() == list(range(10, 40))


def test_the_forms() -> None:
    assert FULL.places == (ORDINARY, WITH_ROOM) and SHORT.places == (WITH_ROOM,)
    assert FULL.weeks > SHORT.weeks and FULL.runs > SHORT.runs >= 2


# -- what is found ---


def fake_planned(runs: int, less: dict[str, Any], more: dict[str, Any]) -> Planned:
    """A lever of the small model; the programme starts in week 8 of 34."""
    base = FakeSettings()
    scenarios = {
        name: make_scenario(ONLY, base.with_changes({f"programme.{key}": value for key, value in changes.items()}))
        for name, changes in (("less", less), ("more", more))
    }
    counts = np.arange(base.weeks) >= base.programme.start_week
    return Planned("own", one_lever(), "testville", runs, counts, {}, scenarios, {})


def found(tmp_path: Path, planned: Planned) -> Finding:
    sweep = Sweep(Worker(FakeModel(), Store(tmp_path), Built(4), "fake"), "threads", 2)
    units = all_units([planned], lambda unit: f"{unit.seed} {unit.baseline.digest}")
    with Progress(len(units), 0, in_words) as shown:
        sweep.run(units, shown)
        return _find(planned, sweep, MEASURES, shown)


def by_hand(planned: Planned, end: str) -> list[float]:
    """Departures of each run per village and year, without the machinery."""
    totals = []
    for seed in range(planned.runs):
        model = FakeModel()
        settings = planned.scenarios[end].with_seeds(seed, seed).settings
        world = model.start(settings, model.build(settings))
        for _ in range(settings.weeks):
            model.step(world)
        column = [measure.name for measure in MEASURES].index("undocumented_departures")
        totals.append(world.weekly[8:, :, column].sum() / 2 / (26 / 52))
    return totals


def test_a_change_is_the_paired_difference_of_runs_on_the_same_seeds(tmp_path: Path) -> None:
    working = {"outreach_intensity": 2.0, "works": 0.2}
    planned = fake_planned(8, {"outreach_intensity": 0.0}, working)
    change = found(tmp_path, planned).changes["undocumented"]
    less, more = (np.array(by_hand(planned, end)) for end in ("less", "more"))
    expected = mean_interval(more - less, np.arange(8))
    assert change.difference.numbers == pytest.approx(expected.numbers)
    assert float(change.share.mean) == pytest.approx((more - less).mean() / ((more + less) / 2).mean())
    assert (change.less, change.more) == pytest.approx((less.mean(), more.mean()))
    assert change.verdict == "less" and change.moves


def test_what_helps_as_often_as_it_harms_is_unclear_and_what_nothing_touches_is_the_same(tmp_path: Path) -> None:
    finding = found(tmp_path, fake_planned(8, {}, {"outreach_intensity": 1.0, "noise": 0.5}))
    assert finding.changes["undocumented"].verdict == "unclear"
    assert {finding.changes[name].verdict for name in ("cost", "reports", "hours")} == {"same"}
    assert not finding.moves_anything


@pytest.mark.parametrize(
    ("differences", "low", "high", "wanted"),
    [
        ([1.0, 2.0], 0.1, 3.0, "more"),
        ([-1.0, -2.0], -3.0, -0.1, "less"),
        ([-1.0, 2.0], -0.1, 3.0, "unclear"),
        ([1.0, 2.0], 0.0, 3.0, "unclear"),
        ([1.0, 2.0], float("nan"), float("nan"), "unclear"),
        ([0.0, 0.0], 0.0, 0.0, "same"),
        ([1e-9, -1e-9], -1e-9, 1e-9, "same"),
        ([2.0] * 4, 2.0, 2.0, "unclear"),  # equal by luck: an interval of no width
        ([2.0] * 5, 2.0, 2.0, "more"),
    ],
)
def test_verdicts(differences: list[float], low: float, high: float, wanted: str) -> None:
    interval = Interval(*(np.array(end) for end in ((low + high) / 2, low, high)))
    assert verdict(np.array(differences), interval) == wanted


def test_a_change_is_in_parts_of_the_mean_of_both_ends_and_never_more_than_all_of_it() -> None:
    change = compared(np.array([0.0, 0.0, 0.0]), np.array([2.0, 2.1, 2.2]))
    assert float(change.share.mean) == pytest.approx(2.0) and float(change.share.high) <= 2.0
    nothing = compared(np.zeros(3), np.zeros(3))
    assert nothing.verdict == "same" and np.isnan(nothing.share.mean)


def doses(**levels: list[list[float]]) -> list[Dose]:
    """Doses 0, 1, 2 with two runs each of some quantities; of all others there is nothing."""
    made: list[Dose] = []
    for at in range(3):
        values = {name: np.array(levels[name][at]) if name in levels else np.zeros(2) for name in OF_DOSES}
        first = {name: np.array(levels[name][0]) if name in levels else np.zeros(2) for name in OF_DOSES}
        runs = np.arange(2)
        own = {name: mean_interval(value, runs) for name, value in values.items()}
        made.append(Dose(at, own, {name: mean_interval(values[name] - first[name], runs) for name in OF_DOSES}))
    return made


def test_hours_are_scarce_where_sessions_are_cancelled_and_what_falls_is_crowded_out() -> None:
    curve = doses(
        held=[[0, 0], [99, 99], [150, 150]],
        cancelled=[[0, 0], [0.5, 0.5], [50, 50]],
        listening=[[80, 80], [50, 50], [10, 10]],
        answering=[[5, 9], [9, 9], [4, 9]],
        preparing=[[1, 1], [3, 3], [2, 2]],
    )
    scarce = scarcity(curve)
    assert (scarce.cancelling, scarce.peak, scarce.crowded_out) == (2, 1, {"listening": 1})
    assert scarce.cancelled == pytest.approx(0.25)
    enough = scarcity(doses(held=[[0, 0], [10, 10], [20, 20]]))
    assert (enough.cancelling, enough.cancelled, enough.crowded_out) == (None, 0.0, {})


def finding_of(name: str, less: list[float], more: list[float], **changes: Any) -> Finding:
    ends = {
        end: {quantity: np.array(values) if quantity == "undocumented" else np.ones(3) for quantity in QUANTITIES}
        for end, values in (("less", less), ("more", more))
    }
    planned = Planned(name, one_lever(**changes), "testville", 3, np.ones(104, bool), {}, {}, {})
    return find(planned, ends, {})


FINDINGS = [
    finding_of("weak", [10, 11, 12], [10.1, 10.9, 12.1], small_because={"en": "few read it", "id": "sedikit pembaca"}),
    finding_of("strong", [10, 11, 12], [5, 6.1, 7], kind="concept"),
]


def test_what_moves_most_comes_first() -> None:
    assert in_order(FINDINGS) == ["strong", "weak"]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", "*A lever* (moves nothing else either): few read it"),
        ("id", "(tidak menggerakkan hal lain juga): sedikit pembaca"),
    ],
)
def test_the_page_marks_what_moves_and_says_why_the_rest_is_small(language: Any, wanted: str) -> None:
    page = levers_page(FINDINGS, {"testville": "Testville"}, {}, ("kentongan check-levers", "abc"), Texts(language))
    assert wanted in page
    assert "**▼−5" in page and "| = |" in page


def test_what_is_kept_for_the_documentation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, docs = tmp_path / "results", tmp_path / "docs"
    assert main(source, docs) == 1 and "run kentongan check-levers first" in capsys.readouterr().err
    for name in KEPT:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(name, encoding="utf-8")
    assert main(source, docs) == 0
    assert {path.relative_to(docs).as_posix() for path in docs.rglob("*.*")} == set(KEPT)


# -- mistakes ---


def own_file(tmp_path: Path, **changes: Any) -> tuple[str, ...]:
    """The words for a file of one's own, which is a lever of the classroom with some changes."""
    folder = tmp_path / "mine" / GROUP
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(
        yaml.safe_dump(one_lever().model_dump(mode="json") | changes, sort_keys=False), encoding="utf-8"
    )
    return ("check-levers", "lever=own", "place=classroom", "--config-dir", str(tmp_path / "mine"))


def said_of(tmp_path: Path, **changes: Any) -> list[str]:
    """What is said of the same file where only it is read and planned, not as a command."""
    own_file(tmp_path, **changes)
    library = Library(tmp_path / "mine")
    with pytest.raises(InputError) as refusal:
        levers = read_levers(("own",), library)
        plan_levers(levers, {"classroom": compose(("place=classroom",))}, 2, lambda _: shown(tmp_path))
    return [mistake.sentence() for mistake in refusal.value.mistakes]


def shown(tmp_path: Path) -> str:
    return str(tmp_path / "mine" / GROUP / "own.yaml")


def test_an_unknown_lever(refused: Say) -> None:
    (sentence,) = refused("check-levers", "lever=leeks")
    assert sentence.startswith("lever: 'leeks' is not accepted (allowed: advance, announces, ")
    assert sentence.endswith("; did you mean lever=leaks?")


def test_no_levers_at_all(refused: Say) -> None:
    assert refused("check-levers", "lever=[]") == [
        "lever: an empty list is not accepted (allowed: one name or more); name one, or leave it out for all."
    ]


def test_a_lever_is_for_its_own_command(refused: Say) -> None:
    assert refused("run", "lever=leaks") == [
        "lever: 'leaks' is not accepted (allowed: nothing here: it is no part of the settings); "
        "give it to kentongan check-levers."
    ]


@pytest.mark.parametrize("runs", [0, 1])
def test_too_few_runs_for_an_interval(refused: Say, runs: int) -> None:
    assert refused("check-levers", f"runs={runs}") == [
        f"runs: {runs} is not accepted (allowed: a whole number from 2 to 100,000 runs or null); "
        "choose a value in this range."
    ]


def test_short_is_yes_or_no(refused: Say) -> None:
    assert refused("check-levers", "short=perhaps") == [
        "short: 'perhaps' is not accepted (allowed: true or false); give a value of this kind."
    ]


def test_a_run_that_ends_before_the_programme_begins(refused: Say) -> None:
    assert refused("check-levers", "weeks=20") == [
        "weeks: 20 is not accepted (allowed: more than 52, since only weeks in which the programme works are counted); "
        "make the run longer."
    ]


def test_misspelt_settings(refused: Say, tmp_path: Path) -> None:
    words = own_file(
        tmp_path, settings={"deciding.wagee": "range", "channels.*.leek": "range"}, room={"warnin.trust": 3}
    )
    wage, leak, room = refused(*words)
    for sentence, key, meant in (
        (wage, "deciding.wagee", "deciding.wage"),
        (leak, "channels.hotline.leek", "channels.hotline.leak"),
        (room, "warnin", "warning"),
    ):
        assert sentence.startswith(f"{key} in {shown(tmp_path)}: this key is not accepted (allowed: "), sentence
        assert sentence.endswith(f"; did you mean {meant}?"), sentence


def test_a_setting_without_a_range_and_ends_that_are_one(tmp_path: Path) -> None:
    said = said_of(tmp_path, settings={"programme.publicity": "range", "programme.gate_effort": {"less": 1, "more": 1}})
    assert said == [
        f"settings.programme.publicity in {shown(tmp_path)}: a setting without a range is not accepted "
        "(allowed: a setting beside whose value a range stands in its YAML, or both ends given here); "
        "write programme.publicity: {less: ..., more: ...}.",
        f"settings.programme.gate_effort in {shown(tmp_path)}: 1 at both ends is not accepted "
        "(allowed: two different ends); change one of them.",
    ]


def test_ends_out_of_the_valid_range(tmp_path: Path) -> None:
    said = said_of(tmp_path, settings={"programme.gate_effort": {"less": 1, "more": 1000}})
    assert said == [
        f"programme.gate_effort in {shown(tmp_path)}: 1000 is not accepted (allowed: a number from 0 to 100 factor); "
        "choose a value in this range."
    ]


def test_doses_of_several_settings_or_out_of_order(tmp_path: Path) -> None:
    said = said_of(tmp_path, settings={"warning.trust": "range", "warning.fear": "range"}, doses=[3, 1])
    assert said == [
        f"doses in {shown(tmp_path)}: doses of 2 settings is not accepted (allowed: those of one); keep one setting.",
        f"doses in {shown(tmp_path)}: [3, 1] is not accepted (allowed: two numbers or more, the smallest first); "
        "put them in order.",
    ]


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    said = said_of(tmp_path, kind="leever", settings={"deciding.wage": "rang"})
    assert said == [
        f"kind in {shown(tmp_path)}: 'leever' is not accepted (allowed: concept, lever); did you mean lever?",
        f"settings.deciding.wage in {shown(tmp_path)}: 'rang' is not accepted "
        "(allowed: range, turned or settings with the keys less, more); did you mean range?",
    ]
