"""The model: villages, recruiters and officers, week by week.

::

    from sim import EarlyWarningModel, load_settings

The model is looked up when it is first used, so that importing a small part of it stays quick.
"""

from __future__ import annotations

from typing import Any

from sim.core import composer

__all__ = ["EarlyWarningModel", "load_settings"]


def load_settings(*overrides: str, **choices: Any) -> Any:
    """Checked settings, composed from the files that come with Kentongan::

        load_settings(place="classroom", programme="pimpasa", **{"programme.outreach_intensity": 2})
        load_settings("place=classroom", "seed=7")

    Args:
        overrides: changes as on the command line.
        choices: files or settings by their dotted keys; ``config_dir`` names a folder of the user's own files.

    Raises:
        InputError: with every mistake.
    """
    from experiments.composing.compose import load_settings as composed

    return composed(*overrides, **choices)


composer.load_settings = load_settings


def __getattr__(name: str) -> Any:
    if name == "EarlyWarningModel":
        from sim.agents.model import EarlyWarningModel

        return EarlyWarningModel
    raise AttributeError(f"module 'sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), "EarlyWarningModel"])
