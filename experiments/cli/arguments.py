"""What may stand on the command line, and the help that says so."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from experiments.composing.library import nearest
from sim.core.errors import InputError, Mistake

LANGUAGES = ("en", "id")


@dataclass(frozen=True)
class Command:
    """One command: where its body is, and how its help explains it."""

    module: str
    summary: str
    text: str
    examples: tuple[tuple[str, str], ...]
    words: str = "key=value"
    needs_experiment: bool = False
    speaks: bool = False
    """Whether its results come in a language of choice."""
    writes: bool = True
    topics: bool = False
    """Whether one of its words says what to explain, and is no setting."""
    own: tuple[str, ...] = ()
    """Words of its own among key=value that are no settings (``experiments.cli.options``)."""


COMMANDS = {
    "compare": Command(
        "experiments.commands.compare",
        "run programmes side by side over many seeds and write the report",
        "Runs every scenario of an experiment over many seeds, each paired with the same village and the "
        "same luck without a programme, and writes tables, figures and report.html. Stopped with Ctrl-C, "
        "the same command goes on from where it was.",
        (
            ("kentongan compare experiment=outreach_by_channel", "the main comparison"),
            (
                "kentongan compare experiment=outreach_by_channel place=migrant_pocket",
                "the same in another place",
            ),
            ("kentongan compare experiment=demo experiment.seeds=20", "fewer runs of each scenario"),
        ),
        needs_experiment=True,
        speaks=True,
    ),
    "run": Command(
        "experiments.commands.run",
        "run one village district under one programme with one seed",
        "Runs one scenario once, prints a short table and writes weekly.csv (every measure by week and "
        "village), summary.csv (by year) and groups.csv (persons by year, group and sex). One run shows how the "
        "model works, not what a programme does: "
        "for that, compare.",
        (
            (
                "kentongan run place=classroom programme=pimpasa seed=7",
                "a small village under PIMPASA",
            ),
            ("kentongan run programme.outreach_intensity=4 weeks=208", "more outreach, for four years"),
            ("kentongan run 'programme.channels_open=[hotline]'", "quotes keep brackets from the shell"),
        ),
        speaks=True,
    ),
    "network": Command(
        "experiments.commands.network",
        "build the villages of a place and show the ties of their people",
        "Builds people and ties, puts the simulated survey of them beside the surveyed villages of the "
        "literature, and draws the ties of one hamlet.",
        (
            ("kentongan network place=kalibawang", "the villages of Kalibawang"),
            ("kentongan network place=classroom population_seed=3", "another synthetic population"),
        ),
        speaks=True,
    ),
    "explain": Command(
        "experiments.commands.explain_person",
        "tell one synthetic person's story, or who was prevented and induced, and why",
        "Runs one scenario and its pair without programme once more, looks at every stage of every week, and tells "
        "what happened to one synthetic person in both, the first day on which the two lives part, and by which "
        "ties or shared resource the policy came to that person: as text, JSON and a picture. With averted, over "
        "several seeds: who was prevented and who induced, by nearest cause, and how much less is averted when one "
        "pathway of the programme at a time is switched off.",
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
        speaks=True,
        topics=True,
    ),
    "check-patterns": Command(
        "experiments.commands.check_patterns",
        "look for the patterns that evidence and the founding paper let one expect",
        "Runs the scenarios of every pattern (configs/pattern/, or those of your own) on paired seeds and says of each "
        "whether it holds, fails, or is undecided because the interval is too wide: on the screen, in patterns.csv, "
        "patterns.json, patterns.md and a figure. What is expected stands in the pattern's file before it is run. "
        "The exit code is 0 whatever is found: a pattern that fails is a result. Stopped with Ctrl-C, the same "
        "command goes on from where it was. pattern=NAME or pattern=[NAME,NAME] chooses patterns, runs=N sets how "
        "often each scenario is run (fewer for a quick look), workers=N how many runs go on at the same time; any "
        "other key=value changes a setting in all scenarios.",
        (
            ("kentongan check-patterns", "all patterns"),
            ("kentongan check-patterns 'pattern=[bad_news,cash_advance]' runs=10", "a quick look at two of them"),
            ("kentongan check-patterns deciding.wage=1.1", "whether they hold under another assumption"),
            ("kentongan check-patterns --config-dir mine", "together with those in mine/pattern"),
        ),
        speaks=True,
        own=("pattern", "runs", "workers"),
    ),
    "check-levels": Command(
        "experiments.commands.check_levels",
        "put levels of the model beside the evidence",
        "Runs places without any programme, each run in a population of its own, and shows departures by place, how "
        "offers come, what is reported, how long answers take, what becomes of cases, recruiters, false reports and "
        "returns beside what is known, with intervals; where nothing is known, the model's level stands alone. Writes "
        "levels.csv, levels.json and a figure. place=NAME or place=[NAME,NAME] chooses places (else all of which "
        "levels are known), runs=N sets how many runs each has, workers=N how many go on at the same time.",
        (
            ("kentongan check-levels", "all places of which levels are known"),
            ("kentongan check-levels place=classroom runs=8", "another place, quickly"),
            ("kentongan check-levels warning.speak=-2.5", "with another assumption"),
        ),
        speaks=True,
        own=("place", "runs", "workers"),
    ),
    "fit-levels": Command(
        "experiments.commands.fit_levels",
        "propose values for a handful of assumed settings from the levels that are known",
        "Fits the few settings that a file of configs/fit lists, each within its range, to levels that are known (and "
        "to nothing else), by a search that takes the same steps every time on the same seeds. Prints and writes what "
        "it proposes (fit.csv), the levels before and after (levels.csv) and all points tried (tried.csv), and flags "
        "values at an end of their range. No setting is changed. Settings given as key=value are where it starts "
        "from. Stopped with Ctrl-C, the same command goes on from where it was.",
        (
            ("kentongan fit-levels", "the handful in configs/fit/default.yaml"),
            ("kentongan fit-levels runs=4 deciding.leave=-4.5", "quicker, from another start"),
            ("kentongan fit-levels fit=own --config-dir mine", "the one in mine/fit/own.yaml"),
        ),
        speaks=True,
        own=("fit", "runs", "workers"),
    ),
    "list": Command(
        "experiments.commands.list",
        "list places, programmes, channels, outreach kinds, experiments and patterns",
        "Lists what there is to choose from, with one line of description each.",
        (
            ("kentongan list", "everything"),
            ("kentongan list programmes channels --language id", "two of the lists, in Indonesian"),
            ("kentongan list --config-dir mine", "together with files of your own"),
        ),
        words="places|programmes|channels|outreach|experiments|patterns",
        speaks=True,
        writes=False,
    ),
}


@dataclass(frozen=True)
class Arguments:
    """The command line, read: ``words`` are overrides, or the lists to print."""

    command: str
    words: list[str] = field(default_factory=list)
    output: Path | None = None
    config_dir: Path | None = None
    language: str = "en"


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks in the one voice for bad input."""

    def error(self, message: str) -> NoReturn:
        option = next((word.rstrip(":") for word in message.split() if word.startswith("--")), self.prog)
        raise InputError([Mistake(option, "no value", "one value", f"write it after {option}")])


