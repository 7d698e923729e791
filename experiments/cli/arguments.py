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
    output, config_dir = (_folder(options[name]) if name in options else None for name in ("--output", "--config-dir"))
    own = command.read(words) if command.read else take_own(words, command.own)
    return Line(command, own, output, config_dir, language)


def _folder(text: str) -> Path:
    """A path as it stands, but that ~/ is one's home: after an equals sign not every shell says so."""
    return Path(text).expanduser() if text.startswith("~/") else Path(text)


def option_names(command: Command) -> list[str]:
    """The options a command takes."""
    return ["--config-dir", "--language", *["--output"] * command.writes]


def _split(command: Command, given: Sequence[str]) -> tuple[list[str], dict[str, str], list[Mistake]]:
    """Words and options, apart; what looks like an option and is none is a mistake. After ``--`` all are words."""
    words: list[str] = []
    options: dict[str, str] = {}
    mistakes = [
        Mistake(repr(text), "a word that is no text", "words in UTF-8", "rename what it names")
        for text in given
        if any("\ud800" <= one <= "\udfff" for one in text)  # what Python makes of bytes that are none
    ]
    rest = iter(given)
    for text in rest:
        name, equals, value = text.partition("=")
        if text == "--":
            words += rest
        elif name in option_names(command):
            value = value if equals else _value_after(name, next(rest, "--"))
            if name in options:
                mistakes.append(Mistake(name, f"{value!r} after {options[name]!r}", "one value", "take one away"))
            elif not value:
                mistakes.append(Mistake(name, "no value", "one value", f"write it after {name}"))
            options[name] = value
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
