"""Every rule says how it reckons, where the description has it and where it is from, and has a worked example."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import sim
from tests.rules.test_worked_examples import EXAMPLES

SIM = Path(sim.__file__).resolve().parent
ODD = (SIM / "ODD.md").read_text(encoding="utf-8")
HEADINGS = set(re.findall(r"^#{2,4} (.+)$", ODD, flags=re.M))


def rules() -> list[tuple[str, ast.FunctionDef]]:
    """All public rules in the files called rules.py, by file."""
    return [
        (path.relative_to(SIM).as_posix(), node)
        for path in sorted(SIM.rglob("rules.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


RULES = rules()


def test_there_are_rules_in_every_room_that_decides() -> None:
    assert len(RULES) > 35
    assert {file.split("/")[0] for file, _ in RULES} == {
        "attitudes",
        "deciding",
        "incidents",
        "migration",
        "officers",
        "outreach",
        "recruiters",
    }


@pytest.mark.parametrize(("file", "rule"), RULES, ids=[f"{file}::{rule.name}" for file, rule in RULES])
def test_a_rule_says_formula_section_source_and_arguments(file: str, rule: ast.FunctionDef) -> None:
    text = ast.get_docstring(rule) or ""
    assert re.search(r"^Formula:\n {4}\S", text, flags=re.M), "no formula"
    section = re.search(r"^ODD: (.+)$", text, flags=re.M)
    assert section is not None and section[1] in HEADINGS, f"no section of ODD.md: {section and section[1]}"
    assert re.search(r"^Source: \S", text, flags=re.M), "no source"
    for argument in rule.args.args:
        assert re.search(rf"^ {{4}}(\w+, )*{argument.arg}(, \w+)*: \S", text, flags=re.M), f"nothing of {argument.arg}"
    assert any(isinstance(mark, ast.Name) and mark.id == "rule" for mark in rule.decorator_list)


def test_every_rule_has_a_worked_example() -> None:
    worked = {f"{one.rule.__module__}.{one.rule.__name__}" for one in EXAMPLES}
    named = {f"sim.{file.removesuffix('.py').replace('/', '.')}.{rule.name}" for file, rule in RULES}
    assert named - worked == set()
