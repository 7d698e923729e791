"""Kentongan installed as a wheel: the settings and texts are inside, nothing of the checkout is needed."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from experiments.composing.library import Library

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel of this checkout is unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    zipfile.ZipFile(wheel).extractall(target)
    return target


def call(installed: Path, work: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as it is installed, away from the checkout (which an editable install would offer)."""
    code = (
        "import sys; sys.meta_path[:] = [f for f in sys.meta_path if 'editable' not in repr(f).lower()]; "
        f"sys.path[:] = [p for p in sys.path if p not in ('', {str(ROOT)!r})]; "
        "from experiments.main import main; sys.exit(main(sys.argv[1:]))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )


def test_lists(installed: Path, tmp_path: Path) -> None:
    done = call(installed, tmp_path, "list")
    assert done.returncode == 0, done.stderr
    for group in ("place", "programme", "channel", "outreach", "experiment"):
        for name in Library().options(group):
            assert f"\n  {name} " in done.stdout


def test_settings_compose_there(installed: Path, tmp_path: Path) -> None:
    done = call(installed, tmp_path, "run", "place=kalibawang", "experiment=demo", "weeks=0")
    assert done.returncode == 2
    assert done.stderr == (
        "kentongan: weeks: 0 is not accepted (allowed: a whole number from 1 to 3,000 weeks); "
        "choose a value in this range.\n"
    )


def test_everything_is_inside(installed: Path) -> None:
    """Every file of the three packages that is not made by running is in the wheel."""
    for package in ("sim", "experiments", "configs"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
                assert (installed / path.relative_to(ROOT)).exists(), path
    assert (installed / "configs" / "config.yaml").exists()
