"""The command as a program: help, lists, version, exit codes, and how quick it is."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from experiments.cli.arguments import read_line
from experiments.commands import commands
from experiments.commands.list import KINDS
from experiments.composing.compose import Composed
from experiments.composing.library import Library
from experiments.main import main
from tests.processes import PATIENCE, heed_ctrl_c, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("numba", "numpy", "mesa", "matplotlib", "pandas", "pydantic", "hydra")


def started(*arguments: str, **more: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "experiments", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        **more,  # type: ignore[call-overload]
    )


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    for name, command in commands().items():
        assert f"  {name:<{max(map(len, commands()))}}  {command.summary}" in out.splitlines()
    assert main([]) == 2
    assert capsys.readouterr().out == out


@pytest.mark.parametrize("name", list(commands()))
def test_help_of_each_command(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main([name, "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"kentongan {name} [")
    assert "Examples:" in lines
    assert any(line.startswith("  --config-dir DIR") for line in lines)
    assert max(len(line) for line in lines) <= 110


def test_the_examples_of_the_help_compose() -> None:
    import shlex

    from experiments.composing.compose import compose

    for name, command in commands().items():
        for example, _ in command.examples if name != "list" else ():
            words = [word for word in shlex.split(example)[2:] if word not in ("--config-dir", "mine")]
            own = read_line(command, words).own
            assert not own.mistakes
            compose(own.settings, needs_experiment=command.needs_experiment)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("kentongan ")


def test_lists(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")  # lines are as long as the terminal is wide
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    for group, english, _ in KINDS.values():
        assert english in out
        for name in Library().options(group):
            assert f"\n  {name} " in out
    assert "  hotline               Call or text an anonymous line of the immigration office." in out


def test_a_list_in_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "channels", "--language", "id"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Saluran laporan (nama untuk programme.channels_open)"
    assert "  hotline               Telepon atau pesan ke saluran anonim kantor imigrasi." in lines


def test_a_list_with_files_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "channel").mkdir()
    (tmp_path / "channel" / "radio.yaml").write_text("description: {en: By radio., id: Lewat radio.}\n")
    assert main(["list", "channels", "--config-dir", str(tmp_path)]) == 0
    assert "  radio                 By radio. (yours:" in capsys.readouterr().out


@pytest.mark.parametrize(("group", "english", "indonesian"), list(KINDS.values()))
def test_every_file_describes_itself_in_both_languages(group: str, english: str, indonesian: str) -> None:
    from experiments.commands.list import _description

    for path in Library().options(group).values():
        texts = [_description(path, language) for language in ("en", "id")]
        assert all(texts), path


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["run", "--help"]])
def test_a_quick_answer(arguments: list[str]) -> None:
    """Neither help nor lists wait for what is slow to import."""
    code = (
        "import sys; from experiments.main import main; main(sys.argv[1:]); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_refusal_of_the_program(tmp_path: Path) -> None:
    process = started("run", "weeks=0", "place=kalibawnag", cwd=tmp_path)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert out == ""
    assert err.splitlines()[0] == "kentongan: 2 mistakes in the input, so nothing was run:"
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_an_error_inside_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("experiments.commands.run.body.run", broken)
    with pytest.raises(ZeroDivisionError, match="inside"):
        main(["run", "place=classroom", "--output", str(tmp_path)])
    assert not (tmp_path / "manifest.json").exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("experiments.commands.run.body.run", full)
    folder = tmp_path / "new"
    assert main(["run", "place=classroom", "--output", str(folder)]) == 2
    assert capsys.readouterr().err == (
        f"kentongan: output folder {folder}: this folder ({os.strerror(number)}) is not accepted (allowed: a folder "
        "with room for the results); make room or name another one with --output DIR.\n"
    )
    assert not folder.exists()


def test_stopped_by_hand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("experiments.commands.run.body.run", stopped)
    assert main(["run", "place=classroom", "--output", str(tmp_path / "new")]) == 130
    assert capsys.readouterr().err == "\nkentongan: stopped.\n"
    assert not (tmp_path / "new").exists()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Python's own way with Ctrl-C, also where the tests run in a background that ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("what_became_of_it", [ValueError("no attribute"), ImportError("half"), SystemExit(3)])
def test_stopped_by_hand_inside_a_library(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    what_became_of_it: BaseException,
) -> None:
    """A library may turn the interruption into an exception of its own: the command was stopped all the same."""

    def translated(*_: object, **__: object) -> int:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise what_became_of_it from None
        return 0

    monkeypatch.setattr("experiments.commands.run.body.run", translated)
    assert main(["run", "place=classroom", "--output", str(tmp_path / "new")]) == 130
    assert capsys.readouterr().err == "\nkentongan: stopped.\n"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert main(["run", "place=nowhere"]) == 2  # the next command knows nothing of it


@pytest.mark.usefixtures("interruptible")
def test_stopped_by_hand_where_a_library_swallows_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from experiments.commands.run.body import simulate

    def swallowed(composed: Composed, *_: object, **__: object) -> int:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        simulate(composed.settings)
        raise AssertionError("the weeks were run")

    monkeypatch.setattr("experiments.commands.run.body.run", swallowed)
    assert main(["run", "place=classroom", "weeks=2", "--output", str(tmp_path / "new")]) == 130
    assert capsys.readouterr().err.endswith("\nkentongan: stopped.\n")


@pytest.mark.usefixtures("interruptible")
def test_stopped_by_hand_where_nothing_can_be_raised(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a destructor the interpreter drops the exception, with a traceback that nobody needs to see."""
    from experiments.commands.run.body import simulate

    class Last:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    def run(composed: Composed, *_: object, **__: object) -> int:
        last = Last()
        del last
        simulate(composed.settings)
        raise AssertionError("the weeks were run")

    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)  # as outside of tests
    monkeypatch.setattr("experiments.commands.run.body.run", run)
    assert main(["run", "place=classroom", "weeks=2", "--output", str(tmp_path / "new")]) == 130
    said = capsys.readouterr().err
    assert said.endswith("\nkentongan: stopped.\n")
    assert "Traceback" not in said and "ignored" not in said
    assert sys.unraisablehook is sys.__unraisablehook__


def test_somebody_elses_way_of_stopping_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    heard: list[int] = []

    def run(*_: object, **__: object) -> int:
        signal.raise_signal(signal.SIGINT)
        return 1

    monkeypatch.setattr("experiments.commands.run.body.run", run)
    before = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    try:
        assert main(["run", "place=classroom", "--output", str(tmp_path)]) == 1
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT]


def test_outside_the_main_thread_signals_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(main(["--help"])))
    thread.start()
    thread.join()
    assert codes == [0]
    capsys.readouterr()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are different there")
def test_the_program_stopped_by_hand(tmp_path: Path) -> None:
    process = started("run", "place=classroom", "weeks=3000", cwd=tmp_path, preexec_fn=heed_ctrl_c)
    wait_until(lambda: any(tmp_path.iterdir()), process)  # the folder of results, made before the model is loaded
    time.sleep(0.2)  # any moment will do; this one lies inside the command's body
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert err.splitlines()[-1] == "kentongan: stopped."
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_reading_only_the_first_lines() -> None:
    process = started("list")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(PATIENCE) == 0
    assert err == ""
