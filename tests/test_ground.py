"""The ground the project stands on: lock, set-up script, README commands, what must not be committed."""

from __future__ import annotations

import ast
import importlib.util
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


@pytest.fixture
def bootstrap() -> ModuleType:
    """The set-up script as a module."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", ROOT / "scripts" / "bootstrap.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def committed_files() -> list[Path]:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def script(path: Path, *lines: str) -> Path:
    """A small shell program that stands in for a real one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return path


# --- what is committed ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["requirements.lock", "scripts/uv.txt"])
def test_lock_names_no_address_and_hashes_everything(name: str) -> None:
    text = (ROOT / name).read_text()
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


# --- the set-up script, with stand-ins for uv, pip and Python -------------------------------------


def test_bootstrap_is_readable_by_python_3_8() -> None:
    ast.parse((ROOT / "scripts" / "bootstrap.py").read_text(), feature_version=(3, 8))


def test_bootstrap_and_project_agree_on_versions(bootstrap: ModuleType) -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    bounds = [(int(major), int(minor)) for major, minor in re.findall(r"(\d+)\.(\d+)", wanted)]
    assert wanted == bootstrap.PYTHONS
    assert "not {} <= sys.version_info < {}".format(*bounds) in bootstrap.FITS
    assert (ROOT / ".python-version").read_text().strip() == "{}.{}".format(*bounds[0])


def test_makefile_has_the_tasks_of_the_bootstrap(bootstrap: ModuleType) -> None:
    tasks = re.search(r"^TASKS := (.*)$", (ROOT / "Makefile").read_text(), flags=re.M)
    assert tasks is not None and tasks[1].split() == list(bootstrap.TASKS)


class Machine:
    """A copy of the project's outer files on a machine whose programs are stand-ins that write down their calls."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root, self.path = folder, folder / "project", folder / "path"
        (self.root / "scripts").mkdir(parents=True)
        self.path.mkdir()
        for name in ("scripts/bootstrap.py", "scripts/uv.txt", "requirements.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, self.root / name)
        pin = (ROOT / "scripts" / "uv.txt").read_text().split()[0]
        self.uv = self.root / ".bootstrap" / pin / "bin" / "uv"
        self.put_uv(self.uv)

    def put_uv(self, path: Path) -> None:
        """A uv that makes an environment of stand-ins, or fails or is interrupted at the step that a file names."""
        log, trouble, python = self.folder / "log", self.folder / "trouble", self.root / ".venv" / "bin" / "python"
        script(
            path,
            f'echo "uv $* $UV_DEFAULT_INDEX" >> {log}',
            'step="$1"; [ "$1" = pip ] && step="$2"',
            'if [ "$step" = venv ]; then',
            f"  mkdir -p {python.parent} {self.root}/.venv/lib/python3/site-packages",
            f"""  printf '#!/bin/sh\necho "python $*" >> {log}\n' > {python}; chmod +x {python}""",
            "fi",
            f'[ "$(cat {trouble} 2>/dev/null)" = "$step fails" ] && exit 1',
            f'[ "$(cat {trouble} 2>/dev/null)" = "$step is interrupted" ] && kill -INT $PPID && exec sleep 5',
            "exit 0",
        )

    def put_pip(self) -> None:
        """A pip that puts uv where it is told to, and that has been told of an index."""
        uv = self.folder / "uv-to-fetch"
        self.put_uv(uv)
        (self.folder / "modules" / "pip").mkdir(parents=True)
        (self.folder / "modules" / "pip" / "__init__.py").touch()  # else the environment's own pip, if any, goes first
        (self.folder / "modules" / "pip" / "__main__.py").write_text(
            "import os, shutil, sys\n"
            f"open({str(self.folder / 'log')!r}, 'a').write(' '.join(['pip', *sys.argv[1:]]) + '\\n')\n"
            "if sys.argv[1] == 'config':\n"
            "    print(\":env:.disable-pip-version-check='1'\\nglobal.index-url='the-index'\")\n"
            "else:\n"
            "    folder = os.path.join(sys.argv[sys.argv.index('--target') + 1], 'bin')\n"
            "    os.makedirs(folder)\n"
            f"    shutil.copy({str(uv)!r}, os.path.join(folder, 'uv'))\n"
        )

    def trouble(self, what: str) -> None:
        (self.folder / "trouble").write_text(what)

    def type(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Type ``python scripts/bootstrap.py ...``; even where a test run itself may not be interrupted, this may."""
        code = (
            "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
            "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
        )
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_", "PYTHON"))}
        variables = {
            **kept,
            "PATH": f"{self.path}:/usr/bin:/bin",
            "PYTHONPATH": str(self.folder / "modules"),
            "PIP_NO_INDEX": "1",
            "PIP_CONFIG_FILE": os.devnull,
            **variables,
        }
        self.log.unlink(missing_ok=True)
        command = [sys.executable, "-c", code, str(self.root / "scripts" / "bootstrap.py"), *arguments]
        return subprocess.run(command, env=variables, cwd=self.folder, capture_output=True, text=True, timeout=60)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def steps(self) -> list[str]:
        """What uv was told to do, without the question for its version."""
        calls = [line.split() for line in self.log.read_text().splitlines() if line.startswith("uv ")]
        return [call[2] if call[1] == "pip" else call[1] for call in calls if call[1] != "--version"]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    if os.name == "nt":
        pytest.skip("the stand-in programs are shell scripts")
    return Machine(tmp_path)


