"""Reading one YAML file that is no part of the settings, such as a pattern, with every mistake in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from pydantic import BaseModel, ValidationError

from experiments.composing.mistakes import translated
from experiments.composing.yaml_mistakes import read_mistakes
from sim.core.errors import InputError


def read_checked[M: BaseModel](path: Path, shown: str, model: type[M], together: Callable[[M], M]) -> M:
    """The file as a checked model; ``together`` checks what must fit, ``shown`` is the file as the user knows it.

    Raises:
        InputError: with every mistake.
    """
    unreadable = list(read_mistakes(path))
    if unreadable:
        raise InputError(unreadable)
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return together(model.model_validate(content))
    except ValidationError as error:
        found = [mistake for _, mistake in translated(error, model)]
    except InputError as error:
        found = error.mistakes
    raise InputError([mistake._replace(where=f"{mistake.where} in {shown}") for mistake in found])
