"""The fit: the search finds minima within bounds, a planted value is found again, ends of ranges are flagged."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml

from experiments.commands.check_levels.places import settings_of
from experiments.commands.fit_levels.body import GROUP, Trial, proposed_table
from experiments.composing.compose import compose
from experiments.composing.library import Library, packaged
from experiments.evidence.fitting.fit import Aim, Fit, Parameter, aims_of, parameters_of
from experiments.evidence.fitting.search import best, compass
from experiments.evidence.levels import level
from experiments.main import main
from experiments.results.output import Output
from experiments.runner.sweep import Progress
from experiments.runner.sweeping import new_sweep
from experiments.texts import Texts
from scripts.columns import columns_of
from tests.conftest import Say

PLANTED = {"deciding.leave": -2.9, "warning.speak": -3.2}


def test_the_search_comes_near_a_minimum_and_stays_inside() -> None:
    def bowl(point: tuple[float, ...]) -> float:
        return (point[0] - 0.31) ** 2 + (point[1] - 1.4) ** 2

    tried = compass(bowl, (0.9, 0.1), 0.25, 0.01, 500)
    assert best(tried).point == pytest.approx((0.31, 1.0), abs=0.01)
    assert all(0.0 <= share <= 1.0 for one in tried for share in one.point)
    assert len({one.point for one in tried}) == len(tried)  # no point is tried twice
    assert len(compass(bowl, (0.9, 0.1), 0.25, 0.01, 7)) == 7


def test_a_planted_value_is_found_again_from_another_start(tmp_path: Path) -> None:
    composed = compose(["weeks=156", "place.rate_factor=6"])
    settings = {"classroom": settings_of("classroom", composed)}
    parameters = [Parameter("deciding.leave", -3.85, -5.0, -2.0), Parameter("warning.speak", -2.0, -5.0, -1.0)]
    sweep = new_sweep(Output(tmp_path / "out"), "threads", 1)
    with Progress(10_000, 0, lambda done, total, left: "") as shown:
        truth = Trial(parameters, [], settings, 8, sweep).places(PLANTED, shown)[0]
        names = ("undocumented_departures", "share_reported")
        found = {name: float(level(truth, name).mean) for name in names}
        aims = [Aim("classroom", name, value / 1.2, value * 1.2) for name, value in found.items()]
        trial = Trial(parameters, aims, settings, 8, sweep)
        fit = Fit.model_validate(
            {
                **{key: {"en": "", "id": ""} for key in ("title", "description")},
                "parameters": [one.key for one in parameters],
                "targets": [{"place": "classroom", "quantity": "share_reported"}],
                "runs": 8,
                "first_step": 0.25,
                "last_step": 0.03,
                "most": 60,
            }
        )
        tried = trial.fitted(fit, shown, Texts("en"))
    proposed = trial.changes(best(tried).point)
    assert best(tried).distance < 1.0 < tried[0].distance
    for parameter in parameters:
        width = parameter.high - parameter.low
        assert abs(parameter.value - PLANTED[parameter.key]) > 0.25 * width  # it started far away
        assert abs(proposed[parameter.key] - PLANTED[parameter.key]) < 0.15 * width, proposed


def test_values_at_an_end_of_their_range_are_flagged() -> None:
    parameters = [Parameter(name, 0.0, -1.0, 1.0) for name in ("a", "b", "c")]
    table = proposed_table(parameters, {"a": -1.0, "b": 0.5, "c": 0.99})
    assert list(table["edge"]) == ["low", "", "high"]


@pytest.mark.parametrize("name", list(Library().options(GROUP)))
def test_shipped_fits_name_settings_with_ranges_and_known_levels(name: str) -> None:
    fit = Fit.model_validate(yaml.safe_load((packaged() / GROUP / f"{name}.yaml").read_text(encoding="utf-8")))
    parameters = parameters_of(fit, compose([]).tree, name)
    assert len(parameters) <= 6 < len(aims_of(fit.targets, name))
    assert all(one.low <= one.value <= one.high for one in parameters)
    assert not any("averted" in target.quantity for target in fit.targets)


def own_fit(tmp_path: Path, **changes: object) -> Path:
    folder = tmp_path / "mine" / GROUP
    folder.mkdir(parents=True)
    content = yaml.safe_load((packaged() / GROUP / "default.yaml").read_text(encoding="utf-8"))
    content |= {"runs": 2, "most": 3, "targets": [{"place": "classroom", "quantity": "share_reported"}]}
    (folder / "own.yaml").write_text(yaml.safe_dump({**content, **changes}, sort_keys=False), encoding="utf-8")
    return folder.parent


def test_the_command_proposes_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (packaged() / "warning" / "default.yaml").read_bytes()
    mine = own_fit(tmp_path, parameters=["warning.speak"])
    arguments = ["fit-levels", "fit=own", "weeks=80", "--config-dir", str(mine), "--output", str(tmp_path / "out")]
    assert main(arguments) == 0
    told = capsys.readouterr().out
    assert "No setting was changed. To try it: warning.speak=" in told
    assert list(pd.read_csv(tmp_path / "out" / "fit.csv")["setting"]) == ["warning.speak"]
    for name, own in (("fit", []), ("levels", []), ("tried", ["warning.speak"])):
        table = pd.read_csv(tmp_path / "out" / f"{name}.csv")
        assert list(table.columns) == [*own, *columns_of(f"fit-levels/{name}.csv", ())]
    assert len(pd.read_csv(tmp_path / "out" / "tried.csv")) == 3
    assert (packaged() / "warning" / "default.yaml").read_bytes() == before


def test_mistakes(refused: Say, tmp_path: Path) -> None:
    mine = own_fit(tmp_path, parameters=["deciding.leave", "weeks"])
    file = mine / GROUP / "own.yaml"
    assert refused("fit-levels", "fit=own", "--config-dir", str(mine)) == [
        f"parameters, weeks, in {file}: a setting without a range is not accepted "
        "(allowed: settings that stand beside their range, such as deciding.leave); name one of these."
    ]
    assert refused("fit-levels", "fit=defalt") == [
        "fit: 'defalt' is not accepted (allowed: default); did you mean fit=default?"
    ]
    unknown = own_fit(tmp_path / "other", targets=[{"place": "classroom", "quantity": "reports_received"}])
    (sentence,) = refused("fit-levels", "fit=own", "--config-dir", str(unknown))
    assert sentence.startswith(
        f"targets, classroom reports_received, in {unknown / GROUP / 'own.yaml'}: no known level"
    )
