"""What the report says first: fewer, more, or not to be told from chance."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.report.words import told_from_chance, verdict
from tests.experiments.fake_report import make_answer, make_results


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.1, 0.9, "fewer"), (-0.9, -0.1, "more"), (-0.1, 0.9, "unclear"), (0.0, 0.9, "unclear"), (0.0, 0.0, "none")],
)
def test_verdict(low: float, high: float, expected: str) -> None:
    assert verdict(low, high) == expected
    assert verdict(float("nan"), float("nan")) == "unclear"


def test_told_from_chance() -> None:
    row = {"low": 0.1, "high": 0.9, "low_all": -0.1, "high_all": 1.1}
    assert told_from_chance(pd.Series(row)) == "alone"
    assert told_from_chance(pd.Series(row | {"low_all": 0.01})) == "all"
    assert told_from_chance(pd.Series(row | {"low": -0.1})) == "no"


def test_a_programme_that_works(tmp_path: Path) -> None:
    answer = make_answer(make_results(tmp_path, 0.3))
    text = answer.headline("testville")
    assert answer.verdict() == "fewer"
    assert text.startswith(
        "In Testville, The programme with 2 sessions planned per village and month and hotline beside the existing"
    )
    assert " averts " in text
    assert "the fall is 6" in text  # three fifths, as it was made
    assert answer.total().startswith("In all: ")
    assert answer.held() == (
        "With 2 sessions planned per village and month, 2.0 are held (officers 1.0, local actors 1.0)."
    )
    outreach = answer.paragraphs()[0].text
    assert "avert more departures with each of the 2 channel sets" in outreach


def test_a_programme_that_does_harm(tmp_path: Path) -> None:
    answer = make_answer(make_results(tmp_path, -0.4))
    text = answer.headline("testville")
    assert answer.verdict() == "more"
    assert "does harm: it adds " in text
    assert "−" not in text  # harm is told as what is added, not as less than nothing averted
    indonesian = make_answer(make_results(tmp_path, -0.4), "id").headline("testville")
    assert "justru merugikan: menambah" in indonesian


def test_a_programme_whose_interval_includes_zero(tmp_path: Path) -> None:
    answer = make_answer(make_results(tmp_path, 0.0, noise=0.3))
    text = answer.headline("testville")
    assert answer.verdict() == "unclear"
    assert "no effect of The programme with" in text
    assert "includes zero: it may avert some, none, or add some" in text


def test_a_programme_that_changes_nothing(tmp_path: Path) -> None:
    answer = make_answer(make_results(tmp_path, 0.0))
    assert answer.verdict() == "none"
    assert "in every run exactly as many people leave with it as without" in answer.headline("testville")


def test_nobody_leaves_at_all(tmp_path: Path) -> None:
    answer = make_answer(make_results(tmp_path, 0.3, chance=0.0))
    assert answer.verdict() == "none"
    assert "(0.00 per village and year)" in answer.headline("testville")
    assert [paragraph.text for paragraph in answer.paragraphs()]


def test_officers_levers_reports_and_persons_are_all_told(tmp_path: Path) -> None:
    answer = make_answer(make_results(tmp_path, 0.3, beside=0.0))
    headings = [paragraph.heading for paragraph in answer.paragraphs()]
    assert headings == [
        "More outreach.",
        "More channels.",
        "Reports are not departures.",
        "Prevented and induced.",
        "How sure is this?",
    ]
    texts = {paragraph.heading: paragraph.text for paragraph in answer.paragraphs()}
    assert "cannot be told from chance" in texts["Reports are not departures."]
    assert "Of those prevented, 100% stayed" in texts["Prevented and induced."]
    assert "run 12 times in 12 synthetic populations" in texts["How sure is this?"]
    assert "changes no departure" in answer.beside()[0].text
    (bare,) = answer.bare()
    assert "trained local actors who hold sessions (12.0)." in bare.text
    assert "makes a difference of 0.00 undocumented departures averted" in bare.text
    assert "cannot be told from chance, and a change of 0.00 in all departures" in bare.text


def test_all_departures_stand_beside_undocumented_ones(tmp_path: Path) -> None:
    answer = make_answer(make_results(tmp_path, 0.3))
    every, averted = (answer.reference(quantity) for quantity in ("all_departures", "departures_averted"))
    assert -averted["difference"] < every["difference"] < 0  # some of those averted leave with documents
    say = answer.say
    fall, interval = say.number(-every["difference"]), say.interval(-every["high"], -every["low"])
    text = answer.headline("testville")
    assert f"In all, with documents and without, {fall} fewer leave ({interval}): " in text
    more = averted["difference"] + every["difference"]
    assert f"With documents, {say.number(more)} more leave (" in text
    assert "Fewer undocumented departures is not fewer departures" in answer.rates()
    harm = make_answer(make_results(tmp_path, -0.4)).headline("testville")
    assert "In all, with documents and without, " in harm and " more leave (" in harm
    nothing = make_answer(make_results(tmp_path, 0.0)).headline("testville")
    assert nothing.endswith("In all, with documents and without, just as many leave, too.")