ANEW, PROJECT_ALONE, NOTHING = ["venv", "sync", "install"], ["install"], list[str]()


def test_an_environment_is_made_once(machine: Machine) -> None:
    done = machine.type("setup")
    assert done.returncode == 0 and "environment ready" in done.stdout
    assert machine.steps() == ANEW
    calls = machine.log.read_text()
    base = sys._base_executable  # type: ignore[attr-defined]
    assert f"uv venv --quiet --no-project --python {base} " in calls
    assert re.search(r"uv pip sync .*--require-hashes .*requirements\.lock", calls)
    assert re.search(r"uv pip install .*--offline --no-deps --no-build-isolation .*--editable", calls)
    assert re.search(r"python -m compileall .*/site-packages/numpy", calls)
    again = machine.type("setup")
    assert again.returncode == 0 and "using the environment in .venv" in again.stdout
    assert machine.steps() == NOTHING


@pytest.mark.parametrize(
    ("file", "change", "steps"),
    [
        ("requirements.lock", "# more\n", ANEW),
        ("pyproject.toml", "# more\n", PROJECT_ALONE),
        ("scripts/uv.txt", "# more\n", NOTHING),
        (".venv/kentongan-stamp.json", "torn", ANEW),
        (".venv/bin/python", "exit 1\n", ANEW),
        (".venv/bin/python", 'case "$*" in *import*) exit 1; esac\n', ANEW),
    ],
)
def test_what_has_changed_decides(machine: Machine, file: str, change: str, steps: list[str]) -> None:
    machine.type("setup")
    with (machine.root / file).open("a") as stream:
        stream.write(change)
    assert machine.type("setup").returncode == 0
    assert machine.steps() == steps
    machine.type("setup")
    assert machine.steps() == NOTHING


def test_a_moved_project_is_set_up_anew(machine: Machine) -> None:
    machine.type("setup")
    stamp = machine.root / ".venv" / "kentongan-stamp.json"
    stamp.write_text(stamp.read_text().replace(str(machine.root), "/elsewhere"))
    machine.type("setup")
    assert machine.steps() == ANEW


def test_line_ends_do_not_count_as_a_change(machine: Machine) -> None:
    machine.type("setup")
    lock = machine.root / "requirements.lock"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    machine.type("setup")
    assert machine.steps() == NOTHING