def read_arguments(given: Sequence[str]) -> Arguments | None:
    """Read a command line that begins with a command; None if it asks for help, which is then printed.

    Raises:
        InputError: for an unknown command or option.
    """
    name = given[0]
    if name not in COMMANDS:
        raise InputError([_unknown_command(name)])
    if any(word in ("-h", "--help") for word in given[1:]):
        print(command_help(name))
        return None
    parser = _parser(name)
    found, unknown = parser.parse_known_intermixed_args(list(given[1:]))
    mistakes = [_unknown_option(parser, name, word) for word in unknown]
    language = getattr(found, "language", "en")
    if language not in LANGUAGES:
        mistakes.append(Mistake("--language", repr(language), ", ".join(LANGUAGES), "choose one of these"))
    if mistakes:
        raise InputError(mistakes)
    return Arguments(
        name,
        found.words,
        getattr(found, "output", None),
        found.config_dir,
        language,
    )


def general_help() -> str:
    """What ``kentongan --help`` says."""
    width = max(len(name) for name in COMMANDS)
    lines = [
        "kentongan COMMAND [key=value ...] [options]",
        "",
        "Simulates how Indonesian villages warn themselves of undocumented recruitment for work abroad.",
        "",
        "Commands:",
        *(f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items()),
        "",
        "Start with:",
        "  kentongan list",
        "  kentongan run place=classroom",
        "  kentongan compare experiment=demo",
        "",
        "Any setting is changed as key=value, for example place=classroom or programme.outreach_intensity=4.",
        "kentongan COMMAND --help says more; kentongan --version shows the version.",
    ]
    return "\n".join(lines)


def command_help(name: str) -> str:
    """What ``kentongan COMMAND --help`` says."""
    command = COMMANDS[name]
    lines = [
        f"kentongan {name} [{command.words} ...] [options]",
        "",
        *textwrap.wrap(command.text, 100),
        "",
        "Examples:",
    ]
    for example, meaning in command.examples:
        lines += [f"  {example}", f"      {meaning}"]
    lines += ["", "Options:"]
    for option, meaning in _options(name):
        wrapped = textwrap.wrap(meaning, 76)
        lines += [f"  {option:<20}  {wrapped[0]}", *(f"  {'':<20}  {line}" for line in wrapped[1:])]
    if command.writes:
        lines += [
            "",
            "Settings (key=value):",
            "  place=NAME, programme=NAME, experiment=NAME choose files (see kentongan list);",
            "  seed=, population_seed= and weeks= set chance and length; any other setting is named by its",
            "  dotted key as in the files under configs/, for example channels.hotline.leak=0.2.",
            "  A list stands in brackets: 'programme.channels_open=[hotline,officer_visit]'.",
        ]
    return "\n".join(lines)


def _options(name: str) -> list[tuple[str, str]]:
    options = []
    if COMMANDS[name].writes:
        options.append(
            ("--output DIR", f"folder for the results (else outputs/{name}/ and a name made of the settings)")
        )
    options.append(
        (
            "--config-dir DIR",
            "folder with YAML files of your own, in subfolders named like the groups: place, programme, "
            "channel, outreach, experiment and so on",
        )
    )
    if COMMANDS[name].speaks:
        options.append(("--language en|id", "English (the default) or Indonesian"))
    return options


def _parser(name: str) -> _Parser:
    parser = _Parser(prog=f"kentongan {name}", add_help=False, allow_abbrev=False)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--config-dir", type=Path)
    if COMMANDS[name].writes:
        parser.add_argument("--output", type=Path)
    if COMMANDS[name].speaks:
        parser.add_argument("--language", default="en")
    return parser


def _unknown_command(name: str) -> Mistake:
    commands = list(COMMANDS)
    meant = nearest(name, commands)
    todo = f"did you mean kentongan {meant}?" if meant else "see kentongan --help"
    return Mistake("command", repr(name), ", ".join(commands), todo)


def _unknown_option(parser: _Parser, name: str, word: str) -> Mistake:
    options = sorted(option for option in parser._option_string_actions if option.startswith("--"))
    meant = nearest(word.partition("=")[0], options)
    todo = f"did you mean {meant}?" if meant else f"see kentongan {name} --help"
    return Mistake(name, f"the option {word}", ", ".join(options), todo)
