"""What is at work without sessions and channels is read off the programme and its runs, whichever programme it is."""

from __future__ import annotations

import pandas as pd
import pytest

from experiments.composing.compose import compose
from experiments.report.at_work import at_work
from experiments.texts import LANGUAGES, Texts

MEASURED = {
    "sessions_local_actors": 11.06,
    "local_actor_noticed": 0.56,
    "hours_listening": 383.9,
    "hours_answering_officers": 5.83,
}


def told(programme: str, happened: dict[str, float], measured: bool = False, **changes: object) -> str:
    """What is said to be at work, in English, where runs ``happened`` so, and everything else not at all."""
    words = [f"programme={programme}", *(f"programme.{key}={value}" for key, value in changes.items())]
    settings = compose(words).settings

    def row(of: str) -> pd.Series:
        return pd.Series({"without": 0.0, "with": happened.get(of, 0.0)})

    return at_work(settings.programme, row, Texts("en"), measured)


def test_a_programme_with_officers_local_actors_and_help() -> None:
    assert told("pimpasa", MEASURED) == (
        "trained local actors who hold sessions and listen; officers who listen and answer cases; "
        "village offices and police that pass on more; help with papers"
    )
    text = told("pimpasa", MEASURED | {"cases_answered_jointly": 0.2}, measured=True)
    assert text.startswith(
        "trained local actors who hold sessions (11.1) and listen (0.56 incidents passed on); officers"
    )
    assert "listen (384 hours) and answer cases (5.83 hours); partner agencies that help to answer;" in text


def test_what_was_not_measured_is_not_said() -> None:
    officers = {name: hours for name, hours in MEASURED.items() if name.startswith("hours")}
    assert told("pimpasa", officers).startswith("officers who listen and answer cases; ")
    assert told("pimpasa", {}, budget=0) == "nothing"  # all of it is meant, and none of it can be paid
    assert "help" in told("pimpasa", {"cost_route_help": 1.0}, budget=1000000)


@pytest.mark.parametrize(
    ("programme", "said"),
    [("no_programme", "nothing"), ("reactive_enforcement", "stricter gates; more police work; arrests made known")],
)
def test_programmes_without_anybody_in_the_village(programme: str, said: str) -> None:
    assert told(programme, {}) == said


def test_both_languages_have_words_for_all_of_it() -> None:
    programme = compose(["programme=reactive_enforcement", "programme.route_help=true"]).settings.programme
    for language in LANGUAGES:
        text = at_work(programme, lambda of: pd.Series({"without": 0.0, "with": 1.0}), Texts(language), True)
        assert text.count(";") == 5
