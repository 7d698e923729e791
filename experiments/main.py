"""The command ``kentongan``: reads the command line, judges all input at once, and hands over to one command.

Exit codes: 0 done, 1 an error inside Kentongan (with its traceback), 2 a mistake in the input or no room
for the results, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.cli import interrupt
from experiments.cli.arguments import COMMANDS, Arguments, Command, general_help, read_arguments
from sim.core.errors import InputError, Mistake

if TYPE_CHECKING:
    from pathlib import Path

    from experiments.cli.options import OwnWords
    from experiments.cli.topics import Topic
    from experiments.composing.compose import Composed

MISTAKE_IN_INPUT = 2
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; ``arguments`` are those of the process unless given."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    interrupt.begin()
    try:
        with interrupt.stopped_by(signal.SIGINT, only_instead_of=signal.default_int_handler):
            return _dispatch(given)
    except BaseException as error:
        return _end(error, given)


def _end(error: BaseException, given: Sequence[str]) -> int:
    """The exit code for what ended the command early, and a word about it; errors inside Kentongan go on."""
    if isinstance(error, KeyboardInterrupt) or interrupt.asked():  # whatever a library made of the interruption
        say_stopped(given)
        return STOPPED
    if isinstance(error, InputError):
        say_mistakes(error)
        return MISTAKE_IN_INPUT
    if isinstance(error, BrokenPipeError):  # somebody reads only the first lines, as in "kentongan list | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    raise error


def say_stopped(given: Sequence[str]) -> None:
    """That the command was stopped, and what then becomes of it."""
    stores = any(name in given[:1] for name in ("compare", "check-patterns", "check-levels", "fit-levels"))
    goes_on = ": what is finished is kept, and the same command goes on from there" if stores else ""
    print(f"\nkentongan: stopped{goes_on}.", file=sys.stderr)


def say_mistakes(error: InputError) -> None:
    """One sentence for each mistake, on the error stream."""
    sentences = [mistake.sentence() for mistake in error.mistakes]
    if len(sentences) == 1:
        print(f"kentongan: {sentences[0]}", file=sys.stderr)
        return
    print(f"kentongan: {len(sentences)} mistakes in the input, so nothing was run:", file=sys.stderr)
    for sentence in sentences:
        print(f"  - {sentence}", file=sys.stderr)


def settings_mistakes(error: BaseException) -> list[Mistake]:
    """The mistakes in settings that a command derived from the ones it was given; empty for any other error."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError) or error.title != "Settings":
        return []
    from experiments.composing.mistakes import translated
    from sim.settings.tree import Settings

    return [mistake for _, mistake in translated(error, Settings)]


def storage_mistakes(error: BaseException, folder: Path) -> list[Mistake]:
    """That there was no room to write, or no right any more; empty for any other error."""
    from experiments.results.output import NO_ROOM

    if not isinstance(error, OSError) or error.errno not in NO_ROOM:
        return []
    value = f"this folder ({os.strerror(error.errno)})"
    what_to_do = "make room or name another one with --output DIR"
    return [Mistake(f"output folder {folder}", value, "a folder with room for the results", what_to_do)]


def _dispatch(given: list[str]) -> int:
    if not given or given[0] in ("-h", "--help", "help"):
        print(general_help())
        return 0 if given else MISTAKE_IN_INPUT
    if given[0] == "--version":
        from experiments.results.manifest import version

        print(f"kentongan {version()}")
        return 0
    arguments = read_arguments(given)
    if arguments is None:  # help was asked for and shown
        return 0
    if arguments.command == "list":
        return _list(arguments)
    return _run(arguments, COMMANDS[arguments.command], given)


def _list(arguments: Arguments) -> int:
    from experiments.commands.list import run

    return run(arguments.words, arguments.config_dir, arguments.language)


def _run(arguments: Arguments, command: Command, given: list[str]) -> int:
    """Compose, make the folder of results, run the command's body, leave the record."""
    started = time.monotonic()
    topic, mistakes = _topic(arguments, command)
    composed, own = _compose(arguments, command, mistakes)

    from experiments.results.folders import default_folder
    from experiments.results.output import Output

    subject = own.subject if own else None
    name = topic.name if topic else ""
    output = Output(arguments.output or default_folder(arguments.command, composed, name, subject))
    options: dict[str, object] = {"language": arguments.language} if command.speaks else {}
    options |= {"topic": topic} if command.topics else {}
    options |= {"own": own} if own else {}
    try:
        body = importlib.import_module(command.module)
        interrupt.stop_if_asked()
        code: int = body.run(composed, output, **options)
        if code == 0:
            from experiments.results.manifest import write_manifest

            write_manifest(output, composed, given, time.monotonic() - started)
    except BaseException as error:
        output.leave_nothing()
        mistakes = settings_mistakes(error) or storage_mistakes(error, output.folder)
        if mistakes:
            raise InputError(mistakes) from None
        raise
    return code


def _topic(arguments: Arguments, command: Command) -> tuple[Topic | None, list[Mistake]]:
    """What is to be explained, for a command that explains; None for others."""
    if not command.topics:
        return None, []
    from experiments.cli.topics import topic_among

    return topic_among(arguments.words)


def _compose(arguments: Arguments, command: Command, wrong: list[Mistake]) -> tuple[Composed, OwnWords | None]:
    """The settings and the command's own words; mistakes in them, in what is asked for and in the results' folder
    are reported together.
    """
    from experiments.cli.options import take_own
    from experiments.cli.topics import settings_among
    from experiments.composing.compose import compose
    from experiments.results.output import folder_mistake

    given = settings_among(arguments.words) if command.topics else arguments.words
    words, own, mistakes = take_own(given, command.own)
    mistakes = [*wrong, *mistakes]
    if arguments.output is not None:
        mistake = folder_mistake(arguments.output)
        mistakes += [mistake] if mistake is not None else []
    try:
        composed = compose(words, arguments.config_dir, command.needs_experiment)
    except InputError as error:
        raise InputError([*error.mistakes, *mistakes]) from None
    if mistakes:
        raise InputError(mistakes)
    return composed, own
