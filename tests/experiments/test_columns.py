"""Every column of every table is described in both languages, and the page is what the tool makes now."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.analysis.tables import all_tables
from experiments.commands.network.body import SURVEY_COLUMNS
from experiments.evidence.levels import levels
from experiments.main import main
from scripts.columns import PATH, columns_of, files, page
from sim.measures.catalogue import MEASURES, OF_WHOM, Measure, measures_with_channels
from tests.experiments.fake_model import CHANNELS, FakeModel
from tests.experiments.fake_report import make_results

RUN = ["run", "place=classroom", "weeks=3", "programme=pimpasa"]
NETWORK = ["network", "place=classroom"]


@pytest.mark.skipif(not PATH.parent.exists(), reason="the wheel carries no docs")
def test_the_page_is_what_the_tool_makes_now() -> None:
    assert PATH.read_text(encoding="utf-8") == page(), "run `make docs` (python -m scripts.columns)"


@pytest.mark.parametrize("command", [RUN, NETWORK], ids=["run", "network"])
def test_tables_of_a_run_and_of_a_network_have_the_columns_described(command: list[str], tmp_path: Path) -> None:
    assert main([*command, "--output", str(tmp_path)]) == 0
    written = {f"{command[0]}/{path.name}": list(pd.read_csv(path, nrows=1).columns) for path in tmp_path.glob("*.csv")}
    channels = ("hotline", "leader", "office_walk_in", "officer_visit", "police_post", "resource_centre_desk", "school")
    names = [*channels, "village_office", "whatsapp_group"]
    measures = measures_with_channels((name, "", "") for name in names)
    assert written == {name: columns_of(name, measures) for name in files() if name.startswith(command[0])}


def test_tables_of_a_comparison_have_the_columns_described(tmp_path: Path) -> None:
    places = make_results(tmp_path, works=0.1)
    measures = [Measure(one.name, one.unit, "", "", "flow") for one in FakeModel().measures(None)]
    written = {f"compare/{name}.csv": list(table.columns) for name, table in all_tables(places).items()}
    written["compare/levels.csv"] = list(levels(places).columns)
    assert written == {name: columns_of(name, measures) for name in files() if name.startswith("compare")}


def test_every_text_is_there_in_both_languages() -> None:
    tables = list(files().values())
    texts = [*tables, *(one for about in tables for one in about["columns"].values())]
    assert len(texts) > 70
    for text in texts:
        assert text["en"] and text["id"] and text["en"] != text["id"], text
    for measure in measures_with_channels((name, title, title) for name, title in CHANNELS.items()):
        assert measure.en and measure.id and measure.en != measure.id
    assert set(SURVEY_COLUMNS) == set(files()["network/survey.csv"]["columns"])


def test_names_of_whose_measures_are_exist() -> None:
    whose = {measure.name: measure.of_whom for measure in MEASURES if measure.of_whom}
    assert len(whose) > 90
    assert set(whose.values()) == set(OF_WHOM)
