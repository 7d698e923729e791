"""The ground the project stands on: lock, set-up script, README commands, what must not be committed."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parent.parent
KNOWN_PROGRAMS = {"make", "kentongan", "python", "pip"}
posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are shell scripts")


@pytest.fixture
def bootstrap(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up script, loaded afresh so that a test may bend its paths."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", ROOT / "scripts" / "bootstrap.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delenv("PYTHON", raising=False)
    return module


def committed_files() -> list[Path]:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def script(path: Path, *lines: str) -> Path:
    """A small shell program that stands in for a Python."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return path


# --- what is committed ----------------------------------------------------------------------------


def test_lock_names_no_address_and_hashes_everything() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"http|file:|--(extra-)?index|--find-links", text)
    pins = [line for line in text.splitlines() if not line.startswith(" ")]
    assert pins and all("==" in pin and pin.endswith("\\") for pin in pins)
    assert text.count("==") <= text.count("--hash=sha256:")


def test_lock_holds_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = [
        *project["dependencies"],
        *(d for group in project["optional-dependencies"].values() for d in group),
    ]
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), flags=re.M))
    names = {re.split(r"[<>=!~\[; ]", requirement)[0].lower().replace("_", "-") for requirement in declared}
    assert names <= locked


def test_no_committed_file_names_a_registry_or_a_workplace() -> None:
    # the words are put together here, so that this file does not name them itself
    folders = "|".join(["work", "shared"])
    hosts = "|".join([r"\.".join(["pypi", "org"]), "".join(["python", "hosted"])])
    forbidden = re.compile(rf"(?<![\w.])/({folders})/|(?<![\w/-]){folders.split('|')[1]}/|{hosts}")
    found = []
    for path in committed_files():
        for number, line in enumerate(path.read_bytes().decode("utf-8", "ignore").splitlines(), 1):
            if forbidden.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert not found, "\n".join(found)


def test_readme_commands_start_with_known_programs() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(), flags=re.M | re.S)
    commands = [line for block in blocks for line in block.splitlines() if line.strip()]
    assert "make demo" in commands and "make test" in commands
    assert {command.split()[0] for command in commands} <= KNOWN_PROGRAMS


def test_data_folder_states_source_and_licence_of_each_file() -> None:
    folder = ROOT / "configs" / "data"
    readme, licence = (folder / "README.md").read_text(), (folder / "LICENSE.md").read_text()
    for path in [*folder.glob("*.csv"), *folder.glob("*.json")]:
        assert path.name in readme and path.name in licence


# --- finding a Python -----------------------------------------------------------------------------


def test_bootstrap_is_readable_by_python_3_8() -> None:
    ast.parse((ROOT / "scripts" / "bootstrap.py").read_text(), feature_version=(3, 8))


