"""The commands, one file each; a folder where what it does is long or slow to load. Each has its ``COMMAND``."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from experiments.cli.command import Command
from experiments.composing.meant import misnamed
from sim.core.errors import InputError


@cache
def commands() -> dict[str, Command]:
    """All there are by name, in the order of the help: whatever stands in this folder."""
    found = [import_module(f"{__name__}.{module.name}").COMMAND for module in pkgutil.iter_modules(__path__)]
    return {command.name: command for command in sorted(found, key=lambda command: command.rank)}


def named(name: str) -> Command:
    """The command of this name.

    Raises:
        InputError: if there is none.
    """
    if name not in commands():
        raise InputError([misnamed("command", name, [*commands()], "see kentongan --help", "kentongan {}")])
    return commands()[name]
