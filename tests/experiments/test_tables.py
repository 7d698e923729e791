"""The tables: paired differences with known answers, tidy, and the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.analysis.intervals import Interval
from experiments.analysis.results import PERIOD
from experiments.analysis.tables import all_tables, scenarios_table, write_tables
from experiments.evidence.levels import evidence, levels, near
from experiments.runner.fates import FATES, Paths, compare
from tests.experiments.fake_model import fake_design, fake_plan
from tests.experiments.fake_report import gather_places, make_results


def test_persons_are_compared_one_by_one() -> None:
    without = Paths(
        departed_undocumented=np.array([1, 1, 1, 1, 0, 2, 0], np.uint8),
        departed_documented=np.array([0, 0, 0, 0, 0, 0, 1]),
        stopped_at_gate=np.array([0, 0, 0, 0, 0, 0, 0]),
        on_the_way=np.zeros(7, bool),
    )
    with_it = Paths(
        departed_undocumented=np.array([0, 0, 0, 0, 1, 1, 0], np.uint8),
        departed_documented=np.array([0, 1, 0, 0, 0, 0, 0]),
        stopped_at_gate=np.array([0, 0, 1, 0, 0, 0, 0]),
        on_the_way=np.array([0, 0, 0, 1, 0, 0, 1], bool),
    )
    fates = compare(without, with_it)
    assert fates == {
        "prevented": 5,
        "induced": 1,
        "prevented_stayed": 2,
        "prevented_documented": 1,
        "prevented_at_gate": 1,
        "prevented_delayed": 1,
    }
    net = int(without.departed_undocumented.sum()) - int(with_it.departed_undocumented.sum())
    assert fates["prevented"] - fates["induced"] == net


def test_differences_are_paired(tmp_path: Path) -> None:
    place = make_results(tmp_path, 0.3)[0]
    table = scenarios_table([place]).set_index(["scenario", "quantity"])
    row = table.loc["hotline-2", "departures_averted"]
    without, with_it = (place.total(name, "undocumented_departures") for name in ("no_programme", "hotline-2"))
    difference = without - with_it
    assert row["total_difference"] == pytest.approx(difference.mean())
    assert row["difference"] == pytest.approx(difference.mean() / (2 * 26 / 52))
    assert row["relative"] == pytest.approx(difference.sum() / without.sum())
    half = 2.200985 * difference.std(ddof=1) / np.sqrt(12)  # t with 11 degrees of freedom
    assert row["total_high"] - row["total_difference"] == pytest.approx(half, rel=1e-5)
    assert row["high_all"] - row["low_all"] > row["high"] - row["low"]
    fates = table.loc["hotline-2"]["with"]
    assert fates["prevented"] - fates["induced"] == pytest.approx(row["difference"])
    split = fates[list(FATES[2:])].sum()
    assert split == pytest.approx(fates["prevented"])
    assert table.loc["hotline-0", "departures_averted"]["difference"] == 0.0
    assert table.loc["placebo", "departures_averted"]["difference"] == 0.0  # the small model has no capacity


def test_the_three_series_stay_apart(tmp_path: Path) -> None:
    place = make_results(tmp_path, 0.3)[0]
    tables = all_tables([place])
    weekly = tables["weekly"].pivot_table(index=["scenario", "week"], columns="measure", values="mean")
    without, with_it = weekly.loc["no_programme"], weekly.loc["hotline-2"]
    averted = without["undocumented_departures"] - with_it["undocumented_departures"]
    np.testing.assert_allclose(with_it["departures_averted"], averted, atol=1e-12)
    assert (with_it["departures_averted"].iloc[:8] == 0).all()  # the shared first weeks
    assert with_it["reports_received"].sum() > 0
    assert place.periods["hotline-2"].mean.shape[0] == 34 // PERIOD
    runs = tables["runs"]
    assert {"departures_averted", "undocumented_departures", "reports_received", "prevented"} <= set(runs.columns)
    assert len(runs) == 12 * 6
    assert runs.columns.is_unique
    assert not tables["scenarios"].duplicated(["scenario", "quantity"]).any()
    np.testing.assert_allclose(runs["prevented"] - runs["induced"], runs["departures_averted"])


def test_stocks_are_means_and_flows_are_sums(tmp_path: Path) -> None:
    place = make_results(tmp_path, 0.3)[0]
    table = scenarios_table([place]).set_index(["scenario", "quantity"])
    row = table.loc["hotline-2", "residents"]
    assert (row["without"], row["per"]) == (60.0, "village")
    assert table.loc["hotline-2", "reports_received"]["per"] == "village and year"


def test_contrasts(tmp_path: Path) -> None:
    place = make_results(tmp_path, 0.3)[0]
    table = all_tables([place])["contrasts"].set_index(["axis", "channels"])
    assert table.loc[("outreach", "existing"), "difference"] > 0
    # a channel does nothing in the small model
    assert table.loc[("channels", "hotline"), ["difference", "low", "high"]].tolist() == [0.0, 0.0, 0.0]


def test_the_same_bytes_from_stored_results(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        write_tables(all_tables(make_results(tmp_path / "store", 0.3)), folder)
    names = sorted(path.name for path in folders[0].iterdir())
    assert "scenarios.csv" in names
    for name in names:
        if name.endswith(".csv"):
            assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()


def test_seeds_are_added_until_the_interval_is_narrow(tmp_path: Path) -> None:
    design = fake_design(seeds=4, batch=4, max_seeds=40, precision=1.2, populations=40)
    place = gather_places(tmp_path, design, [fake_plan(design)])[0]
    assert 4 < len(place.seeds) < 40
    table = scenarios_table([place]).set_index(["scenario", "quantity"])
    row = table.loc["hotline-2", "departures_averted"]
    assert row["high"] - row["difference"] <= 1.2


def test_levels_beside_evidence(tmp_path: Path) -> None:
    place = make_results(tmp_path, 0.3)[0]
    table = levels([place]).set_index("quantity")
    assert table.loc["reports_received", "near"] == "unknown"
    assert np.isnan(table.loc["share_reported", "model"])  # the small model has no incidents
    found = [Interval(*map(np.array, (mean, mean - 0.2, mean + 0.2))) for mean in (1.0, 0.4, 0.1, 2.1, 3.0)]
    assert [near(one, 0.5, 2.0) for one in found] == ["yes", "undecided", "low", "undecided", "high"]
    for row in evidence():
        assert set(row["source"]) == {"en", "id"}
        assert row["known"] == "none" or row["low"] < row["high"]
