#!/usr/bin/env python3
"""Set the project up on a fresh machine and start its tasks: ``python scripts/bootstrap.py demo``.

Runs on any Python from 3.8 that has pip. The work is uv's, whose version and hashes stand in ``scripts/uv.txt``:
it finds a Python that fits the project, or fetches one, makes ``.venv`` and fills it from ``requirements.lock``.
A stamp written last tells the next call that ``.venv`` is whole and belongs to this lock, so that an interrupted
set-up is never taken for a finished one.
"""

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

PYTHONS = ">=3.12,<3.14"  # pyproject.toml says the same
FITS = "import sys; sys.exit(not (3, 12) <= sys.version_info < (3, 14))"
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
FOLDER, EXE = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")

# What every command imports. uv compiles nothing, and where Python may not write bytecode each command would wait 5 s.
COMPILED = ("llvmlite", "matplotlib", "mesa", "networkx", "numba", "numpy", "pandas", "pydantic", "scipy")
SKIPPED = r"site-packages.+[/\\]tests[/\\]"

# Each task is one or more commands; all of them run, and the task fails if one fails.
TASKS = {
    "setup": [],
    "demo": ["kentongan compare experiment=demo"],
    "test": ["python -m pytest -m 'not slow_study' -n auto --dist worksteal"],
    "check": ["ruff check .", "ruff format --check .", "mypy --strict", "lint-imports"],
    "study": ["python -m pytest -m slow_study"],
    "benchmark": ["python -m scripts.benchmark"],
    "profile": ["python -m scripts.profile"],
    "baseline": ["python -m tests.baseline"],
    "docs": [f"python -m scripts.{page}" for page in ("parameters", "columns", "formulas", "robustness")],
    "patterns": ["kentongan check-patterns", "kentongan check-levels", "python -m scripts.known_failures"],
    "levers": ["kentongan check-levers", "python -m scripts.kept_levers"],
}


def main(arguments):
    if not arguments or arguments[0] not in TASKS:
        print("usage: python scripts/bootstrap.py {" + ",".join(TASKS) + "} [more arguments for the task]")
        return 2
    try:
        set_up()
        return run_task(arguments[0], arguments[1:])
    except KeyboardInterrupt:
        say("stopped. Type the same command to go on; what is half done is not taken for done.")
        return 130


def say(text):
    print("kentongan: " + text, flush=True)


def stop(text):
    say(text)
    sys.exit(1)


def ran(*command, quiet=False, **more):
    """Run a command in the project's folder and wait: did it start and succeed?"""
    sink = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.call([str(part) for part in command], cwd=str(ROOT), stdout=sink, stderr=sink, **more) == 0
    except OSError:
        return False


def program(name):
    return VENV / FOLDER / (name + EXE)


def digest(name):
    # line ends are evened out, so that a checkout on Windows and one on Linux agree
    return hashlib.sha256((ROOT / name).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def set_up():
    """Leave a whole ``.venv`` behind: as it is, with the project alone installed again, or made anew."""
    stamp = VENV / "kentongan-stamp.json"
    try:
        old = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        old = {}
    new = {"lock": digest("requirements.lock"), "root": str(ROOT), "project": digest("pyproject.toml")}
    new["python"] = os.environ.get("PYTHON") or old.get("python")
    whole = dict(old, project="") == dict(new, project="")
    whole = whole and ran(program("python"), "-c", "import hatchling", quiet=True)
    if whole and old == new:
        return say("using the environment in .venv (it matches requirements.lock).")
    started, uv = time.time(), find_uv()
    if not whole:
        say("making .venv; this needs the network once ...")
        make_environment(uv, stamp)
    # editable, and with the build tool that the lock brought: no network
    flags = ["--quiet", "--offline", "--no-deps", "--no-build-isolation", "--python", program("python")]
    if not ran(uv, "pip", "install", *flags, "--editable", ROOT):
        stop("the project itself could not be installed into .venv: the lines above say why.")
    stamp.write_text(json.dumps(new), encoding="utf-8")
    say("environment ready after {:.0f} s.".format(time.time() - started))


def find_uv():
    """The pinned uv, which pip puts into a folder named after it; where that fails, the uv that the machine has."""
    pins = ROOT / "scripts" / "uv.txt"
    folder = ROOT / ".bootstrap" / pins.read_text(encoding="utf-8").split()[0]
    own, pip = folder / "bin" / ("uv" + EXE), [sys.executable, "-m", "pip"]
    if not ran(own, "--version", quiet=True):
        say("fetching uv, which makes the environment ...")
        flags = ["-qq", "--upgrade", "--no-deps", "--only-binary=:all:", "--require-hashes", "--target", folder]
        ran(*pip, "install", *flags, "-r", pins, env=dict(os.environ, PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0"))
    # uv does not read where pip has been told to fetch from
    told = subprocess.run([*pip, "config", "list"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    for index in re.findall(r"\.index-url='(.+)'", told.decode("utf-8", "replace")):
        os.environ.setdefault("UV_DEFAULT_INDEX", index)
    for uv in (own, "uv"):
        if ran(uv, "--version", quiet=True):
            return uv
    stop("uv could not be fetched: check the network or install pip (Debian: python3-pip) or uv, and start again.")


def make_environment(uv, stamp):
    """A new ``.venv`` from the chosen Python, the one that started this, or whichever uv finds or fetches."""
    stamp.unlink(missing_ok=True)  # first, so that a half removed environment counts as unfinished
    shutil.rmtree(str(VENV), ignore_errors=True)
    if os.path.lexists(str(VENV)):
        stop(".venv cannot be removed: close what uses it, or remove it yourself, and start again.")
    chosen = os.environ.get("PYTHON")
    likely = [chosen, getattr(sys, "_base_executable", None)]
    python = next((python for python in likely if python and ran(python, "-c", FITS, quiet=True)), PYTHONS)
    if chosen and python != chosen:
        say("PYTHON={} is not a working Python 3.12 or 3.13; looking for another.".format(chosen))
    if not ran(uv, "venv", "--quiet", "--no-project", "--python", python, VENV):
        stop("no Python 3.12 or 3.13 was found or could be fetched: install Python 3.12 and start again.")
    if not ran(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", program("python"), "requirements.lock"):
        stop("the packages could not be installed: check network and disk space, and start again.")
    packages = next(VENV.glob("[Ll]ib/**/site-packages"))
    compiled = [packages / name for name in COMPILED]
    ran(program("python"), "-m", "compileall", "-q", "-j", "0", "-x", SKIPPED, *compiled, quiet=True)


def run_task(name, more):
    started, worst = time.time(), 0
    if len(TASKS[name]) > 1:
        more = []
    if name == "test" and os.environ.get("KENTONGAN_REQUIRE_BROWSER") == "1":
        more = ["-p", "scripts.require_browser", *more]
    for words in map(shlex.split, TASKS[name]):
        say("running " + " ".join(words + more))
        code = subprocess.call([str(program(words[0])), *words[1:], *more], cwd=str(ROOT))
        worst = worst or code
    if name == "demo" and worst == 0:
        new = [page for page in (ROOT / "outputs").rglob("report.html") if page.stat().st_mtime >= started - 2]
        if new:
            say("the report is {} (open it in a browser).".format(max(new, key=os.path.getmtime)))
    if name == "check":
        say("all checks passed." if worst == 0 else "some checks failed: see above.")
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
