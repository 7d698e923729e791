"""Settings from a few levers: composed anew, or changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.core import composer
from sim.settings.tree import Settings

CHOSEN = ("place", "programme")
"""Levers that name a file instead of a value."""


def with_levers(settings: Settings | None, levers: Mapping[str, Any]) -> Settings:
    """Settings that follow the levers (dotted keys); None are composed from the packaged files.

    Raises:
        InputError: with every lever that is not allowed.
    """
    if settings is None:
        composed: Settings = composer.load_settings(**levers)
        return composed
    changes = {key: value for key, value in levers.items() if key not in CHOSEN}
    names = {key: levers[key] for key in CHOSEN if key in levers}
    if names:
        packaged = composer.load_settings(**names).model_dump()
        changes = {**{key: packaged[key] for key in names}, **changes}
    return settings.with_changes(changes) if changes else settings