@pytest.mark.parametrize("step", ["venv", "sync", "install"])
def test_an_interrupted_set_up_is_not_taken_for_finished(machine: Machine, step: str) -> None:
    machine.trouble(f"{step} is interrupted")
    done = machine.type("demo")
    assert done.returncode == 130 and "Type the same command to go on" in done.stdout
    assert "Traceback" not in done.stderr
    machine.trouble("")
    assert machine.type("setup").returncode == 0
    assert machine.steps() == ANEW


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("venv", "no Python 3.12 or 3.13 was found or could be fetched: install Python 3.12"),
        ("sync", "the packages could not be installed: check network"),
        ("install", "the project itself could not be installed"),
    ],
)
def test_a_step_that_fails_ends_with_a_sentence(machine: Machine, step: str, sentence: str) -> None:
    machine.type("setup")
    with (machine.root / "requirements.lock").open("a") as stream:
        stream.write("# more\n")
    machine.trouble(f"{step} fails")
    done = machine.type("demo")
    assert done.returncode == 1 and done.stderr == ""
    assert done.stdout.splitlines()[-1].startswith(f"kentongan: {sentence}")
    machine.trouble("")
    machine.type("setup")
    assert machine.steps() == ANEW


def test_an_environment_that_cannot_be_removed_is_said(machine: Machine) -> None:
    machine.type("setup")
    link, target = machine.root / ".venv", machine.folder / "mine"
    link.rename(target)
    link.symlink_to(target)
    lock = machine.root / "requirements.lock"
    before = lock.read_text()
    lock.write_text(before + "# more\n")
    done = machine.type("setup")
    assert done.returncode == 1 and ".venv cannot be removed" in done.stdout
    assert (target / "bin" / "python").exists()
    lock.write_text(before)  # who knows what is left of it: it does not count as whole any more
    assert machine.type("setup").returncode == 1


def test_python_can_be_chosen(machine: Machine) -> None:
    chosen, other = script(machine.folder / "chosen"), script(machine.folder / "other")
    assert machine.type("setup").returncode == 0
    machine.type("setup", PYTHON=str(chosen))
    assert machine.steps() == ANEW and f"--python {chosen} " in machine.log.read_text()
    for same in (str(chosen), ""):
        machine.type("setup", PYTHON=same)
        assert machine.steps() == NOTHING
    machine.type("setup", PYTHON=str(other))
    assert f"--python {other} " in machine.log.read_text()


@pytest.mark.parametrize("answer", ["exit 1", "echo 'command not found' >&2; exit 127", None])
def test_an_unfit_choice_is_said_and_passed_over(machine: Machine, answer: str | None) -> None:
    choice = machine.folder / "python"
    if answer is not None:
        script(choice, answer)
    done = machine.type("setup", PYTHON=str(choice))
    assert done.returncode == 0 and f"PYTHON={choice} is not a working Python 3.12 or 3.13" in done.stdout
    assert str(choice) not in machine.log.read_text()


def test_what_does_not_fit_only_starts(machine: Machine) -> None:
    # as if the Python that runs this test were too old for the project
    starter = machine.root / "scripts" / "bootstrap.py"
    starter.write_text(starter.read_text().replace("not (3, 12) <=", "not (9, 9) <="))
    assert machine.type("setup").returncode == 0
    assert "--python >=3.12,<3.14 " in machine.log.read_text()


def test_versions_fit_or_not(bootstrap: ModuleType) -> None:
    for version, fits in {(3, 11, 9): False, (3, 12, 0): True, (3, 13, 5): True, (3, 14, 0): False}.items():
        question = bootstrap.FITS.replace("import sys", f"import sys; sys.version_info = {version}")
        assert (subprocess.run([sys.executable, "-c", question]).returncode == 0) is fits


def test_pip_fetches_the_pinned_uv_into_a_folder_of_its_own(machine: Machine) -> None:
    machine.put_pip()
    shutil.rmtree(machine.root / ".bootstrap")
    script(machine.path / "uv", f"echo other >> {machine.log}")  # another uv on this machine is left alone
    assert machine.type("setup").returncode == 0
    calls = machine.log.read_text()
    assert "other" not in calls
    fetched = re.search(r"pip install .*--require-hashes --target (\S+) -r (\S+)", calls)
    assert fetched is not None
    assert fetched[1] == str(machine.uv.parent.parent) and fetched[2] == str(machine.root / "scripts" / "uv.txt")
    assert re.search(r"uv pip sync .* the-index$", calls, flags=re.M)
    with (machine.root / "requirements.lock").open("a") as stream:
        stream.write("# more\n")
    machine.type("setup")
    assert machine.steps() == ANEW and not re.search(r"^pip install", machine.log.read_text(), flags=re.M)
    machine.type("setup", PYTHON=sys.executable, UV_DEFAULT_INDEX="my-index")
    assert re.search(r"uv pip sync .* my-index$", machine.log.read_text(), flags=re.M)


