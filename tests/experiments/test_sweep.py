"""Runs spread over cores: the same bits however they are run, and nothing lost but what was running."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from experiments.runner import executors
from experiments.runner.executors import WorkerError
from experiments.runner.executors import _Hand as Hand
from experiments.runner.fates import FATES
from experiments.runner.plan import PlacePlan, Unit
from experiments.runner.store import Result, Store
from experiments.runner.sweep import Progress, Sweep, seeds_needed
from experiments.runner.work import Built, Worker
from tests.experiments.fake_model import FakeModel, fake_design, fake_plan, in_words
from tests.processes import PATIENCE, heed_ctrl_c, wait_until


def make_sweep(folder: Path, executor: str = "threads", workers: int = 2, **model: object) -> Sweep:
    fake = FakeModel(**model)  # type: ignore[arg-type]
    return Sweep(Worker(fake, Store(folder), Built(3), fake.fingerprint()), executor, workers)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.npz"))}


def run_all(sweep: Sweep, plan: PlacePlan, count: int = 6) -> tuple[Unit, ...]:
    units = plan.units(range(count))
    sweep.run(units, Progress(*sweep.count(units), in_words))
    return units


def test_threads_processes_and_order_give_the_same_bits(tmp_path: Path) -> None:
    plan = fake_plan(fake_design())
    run_all(make_sweep(tmp_path / "one", workers=1), plan)
    run_all(make_sweep(tmp_path / "threads"), plan)
    run_all(make_sweep(tmp_path / "processes", "processes"), plan)
    backwards = make_sweep(tmp_path / "backwards", workers=1)
    units = plan.units(reversed(range(6)))
    backwards.run(units, Progress(*backwards.count(units), in_words))
    one = bytes_of(tmp_path / "one")
    assert len(one) == 6 * 6  # four cells, the run without programme and the placebo
    for other in ("threads", "processes", "backwards"):
        assert bytes_of(tmp_path / other) == one


def test_what_is_stored_is_not_run_again(tmp_path: Path) -> None:
    plan = fake_plan(fake_design())
    sweep = make_sweep(tmp_path)
    units = run_all(sweep, plan)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npz")}
    assert sweep.count(units) == (36, 36)
    run_all(sweep, plan)
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npz")}


def test_other_settings_or_code_are_other_runs(tmp_path: Path) -> None:
    sweep = make_sweep(tmp_path)
    run_all(sweep, fake_plan(fake_design()))
    assert sweep.count(fake_plan(fake_design(), works=0.3).units(range(6)))[1] == 12  # the runs without programme
    sweep.worker.fingerprint = "new code"
    assert sweep.count(fake_plan(fake_design()).units(range(6)))[1] == 0


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nonsense", None])
def test_a_broken_result_is_run_again_with_one_line(
    tmp_path: Path, damage: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = fake_plan(fake_design())
    sweep = make_sweep(tmp_path)
    units = run_all(sweep, plan)
    whole = bytes_of(tmp_path)
    victim = sweep.worker.store.path(sweep.worker.key(units[2], units[2].scenarios[1]))
    victim.write_bytes(victim.read_bytes()[:-200] if damage is None else damage)
    capsys.readouterr()
    found = sweep.whole(units, [units[2].scenarios[1].name], Progress(36, 36, in_words))
    assert len(found) == 6
    assert bytes_of(tmp_path) == whole
    warnings = [line for line in capsys.readouterr().err.splitlines() if "is damaged" in line]
    assert len(warnings) == 1
    assert warnings[0].startswith(f"kentongan: {victim} is damaged (")
    assert warnings[0].endswith("; it is removed, and this run is repeated.")


def test_a_worker_that_dies_is_tried_once_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = fake_plan(fake_design())
    run_all(make_sweep(tmp_path / "quiet", workers=1), plan)
    run_all(make_sweep(tmp_path / "dies", "processes", die_once=tmp_path / "died"), plan)
    assert bytes_of(tmp_path / "dies") == bytes_of(tmp_path / "quiet")
    assert "A worker ended with code 7; testville, seed 3 is tried once more." in capsys.readouterr().err


def test_a_worker_that_dies_twice_ends_the_sweep_and_keeps_the_rest(tmp_path: Path) -> None:
    sweep = make_sweep(tmp_path, "processes", die_always=True)
    with pytest.raises(WorkerError, match="testville, seed 3, died twice"):
        run_all(sweep, fake_plan(fake_design()))
    assert sweep.count(fake_plan(fake_design()).units(range(3)))[1] >= 6


def test_a_worker_that_died_while_idle_is_replaced(tmp_path: Path) -> None:
    plan, sweep = fake_plan(fake_design()), make_sweep(tmp_path)
    hands: list[Hand] = []

    class Dead(Hand):
        """A worker that dies before it is given anything."""

        def give(self, unit: Unit) -> None:
            if not hands:
                hands.append(self)
                self.process.kill()
                self.process.join()
            super().give(unit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executors, "_Hand", Dead)
        sweep.executor = "processes"
        units = run_all(sweep, plan)
    assert hands
    assert sweep.count(units) == (36, 36)


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_a_mistake_in_the_model_is_told(tmp_path: Path, executor: str) -> None:
    with pytest.raises(WorkerError, match="negative dimensions"):
        run_all(make_sweep(tmp_path, executor), fake_plan(fake_design(), persons=-5))


def test_seeds_are_added_until_it_is_enough() -> None:
    ran: list[dict[str, int]] = []
    enough = {"soon": 5, "late": 9, "never": 99}
    seeds = {"soon": (6, 3, 20), "late": (4, 3, 20), "never": (4, 3, 8)}
    counts = seeds_needed(seeds, lambda name, count: count >= enough[name], lambda lacking: ran.append(dict(lacking)))
    assert counts == {"soon": 6, "late": 10, "never": 8}
    assert ran == [{"soon": 6, "late": 4, "never": 4}, {"late": 7, "never": 7}, {"late": 10, "never": 8}]


def test_first_weeks_are_shared_and_only_stored_once(tmp_path: Path) -> None:
    sweep = make_sweep(tmp_path)
    unit = run_all(sweep, fake_plan(fake_design()), 2)[0]
    results = sweep.results(unit, [scenario.name for scenario in unit.all_scenarios])
    assert results is not None
    assert results["no_programme"].weekly.shape[0] == 34
    assert results["hotline-2"].weekly.shape[0] == 34 - 8
    # no sessions, no effect: bit for bit the run without programme
    np.testing.assert_array_equal(results["hotline-0"].weekly, results["no_programme"].weekly[8:])
    assert results["hotline-0"].fates["prevented"] == 0
    assert results["hotline-2"].fates["prevented"] > 0


def test_results_come_back_exactly(tmp_path: Path) -> None:
    store = Store(tmp_path)
    fates = dict.fromkeys(FATES, 4)
    for weekly in (np.arange(24.0).reshape(2, 3, 4), np.linspace(0, 1, 24).reshape(2, 3, 4)):
        store.save("abcd", Result(weekly, 5, fates))
        loaded = store.load("abcd")
        assert loaded is not None
        np.testing.assert_array_equal(loaded.weekly, weekly)
        assert (loaded.first_week, loaded.fates) == (5, fates)
    assert store.load("no such key") is None


SCRIPT = """
import sys
from pathlib import Path
from tests.experiments.fake_model import FakeModel, fake_design, fake_plan, in_words
from tests.experiments.test_sweep import make_sweep, run_all
if __name__ == "__main__":
    try:
        run_all(make_sweep(Path(sys.argv[1]), sys.argv[2], slow=0.01), fake_plan(fake_design()))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.parametrize("executor", ["threads", "processes"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle_it_goes_on(tmp_path: Path, executor: str, how: signal.Signals) -> None:
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "stopped"), executor]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, preexec_fn=heed_ctrl_c)
    wait_until(lambda: len(list((tmp_path / "stopped").rglob("*.npz"))) >= 4, process)
    process.send_signal(how)
    process.communicate(timeout=PATIENCE)  # ends when the workers have left as well: they hold the pipe
    assert process.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
    stopped_at = len(bytes_of(tmp_path / "stopped"))
    assert 4 <= stopped_at < 36
    run_all(make_sweep(tmp_path / "whole"), fake_plan(fake_design()))
    run_all(make_sweep(tmp_path / "stopped"), fake_plan(fake_design()))
    assert bytes_of(tmp_path / "stopped") == bytes_of(tmp_path / "whole")


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_a_full_disk_ends_a_sweep_and_keeps_what_is_finished(
    tmp_path: Path, executor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep, plan = make_sweep(tmp_path, executor), fake_plan(fake_design())
    first = plan.units(range(2))
    sweep.run(first, Progress(*sweep.count(first), in_words))
    kept = bytes_of(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Store, "save", full)
    with pytest.raises(OSError, match="No space left") as caught:
        run_all(sweep, plan)
    assert caught.value.errno == errno.ENOSPC
    assert bytes_of(tmp_path) == kept
