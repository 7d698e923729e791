"""Reading the command line: the command, its options, and the words that are left for it and the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.cli.command import Command, Own
from experiments.cli.options import take_own
from experiments.composing.meant import nearest
from sim.core.errors import InputError, Mistake

LANGUAGES = ("en", "id")


@dataclass(frozen=True)
class Line:
    """A command line, read."""

    command: Command
    own: Own
    """Changes to settings, and the command's own words; mistakes in the latter."""
    output: Path | None
    config_dir: Path | None
    language: str


def read_line(command: Command, given: Sequence[str]) -> Line:
    """Read what follows a command on its line.

    Raises:
        InputError: for an unknown option, or one without its value.
    """
    words, options, mistakes = _split(command, given)
    language = options.get("--language", "en")
    if language not in LANGUAGES:
        mistakes.append(Mistake("--language", repr(language), ", ".join(LANGUAGES), "choose one of these"))
    if mistakes:
        raise InputError(mistakes)
    output, config_dir = (Path(options[name]) if name in options else None for name in ("--output", "--config-dir"))
    own = command.read(words) if command.read else take_own(words, command.own)
    return Line(command, own, output, config_dir, language)


def option_names(command: Command) -> list[str]:
    """The options a command takes."""
    return ["--config-dir", "--language", *["--output"] * command.writes]


def _split(command: Command, given: Sequence[str]) -> tuple[list[str], dict[str, str], list[Mistake]]:
    """Words and options, apart; what looks like an option and is none is a mistake. After ``--`` all are words."""
    words: list[str] = []
    options: dict[str, str] = {}
    mistakes = []
    rest = iter(given)
    for text in rest:
        name, equals, value = text.partition("=")
        if text == "--":
            words += rest
        elif name in option_names(command):
            options[name] = value if equals else _value_after(name, next(rest, "--"))
        elif _is_option(text):
            mistakes.append(_unknown_option(command, text))
        else:
            words.append(text)
    return words, options, mistakes


def _is_option(text: str) -> bool:
    """Whether a word is meant as an option: neither a number below zero nor a sentence."""
    return len(text) > 1 and text.startswith("-") and not text[1].isdecimal() and " " not in text


def _value_after(option: str, text: str) -> str:
    if _is_option(text):
        raise InputError([Mistake(option, "no value", "one value", f"write it after {option}")])
    return text


def _unknown_option(command: Command, text: str) -> Mistake:
    options = option_names(command)
    meant = nearest(text.partition("=")[0], options)
    todo = f"did you mean {meant}?" if meant else f"see kentongan {command.name} --help"
    return Mistake(command.name, f"the option {text}", ", ".join(options), todo)
