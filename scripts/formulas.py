"""The formulas in the model's description, taken from the docstrings of the rules.

``python -m scripts.formulas``, also part of ``make docs``, writes them into ``sim/ODD.md``: between a comment that
names rules, ``<!-- formulas: level shift -->``, and the next ``<!-- end of formulas -->``.
"""

from __future__ import annotations

import ast
import re
import textwrap
from functools import cache
from pathlib import Path
from typing import NamedTuple

import sim

SIM = Path(sim.__file__).resolve().parent
PATH = SIM / "ODD.md"
BLOCK = re.compile(r"^(<!-- formulas: ([\w ]+) -->\n).*?^(<!-- end of formulas -->\n)", re.M | re.S)


class Rule(NamedTuple):
    """What the docstring of a rule says, and where the rule stands."""

    file: str
    """``sim/attitudes/rules.py``."""
    formula: str
    section: str
    """The heading of the description under which it belongs."""


@cache
def rules() -> dict[str, Rule]:
    """All rules by name, file by file as they stand there.

    Raises:
        ValueError: if a rule has no formula or no section, or two have one name.
    """
    found: dict[str, Rule] = {}
    for path in sorted(SIM.rglob("rules.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            said = re.search(r"^Formula:\n(.+?)\n\nODD: (.+?)$", ast.get_docstring(node) or "", re.M | re.S)
            file = path.relative_to(SIM.parent).as_posix()
            if said is None or node.name in found:
                raise ValueError(f"{file}::{node.name} needs a name of its own, and a docstring with Formula: and ODD:")
            found[node.name] = Rule(file, textwrap.dedent(said[1]), said[2])
    return found


def page(text: str) -> str:
    """The description with its formulas as the rules have them now.

    Raises:
        ValueError: if it names a rule that there is not.
    """
    return BLOCK.sub(_block, text)


def _block(found: re.Match[str]) -> str:
    unknown = set(found[2].split()) - rules().keys()
    if unknown:
        raise ValueError(f"sim/ODD.md asks for formulas of {', '.join(sorted(unknown))}, which are no rules")
    named = {name: rules()[name] for name in found[2].split()}
    formulas = textwrap.indent("\n".join(one.formula for one in named.values()), " " * 4)
    files = dict.fromkeys(one.file for one in named.values())
    places = [f"`{file}`: {', '.join(name for name, one in named.items() if one.file == file)}" for file in files]
    return f"{found[1]}\n{formulas}\n\n{textwrap.fill(f'({"; ".join(places)})', 120)}\n\n{found[3]}"


if __name__ == "__main__":
    PATH.write_text(page(PATH.read_text(encoding="utf-8")), encoding="utf-8")
