"""The description of the model names nothing that does not exist, and leaves no stage or measure out."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

import sim
from sim import week
from sim.measures import MEASURES
from tests.model.worlds import composed

ROOT = Path(sim.__file__).resolve().parent.parent
TEXT = (ROOT / "sim" / "ODD.md").read_text(encoding="utf-8")
# a setting may stand alone in backticks or within a formula
SETTING = re.compile(r"(?<![\w/.])([a-z][a-z_]*(?:\.(?:[a-z][a-z_0-9]*|\*))+)(?![\w/.*]|\()")


def stages_named() -> list[str]:
    """Stages in the order of the list in section 3."""
    listed = re.findall(r"^(\d+)\. \*\*(\w+)\*\*:", TEXT, flags=re.M)
    assert [int(number) for number, _ in listed] == list(range(1, len(listed) + 1))
    return [name.lower() for _, name in listed]


def test_the_stages_are_those_of_the_week_in_order() -> None:
    described = re.findall(r"^\d+\. (\w+):", inspect.getdoc(week.run_week) or "", flags=re.M)
    called = list(week.STAGES)
    switches = list(composed("place=classroom").stages.model_dump())
    assert stages_named() == [name.lower() for name in described] == called == switches
    assert len(called) == 12


def test_every_stage_has_its_submodel() -> None:
    headings = re.findall(r"^### (\d+)\. (\w+)$", TEXT, flags=re.M)
    assert [name.lower() for _, name in headings] == stages_named()


def settings_named() -> list[str]:
    code = re.findall(r"`([^`\n]+)`", TEXT) + re.findall(r"^    .*$", TEXT, flags=re.M)
    names = {name for piece in code if "/" not in piece or " / " in piece for name in SETTING.findall(piece)}
    return sorted(names)


def exists(node: Any, path: list[str]) -> bool:
    """Whether a dotted name leads to a setting; a star stands for every entry of a table or list."""
    if not path:
        return True
    if path[0] == "*":
        entries = list(node.values()) if isinstance(node, dict) else node if isinstance(node, list | tuple) else []
        return bool(entries) and all(exists(entry, path[1:]) for entry in entries)
    return isinstance(node, dict) and path[0] in node and exists(node[path[0]], path[1:])


@pytest.mark.parametrize("name", settings_named())
def test_settings_exist(name: str) -> None:
    assert exists(composed("place=classroom", "programme=pimpasa").model_dump(), name.split("."))


def test_many_settings_are_named() -> None:
    assert len(settings_named()) > 100
    assert not exists(composed("place=classroom", "programme=pimpasa").model_dump(), ["deciding", "no_such_weight"])


def test_all_measures_are_named_and_no_others() -> None:
    passage = TEXT[TEXT.index("**Emergence and observation.**") : TEXT.index("## 5. Initialisation")]
    named = set(re.findall(r"`([a-z_]+)`", passage))
    channels = {f"{what}_{name}" for name in composed("place=classroom").channels for what in ("reports", "know")}
    measures = {measure.name for measure in MEASURES}
    assert measures <= named <= measures | channels


@pytest.mark.parametrize("reference", sorted(set(re.findall(r"`([\w/]+\.py::\w+)`", TEXT))))
def test_functions_exist(reference: str) -> None:
    path, name = reference.split("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def test_files_named_exist() -> None:
    # the wheel carries no docs, so only what a checkout has is looked for there
    for path in set(re.findall(r"`((?:sim|configs|docs)/[\w/.-]+)`", TEXT)):
        assert (ROOT / path).exists() or not (ROOT / "docs").exists(), path


def test_no_setting_of_a_stage_is_left_undescribed() -> None:
    """Every number of the sections that the weeks depend on stands in the description, by its own name."""
    tree = composed("place=classroom", "programme=pimpasa").model_dump()
    sections = ("recruiting", "deciding", "learning", "warning", "responding", "leaving", "programme")
    words = set(re.findall(r"[a-z_]+", TEXT)) | {"title", "description"}
    missing = [f"{section}.{name}" for section in sections for name in tree[section] if name not in words]
    missing += [f"channels.*.{name}" for name in next(iter(tree["channels"].values())) if name not in words]
    missing += [f"outreach.*.{name}" for name in next(iter(tree["outreach"].values())) if name not in words]
    assert missing == []
