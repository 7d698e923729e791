"""What a command says of itself: its help, the words of its own, and where to find what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple

from sim.core.errors import Mistake


class Word(NamedTuple):
    """A word of a command's own among the key=value of its command line: one that is no setting."""

    name: str
    kind: Any
    """The type of its value: ``int``, ``str``, or ``tuple[str, ...]`` for one name or a list of them."""
    meaning: str
    default: Any = None
    """Its value where it is not given; if that is None, it may also be given as null."""
    unit: str = ""
    low: int | None = None
    high: int | None = None


class Own(NamedTuple):
    """What became of the words of a command line once those of the command's own are taken out."""

    settings: list[str]
    """The words that are left: changes to settings."""
    found: dict[str, Any]
    """The command's own words by name, as its body takes them."""
    mistakes: list[Mistake]
    topic: str = ""
    """What the name of the results' folder says beside what was chosen."""
    subject: str | None = None
    """What the folder is named after instead, where a command takes its places and programmes from files of its own."""


@dataclass(frozen=True)
class Command:
    """One command: how its help explains it, what its command line takes, and what it does.

    It is imported to answer ``kentongan --help``, so a command's file imports nothing slow: that is for its body.
    """

    name: str
    rank: int
    """Its place in the help: small numbers come first."""
    summary: str
    text: str
    examples: tuple[tuple[str, str], ...]
    words: str = "key=value"
    needs_experiment: bool = False
    writes: bool = True
    """Whether it takes settings and writes results."""
    goes_on: bool = False
    """Whether it stores runs as they end, and the same command goes on from there once it was stopped."""
    own: tuple[Word, ...] = ()
    """Words of its own; results are named after the first."""
    read: Callable[[Sequence[str]], Own] | None = None
    """Takes its own words out of a command line, where they are not of the form key=value."""
    run: Callable[..., int] | None = None
    """What it does, where that is short and imports nothing slow before it is called."""

    def body(self) -> Callable[..., int]:
        """What the command does: its ``run``, or else that of the file ``body.py`` in its folder, imported now.

        It is called with the composed settings, the folder of results and the language (if the command writes nothing:
        with the user's folder and the language) and with the command's own words by name; it returns the exit code.
        """
        if self.run is not None:
            return self.run
        body: Callable[..., int] = import_module(f"experiments.commands.{self.name.replace('-', '_')}.body").run
        return body
