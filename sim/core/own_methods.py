"""What a class of the user's own does when it is asked: whatever it raises or gives back wrongly is said as a mistake.

The sentence names the class, its file and line, and what the method should do; the error itself stays behind it as
its cause.
"""

from __future__ import annotations

import inspect
import reprlib
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sim.core.errors import InputError, Mistake
from sim.core.user_code import METHODS, in_words, own_class


def method_named(name: str, known: Mapping[str, type[Any]], setting: str) -> Callable[..., Any]:
    """The method that ``setting`` asks for, of one of the known classes or of the user's own named ``name``.

    Raises:
        InputError: if there is no such class; and, when the method is called, if the user's own raises anything.
    """
    if name in known:
        return _of(known[name](), setting)
    return partial(_asked, _of(own_class(name, known, setting)(), setting), name, setting)


def wrong_answer(name: str, known: Mapping[str, type[Any]], setting: str, answer: object, expected: str) -> InputError:
    """That the user's own method gave back ``answer``, where ``expected`` says in words what it should give back."""
    method = _of(own_class(name, known, setting), setting)
    value = f"{name!r}, whose {METHODS[setting]} gives back {' '.join(reprlib.repr(answer).split())},"
    allowed = f"that {METHODS[setting]} gives back {expected}"
    return InputError([Mistake(setting, value, allowed, f"correct it ({_place(method)})")])


def _of(owner: object, setting: str) -> Callable[..., Any]:
    method: Callable[..., Any] = getattr(owner, METHODS[setting])
    return method


def _asked(method: Callable[..., Any], name: str, setting: str, *given: object) -> Any:
    try:
        return method(*given)
    except InputError:
        raise
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever the user's own code raises
        value = f"{name!r}, whose {METHODS[setting]} raises an error ({in_words(error)}),"
        allowed = f"that {METHODS[setting]} comes to its end"
        todo = f"correct it ({_place(method, error)})"
        raise InputError([Mistake(setting, value, allowed, todo)]) from error


def _place(method: Callable[..., Any], error: BaseException | None = None) -> str:
    """The user's file, and in it the line that raised the error, or that the method begins with."""
    try:
        file, line = inspect.getsourcefile(method), inspect.getsourcelines(method)[1]
    except (OSError, TypeError):  # no Python of which the source is at hand
        return "its source is not at hand"
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    lines = [frame.lineno for frame in frames if frame.filename == file and frame.lineno is not None]
    return f"{file}, line {[line, *lines][-1]}"
