"""What places are called within a sentence."""

from __future__ import annotations

import pytest

from experiments.report.names import _within
from experiments.texts import Language


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
