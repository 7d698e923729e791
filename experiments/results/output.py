"""Folders of results: checked before the work starts, and written so that no file is ever half there."""

from __future__ import annotations

import csv
import errno
import glob
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import InputError, Mistake

if TYPE_CHECKING:
    import pandas as pd

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
"""Numbers of the errors of a disk that takes no more: of the user's machine, not of the program."""

HALF_WRITTEN_SECONDS = 3600.0
"""Longer than any file takes to write."""
ROOT = Path("outputs")
"""Where results go unless ``--output`` says otherwise, seen from the folder one works in."""


def folder_mistake(folder: Path) -> Mistake | None:
    """What would keep results from being written to a folder; nothing is made or changed to find out."""
    place = folder.absolute()
    try:
        place.exists()
    except (OSError, ValueError) as error:  # longer than a path may be, or with characters that none has
        return _mistake(folder, f"a path that cannot be ({getattr(error, 'strerror', None) or error})")
    while not place.exists() and place != place.parent:
        if place.is_symlink():
            return _mistake(folder, f"a folder behind {place}, a link that leads nowhere")
        place = place.parent
    itself = place == folder.absolute()
    if not place.is_dir():
        return _mistake(folder, f"{'this path' if itself else f'a path through {place}'}, which is a file,")
    if not os.access(place, os.W_OK | os.X_OK):
        return _mistake(folder, f"{'this folder' if itself else f'a folder in {place}'}, where you may not write,")
    return None


def _mistake(folder: Path, value: str) -> Mistake:
    allowed, todo = "a folder that can be written", "name another one with --output DIR"
    return Mistake(f"output folder {folder}", value, allowed, todo)


class Output:
    """One folder of results.

    Raises:
        InputError: when it is made, if it cannot be written.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self._made = [path for path in (self.folder, *self.folder.parents) if not path.exists()]
        mistake = folder_mistake(self.folder) or self._try_out()
        if mistake is not None:
            raise InputError([mistake])

    def __truediv__(self, name: str) -> Path:
        return self.folder / name

    def leave_nothing(self) -> None:
        """Take away the folders that were made for this output, if nothing has been written to them."""
        for folder in self._made:
            with suppress(OSError):
                folder.rmdir()

    def _try_out(self) -> Mistake | None:
        probe = self.folder / f".{secrets.token_hex(4)}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            probe.touch()
            probe.unlink()
        except OSError as error:
            self.leave_nothing()
            return _mistake(self.folder, f"this folder ({error.strerror})")
        except BaseException:  # stopped by hand just now: leave no trace either
            with suppress(OSError):
                probe.unlink()
            self.leave_nothing()
            raise
        return None

    def write_text(self, name: str, text: str) -> Path:
        """Write a text file (UTF-8, line feeds)."""
        path = self / name
        write_text(path, text)
        return path

    def write_columns(self, name: str, columns: Mapping[str, Sequence[Any] | NDArray[Any]]) -> Path:
        """Write equally long columns [rows] as CSV, where no table is needed."""
        path = self / name
        write_columns(columns, path)
        return path

    def write_table(self, name: str, table: pd.DataFrame) -> Path:
        """Write a table as CSV without its index."""
        path = self / name
        write_table(table, path)
        return path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write to that becomes ``path`` once all is written; after an error nothing is left.

    Raises:
        InputError: if a folder has the name of the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise InputError([Mistake(str(path), "a folder", "a file, which is to be written", "rename the folder")])
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    sweep_up(path.parent, f".{glob.escape(path.name)}.*.part")
    try:
        yield half
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)


def sweep_up(folder: Path, pattern: str) -> None:
    """Remove what killed commands left half-written long ago; what is younger another command may be writing."""
    for leftover in folder.glob(pattern):
        with suppress(OSError):
            if leftover.stat().st_mtime < time.time() - HALF_WRITTEN_SECONDS:
                leftover.unlink()


def write_text(path: Path, text: str) -> None:
    """Write a text file at once and whole (UTF-8, line feeds)."""
    with whole(path) as half:
        half.write_text(text, encoding="utf-8", newline="\n")


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table at once and whole, without its index: CSV, or Parquet by its name."""
    with whole(path) as half:
        if path.suffix == ".parquet":
            table.to_parquet(half, index=False)
        else:
            table.to_csv(half, index=False, lineterminator="\n", float_format=_figure)


def write_columns(columns: Mapping[str, Sequence[Any] | NDArray[Any]], path: Path) -> None:
    """Write equally long columns [rows] as CSV, as :func:`write_table` does, without importing pandas."""
    cells = [_cells(column) for column in columns.values()]
    with whole(path) as half, half.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*cells, strict=True))


def _cells(column: Sequence[Any] | NDArray[Any]) -> Iterable[Any]:
    values = column.tolist() if isinstance(column, np.ndarray) else column
    is_float = isinstance(column, np.ndarray) and column.dtype.kind == "f"
    return map(_figure, values) if is_float else values


def _figure(value: Any) -> str:
    """The shortest text that reads back as the same number, whole numbers without a point."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
