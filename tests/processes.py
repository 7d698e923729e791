"""Helpers for tests that start a program and interrupt it."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from typing import Any

PATIENCE = 300
"""Seconds after which a program that does not answer is taken for hanging, also on a slow and busy machine."""


def heed_ctrl_c() -> None:
    """Let a program that is started from a background, where Ctrl-C is ignored, hear it (a ``preexec_fn``)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until(sign_of_life: Callable[[], bool], process: subprocess.Popen[Any]) -> None:
    """Wait for something the program does; fail if it ends before."""
    deadline = time.monotonic() + PATIENCE
    while not sign_of_life():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.005)
