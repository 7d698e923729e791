"""The description of the model names nothing that does not exist, and leaves no stage or measure out."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import sim
from scripts import formulas
from scripts.listed import parameters
from sim import week
from sim.measures.catalogue import MEASURES
from tests.building import composed

ROOT = Path(sim.__file__).resolve().parent.parent
TEXT = (ROOT / "sim" / "ODD.md").read_text(encoding="utf-8")
# a setting may stand alone in backticks or within a formula
SETTING = re.compile(r"(?<![\w/.])([a-z][a-z_]*(?:\.(?:[a-z][a-z_0-9]*|\*))+)(?![\w/.*]|\()")


def test_its_formulas_are_those_of_the_rules() -> None:
    assert formulas.page(TEXT) == TEXT, "sim/ODD.md is not what make docs writes"


def test_every_rule_stands_once_under_its_heading() -> None:
    sections = re.split(r"^### (.+)$", TEXT, flags=re.M)
    placed = [
        (name, title)
        for title, text in zip(sections[1::2], sections[2::2], strict=True)
        for block in formulas.BLOCK.finditer(text)
        for name in block[2].split()
    ]
    assert sorted(placed) == sorted((name, rule.section) for name, rule in formulas.rules().items())


def test_a_changed_rule_shows() -> None:
    changed = TEXT.replace("change += gain (1 - value)", "change += gain (2 - value)")
    assert changed != TEXT and formulas.page(changed) == TEXT


def test_a_formula_of_no_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="asks for formulas of shfit, which are no rules"):
        formulas.page("<!-- formulas: level shfit -->\n<!-- end of formulas -->\n")


def stages_named() -> list[str]:
    """Stages in the order of the list in section 3."""
    listed = re.findall(r"^(\d+)\. \*\*(\w+)\*\*:", TEXT, flags=re.M)
    assert [int(number) for number, _ in listed] == list(range(1, len(listed) + 1))
    return [name.lower() for _, name in listed]


def test_the_stages_are_those_of_the_week_in_order() -> None:
    called = list(week.STAGES)
    tabled = [step.name for step in week.WEEK if step.kind == "stage"]
    switches = list(composed("place=classroom").stages.model_dump())
    assert stages_named() == called == tabled == switches
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


def test_no_setting_is_left_undescribed() -> None:
    """Every setting stands in the description by its own name, in backticks or in a formula; none is exempt."""
    code = re.findall(r"`([^`\n]+)`", TEXT) + re.findall(r"^    .*$", TEXT, flags=re.M)
    words = set(re.findall(r"[a-z_0-9]+", " ".join(code)))
    assert [one.key for one in parameters() if one.key.split(".")[-1] not in words] == []


def test_names_that_sections_share_are_given_in_full() -> None:
    """A bare name that two sections share would not say which is meant: each is named in full, or all of its part."""
    named = {name.removesuffix(".*") for name in settings_named()}
    keys: dict[str, set[str]] = {}
    for one in parameters():
        keys.setdefault(one.key.split(".")[-1], set()).add(one.key.replace("csv_village", "villages.*"))
    shared = {key for several in keys.values() if len(several) > 1 for key in several}
    assert len(shared) > 20
    assert [key for key in shared if not {key, key.rpartition(".")[0].removesuffix(".*")} & named] == []


def test_every_submodel_says_why_it_is_so() -> None:
    parts = re.split(r"^###? ", TEXT[TEXT.index("## 7. Submodels") : TEXT.index("\n## 8. ")], flags=re.M)[2:]
    assert len(parts) == 14
    assert [part.split("\n")[0] for part in parts if "*Why so.*" not in part] == []


CONCEPTS = (  # of ODD+D (Mueller et al. 2013) and of ODD (Grimm et al. 2020)
    "Theoretical and empirical background",
    "Individual decision-making",
    "Learning",
    "Individual sensing",
    "Individual prediction",
    "Interaction",
    "Collectives",
    "Heterogeneity",
    "Stochasticity",
    "Emergence and observation",
    "Implementation",
)


def test_the_design_concepts_are_complete_and_in_order() -> None:
    headings = re.findall(
        r"^\*\*([A-Z][^*]+?)[.:]", TEXT[TEXT.index("## 4. Design") : TEXT.index("## 5. ")], flags=re.M
    )
    assert [name for name in headings if name in CONCEPTS] == list(CONCEPTS)
    sections = re.findall(r"^## (\d)\. ", TEXT, flags=re.M)
    assert sections == [str(number) for number in range(1, 9)]


# -- the page of what is not claimed ---

NOT_CLAIMED = ROOT / "docs" / "not-claimed.md"


@pytest.mark.skipif(not NOT_CLAIMED.exists(), reason="the wheel carries no docs")
def test_what_is_not_claimed_refers_to_what_exists() -> None:
    text = NOT_CLAIMED.read_text(encoding="utf-8")
    tree = composed("place=classroom", "programme=pimpasa").model_dump()
    measures = {measure.name for measure in MEASURES}
    names = re.findall(r"`([^`]+)`", text)
    assert len(names) > 25
    assert [name for name in names if not (name in measures or exists(tree, name.split(".")))] == []
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (NOT_CLAIMED.parent / link).exists(), link
    for number in re.findall(r"section (\d)", text):
        assert f"\n## {number}. " in TEXT


@pytest.mark.skipif(not NOT_CLAIMED.exists(), reason="the wheel carries no docs")
def test_nothing_that_exists_is_said_to_be_missing() -> None:
    """What section 8 lists as missing is not listed a second time, so that one of the two cannot become out of date."""
    text = NOT_CLAIMED.read_text(encoding="utf-8")
    assert "as missing" in text and "among\n  others" not in text and "among others" not in text
