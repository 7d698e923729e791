"""``kentongan week`` shows the table of the week as it is run."""

from __future__ import annotations

import re

import pytest

from experiments.main import main
from sim.week import STAGES, WEEK


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["week", *words]) == 0
    return capsys.readouterr().out


def test_all_steps_stand_in_order_and_stages_are_numbered(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys)
    assert re.findall(r"^ *(?:\d+\.|·) (\w+)$", text, flags=re.M) == [step.name for step in WEEK]
    numbered = re.findall(r"^ *(\d+)\. (\w+)$", text, flags=re.M)
    assert numbered == [(str(number), name) for number, name in enumerate(STAGES, 1)]


@pytest.mark.parametrize("language", ["en", "id"])
def test_each_step_says_what_it_does_reads_and_writes(capsys: pytest.CaptureFixture[str], language: str) -> None:
    text = " ".join(shown(capsys, "--language", language).split())
    for step in WEEK:
        assert getattr(step, language) in text
        assert step.reads in text and step.writes in text


def test_one_step_keeps_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "report")
    assert " 6. report" in text and "relay" not in text


def test_a_misspelt_step_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["week", "reprot"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("kentongan: week: 'reprot' is not accepted (allowed: begin_year, ")
    assert said.endswith("did you mean kentongan week report?\n")
