#!/usr/bin/env python3
"""Set the project up on a fresh machine and start its tasks: ``python scripts/bootstrap.py demo``.

Runs on any Python from 3.8 with nothing installed. It looks for a Python that fits the project (or fetches
one), makes ``.venv`` from ``requirements.lock``, and runs the task inside it. A stamp written last tells the
next call that ``.venv`` is whole and belongs to this lock, so an interrupted set-up is never taken for a
finished one.
"""

import contextlib
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

FITTING = ((3, 12), (3, 13))  # the first is preferred; pyproject.toml says the same
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
TOOLS = ROOT / ".bootstrap"
STAMP_NAME = "kentongan-stamp.json"
WINDOWS = os.name == "nt"

# Each task is one or more commands; all of them run, and the task fails if one fails.
TASKS = {
    "setup": [],
    "demo": [["kentongan", "compare", "experiment=demo"]],
    "test": [["python", "-m", "pytest", "-m", "not slow_study"]],
    "check": [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy", "--strict", "sim"],
        ["lint-imports"],
    ],
    "study": [["python", "-m", "pytest", "-m", "slow_study"]],
    "benchmark": [["python", "-m", "scripts.benchmark"]],
    "profile": [["python", "-m", "scripts.profile"]],
    "baseline": [["python", "-m", "tests.baseline"]],
    "docs": [
        ["python", "-m", "scripts.parameters"],
        ["python", "-m", "scripts.columns"],
    ],
    "patterns": [
        ["kentongan", "check-patterns"],
        ["kentongan", "check-levels"],
        ["python", "-m", "scripts.known_failures"],
    ],
}

# A candidate answers with what it is. One that cannot run this (a shim, a broken link) is no Python.
PROBE = """
import json, platform, sys, sysconfig
try:
    import ensurepip, venv
    pip = True
except ImportError:
    pip = False
print(json.dumps({
    "path": getattr(sys, "_base_executable", None) or sys.executable,
    "version": list(sys.version_info[:2]),
    "usual": platform.python_implementation() == "CPython" and sys.maxsize > 2**32
    and not sysconfig.get_config_var("Py_GIL_DISABLED"),
    "pip": pip,
}))
"""


class SetupError(Exception):
    """Something the user must do; its text says what."""


def say(text):
    print("kentongan: " + text, flush=True)


def main(arguments):
    if not arguments or arguments[0] not in TASKS:
        print("usage: python scripts/bootstrap.py {" + ",".join(TASKS) + "} [more arguments for the task]")
        return 2
    try:
        ensure_environment()
        return run_task(arguments[0], arguments[1:])
    except SetupError as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("stopped. Type the same command to go on; what is half done is not taken for done.")
        return 130


# --- finding a Python -----------------------------------------------------------------------------


def candidates():
    """Commands that may start a fitting Python, likeliest first. None is trusted before it has been run."""
    chosen = os.environ.get("PYTHON")
    if chosen:
        yield [chosen]
    yield [sys.executable]
    names = ["{}.{}".format(*version) for version in FITTING]
    for name in names:
        yield ["python" + name]
    yield ["python3"]
    yield ["python"]
    for name in names:
        yield ["py", "-" + name]
    home = str(Path.home())
    local = os.environ.get("LOCALAPPDATA", home)
    for name in names:
        short = name.replace(".", "")
        for pattern in (
            home + "/.pyenv/versions/" + name + "*/bin/python",
            home + "/.pyenv/pyenv-win/versions/" + name + "*/python.exe",
            home + "/.local/share/uv/python/cpython-" + name + "*/bin/python3",
            home + "/.local/bin/python" + name,
            "/usr/local/bin/python" + name,
            "/usr/bin/python" + name,
            "/opt/homebrew/bin/python" + name,
            "/opt/homebrew/opt/python@" + name + "/bin/python" + name,
            "/Library/Frameworks/Python.framework/Versions/" + name + "/bin/python3",
            local + "/Programs/Python/Python" + short + "/python.exe",
            "C:/Program Files/Python" + short + "/python.exe",
            "C:/Python" + short + "/python.exe",
        ):
            for path in sorted(glob.glob(pattern), reverse=True):
                yield [path]


