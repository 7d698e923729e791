"""Small classes of the user's own, named in the settings as ``module:ClassName`` or ``path/to/module.py:ClassName``.

Named by a path, a file is read by itself; named as a module, it is looked for where Python looks. Either way the class
is made anew each week and without arguments, so what it remembers must stand in the world.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from sim.core.errors import InputError, Mistake

METHODS = {"recruiting.strategy": "adapt", "programme.officer_triage": "order"}
"""The settings that may name a class, and the method it must have."""
_LOADED: dict[tuple[str, int, int], ModuleType] = {}


def own_class(name: str, known: Iterable[str], setting: str) -> type[Any]:
    """The class of the user's own that a setting names; ``known`` are the names of those that come with the model.

    Raises:
        InputError: if there is no such class, or it is not of the kind that the setting needs.
    """
    module, colon, class_name = name.rpartition(":")
    if not colon or not module or not class_name:
        allowed = f"one of {', '.join(sorted(known))}, or module:ClassName"
        raise InputError([Mistake(setting, repr(name), allowed, "correct the name")])
    return _class_in(_module(module, setting, name), class_name, setting, name)


def source_of(name: str) -> str:
    """A hash of the source behind ``module:ClassName``; empty for the name of a class that comes with the model."""
    module, colon, _ = name.rpartition(":")
    path = _path(module) if colon else None
    return "" if path is None else hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _path(module: str) -> Path | None:
    if module.endswith(".py"):
        return Path(module) if Path(module).is_file() else None
    loaded = sys.modules.get(module)
    try:
        spec = importlib.util.find_spec(module) if loaded is None else loaded.__spec__
    except (ImportError, ValueError):
        return None
    origin = None if spec is None else spec.origin
    return Path(origin) if origin is not None and Path(origin).is_file() else None


def _module(module: str, setting: str, name: str) -> ModuleType:
    try:
        return _from_file(Path(module)) if module.endswith(".py") else importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module}.".startswith(f"{error.name}."):
            raise InputError([_broken(setting, name, error)]) from error
        allowed = "a module in the folder given by --config-dir, or where Python finds it"
        raise InputError([Mistake(setting, f"{name!r}, of which there is no module,", allowed, _CORRECT)]) from None
    except FileNotFoundError:
        raise InputError([Mistake(setting, f"{name!r}, of which there is no file,", "a file", _CORRECT)]) from None
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever the user's own code raises
        raise InputError([_broken(setting, name, error)]) from error


_CORRECT = "correct the name"


def _broken(setting: str, name: str, error: BaseException) -> Mistake:
    line = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
    value = f"{name!r}, which cannot be imported ({in_words(error)}{line}),"
    return Mistake(setting, value, "a module that Python can import", "correct the module")


def in_words(error: BaseException) -> str:
    """Kind and text of an error of the user's own, in one line that no terminal takes for a command."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # the text is the user's own code too
        text = ""
    printed = "".join(one if one.isprintable() else "?" for one in text)
    return f"{type(error).__name__}: {printed}".rstrip(": ")


def _from_file(path: Path) -> ModuleType:
    """A module read from a file of its own, and anew when the file has changed."""
    state = path.stat()
    key = (str(path), state.st_mtime_ns, state.st_size)
    if key not in _LOADED:
        name = f"kentongan_own_{hashlib.blake2b(repr(key).encode(), digest_size=8).hexdigest()}"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module  # where dataclasses look for the module they stand in
        spec.loader.exec_module(module)
        _LOADED[key] = module
    return _LOADED[key]


def _class_in(module: ModuleType, class_name: str, setting: str, name: str) -> type[Any]:
    classes = [key for key, value in vars(module).items() if isinstance(value, type) and not key.startswith("_")]
    found = getattr(module, class_name, None)
    if not isinstance(found, type):
        allowed = f"a class of that module: {', '.join(classes) or 'it has none'}"
        raise InputError([Mistake(setting, f"{name!r}, of which there is no class,", allowed, _CORRECT)])
    method = METHODS[setting]
    if not callable(getattr(found, method, None)):
        allowed = f"a class with the method {method}, as in sim/{_EXAMPLES[setting]}"
        raise InputError([Mistake(setting, f"{name!r}, which has no {method},", allowed, "add the method")])
    try:
        made: object = found()
        if not isinstance(made, found):
            raise TypeError(f"gives back {type(made).__name__}")
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        value = f"{name!r}, which cannot be made ({in_words(error)}),"
        raise InputError([Mistake(setting, value, "a class made without arguments", "correct the class")]) from error
    return found


_EXAMPLES = {"recruiting.strategy": "recruiters/reactions.py", "programme.officer_triage": "officers/triage.py"}
