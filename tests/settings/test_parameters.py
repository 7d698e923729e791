"""Every setting is listed with its unit and ranges, and says where its value is from."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

import sim
from experiments.composing.library import Library
from scripts.listed import Parameter, Value, faults, parameters, tree_of, values
from scripts.parameters import page
from sim.settings.channel import Receiver
from sim.settings.quantity import Section, quantity
from tests.building import composed

PAGE = Path(sim.__file__).resolve().parent / "parameters.md"
EVERY_FILE = [
    (),
    *((f"{group}={name}",) for group in ("place", "programme", "circumstances") for name in Library().options(group)),
]


def test_the_page_is_what_the_tool_makes_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs` (python -m scripts.parameters)"


def test_every_setting_is_on_the_page_and_has_a_meaning() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for one in parameters():
        assert f"`{one.key.replace('place.villages.*', 'place.csv_village')}`" in text or f"`{one.key}`" in text
        assert one.field.description or one.section in ("stages", "learning"), one.key
        assert one.unit or not one.is_number or one.section == "run" or "(" in (one.field.description or ""), one.key


@pytest.mark.parametrize("overrides", EVERY_FILE, ids=str)
def test_every_value_has_a_source_and_a_range_that_holds_it(overrides: tuple[str, ...]) -> None:
    tree = tree_of(*overrides)
    wrong, estimates = [], 0
    for one in parameters():
        found = values(tree, one.key)
        assert found, one.key
        for entry, value in found.items():
            estimates += one.is_estimate
            wrong += [f"{one.key} {entry} {fault}" for fault in faults(one, value)]
    assert wrong == []
    assert estimates > 300 and len(parameters()) > 250


class Invented(Section):
    """A part of settings that no code reads."""

    leak: float = quantity("an invented leak", "share", 0, 1)


def invented(**node: object) -> list[str]:
    return list(faults(Parameter("channels.*.leak", Invented.model_fields["leak"]), Value.of(node or 0.3)))


def test_what_is_wrong_is_found() -> None:
    assert invented(value=0.3, range=[0.1, 0.5], source="assumed") == []
    assert invented(value=0.3, range=[0.1, 0.5]) == ["has no source and does not say that it is assumed"]
    assert invented(value=0.3, source="assumed") == ["has no range of uncertainty"]
    assert invented(value=0, source="by definition; a call") == []
    assert len(invented()) == 2
    assert "outside its own range" in invented(value=0.6, range=[0.1, 0.5], source="assumed")[0]
    assert "outside what is valid" in invented(value=0.6, range=[0.1, 1.5], source="assumed")[0]
    (fault,) = invented(value=0.5, range=[0.1, 0.5], source="assumed")
    assert "an end of its own range, without a word on why" in fault
    assert invented(value=0.5, range=[0.1, 0.5], source="assumed", at_end="more cannot be") == []
    (fault,) = invented(value=0.3, range=[0.1, 0.5], source="assumed", at_end="more cannot be")
    assert "no end of its own range" in fault
    assert "which is none" in invented(value=0.6, range=[0.6, 0.6], source="assumed")[0]


def test_trust_has_a_level_for_every_receiver() -> None:
    trust = composed().learning.trust
    assert all(0.0 < trust.of(receiver).mean < 1.0 for receiver in get_args(Receiver))
