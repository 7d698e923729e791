"""A text in both languages of the reports."""

from __future__ import annotations

from sim.settings.quantity import Section


class Text(Section):
    """The same words in English and Indonesian."""

    en: str
    id: str

    @property
    def both(self) -> tuple[str, str]:
        """English and Indonesian."""
        return self.en, self.id
