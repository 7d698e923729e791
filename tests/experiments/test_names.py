"""What places are called within a sentence, who plans sessions, and which channels exist."""

from __future__ import annotations

import pytest

from experiments.composing.compose import compose
from experiments.report.names import Names, _within
from experiments.texts import Language, Texts


@pytest.mark.parametrize(
    ("title", "language", "within"),
    [
        ("A migrant-pocket district", "en", "a migrant-pocket district"),
        ("A migrant-pocket district (recruiting rates ×3)", "en", "a migrant-pocket district (recruiting rates ×3)"),
        ("Own villages (My villages.csv)", "en", "own villages (My villages.csv)"),
        ("Kalibawang, Kulon Progo", "en", "Kalibawang, Kulon Progo"),
        ("Kalibawang", "id", "Kalibawang"),
        ("Kecamatan Kalibawang, Kulon Progo", "id", "Kecamatan Kalibawang, Kulon Progo"),
        ("Kecamatan kantong migran", "id", "kecamatan kantong migran"),
        ("Kecamatan kantong migran (laju perekrutan ×3)", "id", "kecamatan kantong migran (laju perekrutan ×3)"),
    ],
)
def test_a_description_begins_small_and_a_name_does_not(title: str, language: Language, within: str) -> None:
    assert _within(title, language) == within


def names(programme: str, sets: dict[str, tuple[str, ...]] | None = None) -> Names:
    """The names of a comparison of a programme that is shipped."""
    settings = compose([f"programme={programme}"]).settings
    return Names(sets or {}, settings.channels, {}, settings.programme, settings.outreach)


@pytest.mark.parametrize(
    ("programme", "by"),
    [("pimpasa", "officers"), ("migrant_resource_centre", "partners"), ("no_programme", "officers")],
)
def test_whose_sessions_are_planned_is_read_off_the_programme(programme: str, by: str) -> None:
    assert names(programme).planned_by(Texts("en")) == by


def test_existing_channels_are_named() -> None:
    assert names("pimpasa").existing(Texts("en")) == "village office and police post"
    assert names("nothing").existing(Texts("id")) == "tidak ada"


def test_all_is_said_only_beside_what_it_is_all_of() -> None:
    sets = {"none": (), "one": ("hotline",), "two": ("officer_visit",), "all": ("hotline", "officer_visit")}
    named, say = names("pimpasa", sets), Texts("en")
    assert named.channel_set("all", say, sets) == "All of these channels"
    assert named.channel_set("all", say, ["none", "all"]) == "+ Anonymous hotline and officer's visit"
