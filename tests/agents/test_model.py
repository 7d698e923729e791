"""The Mesa model steps the engine and nothing else, and takes its levers and its length seriously."""

from __future__ import annotations

import math
import multiprocessing
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields

import mesa
import numpy as np
import pytest

from sim import EarlyWarningModel, load_settings
from sim.agents.built import built
from sim.agents.model import REPORTED
from sim.core.errors import InputError
from sim.core.table import Table
from sim.settings.tree import Settings
from sim.start import begin
from sim.week import run_week


def test_stepping_the_mesa_model_and_the_bare_world_gives_the_same_bits(
    model: EarlyWarningModel, settings: Settings
) -> None:
    world = begin(settings.with_changes({"seed": 7}), *built(settings))
    for _ in range(40):
        run_week(world)
    assert np.array_equal(model.world.tally.weekly, world.tally.weekly)
    for field in fields(world.state):
        ours, bare = getattr(model.world.state, field.name), getattr(world.state, field.name)
        if isinstance(bare, Table):
            assert all(np.array_equal(ours[name], bare[name]) for name in bare.names), field.name
        elif isinstance(bare, tuple):
            assert all(np.array_equal(*pair) for pair in zip(ours, bare, strict=True)), field.name
        else:
            assert np.array_equal(ours, bare), field.name


def test_looking_changes_nothing(settings: Settings) -> None:
    seen, unseen = EarlyWarningModel(settings, rng=5), EarlyWarningModel(settings, rng=5)
    for _ in range(10):
        seen.step()
        seen.agents.shuffle_do(lambda agent: (agent.unique_id, agent.status, agent.trust_police))
        seen.agents.select(age=lambda years: years < 20).get(["legal_literacy", "group"])
    unseen.run_for(10)
    assert np.array_equal(seen.world.tally.weekly, unseen.world.tally.weekly)
    assert np.array_equal(seen.world.state.residents.attitude_change, unseen.world.state.residents.attitude_change)


def test_the_data_collector_has_a_row_a_week_that_agrees_with_the_counts(model: EarlyWarningModel) -> None:
    table = model.datacollector.get_model_vars_dataframe()
    assert list(table.columns) == ["seed", *REPORTED]
    assert set(table["seed"]) == {model.settings.seed}
    assert len(table) == 40
    for name in REPORTED:
        counted = model.world.tally.weekly[:40, :, model.world.tally.index[name]].sum(axis=1)
        assert table[name].tolist() == counted.tolist()
        assert model.count(name) == counted[-1]
    assert table["acceptances"].sum() > 0


def test_an_unknown_measure_is_answered_with_the_known_ones(model: EarlyWarningModel) -> None:
    with pytest.raises(InputError, match=r"measure: 'departures' is not accepted .*undocumented_departures"):
        model.count("departures")


@pytest.mark.parametrize("rng", [math.nan, math.inf, -1, 1.5, "one"])
def test_an_rng_that_is_none_is_refused(settings: Settings, rng: object) -> None:
    with pytest.raises(InputError, match=r"rng: .* is not accepted .allowed: a whole number of 0 or more"):
        EarlyWarningModel(settings, rng=rng)


def test_a_model_crosses_the_border_of_a_process(settings: Settings) -> None:
    model = EarlyWarningModel(settings, rng=9)
    model.step()
    twin = pickle.loads(pickle.dumps(model))
    for each in (model, twin):
        each.step()
    assert twin.week == 2 and twin.settings.seed == 9
    assert np.array_equal(twin.world.tally.weekly, model.world.tally.weekly)


def test_rng_is_the_seed(settings: Settings) -> None:
    assert EarlyWarningModel(settings).settings.seed == settings.seed
    assert EarlyWarningModel(settings, rng=9).settings.seed == 9
    assert EarlyWarningModel(settings, rng=np.int64(9)).settings.seed == 9
    drawn = [EarlyWarningModel(settings, rng=np.random.default_rng(3)).settings.seed for _ in range(2)]
    assert drawn[0] == drawn[1] != settings.seed


def test_levers_change_composed_and_given_settings_alike(settings: Settings) -> None:
    levers = {"outreach_intensity": 3, "channels": "hotline", "officers": 1, "officer_hours": 8, "weeks": 70}
    for model in (
        EarlyWarningModel(place="classroom", programme="pimpasa", population_seed=2, **levers),
        EarlyWarningModel(settings, population_seed=2, **levers),
    ):
        programme = model.settings.programme
        assert (programme.outreach_intensity, programme.channels_open) == (3, ["hotline"])
        assert (programme.officers, programme.officer_hours, len(model.officers)) == (1, 8, 1)
        assert (model.settings.weeks, model.settings.population_seed) == (70, 2)
    assert EarlyWarningModel(settings, programme="no_programme").settings.programme.officers == 0
    assert settings.programme.outreach_intensity == 2


