"""All purposes of draws: as they are named in the source of the model, and as they turn up in a run."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sim
from sim.core import draws

SIM = Path(sim.__file__).resolve().parent
PARAMETER = "purpose"
"""What a function calls the name that it draws by."""


@cache
def trees() -> dict[str, ast.Module]:
    """The modules of the model by their paths."""
    paths = sorted(SIM.rglob("*.py"))
    return {path.relative_to(SIM).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def drawing_functions() -> dict[str, set[int]]:
    """Functions that are given a purpose, and at which places of the call (without ``self``)."""
    found: dict[str, set[int]] = defaultdict(set)
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args if argument.arg not in ("self", "cls")]
                if PARAMETER in names:
                    found[node.name].add(names.index(PARAMETER))
    return found


@cache
def named() -> dict[str, list[str]]:
    """Patterns of the purposes that stand in calls (``who finds .*``), with the places where they stand."""
    functions, found = drawing_functions(), defaultdict(list)
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                given = [node.args[place] for place in functions.get(called, ()) if place < len(node.args)]
                given += [word.value for word in node.keywords if word.arg == PARAMETER]
                for argument in given:
                    for pattern in _patterns(argument):
                        found[pattern].append(f"{path}:{node.lineno}")
    return dict(found)


def _patterns(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.JoinedStr):
        parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values)
        pattern = "".join(parts)
        if re.sub(r"\.\+|\\ |:", "", pattern) not in ("", "population"):  # f"population: {purpose}" only hands on
            yield pattern


@contextmanager
def recorded() -> Iterator[dict[str, set[int]]]:
    """The purposes drawn meanwhile, each with its weeks. Draws of a state that was kept from before do not count."""
    seen: dict[str, set[int]] = defaultdict(set)
    usual = draws._purpose_state

    class Recording:
        def __init__(self, seed: int, purpose: str) -> None:
            self.state, self.purpose = usual(seed, purpose), purpose

    def fold(state: object, part: draws.Word) -> int:
        if isinstance(state, Recording):
            seen[state.purpose].add(int(part))
            state = state.state
        return usual_fold(state, part)  # type: ignore[arg-type]

    usual_fold = draws._plain_fold
    draws._purpose_state, draws._plain_fold = Recording, fold  # type: ignore[assignment]
    draws.stream.cache_clear()
    try:
        yield seen
    finally:
        draws._purpose_state, draws._plain_fold = usual, usual_fold  # type: ignore[assignment]
