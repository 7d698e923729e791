"""``kentongan explain``: one synthetic person's story, with and without a programme; or who was averted, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from experiments.cli.command import Command, Own
from sim.core.errors import Mistake

PERSON, AVERTED, SEEDS = "person=", "averted", "seeds="
EXAMPLE = "kentongan explain person=prevented place=classroom"
TOPICS = "person=ID (village/household/member), person=prevented, person=induced, person=reporter or averted"
USUAL_SEEDS, LEAST_SEEDS, MOST_SEEDS = 20, 2, 10_000


def run(composed: Any, output: Any, language: Any, *, person: str = "", seeds: int = 0) -> int:
    """Tell the story of a person, or, without one, who was prevented and induced over so many seeds."""
    if person:
        from experiments.commands.explain.person import tell_story

        return tell_story(composed, output, language, person)
    from experiments.commands.explain.averted import tell_averted

    return tell_averted(composed, output, language, seeds)


def read(words: Sequence[str]) -> Own:
    """Take what is to be explained out of a command line: a person (an id or a word for one), or who was averted."""
    asked = [word for word in words if word == AVERTED or word.startswith(PERSON)]
    counts = [word for word in words if word.startswith(SEEDS)]
    rest = [word for word in words if word not in (*asked, *counts)]
    mistakes = list(_mistakes(asked, counts))
    if mistakes:
        return Own(rest, {}, mistakes)
    if asked[0] == AVERTED:
        seeds = int(counts[0].removeprefix(SEEDS)) if counts else USUAL_SEEDS
        return Own(rest, {"seeds": seeds}, [], f"{AVERTED}-seeds{seeds}")
    person = asked[0].removeprefix(PERSON)
    return Own(rest, {"person": person}, [], person)


def _mistakes(asked: Sequence[str], counts: Sequence[str]) -> Iterator[Mistake]:
    seeds = counts[0].removeprefix(SEEDS) if counts else str(USUAL_SEEDS)
    if not asked:
        yield Mistake("explain", "nothing to explain", TOPICS, f"add one, as in {EXAMPLE}")
    elif len(asked) > 1:
        yield Mistake("explain", f"{asked[1]} after {asked[0]}", "one of them", "take one of the two away")
    elif asked[0] != AVERTED:
        if counts:
            yield Mistake("seeds", "seeds beside one person", "seeds with averted", "take it out")
        if asked[0] == PERSON:
            yield Mistake("person", "''", TOPICS, f"write it after the equals sign, as in {EXAMPLE}")
    elif len(counts) > 1:
        yield Mistake("seeds", f"{counts[1]} after {counts[0]}", "one number", "take one of the two away")
    elif not seeds.isdecimal() or not LEAST_SEEDS <= int(seeds) <= MOST_SEEDS:
        shown = seeds if seeds.lstrip("-").isdecimal() else repr(seeds)
        allowed = f"a whole number of runs from {LEAST_SEEDS} to {MOST_SEEDS:,}"
        yield Mistake("seeds", shown, allowed, "choose a value in this range")


COMMAND = Command(
    "explain",
    4,
    "tell one synthetic person's story, or who was prevented and induced, and why",
    "Runs one scenario and its pair without programme once more, looks at every stage of every week, and tells what "
    "happened to one synthetic person in both, the first day on which the two lives part, and by which ties or shared "
    "resource the policy came to that person: as text, JSON and a picture. With averted, over several seeds: who was "
    "prevented and who induced, by nearest cause, and how much less is averted when one pathway of the programme at a "
    "time is switched off.",
    (
        (
            "kentongan explain person=prevented place=classroom programme=pimpasa seed=7",
            "somebody who leaves without the programme and not with it",
        ),
        ("kentongan explain person=K1/30/1 place=classroom seed=7", "village K1, household 30, member 1"),
        ("kentongan explain person=reporter place=classroom seed=7", "somebody who reports"),
        ("kentongan explain averted seeds=20 place=classroom", "causes and pathways, over 20 seeds"),
    ),
    words="person=ID|averted] [seeds=N] [key=value",
    read=read,
    run=run,
)