def test_bootstrap_and_project_agree_on_versions(bootstrap: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    low, high = bootstrap.FITTING[0], bootstrap.FITTING[-1]
    assert project["requires-python"] == f">={low[0]}.{low[1]},<{high[0]}.{high[1] + 1}"
    assert (ROOT / ".python-version").read_text().strip() == f"{low[0]}.{low[1]}"


def test_makefile_has_the_tasks_of_the_bootstrap(bootstrap: ModuleType) -> None:
    tasks = re.search(r"^TASKS := (.*)$", (ROOT / "Makefile").read_text(), flags=re.M)
    assert tasks is not None and tasks[1].split() == list(bootstrap.TASKS)


@posix_only
def test_a_shim_that_fails_is_passed_over(bootstrap: ModuleType, tmp_path: Path) -> None:
    shim = script(tmp_path / "python3.12", "echo 'command not found' >&2", "exit 127")
    found = bootstrap.find_python([[str(shim)], [str(tmp_path / "absent")], [sys.executable]])
    assert found["version"] == list(sys.version_info[:2])
    assert Path(found["path"]).resolve() == Path(sys._base_executable).resolve()  # type: ignore[attr-defined]


@posix_only
@pytest.mark.parametrize(
    "answer",
    [
        {"version": [3, 11]},
        {"version": [3, 14]},
        {"usual": False},
        {"path": "/nowhere/python"},
    ],
)
def test_an_unfit_python_is_passed_over(bootstrap: ModuleType, tmp_path: Path, answer: dict[str, object]) -> None:
    whole = {"path": sys.executable, "version": [3, 12], "usual": True, "pip": True}
    fit = script(tmp_path / "fit", f"echo '{json.dumps(whole)}'")
    unfit = script(tmp_path / "unfit", f"echo '{json.dumps(whole | answer)}'")
    assert bootstrap.probe([str(fit)]) is not None
    assert bootstrap.probe([str(unfit)]) is None


@posix_only
def test_a_python_that_can_make_environments_is_preferred(bootstrap: ModuleType, tmp_path: Path) -> None:
    bare = {"path": "/bin/sh", "version": [3, 12], "usual": True, "pip": False}
    first = script(tmp_path / "first", f"echo '{json.dumps(bare)}'")
    second = script(tmp_path / "second", f"echo '{json.dumps(bare | {'pip': True})}'")
    assert bootstrap.find_python([[str(first)], [str(second)]])["pip"]
    assert not bootstrap.find_python([[str(first)]])["pip"]
    assert bootstrap.find_python([]) is None


def test_the_choice_of_the_user_is_tried_first(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON", "my-python")
    assert next(bootstrap.candidates()) == ["my-python"]


def test_nothing_found_says_what_to_do(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "find_python", lambda: None)
    monkeypatch.setattr(bootstrap, "find_uv", lambda fetch: None)
    assert bootstrap.main(["setup"]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert "no Python 3.12 or 3.13 was found" in last and "install one of them" in last


# --- the stamp ------------------------------------------------------------------------------------


@pytest.fixture
def venv(bootstrap: ModuleType, tmp_path: Path) -> Path:
    folder = tmp_path / ".venv"
    script(Path(bootstrap.program("python", folder)), "echo 3 12")
    return folder


WANTED = {"lock": "a", "pyproject": "b", "root": "here"}


@posix_only
def test_a_whole_environment_is_reused(bootstrap: ModuleType, venv: Path) -> None:
    bootstrap.write_stamp(venv, WANTED)
    assert bootstrap.judge(venv, WANTED)[0] == "ready"


@posix_only
@pytest.mark.parametrize(
    ("change", "verdict"),
    [({"pyproject": "new"}, "refresh"), ({"lock": "new"}, "build"), ({"root": "elsewhere"}, "build")],
)
def test_what_has_changed_decides(bootstrap: ModuleType, venv: Path, change: dict[str, str], verdict: str) -> None:
    bootstrap.write_stamp(venv, WANTED)
    assert bootstrap.judge(venv, WANTED | change)[0] == verdict


@posix_only
def test_a_stale_python_is_replaced(bootstrap: ModuleType, venv: Path) -> None:
    bootstrap.write_stamp(venv, WANTED)
    script(Path(bootstrap.program("python", venv)), "echo 3 11")
    assert bootstrap.judge(venv, WANTED)[0] == "build"
    Path(bootstrap.program("python", venv)).unlink()
    assert bootstrap.judge(venv, WANTED)[0] == "build"


def test_no_stamp_or_a_torn_one_means_unfinished(bootstrap: ModuleType, venv: Path) -> None:
    assert bootstrap.judge(venv, WANTED)[0] == "build"
    (venv / bootstrap.STAMP_NAME).write_text('{"lock": "a"')
    assert bootstrap.judge(venv, WANTED)[0] == "build"


def test_an_interrupted_set_up_is_not_taken_for_finished(
    bootstrap: ModuleType, venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        venv.mkdir(parents=True, exist_ok=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "VENV", venv)
    monkeypatch.setattr(bootstrap, "fill_with_pip", interrupted)
    monkeypatch.setattr(bootstrap, "find_uv", lambda fetch: None)
    monkeypatch.setattr(bootstrap, "find_python", lambda: {"path": sys.executable, "pip": True})
    monkeypatch.setattr(bootstrap, "run", lambda command: True)
    assert bootstrap.main(["setup"]) == 130
    wanted = bootstrap.wanted_stamp(bootstrap.LOCK, bootstrap.PROJECT, bootstrap.ROOT)
    assert bootstrap.judge(venv, wanted)[0] == "build"


def test_line_ends_do_not_count_as_a_change(bootstrap: ModuleType, tmp_path: Path) -> None:
    unix, windows = tmp_path / "unix", tmp_path / "windows"
    unix.write_bytes(b"a\nb\n")
    windows.write_bytes(b"a\r\nb\r\n")
    assert bootstrap.digest(unix) == bootstrap.digest(windows)


# --- tasks ----------------------------------------------------------------------------------------


def test_an_unknown_task_is_refused(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["dmeo"]) == 2
    assert "demo" in capsys.readouterr().out


def test_the_demo_names_the_newest_report(bootstrap: ModuleType, tmp_path: Path) -> None:
    assert bootstrap.newest_report(tmp_path, 0.0) is None
    for name, moment in [("old/report.html", 1000), ("new/report.html", 2000), ("new/figure.html", 3000)]:
        page = tmp_path / name
        page.parent.mkdir(exist_ok=True)
        page.touch()
        os.utime(page, (moment, moment))
    assert bootstrap.newest_report(tmp_path, 900.0) == tmp_path / "new" / "report.html"
    assert bootstrap.newest_report(tmp_path, 9000.0) is None


def test_a_skipped_browser_test_fails_where_a_browser_is_promised(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.browser
        def test_page():
            pytest.skip("no browser")

        def test_other():
            pytest.skip("something else")
        """
    )
    pytester.makeini("[pytest]\nmarkers = browser")
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(skipped=2)
    strict = pytester.runpytest_inprocess("-p", "scripts.require_browser", "-p", "no:cacheprovider")
    strict.assert_outcomes(failed=1, skipped=1)
