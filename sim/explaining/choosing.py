"""Which person a story is about: an id, or a word that picks somebody to whom something happened."""

from __future__ import annotations

from sim.core.errors import InputError, Mistake
from sim.explaining.causes import Causes
from sim.explaining.chain import Chains
from sim.explaining.events import What
from sim.people.identity import person_id, row_of
from sim.people.population import Population

WORDS = ("prevented", "induced", "reporter")
"""Words that pick the first person whose departure was prevented or induced, or who reports under the programme."""


def check_person(population: Population, person: str) -> int | None:
    """The row of an id; None for one of the words.

    Raises:
        InputError: if it is neither.
    """
    if person in WORDS:
        return None
    try:
        return row_of(population, person)
    except KeyError:
        first, last = (person_id(population, row) for row in (0, population.size - 1))
        allowed = f"village/household/member, from {first} to {last}, or {', '.join(WORDS)}"
        todo = f"take an id from another story or a network file, or person={WORDS[0]}"
        raise InputError([Mistake("person", repr(person), allowed, todo)]) from None


def find_person(chains: Chains, word: str) -> int:
    """The row of the person that a word picks.

    Raises:
        InputError: if there is nobody of that kind in the two runs.
    """
    if word == "reporter":
        sent = chains.run.where(chains.run.table["what"] == What.SENT)
        rows = [one.person for one in sorted(sent, key=lambda one: not one.only_here)]
    else:
        rows = [one.person for one in Causes(chains).departures(prevented=word == "prevented")]
    if rows:
        return rows[0]
    allowed = "a word for somebody there is, or an id"
    todo = "try another seed, more weeks or another place"
    raise InputError([Mistake("person", f"{word!r}, of whom there is none in these two runs,", allowed, todo)])
