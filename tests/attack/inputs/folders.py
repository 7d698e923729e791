"""Folders for results: where they cannot be, what stands there already, and the names of files that are read."""

from __future__ import annotations

from pathlib import Path

from tests.attack.inputs.villages import HEAD, ROW
from tests.attack.tries import QUICK, RUN_FILES, Try

KIND = "a folder or a path"
RUN = ("run", *QUICK)
TABLE = f"{HEAD}\n{ROW}\n"


def link(here: Path) -> None:
    """A link that leads nowhere."""
    (here / "out").symlink_to(here / "gone")


def folder(here: Path) -> None:
    """A folder with the name of a file of results."""
    (here / "out" / "weekly.csv").mkdir(parents=True)


def pipe_of_blanks(here: Path) -> None:
    """A folder with the name of a table."""
    (here / "villages.csv").mkdir()


NAMES = (
    "desa (1).csv",
    "desa,1.csv",
    "desa [baru].csv",
    "désa.csv",
    "desa=1.csv",
    "desa'1.csv",
    "{desa}.csv",
    "~desa.csv",
)
PATHS = {
    "a table that is not there": ("none.csv", "none.csv"),
    "an empty path": ("''", "place.villages_csv"),
    "a path of 5,000 letters": ("a" * 5000, "place.villages_csv"),
    "a folder for a table": ("own", "own"),
    "a table on the web": ("https://example.org/villages.csv", "place.villages_csv"),
    "a device without end": ("/dev/zero", "/dev/zero"),
    "a byte of nothing in a path": ("a\\0b", "place.villages_csv"),
}
TRIES = [
    *(Try(KIND, f"a table named {name}", (*RUN, f"place.villages_csv={name}"), 0, (), {name: TABLE}) for name in NAMES),
    *(
        Try(KIND, name, (*RUN, f"place.villages_csv={path}"), 2, (said,), {"own/x": ""})
        for name, (path, said) in PATHS.items()
    ),
    Try(
        KIND,
        "a table that is a folder",
        (*RUN, "place.villages_csv=villages.csv"),
        2,
        ("villages.csv",),
        {},
        pipe_of_blanks,
    ),
    Try(KIND, "results in two folders", (*RUN, "--output", "a", "--output", "out"), 2, ("--output: 'out' after 'a'",)),
    Try(KIND, "results in no folder", (*RUN, "--output", ""), 2, ("--output: no value",)),
    Try(
        KIND, "a folder named in bytes that are no text", (*RUN, "--output", "a\udcff"), 2, ("a word that is no text",)
    ),
    Try(
        KIND,
        "a village of a table changed beside it",
        (*RUN, "place.villages_csv=villages.csv", "place.villages.0.people=200"),
        2,
        ("place.villages.0.people: 200",),
        {"villages.csv": TABLE},
    ),
    Try(KIND, "results in a file", (*RUN, "--output", "out"), 2, ("this path, which is a file,",), {"out": "x"}),
    Try(KIND, "results below a file", (*RUN, "--output", "out/a/b"), 2, ("a path through",), {"out": "x"}),
    Try(
        KIND, "results behind a link to nowhere", (*RUN, "--output", "out"), 2, ("a link that leads nowhere",), {}, link
    ),
    Try(KIND, "results where only the system writes", (*RUN, "--output", "/proc/out"), 2, ("output folder /proc/out",)),
    Try(KIND, "a name of 300 letters", (*RUN, "--output", "o" * 300), 2, ("a path that cannot be",)),
    Try(KIND, "a folder in place of a file", (*RUN, "--output", "out"), 2, ("weekly.csv: a folder",), {}, folder),
    Try(
        KIND,
        "a mistake, and no folder either",
        (*RUN, "weeks=0", "--output", "out"),
        2,
        ("weeks: 0", "which is a file"),
        {"out": "x"},
    ),
    Try(
        KIND,
        "files that are not ours beside results",
        (*RUN, "--output", "out"),
        0,
        (),
        {"out/mine.txt": "x"},
        leaves=RUN_FILES,
    ),
    Try(
        KIND, "a folder for configuration that is a file", ("run", "--config-dir", "own"), 2, ("a file",), {"own": "x"}
    ),
    Try(KIND, "an empty folder for configuration", (*RUN, "--config-dir", "own"), 0, (), {"own/notes.txt": "x"}),
]
