"""What ``kentongan explain`` is asked to explain: words that are no settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sim.core.errors import Mistake

PERSON, AVERTED, SEEDS = "person=", "averted", "seeds="
EXAMPLE = "kentongan explain person=prevented place=classroom"
USUAL_SEEDS, LEAST_SEEDS, MOST_SEEDS = 20, 2, 10_000


class Topic(NamedTuple):
    """A person (an id or a word for one), or, without one, who was prevented and induced over so many seeds."""

    person: str = ""
    seeds: int = USUAL_SEEDS

    @property
    def name(self) -> str:
        """How results are called."""
        return self.person or f"{AVERTED}-seeds{self.seeds}"


def topic_among(words: Sequence[str]) -> tuple[Topic, list[Mistake]]:
    """What the words ask to have explained; and what is wrong with that."""
    found = [word for word in words if word == AVERTED or word.startswith(PERSON)]
    counts = [word for word in words if word.startswith(SEEDS)]
    allowed = "person=ID (village/household/member), person=prevented, person=induced, person=reporter or averted"
    if not found:
        return Topic(), [Mistake("explain", "nothing to explain", allowed, f"add one, as in {EXAMPLE}")]
    if len(found) > 1:
        return Topic(), [Mistake("explain", f"{found[1]} after {found[0]}", "one of them", "take one of the two away")]
    if found[0] != AVERTED:
        mistakes = [Mistake("seeds", "seeds beside one person", "seeds with averted", "take it out")] if counts else []
        person = found[0].removeprefix(PERSON)
        if not person:
            todo = f"write it after the equals sign, as in {EXAMPLE}"
            mistakes.append(Mistake("person", "''", allowed, todo))
        return Topic(person), mistakes
    if len(counts) > 1:
        return Topic(), [Mistake("seeds", f"{counts[1]} after {counts[0]}", "one number", "take one of the two away")]
    return _of_seeds(counts[0].removeprefix(SEEDS)) if counts else (Topic(), [])


def _of_seeds(text: str) -> tuple[Topic, list[Mistake]]:
    if text.isdecimal() and LEAST_SEEDS <= int(text) <= MOST_SEEDS:
        return Topic(seeds=int(text)), []
    allowed = f"a whole number of runs from {LEAST_SEEDS} to {MOST_SEEDS:,}"
    shown = text if text.lstrip("-").isdecimal() else repr(text)
    return Topic(), [Mistake("seeds", shown, allowed, "choose a value in this range")]


def settings_among(words: Sequence[str]) -> list[str]:
    """The words that change settings."""
    return [word for word in words if word != AVERTED and not word.startswith((PERSON, SEEDS))]
