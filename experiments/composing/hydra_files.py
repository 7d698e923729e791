"""Composing the configuration files of one choice: the only place where Hydra composes."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from hydra import compose, initialize_config_dir
from hydra.core.config_store import ConfigStore
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException, MissingConfigException
from hydra.types import RunMode
from omegaconf import OmegaConf
from omegaconf.errors import ConfigTypeError, OmegaConfBaseException

from experiments.composing.library import APART, EVERY, Library, packaged
from experiments.composing.meant import misnamed
from experiments.composing.schema import walk
from experiments.composing.tree import Tree, described_again, find, leaves, put
from sim.core.errors import InputError, Mistake
from sim.settings.quantity import DESCRIBED, is_described

_ROOT = "kentongan"
Sources = dict[str, str]
"""The file behind each setting, by its dotted key."""
Choices = dict[str, str | None]
"""The name of the file chosen in each group; None where there is none."""
_ONE_AT_A_TIME = threading.Lock()
"""Hydra keeps its state in one place for the whole process."""


def resolve(tree: Tree) -> Tree:
    """A copy of the tree with every ``${reference}`` to another setting replaced by its value.

    Raises:
        InputError: if a reference leads nowhere.
    """
    allowed, todo = "${key} of another setting", "correct the name in the braces, or give the value itself"
    given = [
        (key, part) for key, value in leaves(tree) for part in (value.values() if is_described(value) else [value])
    ]
    asks = [(key, value) for key, value in given if "${" in re.sub(_REFERENCE, "", str(value))]
    if asks:
        raise InputError([Mistake(key, repr(value), allowed, todo) for key, value in asks])
    try:
        return _plain(OmegaConf.create(tree), resolve=True)
    except OmegaConfBaseException as error:
        where = str(error.full_key or "configuration")
        value = find(tree, where)
        raise InputError([Mistake(where.removesuffix(".value"), repr(value), allowed, todo)]) from None


_REFERENCE = re.compile(r"\$\{[\w.]+\}")
"""Braces around a setting. All others ask for more, such as a variable of the user's environment."""


def compose_files(library: Library, choices: Mapping[str, str | None]) -> tuple[Tree, Sources, Choices]:
    """Compose the files of these choices, each the name of a file in a group or None: tree, sources, all choices.

    Raises:
        InputError: if a file names another that does not exist, or one whose list comes back to itself.
    """
    try:
        with _ONE_AT_A_TIME, _hydra(library):
            # a group that may be without a file has none unless one is chosen
            overrides = [f"{group}={name}" for group, name in choices.items() if name is not None]
            if library.own is not None:
                overrides.append(f"hydra.searchpath=[{_quoted('file://' + str(packaged()))}]")
            config = compose(_ROOT, overrides, return_hydra_config=True)
            chosen = {str(key): name for key, name in config.hydra.runtime.choices.items()}
            loader = GlobalHydra.instance().config_loader()
            files = loader.compute_defaults_list(_ROOT, overrides, RunMode.RUN).defaults
    except RecursionError:
        where = f"defaults in the files of {library.own}"
        allowed = "lists in which no file comes back to itself"
        raise InputError([Mistake(where, "a circle", allowed, "take one of the names away")]) from None
    except (HydraException, OmegaConfBaseException) as error:
        raise InputError([_hydra_mistake(error, library)]) from None
    tree = _plain(config)
    del tree["hydra"]
    sources = _sources(library, [(str(file.config_path), str(file.package or "")) for file in files], tree)
    groups = {group: chosen.get(group) for group in library.groups if group not in EVERY and group not in APART}
    return tree, sources, groups


@contextmanager
def _hydra(library: Library) -> Iterator[None]:
    """Hydra over the user's folder and ours; another Hydra that is running is put aside meanwhile."""
    store = ConfigStore.instance()
    store.store(_ROOT, {"defaults": ["config"]})
    for group in EVERY:
        store.store("every", {"defaults": [f"{name}@{name}" for name in library.options(group)]}, group=group)
    other = GlobalHydra.instance().hydra
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str((library.own or packaged()).absolute()), version_base="1.3"):
            yield
    finally:
        GlobalHydra.instance().hydra = other


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _plain(config: Any, resolve: bool = False) -> Tree:
    return cast(Tree, OmegaConf.to_container(config, resolve=resolve))


def _hydra_mistake(error: Exception, library: Library) -> Mistake:
    """What Hydra could not do with the files: all that is left to go wrong is a ``defaults`` list in one."""
    named = re.search(r"In '([^']+)'", str(error))
    where = f"defaults in {library.shown(library.path(named[1]))}" if named else "defaults"
    if isinstance(error, MissingConfigException):
        group, _, wrong = str(error.missing_cfg_file).rpartition("/")
        return misnamed(where, wrong, list(library.options(group)) or library.groups, "correct the list")
    behind = error.__cause__ or error.__context__
    cause = behind if isinstance(behind, Exception) else error
    if named and isinstance(cause, ConfigTypeError):
        value = "a list where what it builds on has keys, or the other way round,"
        allowed, todo = "settings of the same kind as there", "write a list that has a source there as {value: [...]}"
        return Mistake(library.shown(library.path(named[1])), value, allowed, todo)
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()] or [type(cause).__name__]
    allowed = "names of other files of the same group"
    return Mistake(where, f"this list ({lines[0].rstrip('.')})", allowed, "correct the list")


def _sources(library: Library, files: list[tuple[str, str]], tree: Tree) -> dict[str, str]:
    """The file behind each setting. Numbers that a later file gives bare get back their range and source."""
    sources: dict[str, str] = {}
    described: Tree = {}
    tables: Tree = {}
    for config_path, package in files:
        if config_path.startswith("hydra") or config_path == _ROOT or config_path.endswith("/every"):
            continue
        path = library.path(config_path)
        content = _read(path, path.stat().st_mtime_ns)
        for key, value in leaves(content, f"{package}." if package else ""):
            parent = key.rpartition(".")[0]
            if _is_table(parent) and tables.get(parent, ("",))[0] != str(path):
                tables[parent] = (str(path), {})
                sources = {known: file for known, file in sources.items() if not known.startswith(f"{parent}.")}
            if parent in tables:
                tables[parent][1][key.removeprefix(f"{parent}.")] = value
            sources[key] = library.shown(path)
            if is_described(value):
                described[key] = {**described.get(key, {}), **value}
    with suppress(KeyError):  # leads into something that has no keys: said when the settings are checked
        for key, (_, table) in tables.items():
            put(tree, key, table, "", merge=False)
        for key, node in described.items():
            value = find(tree, key)
            if not is_described(value):
                put(tree, key, described_again(_entries(value), node, sources[key]), sources[key], merge=False)
    return {key: sources[key] for key, _ in leaves(tree) if key in sources}


@cache
def _is_table(key: str) -> bool:
    """Whether a setting is a table of names: given anew it replaces the old one, in a file as on the command line."""
    from sim.settings.tree import Settings

    keys = key.split(".")
    spots = walk(Settings, keys)
    return len(spots) > len(keys) and spots[-1].is_table()


def _entries(value: Any) -> Any:
    """A table of which a later file gave some entries beside the described whole, as one table."""
    if not isinstance(value, dict) or not isinstance(value.get("value"), dict):
        return value
    return {**value["value"], **{name: entry for name, entry in value.items() if name not in DESCRIBED}}


@lru_cache(maxsize=512)
def _read(path: Path, _changed: int) -> Tree:
    content = _plain(OmegaConf.load(path))
    content.pop("defaults", None)
    return content
