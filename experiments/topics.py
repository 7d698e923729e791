"""What ``kentongan explain`` is asked to explain: one word that is no setting."""

from __future__ import annotations

from collections.abc import Sequence

from sim.errors import Mistake

PERSON = "person="
EXAMPLE = "kentongan explain person=prevented place=classroom"


def topic_among(words: Sequence[str]) -> tuple[str, list[Mistake]]:
    """What the words ask to have explained, such as ``K1/30/1``; and what is wrong with that."""
    found = [word for word in words if _is_topic(word)]
    allowed = "person=ID (village/household/member), person=prevented, person=induced or person=reporter"
    if not found:
        return "", [Mistake("explain", "nothing to explain", allowed, f"add one, as in {EXAMPLE}")]
    if len(found) > 1:
        return "", [Mistake("explain", f"{found[1]} after {found[0]}", "one of them", "take one of the two away")]
    topic = found[0].removeprefix(PERSON)
    if not topic:
        return "", [Mistake("person", "''", allowed, f"write it after the equals sign, as in {EXAMPLE}")]
    return topic, []


def settings_among(words: Sequence[str]) -> list[str]:
    """The words that change settings."""
    return [word for word in words if not _is_topic(word)]


def _is_topic(word: str) -> bool:
    return word.startswith(PERSON)
