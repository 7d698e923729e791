"""The folder that results go to when no other is named: one for each different set of settings.

The name begins with what was chosen by name, and ends with whatever else differs from those choices as they are
shipped: ``outputs/run/kalibawang-pimpasa-seed1-weeks_208``, or a short hash where that would be long. No name has an
equals sign: to some readers of tables a folder ``weeks=208`` is a column. The same settings lead to the same folder, so
that running them again replaces the results, and a comparison goes on.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from experiments.composing.compose import GIVEN, Composed, compose
from experiments.composing.tree import find, leaves
from experiments.results.output import ROOT
from sim.core.user_code import METHODS, source_of
from sim.settings.tree import BUILT_FROM

MOST_READABLE = 60
"""Longest list of differences, in characters, that stands in a folder's name."""
BUILDING = (
    "place.",
    "people.",
    "network.",
    *(f"leaving.{name}" for name in sorted(BUILT_FROM["leaving"])),
    "population_seed",
)
"""The settings that ``kentongan network`` depends on."""
HOW_MANY_RUNS = tuple(
    f"experiment.{name}"
    for name in ("seeds", "batch", "max_seeds", "precision", "interim_seeds", "executor", "workers")
)
"""Changes of these go on in the same folder: runs that are stored there are counted in, not run again."""
_GONE = "~"


def default_folder(command: str, composed: Composed, topic: str = "", subject: str | None = None) -> Path:
    """``outputs/<command>/<name>`` with a name that no other set of settings has, nor another topic of the command.

    ``subject`` is what a command is about that takes its places and programmes from files of its own.
    """
    if subject is not None:
        return ROOT / command / "-".join([subject, *_suffix(_differences(command, composed, []))])
    chosen = _chosen(command, composed)
    place = composed.settings.place
    files = [
        re.sub(r"[^\w.-]+", "_", Path(file).stem)
        for file in (place.villages_csv, place.ties_csv, place.ties_graphml)
        if file
    ]
    names = [name.partition("=")[2] if "seed" not in name else name.replace("=", "") for name in chosen]
    parts = [names[0], *files, *names[1:]] if command != "compare" else [*names, *files]
    parts += [re.sub(r"[^\w.]+", "_", topic)] * bool(topic)
    return ROOT / command / "-".join([*parts, *_suffix(_differences(command, composed, chosen))])


def _chosen(command: str, composed: Composed) -> list[str]:
    """What the name says in words, as overrides."""
    choices = composed.choices
    if command == "network":
        return [f"place={choices['place']}"]
    if choices.get("experiment"):
        asked = {text.partition("=")[0].lstrip("+") for text in composed.overrides}
        groups = ["experiment", *(group for group in ("place", "programme") if group in asked)]
        return [f"{group}={choices[group]}" for group in groups]
    return [f"place={choices['place']}", f"programme={choices['programme']}", f"seed={composed.settings.seed}"]


def _differences(command: str, composed: Composed, chosen: list[str]) -> dict[str, Any]:
    """All settings that are not as the chosen files have them, or that come from a file of the user's own."""
    plain = compose(chosen, composed.config_dir)
    before, now = _settings(plain), _settings(composed)
    changed = {key: value for key, value in now.items() if key not in before or before[key] != value}
    gone = {key: _GONE for key in before if key not in now and not _is_inside(key, changed)}
    own = {key: now[key] for key in _of_ones_own(composed) if key in now}
    return {key: value for key, value in {**changed, **gone, **own}.items() if _counts(key, command)}


def _settings(composed: Composed) -> dict[str, Any]:
    tree = {**composed.settings.model_dump(mode="json"), "experiment": composed.experiment}
    sources = {f"{key}.source": source_of(str(find(tree, key))) for key in METHODS}
    return {**dict(leaves(tree)), **{key: source for key, source in sources.items() if source}}


def _of_ones_own(composed: Composed) -> Iterator[str]:
    """Settings from files of the user's own: under the same name, the next file may say something else."""
    if composed.config_dir is None:
        return
    for key, source in composed.sources.items():
        if source != GIVEN and Path(source).is_relative_to(composed.config_dir):
            yield key


def _is_inside(key: str, others: dict[str, Any]) -> bool:
    parents = key.split(".")
    return any(".".join(parents[:length]) in others for length in range(1, len(parents)))


def _counts(key: str, command: str) -> bool:
    return key.startswith(BUILDING) if command == "network" else key not in HOW_MANY_RUNS


def _suffix(differences: dict[str, Any]) -> list[str]:
    """The differences in words if they are few and short, else their hash; nothing without any."""
    if not differences:
        return []
    words = [f"{key.removeprefix('experiment.')}_{_word(value)}" for key, value in sorted(differences.items())]
    text = "-".join(words)
    if len(text) <= MOST_READABLE and re.fullmatch(r"[\w.+~-]+", text, re.ASCII):
        return [text]
    exact = json.dumps(differences, sort_keys=True, default=str)
    return [hashlib.blake2b(exact.encode(), digest_size=4).hexdigest()]


def _word(value: Any) -> str:
    if isinstance(value, list):
        return "+".join(_word(entry) for entry in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value)
