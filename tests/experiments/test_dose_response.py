"""The figure of sessions by channels: what was held stands on its axis, and all departures beside undocumented ones."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from experiments.analysis.sessions import HELD, HOLDERS, held_by_plan, who_held
from experiments.analysis.tables import scenarios_table
from experiments.report.figures.dose_response import _places, draw
from experiments.texts import Texts
from tests.experiments.fake_report import make_results

SETS = {"existing": "Existing", "hotline": "Hotline"}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return scenarios_table(make_results(tmp_path_factory.mktemp("dose"), 0.3))


@pytest.fixture(scope="module")
def figure(table: pd.DataFrame) -> Figure:
    return draw(table, "testville", "Testville", SETS, "officers", "What is at work.", Texts("en"))


def test_the_placebo_is_a_point_of_its_own_and_no_band(figure: Figure) -> None:
    for axes in figure.axes[:2]:
        assert not [patch for patch in axes.patches if isinstance(patch, Polygon | Rectangle)]
        handles, labels = axes.get_legend_handles_labels()
        assert labels == ["Existing", "Hotline", "Placebo pair (no programme)"]
        beside = handles[-1].lines[0].get_xdata()[0]
        assert all(beside > max(handle.lines[0].get_xdata()) for handle in handles[:-1])


def test_sessions_are_counted_as_they_were_held_and_by_whom(table: pd.DataFrame) -> None:
    held = held_by_plan(table, "testville")
    assert held.index.to_list() == [0, 2]  # of two planned, the small model's officers hold one
    np.testing.assert_allclose(held[HELD], [1.0, 2.0])
    np.testing.assert_allclose(held[list(HOLDERS)], [[0.0, 1.0, 0.0], [1.0, 1.0, 0.0]])
    assert who_held(held) == ["sessions_officers", "sessions_local_actors"]


def test_the_axis_shows_what_was_held_and_names_what_was_planned(figure: Figure) -> None:
    upper, _, below = figure.axes
    np.testing.assert_allclose(upper.get_xticks(), [1.0, 2.0])
    assert [label.get_text() for label in below.get_yticklabels()] == [
        "in all",
        "officers",
        "local actors",
        "planned (officers)",
    ]
    rows: dict[float, list[str]] = {}
    for text in below.texts:
        rows.setdefault(text.get_position()[1], []).append(text.get_text())
    assert list(rows.values()) == [["1.0", "2.0", "placebo"], ["0", "1.0"], ["1.0", "1.0"], ["0", "2"]]


def test_doses_that_led_to_as_many_sessions_stand_side_by_side() -> None:
    held = pd.DataFrame({HELD: [0.0, 0.0, 0.0]}, index=pd.Index([0.0, 1.0, 2.0]))
    assert np.all(np.diff(_places(held)) > 0)
    crowded = pd.DataFrame({HELD: [3.0, 0.0, 2.9]}, index=pd.Index([0.0, 1.0, 2.0]))
    at = _places(crowded)
    assert at[1.0] < at[2.0] < at[0.0]  # in the order of what was held, not of what was planned
    one = _places(pd.DataFrame({HELD: [2.0]}, index=pd.Index([2.0])))
    assert one.to_list() == [2.0]


def test_all_departures_stand_below_on_the_same_scale(figure: Figure, table: pd.DataFrame) -> None:
    upper, lower, _ = figure.axes
    assert upper.get_ylim() == lower.get_ylim()
    assert upper.get_title(loc="left") == "Undocumented departures averted"
    assert lower.get_title(loc="left") == "Fewer departures in all (also with documents)"
    chosen = table[(table["scenario"] == "hotline-2") & (table["quantity"] == "all_departures")].iloc[0]
    drawn = lower.get_legend_handles_labels()[0][1]
    assert drawn.lines[0].get_ydata()[-1] == -chosen["difference"]
    low, high = drawn.lines[2][0].get_segments()[-1][:, 1]
    assert (low, high) == pytest.approx((-chosen["high"], -chosen["low"]))
    averted = upper.get_legend_handles_labels()[0][1].lines[0].get_ydata()[-1]
    assert 0 < -chosen["difference"] < averted  # fewer undocumented departures is not fewer departures
