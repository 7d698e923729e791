"""The whole campaign: every try, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence

from tests.attack.inputs import (
    command_lines,
    experiments,
    folders,
    graphs,
    own_code,
    settings,
    ties,
    villages,
    yaml_files,
)
from tests.attack.tries import Try

TRIES: Sequence[Try] = [
    *(*command_lines.TRIES, *settings.TRIES, *villages.TRIES, *ties.TRIES, *graphs.TRIES),
    *(*yaml_files.TRIES, *experiments.TRIES, *own_code.TRIES, *folders.TRIES),
]
KINDS = tuple(dict.fromkeys(one.kind for one in TRIES))


def of_kind(kind: str) -> list[Try]:
    """The tries of one kind, in their order."""
    return [one for one in TRIES if one.kind == kind]
