"""The command ``kentongan``: reads the command line, judges all input at once, and hands over to one command.

Exit codes: 0 done, 1 an error inside Kentongan (with its traceback) or a worker that failed, 2 a mistake in the input
or no room for the results, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from io import UnsupportedOperation
from pathlib import Path

from experiments.cli import interrupt
from experiments.cli.arguments import Line, read_line
from experiments.cli.help import command_help, general_help
from experiments.cli.notes import told
from experiments.commands import commands, named
from sim.core.errors import MOST_SHOWN, InputError, Mistake

FAILED = 1
MISTAKE_IN_INPUT = 2
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; ``arguments`` are those of the process unless given."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    interrupt.begin()
    try:
        with interrupt.stopped_by(signal.SIGINT, only_instead_of=signal.default_int_handler):
            _insist_on_a_screen()
            _insist_on_a_folder()
            code = _dispatch(given)
            print(end="", flush=True)  # an end of the output that is gone shows here, not when the process is over
            return code
    except BaseException as error:
        return _end(error, given)


def _end(error: BaseException, given: Sequence[str]) -> int:
    """The exit code for what ended the command early, and a word about it; errors inside Kentongan go on."""
    if isinstance(error, KeyboardInterrupt) or interrupt.asked():  # whatever a library made of the interruption
        goes_on = any(commands()[name].goes_on for name in given[:1] if name in commands())
        hint = ": what is finished is kept, and the same command goes on from there" if goes_on else ""
        print(f"\nkentongan: stopped{hint}.", file=sys.stderr)
        return STOPPED
    if isinstance(error, InputError):
        say_mistakes(error)
        return MISTAKE_IN_INPUT
    if isinstance(error, BrokenPipeError):  # somebody reads only the first lines, as in "kentongan list | head"
        _print_no_more()
        return 0
    if isinstance(error, OSError) and (mistake := _screen_mistake()):
        say_mistakes(InputError([mistake]))
        return MISTAKE_IN_INPUT
    from experiments.runner.executors import WorkerError

    if isinstance(error, WorkerError):
        print(f"kentongan: {error}", file=sys.stderr)
        return FAILED
    raise error


def _insist_on_a_screen() -> None:
    """Refuse to begin where nothing that is printed can be written, such as on a full device."""
    try:
        if sys.stdout is not None:
            os.write(sys.stdout.fileno(), b"")
    except UnsupportedOperation:  # not a file at all: printed into memory
        return
    except OSError as error:
        raise InputError([_no_place(error)]) from None


def _insist_on_a_folder() -> None:
    try:
        os.getcwd()
    except FileNotFoundError:
        value, todo = "a folder that is gone", "go to another one with cd"
        raise InputError([Mistake("the folder you are in", value, "a folder", todo)]) from None


def _screen_mistake() -> Mistake | None:
    """That what has been printed cannot be written, such as to a file that may not grow; None if it can."""
    try:
        print(end="", flush=True)
    except OSError as error:
        return _no_place(error)
    return None


def _no_place(error: OSError) -> Mistake:
    _print_no_more()
    value, allowed = f"a place that takes nothing ({error.strerror})", "a screen, a pipe or a file with room"
    return Mistake("what is printed", value, allowed, "let it go somewhere else")


def _print_no_more() -> None:
    """Let what is still printed go nowhere, so that the end of the process does not try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_mistakes(error: InputError) -> None:
    """One sentence for each mistake, on the error stream."""
    count, shown = len(error.mistakes), [mistake.sentence() for mistake in error.mistakes[:MOST_SHOWN]]
    if count == 1:
        print(f"kentongan: {shown[0]}", file=sys.stderr)
        return
    print(f"kentongan: {count:,} mistakes in the input, so nothing was run:", file=sys.stderr)
    print(*(f"  - {sentence}" for sentence in shown), sep="\n", file=sys.stderr)
    if count > MOST_SHOWN:
        print(f"  ... and {count - MOST_SHOWN:,} more: correct these first, others may go with them.", file=sys.stderr)


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
        print(general_help(commands().values()))
        return 0 if given else MISTAKE_IN_INPUT
    if given[0] == "--version":
        from experiments.results.manifest import version

        print(f"kentongan {version()}")
        return 0
    if any(word in ("-h", "--help") for word in given[1:]):
        print(command_help(named(given[0])))
        return 0
    line = read_line(named(given[0]), given[1:])
    if not line.command.writes:
        return line.command.body()(line.config_dir, line.language, **line.own.found)
    with told() as notes:
        return _run(line, given, notes)


def _run(line: Line, given: list[str], notes: list[str]) -> int:
    """Compose, make the folder of results, run the command's body, leave the record with the notes told on the way."""
    started = time.monotonic()
    command, own = line.command, line.own

    from experiments.composing.compose import compose
    from experiments.results.folders import default_folder
    from experiments.results.output import Output, folder_mistake

    mistakes = list(own.mistakes)
    if line.output is not None and (mistake := folder_mistake(line.output)):
        mistakes.append(mistake)
    try:
        composed = compose(own.settings, line.config_dir, command.needs_experiment)
    except InputError as error:
        raise InputError([*error.mistakes, *mistakes]) from None
    if mistakes:
        raise InputError(mistakes)
    output = Output(line.output or default_folder(command.name, composed, own.topic, own.subject))
    try:
        body = command.body()
        interrupt.stop_if_asked()
        polite = interrupt.stopped_by(signal.SIGTERM) if command.goes_on else nullcontext()
        with polite:  # a polite kill stops the workers the way Ctrl-C does
            code = body(composed, output, line.language, **own.found)
        if code == 0:
            from experiments.results.manifest import write_manifest

            write_manifest(output, composed, given, time.monotonic() - started, notes)
    except BaseException as error:
        output.leave_nothing()
        mistakes = settings_mistakes(error) or storage_mistakes(error, output.folder)
        if mistakes:
            raise InputError(mistakes) from None
        raise
    return code
