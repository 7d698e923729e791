"""What channel sets, scenarios and places are called in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.composing.design import Cell
from experiments.texts import Language, Texts


@dataclass(frozen=True)
class Names:
    """Titles come with the settings (``title.en``, ``title.id``), so a new channel needs no text of ours."""

    channel_sets: Mapping[str, tuple[str, ...]]
    channels: Mapping[str, Any]
    places: Mapping[str, Any]
    """Place name to its settings."""
    programme: Any
    kinds: Mapping[str, Any]
    """Kinds of sessions by name, as the settings have them."""

    def place(self, name: str, language: Language) -> str:
        """Title of a place, with the factor on its rates wherever there is one."""
        title, factor = self.title(name, language), self.places[name].rate_factor
        return title if factor == 1 else Texts(language)("place.factor", place=title, factor=f"{factor:g}")

    def title(self, name: str, language: Language) -> str:
        """Title of a place by itself."""
        return place_title(self.places[name], language)

    def note(self, name: str, language: Language) -> str:
        """What a place is and how much of it is known; of the user's own villages only that they are that."""
        place = self.places[name]
        if not place.villages_csv:
            return str(getattr(place.note, language))
        file, title = Path(place.villages_csv).name, getattr(place.title, language)
        return Texts(language)("place.own.note", file=file, place=title)

    def assumed(self, name: str, language: Language) -> list[str]:
        """Sentences on what is assumed about a place; those about its own villages do not hold for others."""
        place = self.places[name]
        if not place.villages_csv:
            return [getattr(sentence, language) for sentence in place.assumed]
        return [Texts(language)("place.own.assumed", place=getattr(place.title, language))]

    def place_in_words(self, name: str, language: Language) -> str:
        """Title of a place within a sentence: "A migrant pocket" begins small there."""
        return _within(self.place(name, language), language)

    def title_in_words(self, name: str, language: Language) -> str:
        """Title of a place by itself, within a sentence."""
        return _within(self.title(name, language), language)

    def channel_set(self, name: str, say: Texts, beside: Iterable[str]) -> str:
        """A channel set in a legend or table in which it stands ``beside`` others."""
        members = self.channel_sets[name]
        if not members:
            return say("channels.existing")
        if self._is_sum_of_others(name, beside):
            return say("channels.all")
        return say("channels.plus", channels=self._members(members, say))

    def set_in_words(self, name: str, say: Texts) -> str:
        """A channel set within a sentence."""
        members = self.channel_sets[name]
        if not members:
            return say("in_words.existing")
        return say("in_words.plus", channels=self._members(members, say, small=True))

    def existing(self, say: Texts) -> str:
        """The channels that exist anyway, by name."""
        always = tuple(self.programme.channels_open_always)
        return self._members(always, say, small=True) if always else say("channels.none")

    def planned_by(self, say: Texts) -> str:
        """Who holds the sessions that are planned: officers, partners whom no officer need accompany, or both."""
        mixed = [self.kinds[name] for name, share in self.programme.outreach_mix.items() if share > 0]
        partners = any(kind.officer_hours == 0 for kind in mixed)
        officers = self.programme.officers > 0 and any(kind.officer_hours > 0 for kind in mixed)
        return say(f"held_by.{'both' if partners and officers else 'partners' if partners else 'officers'}")

    def scenario(self, cell: Cell, say: Texts) -> str:
        """A scenario with the programme, within a sentence."""
        return say(
            "answer.programme",
            programme=getattr(self.programme.title, say.language),
            sessions=say.number(cell.outreach, 0 if cell.outreach == round(cell.outreach) else None),
            channels=self.set_in_words(cell.channels, say),
        )

    def _is_sum_of_others(self, name: str, beside: Iterable[str]) -> bool:
        """Whether a set is what the smaller ones open together, all of which stand beside it."""
        members = set(self.channel_sets[name])
        smaller = [set(self.channel_sets[other]) for other in beside if set(self.channel_sets[other]) < members]
        return len(members) > 1 and set().union(*smaller) == members

    def _members(self, members: tuple[str, ...], say: Texts, small: bool = False) -> str:
        titles = [getattr(self.channels[name].title, say.language) for name in members]
        return say.listed([_small(title) if small or place else title for place, title in enumerate(titles)])


def place_title(place: Any, language: Language) -> str:
    """Title of a place; the user's own villages do not go by the name of the place they take the place of."""
    if place.villages_csv:
        return Texts(language)("place.own", file=Path(place.villages_csv).name)
    return str(getattr(place.title, language))


def _within(title: str, language: Language) -> str:
    """A title that describes instead of naming begins small within a sentence: "a migrant-pocket district"."""
    words = title.partition(" (")[0].split()
    describes = len(words) > 1 and not any(word[0].isupper() for word in words[1:])
    if title.startswith(("A ", "An ", "The ", "Own ", "Desa dari ")) or (language == "id" and describes):
        return title[0].lower() + title[1:]
    return title


def _small(title: str) -> str:
    """The first letter small, unless it belongs to a name such as WhatsApp."""
    first, _, _ = title.partition(" ")
    return title if any(letter.isupper() for letter in first[1:]) else title[:1].lower() + title[1:]
