"""From configuration files and single changes to checked settings: the border where all input is judged."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.composing.gather import gather, resolved
from experiments.composing.library import EVERY, Library
from experiments.composing.mistakes import misspelt, unknown_key
from experiments.composing.overrides import Change, Request, asks, both, read_overrides, read_pairs
from experiments.composing.schema import walk
from experiments.composing.tree import Tree, find, leaves, put, take
from experiments.composing.validate import check
from sim.core.errors import InputError, Mistake
from sim.core.user_code import METHODS
from sim.settings.quantity import is_described

if TYPE_CHECKING:
    from sim.settings.tree import Settings

GIVEN = "the command"
"""Where a setting comes from that no file holds."""


@dataclass(frozen=True)
class Composed:
    """One configuration, ready to run.

    ``settings`` is what the model takes. ``experiment`` is the checked design of the experiment (empty
    without one). ``tree`` holds everything with the ranges and sources of its numbers, as it was written;
    ``sources`` the file (or :data:`GIVEN`) behind each dotted key; ``choices`` the file chosen in each group;
    ``overrides`` what the user asked for; ``config_dir`` the folder of the user's own files.
    """

    settings: Settings
    experiment: Tree
    tree: Tree
    sources: dict[str, str]
    choices: dict[str, str | None]
    overrides: tuple[str, ...] = ()
    config_dir: Path | None = None


def compose(
    overrides: Sequence[str] = (), config_dir: Path | str | None = None, needs_experiment: bool = False
) -> Composed:
    """Compose the settings that overrides like ``place=classroom`` or ``channels.hotline.leak=0.2`` ask for.

    ``config_dir`` is a folder of the user's own files, in subfolders named like those of ``configs/``.

    Raises:
        InputError: with every mistake in the overrides and files.
    """
    library = Library(config_dir)
    request = read_overrides(overrides, library)
    asked = asks(overrides, "experiment") and "experiment" not in request.choices  # and was no good
    if needs_experiment and request.choices.get("experiment") is None and not asked:
        names = list(library.options("experiment"))
        todo = f"choose one, for example experiment={names[0]}"
        request.mistakes.append(Mistake("experiment", "no experiment", ", ".join(names), todo))
    if needs_experiment:
        request.mistakes += [_set_by_the_axes(change) for change in request.changes if change.key in _AXES]
    return _compose(request, library, tuple(overrides))


_AXES = {
    "programme.outreach_intensity": "experiment.outreach=[2,8]",
    "programme.channels_open": "experiment.channel_sets in a file of your own",
    "seed": "experiment.seeds=20",
    "population_seed": "experiment.populations=10",
}
"""Settings that a comparison sets in each of its runs, and what says how."""


def _set_by_the_axes(change: Change) -> Mistake:
    value, allowed = f"one value ({change.value})", "what the experiment itself sets in each scenario and run"
    return Mistake(change.key, value, allowed, f"take it out, or use {_AXES[change.key]}")


def load_settings(*overrides: str, config_dir: Path | str | None = None, **choices: Any) -> Settings:
    """Settings for use from Python::

        load_settings(place="classroom", programme="pimpasa", **{"programme.outreach_intensity": 2})
        load_settings("place=classroom", "seed=7")

    Raises:
        InputError: with every mistake.
    """
    library = Library(config_dir)
    request = both(read_overrides(overrides, library), read_pairs(choices, library))
    given = (*overrides, *(f"{key}={value}" for key, value in choices.items()))
    return _compose(request, library, given).settings


def _compose(request: Request, library: Library, given: tuple[str, ...]) -> Composed:
    mistakes = [*library.mistakes(), *request.mistakes]
    if any(mistake not in request.mistakes for mistake in mistakes):
        raise InputError(mistakes)  # files that cannot be read cannot be composed
    try:
        base = gather(library, request.choices)
    except InputError as error:
        raise InputError([*mistakes, *error.mistakes]) from None
    tree, sources = copy.deepcopy(base.tree), dict(base.sources)
    mistakes += _make_changes(request.changes, tree, sources)
    mistakes += _replaced_by_a_table(request.changes, tree)
    tree = resolved(tree)
    _find_own_code(tree, library)
    settings = check(tree, lambda key: _place(key, sources), mistakes)
    if mistakes or settings is None:
        raise InputError(dict.fromkeys(mistakes))
    experiment = tree.pop("experiment", None) or {}
    return Composed(settings, experiment, tree, sources, base.choices, given, library.own)


def _replaced_by_a_table(changes: Iterable[Change], tree: Tree) -> Iterator[Mistake]:
    """Changes to villages that a table of the user's replaces as a whole."""
    table = find(tree, "place.villages_csv")
    for change in changes:
        if table is not None and f"{change.key}.".startswith("place.villages."):
            allowed = f"villages as place.villages_csv={table} gives them"
            yield Mistake(change.key, str(change.value), allowed, "change the table, or take one of the two out")


