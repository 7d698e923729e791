"""The model: villages, recruiters and officers, week by week.

::

    from sim import EarlyWarningModel, load_settings

Both names are looked up when they are first used, so that importing a small part of the model stays quick.
"""

from __future__ import annotations

import importlib
from typing import Any

__all__ = ["EarlyWarningModel", "load_settings"]

_HOMES = {
    "EarlyWarningModel": "sim.agents.model",
    # the packaged settings are composed by the experiments' package, which the model itself never needs
    "load_settings": "experiments.composing.compose",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
