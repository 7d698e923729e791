"""Where settings come from when nobody gives them: :mod:`sim` says so itself, and no room below knows more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

load_settings: Callable[..., Any]
"""Composes checked settings from the names of files and from changes; set by :mod:`sim`."""
