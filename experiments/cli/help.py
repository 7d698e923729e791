"""What ``kentongan --help`` and ``kentongan COMMAND --help`` say."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from experiments.cli.command import Command

OPTIONS = {
    "--output DIR": "folder for the results (else outputs/{name}/ and a name made of the settings)",
    "--config-dir DIR": "folder with YAML files of your own, in subfolders named like the groups: place, programme, "
    "channel, outreach, experiment and so on",
    "--language en|id": "English (the default) or Indonesian",
}
SETTINGS = """
Settings (key=value):
  place=NAME, programme=NAME, experiment=NAME choose files (see kentongan list);
  seed=, population_seed= and weeks= set chance and length; any other setting is named by its
  dotted key as in the files under configs/, for example channels.hotline.leak=0.2.
  A list stands in brackets: 'programme.channels_open=[hotline,officer_visit]'."""


def general_help(commands: Iterable[Command]) -> str:
    """What ``kentongan --help`` says of the commands, in their order."""
    summaries = {command.name: command.summary for command in commands}
    width = max(map(len, summaries))
    lines = [
        "kentongan COMMAND [key=value ...] [options]",
        "",
        "Simulates how Indonesian villages warn themselves of undocumented recruitment for work abroad.",
        "",
        "Commands:",
        *(f"  {name:<{width}}  {summary}" for name, summary in summaries.items()),
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


def command_help(command: Command) -> str:
    """What ``kentongan COMMAND --help`` says."""
    lines = [f"kentongan {command.name} [{command.words} ...] [options]", ""]
    lines += [*textwrap.wrap(command.text, 100), "", "Examples:"]
    for example, meaning in command.examples:
        lines += [f"  {example}", f"      {meaning}"]
    lines += ["", "Options:"]
    for option, meaning in OPTIONS.items():
        if command.writes or option != "--output DIR":
            first, *more = textwrap.wrap(meaning.format(name=command.name), 76)
            lines += [f"  {option:<20}  {first}", *(f"  {'':<20}  {line}" for line in more)]
    return "\n".join([*lines, SETTINGS] if command.writes else lines)