def test_where_pip_cannot_fetch_uv_the_one_of_the_machine_serves(machine: Machine) -> None:
    shutil.rmtree(machine.root / ".bootstrap")
    done = machine.type("setup")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("kentongan: uv could not be fetched: check the network or install")
    machine.put_uv(machine.path / "uv")
    assert machine.type("setup").returncode == 0
    assert machine.steps() == ANEW


# --- tasks ----------------------------------------------------------------------------------------


def test_an_unknown_task_is_refused(machine: Machine) -> None:
    for arguments in (["dmeo"], []):
        done = machine.type(*arguments)
        assert done.returncode == 2 and "demo" in done.stdout
    assert not machine.log.exists()


def test_all_commands_of_a_task_run_and_one_that_fails_is_not_forgotten(machine: Machine) -> None:
    machine.type("setup")
    programs = machine.root / ".venv" / "bin"
    for name, code in {"ruff": 3, "mypy": 0, "lint-imports": 0}.items():
        script(programs / name, f'echo "{name} $*" >> {machine.log}', f"exit {code}")
    done = machine.type("check")
    assert done.returncode == 3 and done.stdout.splitlines()[-1] == "kentongan: some checks failed: see above."
    ran = [line.split()[0] for line in machine.log.read_text().splitlines()]
    assert ran[-4:] == ["ruff", "ruff", "mypy", "lint-imports"]
    script(programs / "ruff")
    done = machine.type("check")
    assert done.returncode == 0 and done.stdout.splitlines()[-1] == "kentongan: all checks passed."


def test_arguments_go_to_the_task(machine: Machine) -> None:
    machine.type("setup")
    machine.type("test", "-k", "trust", KENTONGAN_REQUIRE_BROWSER="")
    assert re.search(r"python -m pytest .*-k trust$", machine.log.read_text(), flags=re.M)
    machine.type("test", "-x", KENTONGAN_REQUIRE_BROWSER="1")
    assert re.search(r"python -m pytest .*-p scripts.require_browser -x$", machine.log.read_text(), flags=re.M)


def test_the_demo_ends_with_the_report(machine: Machine) -> None:
    machine.type("setup")
    outputs, programs = machine.root / "outputs", machine.root / ".venv" / "bin"
    for name in ("old/report.html", "new/report.html", "new/figure.html"):
        (outputs / name).parent.mkdir(parents=True, exist_ok=True)
        (outputs / name).touch()
    for page in outputs.rglob("*.html"):
        os.utime(page, (1000, 1000))
    script(programs / "kentongan")
    assert "the report is" not in machine.type("demo").stdout
    script(programs / "kentongan", f"touch {outputs}/new/report.html; sleep 0.01; touch {outputs}/new/figure.html")
    done = machine.type("demo")
    last = done.stdout.splitlines()[-1]
    assert (
        done.returncode == 0 and last == f"kentongan: the report is {outputs}/new/report.html (open it in a browser)."
    )
    script(programs / "kentongan", f"touch {outputs}/new/report.html", "exit 4")
    done = machine.type("demo")
    assert done.returncode == 4 and "the report is" not in done.stdout


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

        @pytest.mark.analysis
        def test_screening():
            pytest.skip("no SALib")

        def test_other():
            pytest.skip("something else")
        """
    )
    pytester.makeini("[pytest]\nmarkers =\n    browser\n    analysis")
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(skipped=3)
    for spread in ("0", "1"):  # by itself, and in a process that hands what it found to the one that counts
        strict = pytester.runpytest_inprocess("-p", "scripts.require_browser", "-p", "no:cacheprovider", "-n", spread)
        strict.assert_outcomes(failed=2, skipped=1)
