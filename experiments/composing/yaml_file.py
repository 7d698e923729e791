"""Reading YAML files that are no part of the settings, such as patterns, with every mistake in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from experiments.composing.library import Library
from experiments.composing.meant import misnamed
from experiments.composing.mistakes import translated
from experiments.composing.yaml_mistakes import read_mistakes
from sim.core.errors import InputError
from sim.core.yaml_text import read_yaml


def read_checked[M: BaseModel](path: Path, shown: str, model: type[M], together: Callable[[M], M]) -> M:
    """The file as a checked model; ``together`` checks what must fit, ``shown`` is the file as the user knows it.

    Raises:
        InputError: with every mistake.
    """
    unreadable = list(read_mistakes(path))
    if unreadable:
        raise InputError(unreadable)
    content = read_yaml(path)
    try:
        return together(model.model_validate(content))
    except ValidationError as error:
        found = [mistake for _, mistake in translated(error, model)]
    except InputError as error:
        found = error.mistakes
    raise InputError([mistake._replace(where=f"{mistake.where} in {shown}") for mistake in found])


def read_group[M: BaseModel](
    group: str, names: Sequence[str] | None, library: Library, model: type[M], together: Callable[[M], M]
) -> dict[str, M]:
    """The files of a group that have these names, or all there are, checked, in alphabetical order.

    ``model`` and ``together`` check each of them as :func:`read_checked` does.

    Raises:
        InputError: with every mistake in the names and files.
    """
    options = library.options(group)
    names_there = list(options)
    otherwise = f"choose among these, for example {group}={names_there[0]}"
    unknown = [name for name in dict.fromkeys(names or ()) if name not in options]
    mistakes = [misnamed(group, name, names_there, otherwise, f"{group}={{}}") for name in unknown]
    found: dict[str, M] = {}
    for name in [name for name in options if names is None or name in names]:
        try:
            found[name] = read_checked(options[name], library.shown(options[name]), model, together)
        except InputError as error:
            mistakes += error.mistakes
    if mistakes:
        raise InputError(mistakes)
    return found
