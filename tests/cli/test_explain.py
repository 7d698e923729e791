"""``kentongan explain``: its files, its two languages, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.main import main
from tests.conftest import Say

PERSON = "person=ID (village/household/member), person=prevented, person=induced, person=reporter or averted"
SHORT = ("place=classroom", "weeks=60", "programme.start_week=10", "place.rate_factor=12", "seed=7")


@pytest.mark.parametrize(("language", "title"), [("en", "The story of synthetic"), ("id", "Kisah orang sintetis")])
def test_a_story_is_written_as_text_data_and_picture(
    language: str, title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "story"
    assert main(["explain", "person=prevented", *SHORT, "--language", language, "--output", str(folder)]) == 0
    out = capsys.readouterr().out
    text = (folder / "story.txt").read_text(encoding="utf-8")
    assert text.startswith(title) and text in out
    data = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    assert data["language"] == language and data["departure"]["prevented"]
    assert (folder / "story.png").stat().st_size > 20_000
    assert "<svg" in (folder / "story.svg").read_text(encoding="utf-8")
    assert {path.name for path in folder.iterdir()} == {
        *("story.txt", "story.json", "story.png", "story.svg", "manifest.json"),
    }


def test_each_topic_has_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "person=K1/30/1", "place=classroom", "weeks=12"]) == 0
    folder = tmp_path / "outputs" / "explain" / "classroom-pimpasa-seed1-K1_30_1-weeks_12"
    assert (folder / "story.json").is_file()


def test_nothing_to_explain(refused: Say) -> None:
    assert refused("explain", "place=classroom") == [
        f"explain: nothing to explain is not accepted (allowed: {PERSON}); "
        "add one, as in kentongan explain person=prevented place=classroom."
    ]


def test_two_persons(refused: Say) -> None:
    assert refused("explain", "person=K1/1/1", "person=induced", "place=classroom") == [
        "explain: person=induced after person=K1/1/1 is not accepted (allowed: one of them); take one of the two away."
    ]


def test_no_person(refused: Say) -> None:
    assert refused("explain", "person=", "place=classroom") == [
        f"person: '' is not accepted (allowed: {PERSON}); "
        "write it after the equals sign, as in kentongan explain person=prevented place=classroom."
    ]


def test_an_id_that_nobody_has(refused: Say) -> None:
    assert refused("explain", "person=K1/99/1", "place=classroom") == [
        "person: 'K1/99/1' is not accepted (allowed: village/household/member, from K1/1/1 to K1/50/4, or prevented, "
        "induced, reporter); take an id from another story or a network file, or person=prevented."
    ]


def test_nobody_was_induced(refused: Say) -> None:
    assert refused("explain", "person=induced", "place=classroom", "weeks=8") == [
        "person: 'induced', of whom there is none in these two runs, is not accepted (allowed: a word for somebody "
        "there is, or an id); try another seed, more weeks or another place."
    ]


def test_mistakes_in_settings_are_said_together_with_it(refused: Say) -> None:
    sentences = refused("explain", "place=classroom", "weeks=0")
    assert len(sentences) == 2
    assert sentences[0].startswith("weeks: 0") and sentences[1].startswith("explain: nothing to explain")


@pytest.mark.parametrize(("language", "word"), [("en", "need not add up"), ("id", "tidak harus berjumlah")])
def test_who_was_averted_is_written_as_text_data_tables_and_figure(
    language: str, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "averted"
    changes = ("weeks=40", "programme.start_week=10", "place.rate_factor=12", "place=classroom")
    assert main(["explain", "averted", "seeds=2", *changes, "--language", language, "--output", str(folder)]) == 0
    text = (folder / "averted.txt").read_text(encoding="utf-8")
    assert word in text and text in capsys.readouterr().out
    data = json.loads((folder / "averted.json").read_text(encoding="utf-8"))
    assert set(data) == {
        *("synthetic", "heading", "seeds", "unit", "causes", "net_averted", "placebo", "need_not_add_up", "pathways"),
        "one_resident_stopped",
    }
    assert data["seeds"] == [1, 2]
    ends = {"mean", "low", "high"}
    assert set(data["net_averted"]) == set(data["placebo"]) == ends
    assert all(set(row) == {"cause", "side", "text"} | ends for row in data["causes"])
    assert {row["side"] for row in data["causes"]} == {"prevented", "induced", "placebo_prevented", "placebo_induced"}
    assert len(data["pathways"]) == 11 and all(row["text"] for row in data["pathways"])
    assert {path.name for path in folder.iterdir()} == {
        *("averted.txt", "averted.json", "causes.csv", "pathways.csv", "averted.png", "averted.svg", "manifest.json"),
    }


@pytest.mark.parametrize(("given", "shown"), [("1", "1"), ("-3", "-3"), ("many", "'many'"), ("", "''")])
def test_how_many_seeds(refused: Say, given: str, shown: str) -> None:
    assert refused("explain", "averted", f"seeds={given}", "place=classroom") == [
        f"seeds: {shown} is not accepted (allowed: a whole number of runs from 2 to 10,000); "
        "choose a value in this range."
    ]


def test_seeds_beside_one_person(refused: Say) -> None:
    assert refused("explain", "person=K1/1/1", "seeds=3", "place=classroom") == [
        "seeds: seeds beside one person is not accepted (allowed: seeds with averted); take it out."
    ]


def test_seeds_twice(refused: Say) -> None:
    assert refused("explain", "averted", "seeds=3", "seeds=4", "place=classroom") == [
        "seeds: seeds=4 after seeds=3 is not accepted (allowed: one number); take one of the two away."
    ]


def test_a_setting_alone_is_a_mistake_elsewhere(refused: Say) -> None:
    (sentence,) = refused("run", "person=prevented", "place=classroom")
    assert sentence.startswith("person: this key is not accepted")
