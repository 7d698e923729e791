"""Results stay as they were unless the baseline is changed on purpose, with its own script."""

from __future__ import annotations

import json

import pytest

from tests import baseline


@pytest.mark.parametrize("run", baseline.RUNS)
def test_results_are_as_in_the_baseline(run: str) -> None:
    expected = json.loads(baseline.FILE.read_text())[run]
    found = baseline.totals(baseline.RUNS[run])
    changed = {name: (expected.get(name), value) for name, value in found.items() if expected.get(name) != value}
    assert not changed, "results changed; if on purpose: make baseline ARGS='--because \"...\"'"
    assert set(expected) == set(found)


def test_a_reason_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        baseline.main([])
    assert stop.value.code == 2
    assert "--because" in capsys.readouterr().err
