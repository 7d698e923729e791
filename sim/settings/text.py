"""A text in both languages of the reports."""

from __future__ import annotations

from sim.settings.quantity import Section


class Text(Section):
    """The same words in English and Indonesian."""

    en: str
    id: str
