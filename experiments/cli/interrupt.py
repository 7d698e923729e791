"""Stopping by hand: Ctrl-C is remembered, so that whatever becomes of the exception, the command ends as stopped.

An interruption may arrive anywhere, also inside a library that turns every exception into one of its own or
swallows it. So the handler here notes that a stop was asked for, and who catches what came of it asks :func:`asked`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_state = {"asked": False}


class StoppedByHand(KeyboardInterrupt):
    """Somebody asked the command to stop.

    A class of its own because the interpreter ends a process as killed by the signal, whatever its exit code, once
    a plain ``KeyboardInterrupt`` has passed through ``exec`` (where imports run), even if it was caught later.
    """


def asked() -> bool:
    """Whether a stop was asked for since the command began."""
    return _state["asked"]


def stop_if_asked() -> None:
    """Stop now if a stop was asked for and some library swallowed the exception.

    Raises:
        StoppedByHand: if so.
    """
    if asked():
        raise StoppedByHand


@contextmanager
def stopped_by(number: signal.Signals, *, only_instead_of: object = None) -> Iterator[None]:
    """Let a signal stop the command. Only the main thread hears signals; elsewhere this does nothing.

    ``only_instead_of`` is the handler that is replaced; any other was put there by somebody who knows better.
    """
    mine = os.getpid()

    def stop(number: int, frame: FrameType | None) -> None:
        if os.getpid() == mine:  # a worker that was just forked leaves stopping to its parent
            _state["asked"] = True
            raise StoppedByHand

    if threading.current_thread() is not threading.main_thread() or (
        only_instead_of is not None and signal.getsignal(number) is not only_instead_of
    ):
        yield
        return
    before = signal.signal(number, stop)
    try:
        with _quiet_where_it_is_lost():
            yield
    finally:
        signal.signal(number, before)


@contextmanager
def _quiet_where_it_is_lost() -> Iterator[None]:
    """Where no exception can be raised (destructors, callbacks from C) the interpreter drops it and shows a traceback.

    The stop is remembered and comes at the next :func:`stop_if_asked`, so there is nothing to show.
    """
    before = sys.unraisablehook

    def show(lost: sys.UnraisableHookArgs) -> None:
        if not issubclass(lost.exc_type, StoppedByHand):
            before(lost)

    sys.unraisablehook = show
    try:
        yield
    finally:
        sys.unraisablehook = before


def begin() -> None:
    """Forget what was asked of an earlier command in the same process."""
    _state["asked"] = False
