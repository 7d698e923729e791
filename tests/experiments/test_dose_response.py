"""The figure of outreach by channels: the placebo stands beside the scenarios, not across them."""

from __future__ import annotations

from pathlib import Path

from matplotlib.patches import Polygon, Rectangle

from experiments.analysis.tables import scenarios_table
from experiments.report.figures.dose_response import draw
from experiments.texts import Texts
from tests.experiments.fake_report import make_results


def test_the_placebo_is_a_point_of_its_own_and_no_band(tmp_path: Path) -> None:
    table = scenarios_table(make_results(tmp_path, 0.3))
    sets = {"existing": "Existing", "hotline": "Hotline"}
    (axes,) = draw(table, {"testville": "Testville"}, sets, Texts("en")).axes
    assert not [patch for patch in axes.patches if isinstance(patch, Polygon | Rectangle)]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["0", "2", "placebo"]
    handles, labels = axes.get_legend_handles_labels()
    assert labels == ["Existing", "Hotline", "Placebo pair (no programme in either run)"]
    beside = handles[-1].lines[0].get_xdata()[0]
    assert all(beside > max(handle.lines[0].get_xdata()) for handle in handles[:-1])
