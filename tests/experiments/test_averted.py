"""Nearest causes add up to persons prevented and induced; pathways switched off one at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest

from experiments.analysis.averted import PATHWAYS, SIDES, Averted, averted
from experiments.commands.explain.averted import report
from experiments.runner.fates import compare
from experiments.runner.kentongan_model import KentonganModel
from experiments.texts import Texts, texts_of
from sim.settings.counterfactual import without_programme
from sim.settings.tree import Settings
from tests.building import chosen, people_and_ties

SEEDS = (3, 4)
BUSY = {"place.rate_factor": 12.0, "programme.start_week": 10, "weeks": 60}


def settings_of(programme: str, changes: Mapping[str, Any]) -> Settings:
    return chosen("classroom", programme, {**BUSY, **changes})


def nothing() -> Any:
    return chosen("classroom").programme


def found_for(programme: str, changes: Mapping[str, Any]) -> Averted:
    return averted(settings_of(programme, changes), nothing(), people_and_ties("classroom"), SEEDS, lambda: None)


@cache
def pimpasa() -> Averted:
    return found_for("pimpasa", {})


@cache
def gates_only() -> Averted:
    return found_for("no_programme", {"programme.gate_effort": 50, "recruiting.forged_share": 0})


def fates(settings: Settings, seed: int, placebo: bool) -> dict[str, int]:
    """The same counts the way a comparison makes them."""
    model = KentonganModel()
    pair = without_programme(settings, nothing()).model_copy(update={"seed": seed})
    other = pair.model_copy(update={"placebo": 1}) if placebo else settings.model_copy(update={"seed": seed})
    year = model.start(pair, people_and_ties("classroom"))
    for _ in range(settings.programme.first_week):
        model.step(year)
    ends = []
    for one in (pair, other):
        world = model.fork(year, one)
        while world.week < settings.weeks:
            model.step(world)
        ends.append(model.paths(world).since(model.paths(year)))
    return compare(*ends)


@pytest.mark.parametrize("placebo", [False, True])
def test_causes_add_up_to_persons_prevented_and_induced(placebo: bool) -> None:
    sums = pimpasa().counts.sum(axis=1)
    first = SIDES.index("placebo_prevented") if placebo else 0
    for row, seed in enumerate(SEEDS):
        expected = fates(settings_of("pimpasa", {}), seed, placebo)
        assert sums[row, first] == expected["prevented"]
        assert sums[row, first + 1] == expected["induced"]
    assert sums[:, first].sum() > 0


def test_net_is_prevented_minus_induced() -> None:
    for found in (pimpasa(), gates_only()):
        sums = found.counts.sum(axis=1)
        np.testing.assert_array_equal(found.net, sums[:, 0] - sums[:, 1])
    assert pimpasa().net.sum() > 0


def test_a_pathway_that_is_no_part_of_the_programme_carries_nothing() -> None:
    found = pimpasa()
    which = found.pathways.index("gates")
    assert not found.part[which]
    np.testing.assert_array_equal(found.without[:, which], found.net)
    assert sum(found.part) == len(PATHWAYS) - 1


def test_gates_carry_all_that_gates_alone_avert() -> None:
    found = gates_only()
    assert found.net.sum() > 0
    assert found.causes[0] == "gate"
    which = found.pathways.index("gates")
    np.testing.assert_array_equal(found.without[:, which], 0.0)
    assert float(found.shares().mean[which]) == pytest.approx(1.0)
    for name in ("sessions", "local_actors", "channels"):
        np.testing.assert_array_equal(found.without[:, found.pathways.index(name)], found.net)


def test_both_languages_say_everything() -> None:
    def placeholders(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", text))

    for key, texts in texts_of("averted").items():
        assert set(texts) == {"en", "id"} and all(texts.values()), key
        assert placeholders(texts["en"]) == placeholders(texts["id"]), key
    assert {f"pathway.{name}" for name in PATHWAYS} <= set(texts_of("averted"))
    for language in ("en", "id"):
        text = report(pimpasa(), settings_of("pimpasa", {}), Texts(language, "averted"))  # type: ignore[arg-type]
        assert not re.search(r"\bnan\b|[{}]", text)


def test_the_same_settings_find_the_same() -> None:
    again = found_for("pimpasa", {})
    np.testing.assert_array_equal(again.counts, pimpasa().counts)
    np.testing.assert_array_equal(again.without, pimpasa().without)