def _find_own_code(tree: Tree, library: Library) -> None:
    """Name modules in the user's folder by their file, so that whoever gets the settings finds them."""
    for key in METHODS:
        node = find(tree, key)
        module, colon, name = str(node["value"] if is_described(node) else node).rpartition(":")
        path = library.own / f"{module.replace('.', '/')}.py" if colon and library.own else None
        if path is not None and path.is_file():
            put(tree, key, f"{path.resolve()}:{name}", GIVEN)


def _make_changes(changes: Iterable[Change], tree: Tree, sources: dict[str, str]) -> Iterable[Mistake]:
    """Change the tree; keys that are no settings are returned as mistakes, not made."""
    everything = [key for key, _ in leaves(tree)]
    mistakes = []
    for change in changes:
        mistake = key_mistake(change.key, tree, everything) or _make(change, tree)
        if mistake is not None:
            mistakes.append(mistake)
            continue
        for key in [key for key in sources if key == change.key or key.startswith(f"{change.key}.")]:
            del sources[key]
        if not change.remove:
            sources[change.key] = GIVEN
    return mistakes


def key_mistake(key: str, tree: Tree, everything: Sequence[str]) -> Mistake | None:
    """The mistake in a dotted key that is no setting; None if it is one.

    ``tree`` is what was composed, ``everything`` all of its keys.
    """
    from sim.settings.tree import Settings

    section, *keys = key.split(".")
    if section == "experiment":
        return _experiment_key_mistake(key, tree)
    if section in EVERY.values() and keys and keys[0] not in tree[section]:
        return misspelt(f"{section}.{keys[0]}", keys[0], list(tree[section]), section)
    return unknown_key([section, *keys], Settings, others=everything)


def _experiment_key_mistake(key: str, tree: Tree) -> Mistake | None:
    """Experiments may be of any kind, so their keys are those that the experiment's file has."""
    if not tree.get("experiment"):
        return Mistake(key, "a change to the experiment", "a chosen experiment", "add experiment=NAME")
    parent, _, last = key.rpartition(".")
    node = find(tree, parent)
    if isinstance(node, dict) and last not in node:
        return misspelt(key, last, [str(name) for name in node], parent)
    return None


def _make(change: Change, tree: Tree) -> Mistake | None:
    from sim.settings.tree import Settings

    parent, _, _ = change.key.rpartition(".")
    spot = walk(Settings, change.key.split("."))[-1]
    if change.remove:
        above = walk(Settings, parent.split("."))[-1]
        if above.is_open() and take(tree, change.key):
            return None
        todo = f"set it to another value, as in {change.key}=VALUE"
        return Mistake(f"~{change.key}", "taking this setting away", "taking away entries of a table of names", todo)
    try:
        put(tree, change.key, change.value, GIVEN, merge=not spot.is_table())
    except KeyError:
        allowed = f"a key that is there already, with {parent} as a whole"
        return Mistake(change.key, "this key", allowed, f"set {parent}")
    return None


def _place(key: str, sources: dict[str, str]) -> str:
    """The key, and the file it stands in unless the user has just typed it."""
    path = key.split(".")
    for length in range(len(path), 0, -1):
        above = ".".join(path[:length])
        files = {file for known, file in sources.items() if f"{known}.".startswith(f"{above}.")} - {GIVEN}
        if sources.get(above) == GIVEN or len(files) > 1:
            return key
        if files:
            return f"{key} in {files.pop()}"
    return key
