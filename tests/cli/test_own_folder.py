"""A folder of the user's own: one file is a new channel, a file of the same name takes the place of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.composing.compose import compose
from experiments.composing.library import Library, packaged
from sim.core.errors import InputError
from tests.conftest import Say, names


def own(tmp_path: Path, **files: str) -> Path:
    """A folder with some files; ``channel__radio`` is ``channel/radio.yaml``."""
    for name, text in files.items():
        path = tmp_path / "my own, files" / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "my own, files"


def hotline(**changes: str) -> str:
    """The packaged hotline's text with some lines changed (None takes the line away)."""
    lines = (packaged() / "channel" / "hotline.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split(":")[0] not in changes]
    return "\n".join([*kept, *(f"{key}: {value}" for key, value in changes.items() if value)])


def test_a_channel_is_one_file(tmp_path: Path) -> None:
    folder = own(tmp_path, channel__radio=hotline(known="0.11"))
    composed = compose(["programme.channels_open=[radio]", "channels.radio.anonymity=0.5"], folder)
    assert composed.settings.channels["radio"].known == 0.11
    assert composed.settings.channels["radio"].anonymity == 0.5
    assert composed.settings.programme.channels_open == ["radio"]
    assert composed.sources["channels.radio.known"] == str(folder / "channel" / "radio.yaml")
    assert list(composed.settings.channels) == sorted(composed.settings.channels)


def test_a_channel_whose_counts_would_have_a_taken_name(tmp_path: Path, refused: Say) -> None:
    folder = own(tmp_path, channel__help=hotline(known="0.11"))
    assert refused("run", "--config-dir", str(folder)) == [
        f"channels.help in {folder / 'channel' / 'help.yaml'}: the name 'help' is not accepted (allowed: a name that "
        "makes no 'know_help', which is counted already); call the channel otherwise."
    ]


def test_an_outreach_kind_is_one_file(tmp_path: Path) -> None:
    text = (packaged() / "outreach" / "sermon.yaml").read_text(encoding="utf-8")
    folder = own(tmp_path, outreach__theatre=text)
    settings = compose(["programme.outreach_mix={theatre: 1}"], folder).settings
    assert settings.outreach["theatre"] == settings.outreach["sermon"]
    assert settings.programme.outreach_mix == {"theatre": 1.0}


def test_a_file_of_the_same_name_wins(tmp_path: Path) -> None:
    folder = own(tmp_path, channel__hotline=hotline(known="0.77"))
    assert compose([], folder).settings.channels["hotline"].known == 0.77
    assert compose([]).settings.channels["hotline"].known == 0.03


def test_a_programme_built_on_another(tmp_path: Path) -> None:
    folder = own(tmp_path, programme__more="defaults:\n  - pimpasa\n  - _self_\noutreach_intensity: 4\n")
    composed = compose(["programme=more"], folder)
    assert composed.settings.programme.outreach_intensity == 4
    assert composed.settings.programme.officers == compose(["programme=pimpasa"]).settings.programme.officers
    node = composed.tree["programme"]["outreach_intensity"]
    assert node["range"] == [0, 4]
    assert node["note"] == f"changed from 2 by {folder / 'programme' / 'more.yaml'}"


def test_an_experiment_of_ones_own(tmp_path: Path) -> None:
    text = (
        "# @package _global_\ndefaults:\n  - override /place: classroom\nweeks: 60\nchannels: {hotline: {known: 0.2}}\n"
    )
    folder = own(tmp_path, experiment__mine=text)
    if "experiment" not in Library().groups:
        pytest.skip("no experiments yet")
    composed = compose(["experiment=mine"], folder)
    assert (composed.choices["place"], composed.settings.weeks) == ("classroom", 60)
    assert composed.settings.channels["hotline"].known == 0.2
    other = compose(["place=kalibawang", "experiment=mine", "weeks=70"], folder)
    assert (other.choices["place"], other.settings.weeks) == ("kalibawang", 70)


def test_changed_files_are_read_again(tmp_path: Path) -> None:
    folder = own(tmp_path, channel__radio=hotline(known="0.11"))
    assert compose([], folder).settings.channels["radio"].known == 0.11
    own(tmp_path, channel__radio=hotline(known="0.125"))
    assert compose([], folder).settings.channels["radio"].known == 0.125


def test_wrong_values_name_the_file(refused: Say, tmp_path: Path) -> None:
    folder = own(tmp_path, channel__radio=hotline(leak="2", known="", knwon="1", receiver="polis"))
    path = folder / "channel" / "radio.yaml"
    said = refused("run", "--config-dir", str(folder), "weeks=0")
    assert set(said) == {
        f"channels.radio.leak in {path}: 2 is not accepted (allowed: a share from 0 to 1 or null); choose a "
        "value in this range.",
        f"channels.radio.known in {path}: no value is not accepted (allowed: a share from 0 to 1); add this setting.",
        f"channels.radio.receiver in {path}: 'polis' is not accepted (allowed: village_office, "
        "police, immigration, religious_leader, school, resource_centre); "
        "did you mean police?",
        next(sentence for sentence in said if sentence.startswith(f"channels.radio.knwon in {path}: this key")),
        "weeks: 0 is not accepted (allowed: a whole number from 1 to 3,000 weeks); choose a value in this range.",
    }


def test_broken_yaml_in_several_files(refused: Say, tmp_path: Path) -> None:
    folder = own(
        tmp_path,
        channel__one="leak: [1, 2\nloss: 3\n",
        channel__two="leak: 1\nleak: 2\n",
        channel__three="",
        channel__four="- a\n- b\n",
        programme__five="a: b: c\n",
    )
    look = "correct the indentation, brackets and quotes around this line."
    lines = "(allowed: lines such as 'key: value')"
    assert refused("run", "--config-dir", str(folder), "place=nowhere")[:-1] == [
        f"{folder}/channel/four.yaml: a file without keys is not accepted {lines}; give each value its key.",
        f"{folder}/channel/one.yaml, line 2: this YAML (expected ',' or ']', but got ':') is not "
        f"accepted {lines}; {look}",
        f"{folder}/channel/three.yaml: an empty file is not accepted {lines}; fill it or take it away.",
        f"{folder}/channel/two.yaml, line 2: a second 'leak' is not accepted (allowed: each key once); "
        "take one of the two away.",
        f"{folder}/programme/five.yaml, line 1: this YAML (mapping values are not allowed here) is "
        "not accepted "
        f"{lines}; {look}",
    ]


def test_names_of_files_and_folders(refused: Say, tmp_path: Path) -> None:
    folder = own(
        tmp_path,
        chanel__radio="a: 1",
        **{"channel__Hot-Line": "a: 1", "channel__every": "a: 1"},
        config="weeks: 3",
    )
    (folder / "channel" / "radio.yml").write_text("leak: 1")
    groups = ", ".join(Library().groups)
    allowed = "(allowed: small letters, digits and underscores, and not 'every')"
    assert refused("list", "--config-dir", str(folder)) == [
        f"{folder}/config.yaml: a config.yaml of one's own is not accepted (allowed: files in the "
        "folders of the groups); "
        "put such settings into a file of the folder experiment, or on the command line.",
        f"{folder}/chanel: the folder name 'chanel' is not accepted (allowed: {groups}); did you mean channel?",
        f"{folder}/channel/Hot-Line.yaml: the name 'Hot-Line' is not accepted {allowed}; rename the file.",
        f"{folder}/channel/every.yaml: the name 'every' is not accepted {allowed}; rename the file.",
        f"{folder}/channel/radio.yml: the ending .yml is not accepted (allowed: .yaml); rename it to radio.yaml.",
    ]


def test_folder_that_is_none(refused: Say, tmp_path: Path) -> None:
    allowed = "(allowed: a folder with subfolders such as channel, place or programme)"
    missing, file = tmp_path / "missing", tmp_path / "file"
    file.touch()
    assert refused("run", "--config-dir", str(missing)) == [
        f"--config-dir {missing}: a folder that does not exist is not accepted {allowed}; "
        "give the path of such a folder."
    ]
    assert refused("list", "--config-dir", str(file)) == [
        f"--config-dir {file}: a file is not accepted {allowed}; give the path of such a folder."
    ]


def test_defaults_that_lead_nowhere(tmp_path: Path) -> None:
    folder = own(tmp_path, programme__more="defaults:\n  - pimpsa\n  - _self_\n")
    with pytest.raises(InputError) as error:
        compose(["programme=more"], folder)
    assert [mistake.sentence() for mistake in error.value.mistakes] == [
        f"defaults in {folder}/programme/more.yaml: 'pimpsa' is not accepted (allowed: "
        f"{', '.join(sorted([*names('programme').split(', '), 'more']))}); did you mean pimpasa?"
    ]


def test_files_outside_the_folders_of_the_groups(refused: Say, tmp_path: Path) -> None:
    """A file that would not be read is not passed over in silence."""
    folder = own(tmp_path, radio=hotline(), channel__radio=hotline())
    allowed = "(allowed: a folder with subfolders such as channel, place or programme)"
    said = f"radio.yaml: a file outside the folders of the groups is not accepted {allowed}; "
    assert refused("run", "--config-dir", str(folder)) == [
        f"{folder}/{said}move it, for example to {folder}/channel/radio.yaml."
    ]
    assert refused("run", "--config-dir", f"{folder}/channel") == [
        f"{folder}/channel/{said}give the folder above, {folder}."
    ]