def probe(command):
    """What a candidate says of itself, or None if it is absent, fails, hangs or does not fit the project."""
    try:
        done = subprocess.run(
            [*command, "-c", PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=30,
            check=True,
        )
        found = json.loads(done.stdout.decode("utf-8", "replace").strip().splitlines()[-1])
        fits = tuple(found["version"]) in FITTING and found["usual"] and os.path.exists(found["path"])
    except (OSError, subprocess.SubprocessError, ValueError, LookupError, TypeError):
        return None
    return found if fits else None


def find_python(commands=None):
    """The first candidate that works and can make a virtual environment; else one that works; else None."""
    chosen = os.environ.get("PYTHON")
    without_pip, seen = None, []
    for command in candidates() if commands is None else commands:
        if command in seen:
            continue
        seen.append(command)
        found = probe(command)
        if found is None:
            if chosen and command == [chosen]:
                say("PYTHON={} is not a working Python 3.12 or 3.13; looking for another.".format(chosen))
            continue
        if inside(Path(found["path"]), VENV):
            continue  # never build an environment from itself
        if found["pip"]:
            return found
        without_pip = without_pip or found
    return without_pip


def inside(path, folder):
    return str(path).startswith(str(folder) + os.sep)


def find_uv(fetch):
    """A working uv: on the PATH, fetched before, or (if asked) fetched now with some Python's pip."""
    own = TOOLS / "uv" / "bin" / ("uv.exe" if WINDOWS else "uv")
    for path in ("uv", str(own)):
        if succeeds([path, "--version"]):
            return path
    if not fetch:
        return None
    say("no Python 3.12 or 3.13 here that can make an environment; fetching uv, which can get one ...")
    for python in (sys.executable, "python3", "python"):
        done = succeeds([python, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(TOOLS / "uv"), "uv"])
        if done and succeeds([str(own), "--version"]):
            return str(own)
    return None


def succeeds(command):
    try:
        quiet = subprocess.DEVNULL
        return subprocess.call(command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=str(ROOT)) == 0
    except OSError:
        return False


# --- making the environment -----------------------------------------------------------------------


def ensure_environment():
    """Leave a whole ``.venv`` behind: reuse it, refresh the project alone, or build it anew."""
    wanted = wanted_stamp(LOCK, PROJECT, ROOT)
    state, why = judge(VENV, wanted)
    if state == "ready":
        say("using the environment in .venv (it matches requirements.lock).")
        return
    started = time.time()
    if state == "refresh":
        say("pyproject.toml has changed; installing the project into .venv again ...")
    else:
        say(why + "; this needs the network once and some minutes ...")
        build_environment()
    install_project()
    write_stamp(VENV, wanted)
    say("environment ready after {:.0f} s.".format(time.time() - started))


def wanted_stamp(lock, project, root):
    return {"lock": digest(lock), "pyproject": digest(project), "root": str(root)}


def digest(path):
    # line ends are evened out, so that a checkout on Windows and one on Linux agree
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def judge(venv, wanted):
    """("ready" | "refresh" | "build", why): can this environment be used as it is?"""
    if not os.path.lexists(str(venv)):
        return "build", "making .venv"
    try:
        stamp = json.loads((venv / STAMP_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "build", "the .venv here is unfinished or not ours and is made anew"
    if not isinstance(stamp, dict) or stamp.get("root") != wanted["root"]:
        return "build", "the project has moved, so .venv is made anew"
    if stamp.get("lock") != wanted["lock"]:
        return "build", "requirements.lock has changed, so .venv is made anew"
    if version_of(venv) not in FITTING:
        return "build", "the Python of .venv is gone or does not fit, so it is made anew"
    if stamp.get("pyproject") != wanted["pyproject"]:
        return "refresh", ""
    return "ready", ""


def version_of(venv):
    """The version of the Python in an environment, asked of the Python itself; None if it does not start."""
    try:
        shown = subprocess.check_output(
            [program("python", venv), "-c", "import sys; print(*sys.version_info[:2])"],
            stderr=subprocess.DEVNULL,
        )
        return tuple(int(part) for part in shown.split())
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def write_stamp(venv, stamp):
    part = venv / (STAMP_NAME + ".part")
    part.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    os.replace(str(part), str(venv / STAMP_NAME))


def build_environment():
    remove_environment()
    found = find_python()
    uv = find_uv(fetch=found is None or not found["pip"])
    if uv:
        python = found["path"] if found else fetch_python(uv)
        if python and fill_with_uv(uv, python):
            return
        if found is None or not found["pip"]:
            raise SetupError(no_python() if not python else no_packages())
        say("uv did not manage; trying pip ...")
        remove_environment()
    if found is None or not found["pip"]:
        raise SetupError(no_python())
    if not (run([found["path"], "-m", "venv", str(VENV)]) and fill_with_pip()):
        raise SetupError(no_packages())


def fetch_python(uv):
    """The path of a Python that uv fetched, or None."""
    if not run([uv, "python", "install", "3.12"]):
        return None
    try:
        path = subprocess.check_output([uv, "python", "find", "--no-project", "3.12"], cwd=str(ROOT)).decode().strip()
    except (OSError, subprocess.SubprocessError):
        return None
    return path if probe([path]) else None


def fill_with_uv(uv, python):
    return run([uv, "venv", "--quiet", "--no-project", "--seed", "--python", python, str(VENV)]) and run(
        [uv, "pip", "install", "--quiet", "--python", program("python"), "--require-hashes", "-r", str(LOCK)]
    )


def fill_with_pip():
    return run([program("python"), "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(LOCK)])


def install_project():
    """Put the project itself in, editable, with the build tool that the lock brought: no network."""
    quiet = ["-qq", "--disable-pip-version-check"]
    flags = ["--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)]
    if not run([program("python"), "-m", "pip", "install", *quiet, *flags]):
        raise SetupError("the project itself could not be installed into .venv: the lines above say why.")


def remove_environment():
    if VENV.is_symlink():
        raise SetupError(".venv is a link to another folder; remove the link and start again.")
    if not VENV.exists():
        return
    with contextlib.suppress(OSError):
        (VENV / STAMP_NAME).unlink()  # first, so that a half removed environment counts as unfinished
    try:
        shutil.rmtree(str(VENV))
    except OSError as problem:
        raise SetupError(".venv cannot be removed ({}); close what uses it and start again.".format(problem)) from None


def no_python():
    also = " (Debian and Ubuntu: also python3-venv)" if sys.platform.startswith("linux") else ""
    wanted = "install one of them{} and start again.".format(also)
    return "no Python 3.12 or 3.13 was found and none could be fetched: " + wanted


def no_packages():
    return (
        "the packages of requirements.lock could not be installed (the lines above say why): check the "
        "network and free disk space, then start again; what is half done is made anew."
    )


# --- running a task -------------------------------------------------------------------------------


def program(name, venv=None):
    folder = (venv or VENV) / ("Scripts" if WINDOWS else "bin")
    return str(folder / (name + ".exe" if WINDOWS else name))


def run(command):
    try:
        return subprocess.call(command, cwd=str(ROOT)) == 0
    except OSError as problem:
        say("{} could not be started: {}".format(command[0], problem))
        return False


def run_task(name, more):
    started = time.time()
    worst = 0
    for command in TASKS[name]:
        extra = more if len(TASKS[name]) == 1 else []
        if name == "test" and os.environ.get("KENTONGAN_REQUIRE_BROWSER") == "1":
            extra = ["-p", "scripts.require_browser", *extra]
        say("running " + " ".join(command + extra))
        code = subprocess.call([program(command[0]), *command[1:], *extra], cwd=str(ROOT))
        worst = worst or code
    if name == "demo" and worst == 0:
        report = newest_report(ROOT / "outputs", started)
        if report:
            say("the report is {} (open it in a browser).".format(report))
    if name == "check":
        say("all checks passed." if worst == 0 else "some checks failed: see above.")
    return worst


def newest_report(folder, since):
    """The page written last under a folder since a moment; a page called report.html goes before others."""
    pages = [path for path in folder.rglob("*.html") if path.stat().st_mtime >= since - 2]
    pages.sort(key=lambda path: (path.name == "report.html", path.stat().st_mtime))
    return pages[-1] if pages else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