def test_a_lever_that_is_not_allowed_is_named() -> None:
    with pytest.raises(InputError, match=r"programme\.channels_open: unknown channel 'hotlin' is not accepted"):
        EarlyWarningModel(place="classroom", channels=["hotlin"])


def test_a_misspelt_keyword_is_answered_with_the_known_ones(settings: Settings) -> None:
    with pytest.raises(InputError) as error:
        EarlyWarningModel(settings, outreach_intensty=3)
    assert str(error.value) == (
        "EarlyWarningModel(outreach_intensty=...): this keyword is not accepted (allowed: settings, rng, place, "
        "programme, outreach_intensity, channels, officers, officer_hours, weeks, population_seed, by_group); correct "
        "the name, or set anything else with load_settings(**{'section.key': value})."
    )


def test_a_run_ends_and_says_so(settings: Settings) -> None:
    model = EarlyWarningModel(settings, weeks=3)
    with pytest.raises(InputError) as error:
        model.run_for(4)
    assert str(error.value) == (
        "weeks: run_for(4) in week 0 of a run of 3 weeks is not accepted (allowed: up to 3 more weeks); "
        "make the model with weeks=4 or more."
    )
    assert model.week == 0
    model.run_model()
    assert (model.week, model.steps, model.time, model.running) == (3, 3, 3.0, False)
    with pytest.raises(InputError, match=r"step\(\) in week 3 of a run of 3 weeks is not accepted"):
        model.step()


@pytest.fixture
def start_method() -> Iterator[None]:
    """Mesa sets for good how processes are started; undo it."""
    before = multiprocessing.get_start_method(allow_none=True)
    yield
    multiprocessing.set_start_method(before, force=True)


@pytest.mark.usefixtures("start_method")
def test_batches_run_in_one_process_and_in_two() -> None:
    parameters = {"place": "classroom", "programme": "pimpasa", "outreach_intensity": [0, 2], "weeks": 60}
    one, two = (
        mesa.batch_run(EarlyWarningModel, parameters, processes, rng=[1, 2], max_steps=56, display_progress=False)
        for processes in (1, 2)
    )
    assert one == sorted(two, key=lambda row: row["RunId"])
    assert [(row["rng"], row["outreach_intensity"]) for row in one] == [(1, 0), (1, 2), (2, 0), (2, 2)]
    assert {row["Step"] for row in one} == {56.0}
    assert one[0]["know_warning_signs"] < one[1]["know_warning_signs"]


def test_the_engine_runs_without_mesa() -> None:
    code = (
        "import sys; from sim.week import run_week; from sim.start import begin; import experiments.composing.compose; "
        "sys.exit(any(name == 'mesa' or name.startswith('mesa.') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=300).returncode == 0


def test_villages_are_built_once_for_models_that_share_them(settings: Settings) -> None:
    first, second = EarlyWarningModel(settings, rng=1), EarlyWarningModel(settings, rng=2, officers=1)
    assert first.world.population is second.world.population
    assert EarlyWarningModel(settings, population_seed=5).world.population is not first.world.population


def test_settings_are_composed_without_any_argument() -> None:
    assert load_settings().weeks == 156


def test_counts_by_group_and_sex(settings: Settings) -> None:
    model = EarlyWarningModel(settings, rng=7, by_group=True)
    assert model.by_group().empty
    model.run_for(56)
    table = model.by_group()
    assert list(table.columns[:5]) == ["year", "weeks", "village", "group", "sex"]
    assert table["year"].tolist() == [1] * 16 + [2] * 16
    assert table.groupby("year")["weeks"].unique().map(list).tolist() == [[52], [4]]
    weekly = model.datacollector.get_model_vars_dataframe()
    assert table["undocumented_departures"].sum() == weekly["undocumented_departures"].sum() > 0
    last = table[table["year"] == 2].set_index(["group", "sex"])
    women = model.villagers.select(sex="woman").groupby("group").count()
    assert {name: count for name, count in last["residents"].xs("woman", level="sex").items() if count} == women
    assert table["awareness"].sum() > 0


def test_counts_by_group_must_be_asked_for(model: EarlyWarningModel) -> None:
    with pytest.raises(InputError) as error:
        model.by_group()
    assert str(error.value) == (
        "by_group(): a model that does not count by group is not accepted (allowed: one that does); "
        "make the model with by_group=True."
    )
