"""The configuration files there are: the packaged ``configs/`` and, before it, a folder of the user's own.

A file of the user's that has the name of a packaged one takes its place.
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from experiments.composing.meant import nearest
from experiments.composing.yaml_mistakes import read_mistakes
from sim.core.errors import Mistake

NAME = re.compile(r"[a-z][a-z0-9_]*")
EVERY = {"channel": "channels", "outreach": "outreach"}
"""Groups of which all files are taken, and the setting under which each stands by its file name."""
APART = {"pattern": "check-patterns", "lever": "check-levers", "fit": "fit-levels"}
"""Groups whose files a command of their own reads; they are no part of the settings."""
_RESERVED = "every"


def packaged() -> Path:
    """The folder of the configuration files that come with Kentongan.

    It is looked for beside this package first: another ``configs`` may stand earlier on Python's path.
    """
    beside = Path(__file__).resolve().parents[2] / "configs"
    return beside if (beside / "config.yaml").is_file() else Path(str(importlib.resources.files("configs")))


class Library:
    """Finds configuration files by group and name.

    ``config_dir`` is the user's own folder, or None; :meth:`mistakes` finds what is wrong with it.
    """

    def __init__(self, config_dir: Path | str | None = None) -> None:
        self.own = None if config_dir is None else Path(config_dir)
        self.folders = [folder for folder in (self.own, packaged()) if folder is not None and folder.is_dir()]

    @cached_property
    def groups(self) -> list[str]:
        """Names of the groups: the packaged folders that hold YAML files."""
        return sorted({path.parent.name for path in packaged().glob("*/*.yaml")})

    @cached_property
    def _files(self) -> dict[str, dict[str, Path]]:
        files: dict[str, dict[str, Path]] = {}
        for group in self.groups:
            found = {path.stem: path for folder in reversed(self.folders) for path in (folder / group).glob("*.yaml")}
            files[group] = dict(sorted(found.items()))
        return files

    def options(self, group: str) -> dict[str, Path]:
        """The files of a group by name, in alphabetical order; empty for an unknown group."""
        return self._files.get(group, {})

    def path(self, config_path: str) -> Path:
        """The file behind Hydra's name for it: ``config`` or ``place/kalibawang``."""
        group, _, name = config_path.rpartition("/")
        return self.options(group)[name] if group else packaged() / f"{name}.yaml"

    def shown(self, path: Path) -> str:
        """A file as the user knows it: packaged files from ``configs/`` on, others as they were given."""
        root = packaged()
        return path.relative_to(root.parent).as_posix() if path.is_relative_to(root) else str(path)

    def is_own(self, path: Path) -> bool:
        """Whether a file is the user's."""
        return self.own is not None and path.is_relative_to(self.own)

    def files(self) -> list[Path]:
        """Every file that settings are composed of."""
        groups = (options for group, options in self._files.items() if group not in APART)
        return [packaged() / "config.yaml", *(path for options in groups for path in options.values())]

    def state(self) -> tuple[tuple[str, int, int], ...]:
        """Changes whenever a file does: every file with its time and size."""
        stats = [(path, path.stat()) for path in self.files()]
        return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)

    def mistakes(self) -> Iterator[Mistake]:
        """What cannot be used in the user's own folder."""
        if self.own is None:
            return
        if not self.own.is_dir():
            kind = "a file" if self.own.exists() else "a folder that does not exist"
            yield Mistake(f"--config-dir {self.own}", kind, _FOLDER, "give the path of such a folder")
            return
        if (self.own / "config.yaml").exists():
            where = str(self.own / "config.yaml")
            todo = "put such settings into a file of the folder experiment, or on the command line"
            yield Mistake(where, "a config.yaml of one's own", "files in the folders of the groups", todo)
        for path in sorted([*self.own.glob("*.yaml"), *self.own.glob("*.yml")]):
            if path.stem != "config":
                moved = f"move it, for example to {self.own / 'channel' / path.name}"
                todo = f"give the folder above, {self.own.parent}" if self.own.name in self.groups else moved
                yield Mistake(str(path), "a file outside the folders of the groups", _FOLDER, todo)
        for folder in sorted(path for path in self.own.iterdir() if path.is_dir()):
            yield from self._folder_mistakes(folder)

    def _folder_mistakes(self, folder: Path) -> Iterator[Mistake]:
        files = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])
        if folder.name not in self.groups:
            meant = nearest(folder.name, self.groups)
            if files and meant:
                todo = f"did you mean {meant}?"
                yield Mistake(str(folder), f"the folder name {folder.name!r}", ", ".join(self.groups), todo)
            return
        for path in files:
            if path.suffix == ".yml":
                yield Mistake(str(path), "the ending .yml", ".yaml", f"rename it to {path.stem}.yaml")
            elif not NAME.fullmatch(path.stem) or path.stem == _RESERVED:
                allowed = f"small letters, digits and underscores, and not {_RESERVED!r}"
                yield Mistake(str(path), f"the name {path.stem!r}", allowed, "rename the file")
            else:
                yield from read_mistakes(path)


_FOLDER = "a folder with subfolders such as channel, place or programme"
