"""What figures, report and screens say: a catalogue a file, in both languages."""

from __future__ import annotations

from pathlib import Path

from sim.core.texts import LANGUAGES, Catalogue, Language, catalogue
from sim.core.texts import Texts as TextsOf

__all__ = ["LANGUAGES", "Language", "Texts", "texts_of"]


def texts_of(subject: str) -> Catalogue:
    """The catalogue of a subject: ``report``, ``ties`` or ``averted``."""
    return catalogue(Path(__file__).with_name(f"{subject}.yaml"))


class Texts(TextsOf):
    """The texts on a subject in one language, see :func:`texts_of`."""

    def __init__(self, language: Language, subject: str = "report") -> None:
        super().__init__(language, texts_of(subject))
