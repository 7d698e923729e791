"""Composition: choices, changes, sources, and every file there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hydra import compose as hydra_compose
from hydra import initialize_config_dir

import sim
from experiments.composing.compose import GIVEN, compose, load_settings
from experiments.composing.library import APART, EVERY, Library, packaged
from experiments.composing.tree import find, leaves
from sim.core.errors import InputError
from sim.settings.quantity import is_described

GROUPS = [group for group in Library().groups if group not in EVERY and group not in APART]
FILES = [(group, name) for group in GROUPS for name in Library().options(group)]


@pytest.mark.parametrize(("group", "name"), FILES)
def test_every_file_composes(group: str, name: str) -> None:
    composed = compose([f"{group}={name}"])
    assert composed.choices[group] == name
    if group == "experiment":
        assert composed.experiment
    else:
        file = f"configs/{group}/{name}.yaml"
        assert file in composed.sources.values()


@pytest.mark.parametrize("group", sorted(EVERY))
def test_every_channel_and_outreach_kind_is_loaded(group: str) -> None:
    composed = compose()
    assert sorted(getattr(composed.settings, EVERY[group])) == sorted(Library().options(group))


def test_every_number_has_one_source() -> None:
    """Each setting comes from one file, and each described number says where it is from."""
    composed = compose()
    for key, value in leaves(composed.tree):
        assert composed.sources[key].startswith("configs/"), key
        if is_described(value):
            assert value.get("source"), key


def test_a_changed_number_keeps_range_and_source() -> None:
    composed = compose(["channels.hotline.known=0.2"])
    assert composed.settings.channels["hotline"].known == 0.2
    changed = {"value": 0.2, "note": "changed from 0.03 by the command"}
    assert find(composed.tree, "channels.hotline.known") == find(compose().tree, "channels.hotline.known") | changed
    assert composed.sources["channels.hotline.known"] == GIVEN
    assert composed.overrides == ("channels.hotline.known=0.2",)


def test_the_value_may_be_named() -> None:
    assert compose(["channels.hotline.known.value=0.2"]).settings.channels["hotline"].known == 0.2


def test_compositions_do_not_share_anything() -> None:
    before = compose().tree
    compose(["channels.hotline.known=0.2", "programme.channels_open=[hotline]"])
    assert compose().tree == before


def test_a_table_of_names_is_replaced_and_its_entries_changed() -> None:
    assert compose(["programme.outreach_mix={sermon: 1}"]).settings.programme.outreach_mix == {"sermon": 1}
    changed = compose(["programme.outreach_mix.sermon=5", "~programme.outreach_mix.school_lesson"])
    mix = changed.settings.programme.outreach_mix
    assert mix["sermon"] == 5
    assert "school_lesson" not in mix


def test_a_channel_may_be_taken_away() -> None:
    composed = compose(["programme=no_programme", "~channels.hotline"])
    assert "hotline" not in composed.settings.channels
    assert "channels.hotline.known" not in composed.sources


def test_whole_sections_are_merged() -> None:
    channel = compose(["channels={hotline: {known: 0.2}}"]).settings.channels["hotline"]
    assert (channel.known, channel.way) == (0.2, compose().settings.channels["hotline"].way)


def test_references_to_other_settings() -> None:
    assert compose(["seed=9", "population_seed=${seed}"]).settings.population_seed == 9


def test_load_settings() -> None:
    settings = load_settings(place="classroom", programme="pimpasa", **{"programme.outreach_intensity": 3}, seed=7)
    assert (settings.programme.outreach_intensity, settings.seed) == (3, 7)
    assert settings == load_settings("place=classroom", "programme.outreach_intensity=3", "seed=7")
    assert settings == sim.load_settings("programme.outreach_intensity=3", place="classroom", seed=7)
    with pytest.raises(AttributeError, match="module 'sim' has no attribute 'lode_settings'"):
        sim.lode_settings  # noqa: B018


def test_load_settings_says_what_is_wrong() -> None:
    with pytest.raises(InputError) as error:
        load_settings(place="clasroom", weks=3, **{"channels.hotline.known": 2})
    first, second, third = [mistake.sentence() for mistake in error.value.mistakes]
    assert first == (
        f"place: 'clasroom' is not accepted (allowed: {', '.join(Library().options('place'))}); "
        "did you mean place=classroom?"
    )
    assert second.startswith("weks: this key is not accepted (allowed: weeks, ")
    assert second.endswith("; did you mean weeks?")
    assert third == (
        "channels.hotline.known: 2 is not accepted (allowed: a share from 0 to 1); choose a value in this range."
    )


def test_inside_another_program_that_uses_hydra(tmp_path: Path) -> None:
    (tmp_path / "theirs.yaml").write_text("a: 1\n")
    with initialize_config_dir(str(tmp_path), version_base="1.3"):
        load_settings(place="classroom", weeks=99)
        assert hydra_compose("theirs") == {"a": 1}


def test_the_packaged_files_have_usable_names() -> None:
    assert list(Library(packaged()).mistakes())[1:] == []  # the first is about config.yaml, which is ours


def test_a_file_that_builds_on_another_replaces_its_table_of_names() -> None:
    """As on the command line: the sessions of banjaroya are those it names, not those of pimpasa beside them."""
    composed = compose(["programme=banjaroya"])
    assert composed.settings.programme.outreach_mix == {"group_discussion": 2, "school_lesson": 2, "case_simulation": 1}
    assert {key for key in composed.sources if key.startswith("programme.outreach_mix.")} == {
        f"programme.outreach_mix.{name}" for name in composed.settings.programme.outreach_mix
    }


def test_a_file_may_change_one_entry_of_a_table_with_a_source(tmp_path: Path) -> None:
    (tmp_path / "recruiting").mkdir()
    (tmp_path / "recruiting" / "tired.yaml").write_text("defaults: [default, _self_]\nreactions: {quit: 7}\n")
    usual = compose()
    for words, quitting in ((["recruiting=tired"], 7), (["recruiting.reactions={quit: 5}"], 5)):
        composed, table = compose(words, tmp_path), usual.settings.recruiting.reactions
        assert composed.settings.recruiting.reactions == {**table, "quit": quitting} != table
        sources = (find(one.tree, "recruiting.reactions")["source"] for one in (usual, composed))
        assert len(set(sources)) == 1
